// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// The words of a query that the second pass looks for.
struct RankedQuery {
  /// What is said of a word, the same in every segment.
  private struct Word {
    var query: Query
    var weight: Float
    var followers: [Int] = []
  }

  private var words: [Word] = []
  /// Where each of them stands, by word and then by segment.
  private var expressions: [[SpanExpression]] = []
  /// What planning found.
  private let known: KnownForms

  /// Words in more documents than this have positions that take too long to read.
  static let mostDocuments: UInt64 = 100_000

  /// Takes the words and phrases of a plan that count, the heaviest if there are too many.
  init(_ plan: QueryPlan) {
    known = plan.known
    var previous: Int?
    for leaf in plan.leaves {
      guard let query = leaf.rankedQuery else {
        previous = nil
        continue
      }
      let place = add(query, leaf.weight)
      if let previous, previous != place, !words[previous].followers.contains(place) {
        words[previous].followers.append(place)
      }
      previous = place
    }
    keepHeaviest(RankedWord.limit)
  }

  var isEmpty: Bool { words.isEmpty }

  /// Adds a word, or its weight to itself if the query has it twice.
  private mutating func add(_ query: Query, _ weight: Float) -> Int {
    if let place = words.firstIndex(where: { $0.query == query }) {
      words[place].weight += weight
      return place
    }
    words.append(Word(query: query, weight: weight))
    return words.count - 1
  }

  /// Keeps the words that weigh most, of equal ones the first, in the order of the query.
  private mutating func keepHeaviest(_ count: Int) {
    guard words.count > count else { return }
    let ranked = words.indices.sorted { (words[$1].weight, $0) < (words[$0].weight, $1) }
    let kept = ranked.prefix(count).sorted()
    words = kept.map { old in
      var word = words[old]
      word.followers = word.followers.compactMap { follower in kept.firstIndex(of: follower) }
      return word
    }
  }

  /// Looks up where the words stand; some microseconds for each, as their forms are known.
  mutating func lookUp(in segments: SegmentSet) throws(SearchFailure) {
    // Notes about the words were made when the query was planned.
    var planner = QueryPlanner(segments)
    planner.known = known
    for word in words {
      let places = try planner.places(word.query, QueryPlanner.Context())
      expressions.append(places?.expressions ?? segments.readers.map { _ in .words([]) })
    }
  }

  /// The words as one segment has them.
  func words(in segment: Int) -> [RankedWord] {
    zip(words, expressions).map { word, expressions in
      RankedWord(expressions[segment], weight: word.weight, followers: word.followers)
    }
  }
}

extension PlanLeaf {
  /// What of the clause the second pass looks for: bare words and phrases, and any of several, unless
  /// they are in so many documents that their positions would take too long to read.
  fileprivate var rankedQuery: Query? {
    guard weight > 0, field == nil, let query = query.ranked else { return nil }
    let counts = expansions.map(\.documents)
    let documents = if case .phrase = query.clause { counts.min() } else { counts.reduce(0, +) }
    return documents ?? 0 <= RankedQuery.mostDocuments ? query : nil
  }
}

extension Query {
  /// The words or the phrase in a clause; nil if it is anything else.
  fileprivate var ranked: Query? {
    switch clause {
    case .word, .phrase: self
    case .lead(let inner), .opening(_, let inner), .mentions(_, let inner), .boosted(let inner, _):
      inner.ranked
    case .any(let parts): parts.allSatisfy { $0.ranked != nil } ? self : nil
    default: nil
    }
  }
}
