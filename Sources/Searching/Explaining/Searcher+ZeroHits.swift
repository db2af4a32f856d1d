// SPDX-License-Identifier: Apache-2.0

extension Searcher {
  /// Why a request finds nothing: words that no article has, words that never meet, filters that leave
  /// nothing.
  ///
  /// Costs a count for each of at most some thirty parts, and for each word without a match a walk
  /// along the dictionary: some milliseconds.
  package func explainZeroHits(
    _ request: SearchRequest
  ) throws(QueryError) -> ZeroHitExplanation {
    var explanation = ZeroHitExplanation(causes: [], filters: [], isPartial: false)
    var inquiry = ZeroHitInquiry(self, request)
    if try inquiry.count(request.query) > 0 {
      explanation.filters = try filters(of: request)
    } else {
      try inquiry.explain(request.query, in: [])
      explanation.causes = inquiry.causes
      explanation.isPartial = inquiry.isPartial
    }
    return explanation
  }

  /// Each filter without which there would be something; all together where it takes more than one.
  private func filters(
    of request: SearchRequest
  ) throws(QueryError) -> [ZeroHitExplanation.Filter] {
    var found: [ZeroHitExplanation.Filter] = []
    for (kind, relaxed) in request.relaxations {
      let articles = try count(relaxed)
      if articles > 0 { found.append(.init(kind: kind, articlesWithout: articles)) }
    }
    guard found.isEmpty else { return found }
    var free = request
    free.filters = SearchFilters()
    return [.init(kind: .all, articlesWithout: try count(free))]
  }

  /// How many articles answer a request.
  func count(_ request: SearchRequest) throws(QueryError) -> Int {
    try withoutDamage(request) { (attempt, _) throws(SearchFailure) in
      try attempt.counts().reduce(0, +)
    }
  }
}

extension SearchRequest {
  /// The request without each of its filters in turn.
  fileprivate var relaxations: [(ZeroHitExplanation.Filter.Kind, SearchRequest)] {
    var result: [(ZeroHitExplanation.Filter.Kind, SearchRequest)] = []
    func add(_ kind: ZeroHitExplanation.Filter.Kind, _ change: (inout SearchRequest) -> Void) {
      var relaxed = self
      change(&relaxed)
      result.append((kind, relaxed))
    }
    if filters.published != nil { add(.published) { $0.filters.published = nil } }
    if !filters.sources.isEmpty { add(.source) { $0.filters.sources = [] } }
    if !filters.authors.isEmpty { add(.author) { $0.filters.authors = [] } }
    if !filters.sections.isEmpty { add(.section) { $0.filters.sections = [] } }
    if !filters.languages.isEmpty { add(.language) { $0.filters.languages = [] } }
    return result
  }
}
