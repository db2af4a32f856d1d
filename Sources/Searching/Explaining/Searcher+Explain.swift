// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

extension Searcher {
  /// How a request was read, and what each part of it finds.
  ///
  /// Costs a count for each clause.
  package func explain(_ request: SearchRequest) throws(QueryError) -> Explanation {
    var others: [ClauseExplanation] = []
    for part in request.query.wordlessParts { others.append(try explain(part, of: request)) }
    return try withoutDamage(request, keepsExpansions: true) { (attempt, _) throws(SearchFailure) in
      var clauses: [ClauseExplanation] = []
      for leaf in attempt.plan.leaves { clauses.append(try attempt.explain(leaf)) }
      clauses += others
      return Explanation(
        reading: request.query.reading,
        clauses: clauses,
        total: try attempt.counts().reduce(0, +),
        notes: attempt.plan.notes
      )
    }
  }

  /// What a clause without words finds by itself.
  private func explain(
    _ part: Query,
    of request: SearchRequest
  ) throws(QueryError) -> ClauseExplanation {
    var alone = request
    alone.query = part
    alone.filters = SearchFilters()
    return ClauseExplanation(
      text: part.text,
      range: part.range,
      expansions: [],
      articles: try count(alone),
      weight: 0
    )
  }

  /// Why a document scores what it does; nil if it does not match or cannot be read.
  package func explainScore(
    of document: UInt32,
    in segment: Int,
    _ request: SearchRequest
  ) throws(QueryError) -> ScoreExplanation? {
    try withoutDamage(request) { (attempt, _) throws(SearchFailure) in
      guard var explained = try attempt.score(of: document, in: segment) else { return nil }
      try attempt.addSecondPass(to: &explained, of: document, in: segment)
      return explained
    }
  }
}

extension Query {
  /// The clauses that are about dates, languages or lengths.
  fileprivate var wordlessParts: [Query] {
    switch clause {
    case .published, .added, .length: [self]
    case .field(.language, _): [self]
    default: parts.flatMap(\.wordlessParts)
    }
  }
}

extension SearchAttempt {
  /// What one clause stands for and finds.
  func explain(_ leaf: PlanLeaf) throws(SearchFailure) -> ClauseExplanation {
    ClauseExplanation(
      text: leaf.query.text,
      range: leaf.query.range,
      expansions: leaf.expansions.sorted { ($1.documents, $0.name) < ($0.documents, $1.name) }.map {
        .init(term: $0.name, articles: Int($0.documents))
      },
      articles: try count { leaf.matchers[$0] }.reduce(0, +),
      weight: Double(leaf.weight)
    )
  }

  /// The score of a document, clause by clause.
  func score(of document: UInt32, in segment: Int) throws(SearchFailure) -> ScoreExplanation? {
    guard segments.readers.indices.contains(segment) else { return nil }
    let explained = try value(segment) { (reader) throws(CorruptionError) -> ScoreExplanation? in
      guard Int(document) < reader.documentCount else { return nil }
      let matched = try match(plan.root, document, segment, reader)
      guard matched.isMatch else { return nil }
      let scale = Double(model.scale)
      let exactLength = try reader.weightedLength(of: document)
      var parts: [ScoreExplanation.Part] = []
      for (index, score) in matched.scores where plan.leaves[index].weight != 0 {
        parts.append(
          ScoreExplanation.Part(
            text: plan.leaves[index].query.text,
            frequency: score.frequency + score.extra,
            length: LengthNorm.decode(score.norm),
            exactLength: exactLength,
            weight: Double(plan.leaves[index].weight),
            score: Double(score.contribution) / scale
          )
        )
      }
      return ScoreExplanation(score: parts.reduce(0) { $0 + $1.score }, parts: parts)
    }
    return explained
  }

  /// Adds what the second pass gives to a document, if it looks at it.
  fileprivate func addSecondPass(
    to explained: inout ScoreExplanation,
    of document: UInt32,
    in segment: Int
  ) throws(SearchFailure) {
    guard request.order == .relevance else { return }
    let first = try top(firstPassSize(showing: 0)) { plan.matcher(in: $0) }
    let found = try finalOrder(first).first { $0.segment == segment && $0.document == document }
    let scale = Double(model.scale)
    explained.additions = (found?.score.additions ?? []).map {
      ScoreExplanation.Addition(name: $0.name, score: Double($0.score) / scale)
    }
    explained.score += explained.additions.reduce(0) { $0 + $1.score }
  }

  private typealias Matched = (isMatch: Bool, scores: [(leaf: Int, score: LeafScore)])

  /// Whether a document matches a clause, and what the clauses in it add that count.
  private func match(
    _ node: QueryPlan.Node,
    _ document: UInt32,
    _ segment: Int,
    _ reader: SegmentReader
  ) throws(CorruptionError) -> Matched {
    switch node {
    case .everything: return (true, [])
    case .dated(let sets), .documents(let sets): return (sets[segment].contains(document), [])
    case .not(let inner):
      return (try !match(inner, document, segment, reader).isMatch, [])
    case .leaf(let index):
      let matcher = plan.leaves[index].matchers[segment]
      let scores = try search(reader, matcher).score(matcher, document: document)
      let found = scores.filter { $0.frequency > 0 }
      // Words that must be written in a certain way have an entry for that, which adds nothing.
      if case .all = matcher {
        return (found.count == scores.count, found.prefix(1).map { (index, $0) })
      }
      return (!found.isEmpty, found.map { (index, $0) })
    case .all(let parts), .any(let parts), .some(_, let parts):
      var matched: [Matched] = []
      for part in parts { matched.append(try match(part, document, segment, reader)) }
      let hits = matched.filter(\.isMatch)
      let isMatch =
        switch node {
        case .all: hits.count == parts.count
        case .some(let count, _): hits.count >= count
        default: !hits.isEmpty
        }
      return (isMatch, isMatch ? hits.flatMap(\.scores) : [])
    }
  }
}

extension PlanLeaf.Expansion {
  /// The term as text; of one for several words, or for a word without its suffix, its form.
  var name: String {
    guard let (form, words) = JoinedTerm.parts(of: term) else {
      return String(decoding: term, as: UTF8.self)
    }
    let text = String(decoding: form, as: UTF8.self)
    return words > 1 ? "\(text) (in \(words) words)" : "\(text) (with an apostrophe)"
  }
}
