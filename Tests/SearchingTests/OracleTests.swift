// SPDX-License-Identifier: Apache-2.0

import Glibc
@testable import InvertedIndex
@testable import Searching
import TestSupport
import Testing
import TextAnalysis

/// Trees of all clauses against a searcher that looks at every word: the same articles in the same
/// order, with the same scores, whichever way they are found.
@Suite struct OracleTests {
  /// A world of some articles in segments of some sizes, and so many trees.
  struct Trial: Sendable {
    var articles: Int
    var sizes: [Int]
    var trees: Int
    var seed: UInt64
  }

  /// Set `ORACLE_TREES` for more of them in each world than there is time for every day.
  static let trees = getenv("ORACLE_TREES").flatMap { Int(String(cString: $0)) } ?? 250

  static let trials = [
    Trial(articles: 160, sizes: [], trees: trees / 2, seed: 3),
    Trial(articles: 160, sizes: [7, 40, 1, 60], trees: trees / 2, seed: 4),
    Trial(articles: 40, sizes: [], trees: trees, seed: 5),
    Trial(articles: 40, sizes: [1, 20], trees: trees, seed: 6),
    Trial(articles: 30, sizes: [10], trees: trees, seed: 7),
    Trial(articles: 20, sizes: [5, 5, 5], trees: trees, seed: 8),
    Trial(articles: 12, sizes: [], trees: trees, seed: 9),
    Trial(articles: 60, sizes: [33], trees: trees, seed: 10),
  ]

  @Test(arguments: trials)
  func `finds what the oracle finds, in the same order with the same scores`(
    trial: Trial
  ) throws {
    let world = try OracleWorld(SearchWorld(count: trial.articles, seed: trial.seed), trial.sizes)
    var random = Seeded(seed: trial.seed &* 7919)
    var found = 0
    for number in 0..<trial.trees {
      let query = WorldQuery.tree(depth: 3, WorldQuery.Place(), &random)
      guard let hits = try world.compare(query, allWays: number % 4 == 0) else { break }
      found += hits > 0 ? 1 : 0
    }
    #expect(found > trial.trees / 3)
  }
}

/// A world and its oracle.
struct OracleWorld {
  let segments: SearchSegments
  let oracle: BruteForceSearcher
  let texts: WorldTexts
  let searcher: Searcher

  init(_ world: SearchWorld, _ sizes: [Int]) throws {
    segments = try SearchSegments(world.documents, sizes: sizes)
    oracle = BruteForceSearcher(world.documents)
    texts = WorldTexts(oracle, bases: segments.bases)
    searcher = try Searcher(segments.readers, texts: texts)
  }

  /// Searches for a query and compares; gives the number of hits, or nil if they were others.
  func compare(_ query: Query, allWays: Bool) throws -> Int? {
    let expected = oracle.answers(to: WorldQuery.question(query))
    let results: SearchResults
    do {
      results = try searcher.search(SearchRequest(query, limit: nil))
    } catch {
      #expect(error.kind == .notSearchable && expected.answers.isEmpty, "\(query): \(error)")
      return 0
    }
    let scale = Double(expected.scale)
    let hits = results.hits.map {
      BruteForceSearcher.Answer(document: segments.place($0), score: Int32($0.score * scale))
    }
    #expect(results.total == expected.answers.count, "\(query)")
    let differing = zip(hits, expected.answers).first { $0 != $1 }
    #expect(differing == nil, "\(query)")
    #expect(results.damaged.isEmpty)
    guard differing == nil, hits.count == expected.answers.count else { return nil }
    let top = try searcher.search(SearchRequest(query, offset: 2, limit: 5))
    #expect(top.hits == Array(results.hits.dropFirst(2).prefix(5)), "\(query)")
    if allWays { try compareAllWays(query, expected.answers) }
    return hits.count
  }

  /// Searches in every way there is.
  private func compareAllWays(_ query: Query, _ expected: [BruteForceSearcher.Answer]) throws {
    let attempt = try SearchAttempt(
      SearchRequest(query),
      SegmentSet(segments.readers, texts: texts)
    )
    for strategy in Self.strategies {
      var count = 0
      var top = TopDocuments(capacity: 4)
      for (index, reader) in segments.readers.enumerated() {
        let matcher = attempt.plan.matcher(in: index)
        var search = try attempt.search(reader, matcher)
        search.strategy = strategy
        count += try search.count(matcher)
        try search.top(matcher, into: &top, segment: UInt32(index))
        let matches = try search.matches(matcher).documents
        #expect(try matches.count == search.countByWindows(matcher), "\(query)")
      }
      #expect(count == expected.count, "\(query) \(strategy)")
      let best = top.sorted().map {
        BruteForceSearcher.Answer(
          document: segments.bases[Int($0.segment)] + Int($0.document),
          score: $0.score
        )
      }
      #expect(best == Array(expected.prefix(4)), "\(query) \(strategy)")
    }
    try compareOnePass(attempt, expected, query)
  }

  /// Counts while ranking, and cut into pieces.
  private func compareOnePass(
    _ attempt: SearchAttempt,
    _ expected: [BruteForceSearcher.Answer],
    _ query: Query
  ) throws {
    var count = 0
    var top = TopDocuments(capacity: 4)
    var parts: [IndexSearch.Part] = []
    for (index, reader) in segments.readers.enumerated() {
      let matcher = attempt.plan.matcher(in: index)
      var search = try attempt.search(reader, matcher)
      parts.append(IndexSearch.Part(segment: index, search, matcher))
      search.strategy.countsWhileRanking = true
      count += try search.topAndCount(matcher, into: &top, segment: UInt32(index))
    }
    #expect(count == expected.count, "\(query)")
    #expect(top.sorted().map(\.score) == expected.prefix(4).map(\.score), "\(query)")
    var shared = IndexSearch(parts, mayShare: true)
    shared.pieceWork = 1
    #expect(try shared.counts().reduce(0, +) == expected.count, "\(query)")
    var cut = TopDocuments(capacity: 4)
    try shared.top(into: &cut)
    #expect(cut.sorted() == top.sorted(), "\(query)")
  }

  private static let strategies = [
    SearchStrategy(), SearchStrategy(counting: .byCandidates), SearchStrategy(counting: .byWindows),
    SearchStrategy(startsWithBestBlocks: false), SearchStrategy(estimatesThreshold: true),
    SearchStrategy(startsWithRareClauses: true), SearchStrategy(sweeps: true),
    SearchStrategy(sweeps: false),
  ]
}
