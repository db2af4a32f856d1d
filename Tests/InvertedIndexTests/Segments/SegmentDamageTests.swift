// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing
import TextAnalysis

@Suite struct SegmentDamageTests {
  /// Everything that can be read of a segment, so that any difference shows.
  private func dump(_ segment: SegmentReader) throws -> [String] {
    var lines = ["\(segment.statistics) \(segment.languages) \(segment.analyzer)"]
    for ordinal in 0..<min(segment.termCount, 1000) {
      guard let (key, entry) = try segment.term(at: ordinal) else { continue }
      lines.append("\(key) \(entry.languages) \(try segment.naive(entry).postings)")
      lines.append("\(String(describing: try segment.term(key)?.ordinal))")
    }
    lines.append("\(try segment.terms(withPrefix: Array("fl".utf8)).map(\.key))")
    let all = LanguageMask(rawValue: .max)
    for end in ["ally", "nationalism"] {
      lines.append("\(try segment.words(endingIn: Array(end.utf8), in: all).map(\.key))")
    }
    let query = StemQuery(surface: Array("flood".utf8))
    for language in segment.languages {
      let groups = try segment.stemGroups(of: query, in: language)
      lines.append("\(groups.map { $0.members.map(\.term) })")
    }
    lines.append("\(try pairs(segment)) \(try near(segment))")
    for document in 0..<UInt32(min(segment.documentCount, 100)) {
      lines.append("\(try segment.articleID(of: document)) \(try segment.version(of: document))")
      lines.append("\(String(describing: try segment.publication(of: document)))")
      for property in DocumentProperty.allCases {
        lines.append("\(try segment.values(property, of: document))")
      }
      lines.append("\(try segment.language(of: document))")
      lines.append("\(try segment.weightedLength(of: document))")
      lines.append("\(try segment.boundaries(of: document))")
    }
    lines.append("\(try segment.documents(publishedIn: 0...500).documents)")
    return lines
  }

  /// How many documents have two words near each other, in every sense.
  private func near(_ segment: SegmentReader) throws -> [Int] {
    guard let one = try segment.term(Array("flood".utf8)),
      let other = try segment.term(Array("river".utf8))
    else { return [] }
    let senses: [SpanNearness] = [.within(3), .inOrder(2), .inSentence, .inParagraph]
    let search = SegmentSearch(
      source: try segment.source,
      languages: nil,
      hidden: nil,
      model: ScoringModel(averageLength: 10, weights: [])
    )
    let sides = try [one, other].map { entry in
      SpanExpression.words(
        [try segment.spanWords([PhraseWord(entry, offset: 0)])].compactMap(\.self)
      )
    }
    let expressions =
      senses.map { SpanExpression.near($0, sides[0], sides[1]) }
      + [.within(.lead, sides[0]), .within(.opening(4), sides[1])]
    return try expressions.map { try search.count(segment.spans($0, weight: 0)) }
  }

  /// The lists of all pairs of the first words.
  private func pairs(_ segment: SegmentReader) throws -> [[UInt32]] {
    var words: [TermEntry] = []
    for ordinal in 0..<min(segment.termCount, 50) {
      if let (_, entry) = try segment.term(at: ordinal) { words.append(entry) }
    }
    var lists: [[UInt32]] = []
    for first in words {
      for second in words {
        guard case .listed(let list) = try segment.pair(first, second) else { continue }
        var reader = PostingsReader(list, in: try segment.source)
        var numbers = [first.ordinal, second.ordinal]
        while try reader.next() { numbers += [reader.document, reader.frequency] }
        lists.append(numbers)
      }
    }
    return lists
  }

  private func smallSegment(in folder: SegmentFolder) throws -> (ManifestEntry, [String]) {
    var world = SampleWorld(seed: 5, words: ["flood", "floods", "élan", "river", "x"])
    var builder = SegmentBuilder()
    builder.pairRule = PairRule(share: 2, floor: 1)
    for document in world.documents(2) { document.add(to: &builder) }
    let receipt = try builder.seal(into: folder.newFile())
    return (receipt.entry(), try dump(SegmentReader(folder.open(receipt))))
  }

  @Test func `a changed byte is an error or makes no difference`() throws {
    let folder = try SegmentFolder()
    let (entry, sound) = try smallSegment(in: folder)
    let path = folder.paths.file(entry)
    let bytes = try folder.read(path)
    var unnoticed = 0
    // Long runs of zeros are padding: every fifth of their bytes will do.
    for place in bytes.indices where bytes[place] != 0 || place % 5 == 0 {
      var damaged = bytes
      damaged[place] ^= UInt8(1 << (place % 8))
      try folder.replace(path, by: damaged)
      do {
        #expect(try dump(SegmentReader(SealedFile(path, entry: entry))) == sound)
        unnoticed += 1
      } catch is CorruptionError {} catch is StorageError {}
    }
    // Padding between sections, and what nothing read.
    #expect(unnoticed < bytes.count / 2)
  }

  @Test func `a segment cut short is an error`() throws {
    let folder = try SegmentFolder()
    let (entry, _) = try smallSegment(in: folder)
    let path = folder.paths.file(entry)
    let bytes = try folder.read(path)
    for length in stride(from: 0, to: bytes.count, by: 13) {
      try folder.replace(path, by: Array(bytes[..<length]))
      #expect(throws: (any Error).self) {
        try dump(SegmentReader(SealedFile(path, entry: entry)))
      }
    }
  }

  /// With sums that fit the damage the sums do not help: whatever is read must be in bounds.
  @Test(arguments: [
    "META", "TERM", "TIDX", "POST", "POSN", "STEM", "LANG", "LENG", "PUBL", "PRUN", "BNDS",
    "PAIR", "ARTI", "VERS", "SRCE", "SECT", "AUTH",
  ])
  func `no byte of a section leads astray`(tag: String) throws {
    let folder = try SegmentFolder()
    let (entry, _) = try smallSegment(in: folder)
    let file = try SealedFile(folder.paths.file(entry), entry: entry)
    let size = try #require(file.tags.first { $0.description == tag }.flatMap(file.section)).count
    for (place, value) in changes(size) {
      let receipt = try folder.copy(of: file) { section, bytes in
        if section.description == tag { bytes[place] = value(bytes[place]) }
      }
      do {
        let segment = try SegmentReader(folder.open(receipt))
        _ = try dump(segment)
        // Writing takes longest: a merge sees every seventh damage.
        if place % 7 == 0 { _ = try folder.merge([.init(segment), .init(segment)]) }
      } catch is CorruptionError {} catch is StorageError {}
    }
  }

  private func changes(_ size: Int) -> [(Int, (UInt8) -> UInt8)] {
    let all: [(UInt8) -> UInt8] = [{ $0 ^ 1 }, { _ in 0xFF }, { $0 ^ 0x80 }, { _ in 0 }]
    return (0..<size).map { ($0, all[$0 % 4]) }
  }
}
