// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing
import TextAnalysis

@Suite struct PairTests {
  private static let rules = [
    PairRule(share: 3, floor: 1), PairRule(share: 1000, floor: 7), PairRule(share: 1000, floor: 1),
    PairRule(share: 1000, floor: 1, mostWords: 5), PairRule(share: 1, floor: 1000),
  ]

  /// Every word of a segment, short fields' own left out.
  private func words(_ segment: SegmentReader) throws -> [TermEntry] {
    var words: [TermEntry] = []
    for ordinal in 0..<segment.termCount {
      guard let (key, entry) = try segment.term(at: ordinal), key[0] >= 0x30 else { continue }
      words.append(entry)
    }
    return words
  }

  /// How often one word follows another, worked out from positions alone.
  private func followers(
    _ first: NaiveSegment.Term,
    _ second: NaiveSegment.Term
  ) -> [UInt32: UInt32] {
    var found: [UInt32: UInt32] = [:]
    for posting in first.postings {
      guard let other = second.postings.first(where: { $0.document == posting.document }) else {
        continue
      }
      let places = Set(other.positions)
      let count = posting.positions.filter { places.contains($0 + 1) }.count
      if count > 0 { found[posting.document] = UInt32(count) }
    }
    return found
  }

  private func postings(
    _ list: TermPostings,
    _ segment: SegmentReader
  ) throws -> [UInt32: UInt32] {
    var found: [UInt32: UInt32] = [:]
    var reader = PostingsReader(list, in: try segment.source)
    while try reader.next() {
      found[reader.document] = reader.frequency
      #expect(reader.extra == 0)
    }
    return found
  }

  /// Compares what a segment says of all pairs of words with what their positions say.
  private func check(_ segment: SegmentReader) throws -> (listed: Int, absent: Int, unknown: Int) {
    let words = try words(segment)
    let naive = try words.map { try segment.naive($0) }
    var counts = (listed: 0, absent: 0, unknown: 0)
    for (first, one) in words.enumerated() {
      for (second, other) in words.enumerated() {
        switch try segment.pair(one, other) {
        case .unknown: counts.unknown += 1
        case .absent:
          #expect(followers(naive[first], naive[second]).isEmpty)
          counts.absent += 1
        case .listed(let list):
          #expect(try postings(list, segment) == followers(naive[first], naive[second]))
          counts.listed += 1
        }
      }
    }
    return counts
  }

  @Test(arguments: rules)
  func `pairs say what positions say`(rule: PairRule) throws {
    var world = SampleWorld(seed: 11)
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: world.documents(150), pairs: rule)
    let counts = try check(segment)
    #expect((counts.listed > 0) == (rule.floor < 1000))
    if rule.mostWords == 5 { #expect(counts.listed + counts.absent == 25) }
    if rule.floor == 1, rule.share == 1000, rule.mostWords > 5 { #expect(counts.unknown == 0) }
  }

  @Test(arguments: rules, [[50, 100], [1, 148, 1], [0, 30, 30, 90]])
  func `pairs do not depend on what was merged`(rule: PairRule, sizes: [Int]) throws {
    var world = SampleWorld(seed: 12)
    let documents = world.documents(150)
    let folder = try SegmentFolder()
    var next = 0
    let inputs = try sizes.enumerated().map { number, size in
      defer { next += size }
      // Segments may have been written by other rules.
      let own = number % 2 == 0 ? rule : PairRule(share: 2, floor: 1)
      return SegmentMerge.Input(
        try folder.segment(of: Array(documents[next..<next + size]), pairs: own)
      )
    }
    let merged = try folder.merge(inputs, pairs: rule)
    let whole = try check(folder.segment(of: documents, pairs: rule))
    let counts = try check(merged)
    #expect(counts.listed <= whole.listed)
    #expect(try farAbove(rule, merged).allSatisfy { $0 != .unknown })
    let inTwoPasses = try folder.merge(inputs, postingsBudget: 0, pairs: rule)
    #expect(sections(of: inTwoPasses) == sections(of: merged))
  }

  /// What a segment of 150 documents says of pairs of words far above the threshold.
  private func farAbove(_ rule: PairRule, _ segment: SegmentReader) throws -> [PairEntry] {
    guard rule.mostWords == PairRule.limit else { return [] }
    let least = 2 * max(rule.floor, (150 + rule.share - 1) / rule.share)
    let words = try words(segment).filter { $0.postings.documentFrequency >= least }
    return try words.flatMap { first in try words.map { try segment.pair(first, $0) } }
  }

  @Test func `pairs that all segments list are copied, and else found again`() throws {
    var world = SampleWorld(seed: 14, words: SampleWorld.plainWords)
    let documents = world.documents(120)
    let folder = try SegmentFolder()
    let rule = PairRule(share: 8, floor: 1)
    let listed = PairRule(share: 1000, floor: 1)
    let unlisted = PairRule(share: 1, floor: 1000)
    let whole = try folder.segment(of: documents, pairs: rule)
    for left in [listed, unlisted] {
      for right in [listed, unlisted] {
        let inputs = [
          SegmentMerge.Input(try folder.segment(of: Array(documents[..<70]), pairs: left)),
          SegmentMerge.Input(try folder.segment(of: Array(documents[70...]), pairs: right)),
        ]
        #expect(sections(of: try folder.merge(inputs, pairs: rule)) == sections(of: whole))
      }
    }
  }

  @Test func `pairs of purged documents are gone`() throws {
    var world = SampleWorld(seed: 13, words: SampleWorld.plainWords)
    let documents = world.documents(90)
    let folder = try SegmentFolder()
    let rule = PairRule(share: 5, floor: 1)
    let purged = stride(from: UInt32(0), to: 90, by: 3)
    let merged = try folder.merge(
      [
        .init(
          try folder.segment(of: documents, pairs: PairRule(share: 1000, floor: 1)),
          purged: DocumentSet(Array(purged), documentCount: 90)
        )
      ],
      pairs: rule
    )
    let kept = documents.indices.filter { $0 % 3 != 0 }.map { documents[$0] }
    let expected = try folder.segment(of: kept, pairs: rule)
    #expect(sections(of: merged) == sections(of: expected))
    #expect(try check(merged).listed > 0)
  }

  @Test func `repeated words are counted as often as they follow themselves`() throws {
    let folder = try SegmentFolder()
    let segment = try folder.segment(
      of: [
        SampleDocument("very very very good"), SampleDocument("very good"),
        SampleDocument("good very, very good"),
      ],
      pairs: PairRule(share: 1000, floor: 1)
    )
    let very = try #require(try segment.term(Array("very".utf8)))
    guard case .listed(let list) = try segment.pair(very, very) else {
      Issue.record("no list")
      return
    }
    #expect(try postings(list, segment) == [0: 2, 2: 1])
  }

  @Test func `long chains of postings come back as they were`() throws {
    // Enough documents for pieces of every size, and gaps of one and of many bytes.
    let documents = (0..<40_000).map { number in
      SampleDocument(number % 3 == 0 || number > 20_000 && number % 997 != 0 ? "a b c a b" : "b a")
    }
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: documents, pairs: PairRule(share: 10, floor: 1))
    let one = try #require(try segment.term(Array("a".utf8)))
    let two = try #require(try segment.term(Array("b".utf8)))
    guard case .listed(let list) = try segment.pair(one, two) else {
      Issue.record("no list")
      return
    }
    var expected: [UInt32: UInt32] = [:]
    for number in 0..<40_000 where number % 3 == 0 || number > 20_000 && number % 997 != 0 {
      expected[UInt32(number)] = 2
    }
    #expect(try postings(list, segment) == expected)
  }
}
