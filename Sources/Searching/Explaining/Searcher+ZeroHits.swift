// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

extension Searcher {
  /// Why a request finds nothing: words that no article has, filters that leave nothing.
  ///
  /// Costs a count for each clause and filter, and for each word without a match a walk over the
  /// terms that share its first letter.
  package func explainZeroHits(
    _ request: SearchRequest
  ) throws(QueryError) -> ZeroHitExplanation {
    let unmatched = try withoutDamage(request) { (attempt, _) throws(SearchFailure) in
      try attempt.unmatchedClauses()
    }
    var filters: [ZeroHitExplanation.Filter] = []
    for (text, relaxed) in request.relaxations {
      let found = try withoutDamage(relaxed) { (attempt, _) throws(SearchFailure) in
        try attempt.counts().reduce(0, +)
      }
      if found > 0 { filters.append(.init(text: text, articlesWithout: found)) }
    }
    return ZeroHitExplanation(unmatched: unmatched, filters: filters)
  }
}

extension SearchRequest {
  /// The request without each of its filters in turn, with the filter's text.
  fileprivate var relaxations: [(text: String, request: SearchRequest)] {
    var result: [(String, SearchRequest)] = []
    func add(_ text: String, _ change: (inout SearchRequest) -> Void) {
      var relaxed = self
      change(&relaxed)
      result.append((text, relaxed))
    }
    if let days = filters.published { add("pub:\(days)") { $0.filters.published = nil } }
    if !filters.sources.isEmpty {
      add(Self.text(.source, filters.sources)) { $0.filters.sources = [] }
    }
    if !filters.authors.isEmpty {
      add(Self.text(.byline, filters.authors)) { $0.filters.authors = [] }
    }
    if !filters.sections.isEmpty {
      add(Self.text(.section, filters.sections)) { $0.filters.sections = [] }
    }
    if !filters.languages.isEmpty {
      add(Self.text(.language, filters.languages)) { $0.filters.languages = [] }
    }
    guard case .all(let parts) = query.clause else { return result }
    for (index, part) in parts.enumerated() where part.isFilter {
      var rest = parts
      rest.remove(at: index)
      add(part.text) { $0.query = Query.joined(rest) { .all($0) } }
    }
    return result
  }

  private static func text(_ field: QueryField, _ values: [String]) -> String {
    let parts = values.map { Query($0.contains(" ") ? .phrase($0) : .word($0)) }
    return Query(.field(field, Query.joined(parts) { .any($0) })).text
  }
}

extension Query {
  /// Whether the clause narrows a search down rather than saying what it is about.
  fileprivate var isFilter: Bool {
    switch clause {
    case .published, .field, .not: true
    default: false
    }
  }
}

extension SearchAttempt {
  /// Of how many clauses without a match the cause is looked for.
  private static let explainedClauses = 12

  /// The clauses that match no article, with the nearest words there are.
  func unmatchedClauses() throws(SearchFailure) -> [ZeroHitExplanation.Unmatched] {
    var result: [ZeroHitExplanation.Unmatched] = []
    // More words than a person would read about are not looked into.
    for leaf in plan.leaves.prefix(Self.explainedClauses) where leaf.highlight != nil {
      guard try count({ leaf.matchers[$0] }).allSatisfy({ $0 == 0 }) else { continue }
      result.append(
        ZeroHitExplanation.Unmatched(
          text: leaf.query.text,
          range: leaf.query.range,
          nearest: try nearest(to: leaf)
        )
      )
    }
    return result
  }

  /// Up to three terms whose spelling is near a word's, the nearest and most frequent first.
  private func nearest(to leaf: PlanLeaf) throws(SearchFailure) -> [String] {
    if case .near = leaf.query.clause { return [] }
    guard case .terms(let terms)? = leaf.highlight?.match, let term = terms.first else { return [] }
    let word = String(decoding: term, as: UTF8.self)
    guard let first = word.unicodeScalars.first, word.unicodeScalars.count > 3 else { return [] }
    let limit = word.unicodeScalars.count > 5 ? 2 : 1
    let key = QueryPlanner.key(Array(String(first).utf8), leaf.field)
    let skipped = key.count - UTF8.width(first)
    let letters = Array(word.unicodeScalars)
    var found: [String: (distance: Int, documents: UInt64)] = [:]
    _ = try segments.map(missing: ()) { (_, reader) throws(CorruptionError) in
      try unsafe reader.forEachTerm(withPrefix: key) { candidate, entry in
        guard abs(candidate.count - skipped - term.count) <= 4 * limit else { return true }
        let text = unsafe String(decoding: candidate.dropFirst(skipped), as: UTF8.self)
        let distance = Spelling.distance(letters, Array(text.unicodeScalars), limit: limit)
        if distance <= limit {
          let known = found[text]?.documents ?? 0
          found[text] = (distance, known + UInt64(entry.postings.documentFrequency))
        }
        return true
      }
    }
    let order = found.sorted {
      ($0.value.distance, $1.value.documents, $0.key) < (
        $1.value.distance, $0.value.documents, $1.key
      )
    }
    return order.prefix(3).map(\.key)
  }
}
