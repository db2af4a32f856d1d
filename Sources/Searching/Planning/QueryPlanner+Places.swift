// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// Clauses of which the places matter: nearness, parts of articles, numbers of mentions.

/// Something with places, looked up.
struct Places {
  /// What each segment has of it.
  var expressions: [SpanExpression]
  /// The terms it is made of, in every segment together, each once.
  var expansions: [PlanLeaf.Expansion] = []
  /// How to show it; their weights are those of the whole clause.
  var highlights: [Highlight] = []
  /// What it weighs on its own.
  var weight: Float

  /// The same with what another adds to the terms and to what is shown.
  func joined(with other: Places, weight: Float, _ expressions: [SpanExpression]) -> Places {
    Places.joined([self, other], weight: weight, expressions)
  }

  /// Several with all their terms and all that is shown.
  static func joined(
    _ all: [Places],
    weight: Float,
    _ expressions: [SpanExpression]
  ) -> Places {
    var joined = Places(expressions: expressions, weight: weight)
    var known: Set<PlanLeaf.Expansion> = []
    for places in all {
      joined.expansions += places.expansions.filter { known.insert($0).inserted }
      joined.highlights += places.highlights
    }
    return joined
  }
}

extension QueryPlanner {
  /// A clause as one leaf of the plan, matched by its places; nil if there is nothing to search for.
  mutating func placed(
    _ query: Query,
    _ context: Context
  ) throws(SearchFailure) -> QueryPlan.Node? {
    guard let places = try places(query, context) else { return nil }
    var leaf = PlanLeaf(
      query: context.shown(query),
      field: try indexedField(context.field, query)
    )
    leaf.expansions = places.expansions
    if context.isScored { leaf.weight = places.weight * context.boost }
    let weight = leaf.weight
    leaf.matchers = try segments.map(missing: .nothing) { (index, reader) throws(CorruptionError) in
      try reader.spans(places.expressions[index], least: context.least, weight: weight)
    }
    if context.isScored {
      let highlights = places.highlights.map { highlight in
        var highlight = highlight
        highlight.weight = weight
        return highlight
      }
      leaf.highlight = highlights.first
      leaf.otherHighlights = Array(highlights.dropFirst())
    }
    leaves.append(leaf)
    return .leaf(leaves.count - 1)
  }

  /// The places of a clause; nil if there is nothing to search for.
  mutating func places(_ query: Query, _ context: Context) throws(SearchFailure) -> Places? {
    var context = context
    try segments.requireBudget(query)
    switch query.clause {
    case .word, .phrase, .exact, .pattern, .fuzzy, .capitals:
      return try occurrences(of: query, context)
    case .near(let nearness, let left, let right):
      return try near(nearness, left, right, context)
    case .notNear(let nearness, let left, let right):
      return try notNear(nearness, left, right, context)
    case .any(let parts):
      return try anyOf(parts, context)
    case .field(let field, let inner):
      context.field = field
      return try places(inner, context)
    case .lead(let inner):
      context.regions.append(.lead)
      return try places(inner, context)
    case .opening(let words, let inner):
      context.regions.append(.opening(UInt32(clamping: words)))
      return try places(inner, context)
    case .boosted(let inner, let factor):
      var places = try places(inner, context)
      places?.weight *= Float(factor)
      return places
    case .mentions, .published, .added, .length, .some, .all, .not, .everything:
      throw .query(
        QueryError(
          .badNearness,
          at: query.range,
          "`\(query.text)` has no place in a text that could be near something or be counted."
        )
      )
    }
  }

  /// Any of several clauses, which weighs as little as the least of them.
  private mutating func anyOf(
    _ parts: [Query],
    _ context: Context
  ) throws(SearchFailure) -> Places? {
    var all: [Places] = []
    for part in parts {
      if let places = try places(part, context) { all.append(places) }
    }
    guard let first = all.first, all.count > 1 else { return all.first }
    let expressions = segments.readers.indices.map { index in
      SpanExpression.any(of: all.map { $0.expressions[index] })
    }
    let weight = all.reduce(first.weight) { min($0, $1.weight) }
    return Places.joined(all, weight: weight, expressions)
  }

  /// Two clauses near each other, which weigh what they do together.
  private mutating func near(
    _ nearness: Nearness,
    _ left: Query,
    _ right: Query,
    _ context: Context
  ) throws(SearchFailure) -> Places? {
    // What cannot be searched for is near nothing.
    guard var one = try places(left, context), var other = try places(right, context) else {
      return nil
    }
    one.stand(on: 0, of: nearness, group: nearnesses)
    other.stand(on: 1, of: nearness, group: nearnesses)
    nearnesses += 1
    let expressions = zip(one.expressions, other.expressions).map {
      SpanExpression.near(nearness.relation, $0, $1)
    }
    return one.joined(with: other, weight: one.weight + other.weight, expressions)
  }

  /// A clause without another near it; only the first is there to be seen.
  private mutating func notNear(
    _ nearness: Nearness,
    _ left: Query,
    _ right: Query,
    _ context: Context
  ) throws(SearchFailure) -> Places? {
    let one = try places(left, context)
    guard var rest = one, let other = try places(right, context) else { return one }
    rest.expressions = zip(rest.expressions, other.expressions).map {
      .notNear(nearness.relation, $0, $1)
    }
    return rest
  }
}

extension SpanExpression {
  /// Any of several things, of which all words and phrases are walked together: many cost little more
  /// than their postings.
  fileprivate static func any(of parts: [SpanExpression]) -> SpanExpression {
    var words: [SpanWords] = []
    var others: [SpanExpression] = []
    for part in parts {
      if case .words(let more) = part { words += more } else { others.append(part) }
    }
    if others.isEmpty { return .words(words) }
    return .any(words.isEmpty ? others : others + [.words(words)])
  }
}

extension Places {
  /// Notes on what is shown that it is a side, 0 or 1, of a nearness.
  fileprivate mutating func stand(on side: Int, of nearness: Nearness, group: Int) {
    for index in highlights.indices {
      highlights[index].partners.append(.init(group: group, side: side, nearness: nearness))
    }
  }
}

extension QueryPlanner.Context {
  /// The clause with what was written around it, for people to see.
  fileprivate func shown(_ query: Query) -> Query {
    let inner = regions.reversed().reduce(query) { inner, region in
      switch region {
      case .lead: Query(.lead(inner), at: query.range)
      case .opening(let words): Query(.opening(words: Int(words), inner), at: query.range)
      case .field: inner
      }
    }
    return least > 1 ? Query(.mentions(least, inner), at: query.range) : inner
  }
}

extension Nearness {
  /// The same for one segment.
  fileprivate var relation: SpanNearness {
    switch self {
    case .within(let words): .within(UInt32(clamping: words))
    case .inOrder(let words): .inOrder(UInt32(clamping: words))
    case .inSentence: .inSentence
    case .inParagraph: .inParagraph
    }
  }
}
