// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing
import TextAnalysis

@Suite struct TailTests {
  private static let all = LanguageMask(rawValue: .max)

  private func ending(_ end: String, _ segment: SegmentReader) throws -> [String] {
    try segment.words(endingIn: Array(end.utf8), in: Self.all)
      .map { String(decoding: $0.key, as: UTF8.self) }.sorted()
  }

  private func documents(_ language: String) -> [SampleDocument] {
    [
      SampleDocument("Autoversicherung Versicherung Lebensversicherung", language: language),
      SampleDocument(
        "Versicherungen 2024versicherung Kraftfahrzeugversicherung",
        language: language
      ),
      SampleDocument("an English versicherung hinterversicherung"),
    ]
  }

  @Test func `finds the longer words with an end, in languages of compounds`() throws {
    let folder = try SegmentFolder()
    let documents = documents("de")
    let whole = try folder.segment(of: documents)
    let merged = try folder.merge(
      [documents[..<1], documents[1...]].map { .init(try folder.segment(of: Array($0))) }
    )
    let expected = ["autoversicherung", "kraftfahrzeugversicherung", "lebensversicherung"]
    for segment in [whole, merged] {
      #expect(try ending("versicherung", segment) == expected)
      #expect(try ending("rung", segment) == expected + ["versicherung"])
      #expect(try ending("ung", segment).isEmpty)
      #expect(try ending("xxxxversicherung", segment).isEmpty)
      let none = LanguageMask(rawValue: 0)
      #expect(try segment.words(endingIn: Array("versicherung".utf8), in: none).isEmpty)
      let starts = try segment.words(beginningWith: Array("auto".utf8), in: Self.all)
      #expect(starts.map { String(decoding: $0.key, as: UTF8.self) } == ["autoversicherung"])
    }
  }

  @Test func `there are none where no article is in such a language`() throws {
    let segment = try SegmentFolder().segment(of: documents("fr"))
    #expect(try ending("versicherung", segment).isEmpty)
    #expect(try segment.words(beginningWith: Array("auto".utf8), in: Self.all).isEmpty)
  }
}
