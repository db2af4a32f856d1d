// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Ingestion

/// The arithmetic of the classifier, and single features.
@Suite
struct ClassifierTests {
  /// Two trees with the values 0 to 63 and 63 to 0.
  ///
  /// The second asks the first's questions from the last to the first. The expected scores are those
  /// of `Trees` in `scripts/extraction/boosting.py`.
  private static let example = BlockClassifier(
    splits: "AAAKABAUACAeADAoAEAyAFA8AFA8AEAyADAoACAeABAUAAAK",
    leaves: """
      gAgBgCgDgEgFgGgHgIgJgKgLgMgNgOgPgQgRgSgTgUgVgWgXgYgZgagbgcgdgegfggghgigjgkglgmgngogpgqgrgsgtgu\
      gvgwgxgygzg0g1g2g3g4g5g6g7g8g9g-g_g_g-g9g8g7g6g5g4g3g2g1g0gzgygxgwgvgugtgsgrgqgpgogngmglgkgjgi\
      ghgggfgegdgcgbgagZgYgXgWgVgUgTgSgRgQgPgOgNgMgLgKgJgIgHgGgFgEgDgCgBgA
      """,
    bias: -7
  )

  @Test
  func `scores are those of the training script`() {
    // By columns: six features of three blocks.
    let columns: [UInt8] = [
      0, 11, 255, 0, 20, 255, 0, 31, 255, 0, 40, 255, 0, 51, 255, 0, 60, 255,
    ]
    #expect(Self.example.scores(columns, count: 3) == [56, 77, 56])
  }

  @Test
  func `too few columns give the bias alone`() {
    #expect(Self.example.scores([1, 2, 3], count: 3) == [-7, -7, -7])
  }

  @Test
  func `no blocks give no scores`() {
    #expect(BlockClassifier.trained.scores([], count: 0).isEmpty)
  }

  @Test
  func `scores are shown as hundredths`() {
    #expect(BlockClassifier.percent(0) == 50)
    #expect(BlockClassifier.percent(1024) == 73)
    #expect(BlockClassifier.percent(-1024) == 27)
    #expect(BlockClassifier.percent(.max) == 99)
    #expect(BlockClassifier.percent(-100_000) == 1)
  }

  @Test(arguments: [(0, 0), (1, 8), (3, 16), (100, 52), (1_000_000, 159)] as [(Int32, UInt8)])
  func `sizes are eight times the binary logarithm`(number: Int32, expected: UInt8) {
    #expect(UInt8.size(number) == expected)
  }

  @Test(arguments: [(0, 0, 255), (1, 4, 25), (9, 4, 100), (0, 7, 0)] as [(Int32, Int32, UInt8)])
  func `shares are hundredths, and 255 of nothing`(part: Int32, whole: Int32, expected: UInt8) {
    #expect(UInt8.share(part, of: whole) == expected)
  }

  @Test
  func `words are counted in any script`() {
    func count(_ text: String) -> Int {
      let bytes = Array(text.utf8)
      var cursor = WordCursor()
      var words = 0
      while cursor.next(in: bytes.span) { words += 1 }
      return words
    }
    #expect(count("The gulls, 12 of them — are back.") == 7)
    #expect(count("Чайки вернулись на площадь") == 4)
    #expect(count("海鸥回来了。") == 5)
    #expect(count("  ,.;  ") == 0)
  }

  @Test
  func `a table of hashes grows and forgets nothing`() {
    var table = HashTable(capacity: 1)
    for key in UInt32(0)..<1000 { table.add(key &* 2_654_435_761, key + 1) }
    #expect((UInt32(1)..<1000).allSatisfy { table[$0 &* 2_654_435_761] == $0 + 1 })
    #expect(table[77] == 0)
  }

  /// Words whose hashes all wanted one place of the table took a page seconds.
  @Test
  func `no choice of words makes hashes crowd in a table`() {
    var table = HashTable(capacity: 1)
    // Times the golden ratio these end in eighteen zero bits.
    let keys = (UInt32(1)..<8192).map { 0xE8B2F51 &* ($0 << 18) }
    for key in keys { table.add(key) }
    #expect(table.count == keys.count)
    #expect(keys.reduce(0) { $0 + table.steps(to: $1) } < 4 * keys.count)
  }

  @Test
  func `features tell a text in running words from a list of links`() throws {
    let analysis = try #require(read(SamplePage.text))
    let features = analysis.features
    let texts = analysis.page.blocks.map { BodyExtraction.text(of: $0, analysis.tree) }
    let prose = try #require(texts.firstIndex { $0.hasPrefix("Work on the lantern") })
    let link = try #require(texts.firstIndex { $0 == "Coast" })
    #expect(features[.stopShare, prose] > features[.stopShare, link])
    #expect(features[.linkShare, prose] == 0)
    #expect(features[.linkShare, link] == 100)
    #expect(features[.endsSentence, prose] == 1)
    #expect(features[.inContainer, prose] == 1)
    #expect(features[.isForeign, link] == 1)
    let title = try #require(texts.firstIndex { $0 == "Lighthouse to shine again" })
    #expect(features[.titleShare, title] == 100)
    #expect(features[.titleCover, title] == 100)
    #expect(features[.fromTitle, title] == 0)
  }

  private func read(_ page: String) -> PageAnalysis? {
    let bytes = Array(page.utf8)
    return PageAnalysis(bytes.span)
  }
}
