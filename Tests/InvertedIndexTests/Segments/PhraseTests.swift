// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing

@Suite struct PhraseTests {
  private static let letters = ["a", "b", "c"]

  /// The documents with a phrase and their scores, the best first.
  private func answer(
    _ phrase: [String],
    _ segment: SegmentReader
  ) throws -> (count: Int, best: [RankedDocument]) {
    let words = try phrase.enumerated().map { place, word in
      PhraseWord(try #require(try segment.term(Array(word.utf8))), offset: UInt32(place))
    }
    let matcher = try segment.phrase(words, weight: 2)
    let search = SegmentSearch(
      source: try segment.source,
      languages: nil,
      hidden: nil,
      model: ScoringModel(averageLength: 8, weights: [2])
    )
    var top = TopDocuments(capacity: 50)
    try search.top(matcher, into: &top, segment: 0)
    return (try search.count(matcher), top.sorted())
  }

  /// All phrases of three and four letters.
  private var phrases: [[String]] {
    let threes = Self.letters.flatMap { one in
      Self.letters.flatMap { two in Self.letters.map { [one, two, $0] } }
    }
    return threes + threes.flatMap { three in Self.letters.map { three + [$0] } }
  }

  @Test func `phrases covered by pairs are counted as by positions`() throws {
    var numbers = SampleNumbers(seed: 5)
    let documents = (0..<300).map { _ in
      let length = Int.random(in: 1...14, using: &numbers)
      return SampleDocument(
        (0..<length).map { _ in Self.letters.randomElement(using: &numbers) ?? "a" }
          .joined(separator: " ")
      )
    }
    let folder = try SegmentFolder()
    let paired = try folder.segment(of: documents, pairs: PairRule(share: 1000, floor: 1))
    let plain = try folder.segment(of: documents, pairs: PairRule(share: 1, floor: 1000))
    let texts = documents.map { " " + $0.paragraphs[0].text + " " }
    for phrase in phrases {
      let (count, best) = try answer(phrase, paired)
      let expected = try answer(phrase, plain)
      #expect(count == expected.count)
      #expect(best == expected.best)
      let wanted = " " + phrase.joined(separator: " ") + " "
      #expect(count == texts.filter { $0.contains(wanted) }.count)
    }
  }
}
