// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Storage
import Testing

struct MatchingTests {
  /// A random matcher over the lists of a world.
  private func matcher(_ world: World, depth: Int, _ dice: inout Dice) -> Matcher {
    let term = world.lists[dice.below(world.lists.count)].term
    let weight = Float(dice.below(5)) * 0.7
    let parts = { (dice: inout Dice) in
      (0..<dice.below(4)).map { _ in self.matcher(world, depth: depth - 1, &dice) }
    }
    switch depth > 0 ? dice.below(12) : dice.below(5) {
    case 0, 1: return .term(term, weight: weight)
    case 2:
      let synonyms = (0..<1 + dice.below(3)).map { _ in
        Synonym(
          postings: world.lists[dice.below(world.lists.count)].term,
          language: dice.hits(0.5) ? UInt8(dice.below(3)) : nil
        )
      }
      return .synonyms(synonyms, combine: dice.hits(0.5) ? .sum : .maximum, weight: weight)
    case 3 where dice.hits(0.3):
      let lists = (0..<1 + dice.below(3)).map { _ in world.lists[dice.below(world.lists.count)].term
      }
      guard let gathered = try? GatheredPostings(lists, of: world.source) else { return .nothing }
      return .gathered(gathered, weight: weight)
    case 3:
      let terms = (0..<1 + dice.below(3)).map { place in
        PhraseTerm(
          postings: world.lists[dice.below(world.lists.count)].term,
          offset: UInt32(place + dice.below(2))
        )
      }
      return .phrase(terms, weight: weight)
    case 4:
      let low = UInt32(dice.below(Int(world.documentCount)))
      if dice.hits(0.5) { return .documents(DocumentSet(low..<world.documentCount)) }
      let some = (0..<world.documentCount).filter { _ in dice.hits(0.5) }
      return .documents(DocumentSet(some, documentCount: world.documentCount))
    case 5, 6: return .any(parts(&dice))
    case 7: return .all(parts(&dice))
    case 8:
      return .excluding(
        matcher(world, depth: depth - 1, &dice),
        matcher(world, depth: depth - 1, &dice)
      )
    case 9: return .atLeast(1 + dice.below(3), parts(&dice))
    case 10: return .preferring(matcher(world, depth: depth - 1, &dice), optional: parts(&dice))
    default: return dice.hits(0.8) ? .everything : .nothing
    }
  }

  private func check(_ matcher: Matcher, _ world: World, hidden: DocumentSet?, k: Int) throws {
    let model = ScoringModel(averageLength: world.averageLength * 1.1, weights: matcher.weights)
    var search = SegmentSearch(
      source: world.source,
      languages: UnsafePointer(world.languages),
      hidden: hidden,
      model: model
    )
    let oracle = Oracle(world: world, model: model, hidden: hidden)
    let answer = oracle.answer(matcher)
    let expected = oracle.top(matcher, k)
    #expect(try search.countByWindows(matcher) == answer.count)
    #expect(try search.matches(matcher).documents == answer.map(\.document))
    for strategy in SearchStrategy.all {
      search.strategy = strategy
      #expect(try search.count(matcher) == answer.count, "\(strategy)")
      var fast = TopDocuments(capacity: k)
      try search.top(matcher, into: &fast, segment: 0)
      #expect(fast.sorted() == expected, "\(strategy)")
      guard strategy.countsWhileRanking != nil else { continue }
      var counted = TopDocuments(capacity: k)
      let both = try search.topAndCount(matcher, into: &counted, segment: 0)
      #expect(both == answer.count, "\(strategy)")
      #expect(counted.sorted() == expected, "\(strategy)")
    }
    search.strategy = SearchStrategy()
    try checkSharing(search, matcher, answer.count, expected, k)
    var plain = TopDocuments(capacity: k)
    try search.topByWindows(matcher, into: &plain, segment: 0)
    #expect(plain.sorted() == expected)
    if let best = expected.first {
      let leaves = try search.score(matcher, document: best.document)
      #expect(leaves.reduce(0) { $0 + $1.contribution } == best.score)
    }
  }

  /// Cut into as many pieces as possible, a search gives the same.
  private func checkSharing(
    _ search: SegmentSearch,
    _ matcher: Matcher,
    _ count: Int,
    _ expected: [RankedDocument],
    _ k: Int
  ) throws {
    let part = IndexSearch.Part(segment: 0, search, matcher)
    let pieces = part.cut(into: 5)
    #expect(try IndexSearch(pieces).counts().reduce(0, +) == count)
    var shared = IndexSearch([part], mayShare: true)
    shared.pieceWork = 1
    #expect(try shared.counts() == [count])
    var cut = TopDocuments(capacity: k)
    var together = TopDocuments(capacity: k)
    try IndexSearch(pieces).top(into: &cut)
    try shared.top(into: &together)
    #expect(cut.sorted() == expected)
    #expect(together.sorted() == expected)
  }

  @Test(arguments: 0..<8)
  func `agrees with plain arrays on random matchers in small worlds`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) &+ 1000)
    for round in 0..<40 {
      let count = UInt32(1 + dice.below(300))
      let chances = [0.02, 0.2, 0.5, 0.9, 0.1]
      let world = World.mixed(documentCount: count, seed: dice.next(), chances: chances)
      let hidden =
        dice.hits(0.3)
        ? DocumentSet((0..<count).filter { _ in dice.hits(0.2) }, documentCount: count) : nil
      let matcher = matcher(world, depth: 3, &dice)
      try check(matcher, world, hidden: hidden, k: [1, 3, 10, 500][round % 4])
    }
  }

  @Test(arguments: [1, 2, 63, 64, 65, 127, 128, 129, 256, 4095, 4096, 4097] as [UInt32])
  func `agrees with plain arrays where blocks and windows end`(count: UInt32) throws {
    var dice = Dice(seed: UInt64(count) &+ 3000)
    // Runs without gaps, bit sets and packed blocks, and lists of one.
    let world = World.mixed(
      documentCount: count,
      seed: dice.next(),
      chances: [1, 1, 0.9, 0.3, 0.16, 0.05, 0]
    )
    let lists = world.lists.map(\.term)
    let everyone = DocumentSet(0..<count)
    let lastOnly = DocumentSet(count - 1..<count)
    let noneButLast = DocumentSet(0..<count - 1)
    for hidden in [nil, everyone, noneButLast] {
      for round in 0..<6 {
        let some = lists.shuffled(using: &dice).prefix(2 + round % 3).map {
          Matcher.term($0, weight: 1 + Float(dice.below(3)))
        }
        let k = [1, 10, 300][round % 3]
        try check(.any(some), world, hidden: hidden, k: k)
        try check(.all(some), world, hidden: hidden, k: k)
        try check(.excluding(some[0], some[1]), world, hidden: hidden, k: k)
        try check(.all([some[0], .documents(lastOnly)]), world, hidden: hidden, k: k)
        try check(.preferring(some[0], optional: [some[1]]), world, hidden: hidden, k: k)
      }
    }
  }

  @Test(arguments: 0..<4)
  func `agrees with plain arrays on random matchers in middle-sized worlds`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) &+ 2000)
    let chances = [0.0005, 0.004, 0.03, 0.2, 0.6, 0.95]
    let world = World.mixed(documentCount: 9000, seed: dice.next(), chances: chances)
    for round in 0..<12 {
      let matcher = matcher(world, depth: 2, &dice)
      try check(matcher, world, hidden: nil, k: [1, 10, 300][round % 3])
    }
  }
}

extension SearchStrategy {
  /// What is chosen, and everything that may be chosen instead.
  static var all: [SearchStrategy] {
    var all = [SearchStrategy()]
    for choice in [true, false] {
      all.append(SearchStrategy(counting: choice ? .byWindows : .byCandidates))
      all.append(SearchStrategy(startsWithBestBlocks: choice))
      all.append(SearchStrategy(countsWhileRanking: choice))
      for sweeps in [true, false] {
        all.append(SearchStrategy(estimatesThreshold: choice, sweeps: sweeps))
      }
      all.append(SearchStrategy(estimatesThreshold: choice, startsWithRareClauses: true))
    }
    return all
  }
}

/// Pruning in lists long enough to be pruned, against looking at every window.
struct PruningTests {
  // Only read once it is made, by however many tests at a time.
  nonisolated(unsafe) private static let world = World.mixed(
    documentCount: 24_000,
    seed: 77,
    chances: [0.0003, 0.002, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8]
  )

  private func compare(_ matcher: Matcher, hidden: DocumentSet? = nil) throws {
    let world = Self.world
    var search = SegmentSearch(
      source: world.source,
      languages: UnsafePointer(world.languages),
      hidden: hidden,
      model: ScoringModel(averageLength: world.averageLength * 1.3, weights: matcher.weights)
    )
    let count = try search.countByWindows(matcher)
    for k in [1, 10, 300] {
      var plain = TopDocuments(capacity: k)
      try search.topByWindows(matcher, into: &plain, segment: 0)
      let expected = plain.sorted()
      for strategy in SearchStrategy.all {
        search.strategy = strategy
        var fast = TopDocuments(capacity: k)
        try search.top(matcher, into: &fast, segment: 0)
        #expect(fast.sorted() == expected, "\(strategy)")
        if k == 1 { #expect(try search.count(matcher) == count, "\(strategy)") }
        guard strategy.countsWhileRanking != nil else { continue }
        var counted = TopDocuments(capacity: k)
        let both = try search.topAndCount(matcher, into: &counted, segment: 0)
        #expect(both == count, "\(strategy)")
        #expect(counted.sorted() == expected, "\(strategy)")
      }
    }
  }

  /// Some lists of the world, weighted as their rarity would have it.
  private func terms(_ count: Int, _ dice: inout Dice) -> [Matcher] {
    Self.world.lists.shuffled(using: &dice).prefix(count).map { list in
      .term(list.term, weight: 1 + Float(24_000 / (list.postings.count + 1)).squareRoot() / 4)
    }
  }

  @Test(arguments: 0..<6)
  func `prunes any and all of some terms without changing the answer`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) + 500)
    for count in 1...5 {
      let some = terms(count, &dice)
      try compare(.any(some))
      try compare(.all(some))
      try compare(.preferring(some[0], optional: Array(some.dropFirst())))
      try compare(.excluding(.any(some), terms(1, &dice)[0]))
    }
  }

  @Test(arguments: 0..<4)
  func `prunes phrases, synonyms and filters without changing the answer`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) + 600)
    let lists = Self.world.lists.map(\.term)
    let two = [lists[5 + dice.below(4)], lists[5 + dice.below(4)]]
    let phrase = Matcher.phrase(
      [PhraseTerm(postings: two[0], offset: 0), PhraseTerm(postings: two[1], offset: 2)],
      weight: 3
    )
    let synonyms = Matcher.synonyms(
      (0..<3).map { _ in
        Synonym(postings: lists[dice.below(9)], language: dice.hits(0.5) ? 1 : nil)
      },
      combine: dice.hits(0.5) ? .sum : .maximum,
      weight: 2
    )
    let some = terms(2, &dice)
    let hidden = DocumentSet(
      (0..<24_000).filter { _ in dice.hits(0.1) },
      documentCount: 24_000
    )
    try compare(phrase)
    try compare(.any([phrase, synonyms] + some))
    try compare(.all([phrase, some[0]]), hidden: hidden)
    try compare(.all([synonyms, some[0], .documents(DocumentSet(3000..<15_000))]))
    try compare(.all([.any(some), synonyms]), hidden: hidden)
    try compare(.preferring(synonyms, optional: [phrase]))
  }
}

struct TopDocumentsTests {
  @Test(arguments: [0, 1, 2, 10, 200, 201, 400])
  func `keeps the best whatever the order they come in`(k: Int) {
    var dice = Dice(seed: UInt64(k))
    var top = TopDocuments(capacity: k)
    var all: [RankedDocument] = []
    for document in UInt32(0)..<3000 {
      let one = RankedDocument(
        score: Int32(dice.below(50)),
        segment: UInt32(dice.below(3)),
        document: document
      )
      all.append(one)
      if one.score >= top.threshold(in: one.segment) {
        top.insert(score: one.score, segment: one.segment, document: one.document)
      }
    }
    let expected = all.sorted {
      ($1.score, $0.segment, $0.document) < ($0.score, $1.segment, $1.document)
    }
    #expect(top.sorted() == Array(expected.prefix(k)))
  }
}
