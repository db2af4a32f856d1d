// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing
import TextAnalysis

@Suite struct StemGroupTests {
  private func words(_ groups: [StemGroup]) -> [[String]] {
    groups.map { $0.members.map { String(decoding: $0.term, as: UTF8.self) } }
  }

  private func language(_ code: String) throws -> Language {
    try #require(Language(code: code))
  }

  @Test func `words of a stem are found from any of them`() throws {
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: [
      SampleDocument("floods flooded the rivers"), SampleDocument("a flood; flooding of 2024"),
      SampleDocument("les inondations", language: "fr"),
    ])
    for word in ["flood", "floods", "flooding"] {
      let query = StemQuery(surface: Array(word.utf8))
      let groups = try segment.stemGroups(of: query, in: language("en"))
      #expect(words(groups) == [["flood", "flooded", "flooding", "floods"]])
      #expect(groups.first?.postings == nil)
      #expect(try segment.stemGroups(of: query, in: language("de")).isEmpty)
      #expect(try segment.stemGroups(of: query, in: .unknown).isEmpty)
    }
    let inondation = StemQuery(surface: Array("inondation".utf8))
    #expect(try words(segment.stemGroups(of: inondation, in: language("fr"))) == [["inondations"]])
    #expect(try segment.stemGroups(of: inondation, in: language("en")).isEmpty)
  }

  @Test func `a word typed without its accents finds the stem of the accented one`() throws {
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: [
      SampleDocument("préparée", language: "fr"), SampleDocument("préparer", language: "fr"),
    ])
    let french = try language("fr")
    var query = StemQuery(surface: Array("preparee".utf8))
    let typed = try words(segment.stemGroups(of: query, in: french))
    query.add(surfaceOf: try segment.term(Array("preparee".utf8)))
    let known = try words(segment.stemGroups(of: query, in: french))
    #expect(known.contains(["preparee", "preparer"]))
    #expect(typed != known)
  }

  @Test func `a costly group that one document of its language has spoils no other`() throws {
    let words = ["flood", "nation", "report", "zebra"]
    let text = words.map { "\($0) \($0)s" }.joined(separator: " ")
    let documents =
      (0..<1100).map { _ in SampleDocument(text) } + [SampleDocument(text, language: "fr")]
    let folder = try SegmentFolder()
    let parts = [documents[..<600], documents[600...]]
    let merged = try folder.merge(parts.map { .init(try folder.segment(of: Array($0))) })
    for segment in [try folder.segment(of: documents), merged] {
      for word in words {
        let query = StemQuery(surface: Array(word.utf8))
        let english = try segment.stemGroups(of: query, in: language("en"))
        #expect(english.map { $0.postings?.documentFrequency } == [1100])
        let french = try segment.stemGroups(of: query, in: language("fr"))
        #expect(french.map { $0.postings?.isInline } == [true])
        let plural = try segment.term(Array("\(word)s".utf8))
        #expect(plural?.postings.documentFrequency == 1101)
      }
    }
  }

  @Test func `costly groups have a list that sums their members in the language`() throws {
    let numbers = (0..<1500).map { UInt64($0) }
    let documents = numbers.map { number in
      SampleDocument(
        metadata: DocumentMetadata(
          articleID: number,
          version: 1,
          published: nil,
          language: Language(code: number % 7 == 0 ? "fr" : "en") ?? .unknown
        ),
        paragraphs: [
          (.title, number % 2 == 0 ? "flood" : "river"),
          (.body, number % 3 == 0 ? "floods and floods, a flood" : "flooded w\(number)"),
        ]
      )
    }
    let folder = try SegmentFolder()
    let whole = try folder.segment(of: documents)
    let merged = try folder.merge(
      [documents[..<400], documents[400...]].map { .init(try folder.segment(of: Array($0))) }
    )
    #expect(sections(of: whole) == sections(of: merged))
    let query = StemQuery(surface: Array("flood".utf8))
    let group = try #require(try whole.stemGroups(of: query, in: language("en")).first)
    #expect(words([group]) == [["flood", "flooded", "floods"]])
    var expected: [UInt32: (frequency: UInt32, extra: UInt32)] = [:]
    for member in group.members {
      var reader = PostingsReader(member.entry.postings, in: try whole.source)
      while try reader.next() {
        guard try whole.language(of: reader.document).code == "en" else { continue }
        expected[reader.document, default: (0, 0)].frequency += reader.frequency
        expected[reader.document, default: (0, 0)].extra += reader.extra
      }
    }
    let list = try #require(group.postings)
    #expect(!list.hasPositions)
    var reader = PostingsReader(list, in: try whole.source)
    while try reader.next() {
      let sums = expected.removeValue(forKey: reader.document)
      #expect(sums?.frequency == reader.frequency)
      #expect(sums?.extra == reader.extra)
    }
    #expect(expected.isEmpty)
  }
}
