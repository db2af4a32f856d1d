// SPDX-License-Identifier: Apache-2.0

package import InvertedIndex
import Storage
import TextAnalysis

/// Searches the segments of an archive.
///
/// Counts are exact and made apart from ranking, which looks only at articles that can still enter
/// the results. A segment that turns out to be damaged is left out, and the search begins again
/// without it, so that counts, scores and hits agree with one another. Any number of threads may
/// share a searcher.
package struct Searcher: Sendable {
  /// The segments, oldest first.
  package let segments: [SegmentReader]
  /// Where to see how words are written; nil if nobody has the texts.
  private let texts: (any WrittenForms)?

  /// A searcher over segments, oldest first.
  ///
  /// `texts` answers for how words are written, segments being named by their places; without it,
  /// clauses that ask for that find nothing.
  ///
  /// - Throws: ``AnalyzerMismatch`` for a segment whose terms are not those of queries.
  package init(
    _ segments: [SegmentReader],
    texts: (any WrittenForms)? = nil
  ) throws(AnalyzerMismatch) {
    for segment in segments { try segment.require(Analyzer.identity) }
    self.segments = segments
    self.texts = texts
  }

  /// The answer to a request.
  package func search(_ request: SearchRequest) throws(QueryError) -> SearchResults {
    try withoutDamage(request) { (attempt, damaged) throws(SearchFailure) in
      let (counts, hits) = try attempt.countsAndHits()
      return SearchResults(
        total: counts.reduce(0, +),
        hits: hits,
        undated: try attempt.undated(),
        damaged: damaged,
        highlights: attempt.plan.leaves.flatMap(\.highlights),
        notes: attempt.plan.notes
      )
    }
  }

  /// All articles that match, by segment, for lists and for counts by month or source.
  package func matches(_ request: SearchRequest) throws(QueryError) -> SearchMatches {
    try withoutDamage(request) { (attempt, damaged) throws(SearchFailure) in
      SearchMatches(
        documents: try attempt.matches(),
        undated: try attempt.undated(),
        damaged: damaged,
        notes: attempt.plan.notes
      )
    }
  }

  /// Runs `body` over all segments, and again without each one that is found damaged.
  ///
  /// `keepsExpansions` says whether all terms that patterns stand for are to be named in the plan.
  func withoutDamage<Result>(
    _ request: SearchRequest,
    keepsExpansions: Bool = false,
    _ body: (SearchAttempt, [DamagedSegment]) throws(SearchFailure) -> Result
  ) throws(QueryError) -> Result {
    var readers = segments.map { Optional($0) }
    var damaged: [DamagedSegment] = []
    while true {
      do throws(SearchFailure) {
        let attempt = try SearchAttempt(
          request,
          SegmentSet(readers, texts: texts, budget: request.budget),
          keepsExpansions: keepsExpansions
        )
        let result = try body(attempt, damaged)
        // What was found before the budget was used up is no answer.
        try attempt.segments.requireBudget(request.query)
        return result
      } catch {
        switch error {
        case .query(let error): throw error
        case .damage(let segment, let error):
          readers[segment] = nil
          damaged.append(DamagedSegment(segment: segment, error: error))
          damaged.sort { $0.segment < $1.segment }
        }
      }
    }
  }
}
