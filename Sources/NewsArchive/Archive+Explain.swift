// SPDX-License-Identifier: Apache-2.0

package import Articles
import InvertedIndex
import Searching
import Storage

/// How a query was read, what its parts find, and why an article scored what it did.
package struct QueryExplanation: Sendable {
  /// One part of the query.
  package struct Clause: Sendable {
    /// As it would be typed.
    package var text: String
    /// The inverse document frequency; 0 for a part that only filters.
    package var weight: Double
    /// Articles that match this part alone.
    package var articles: Int
    /// The terms it stands for with the number of articles that have each, most frequent first.
    package var terms: [(term: String, articles: Int)]
  }

  /// One part's share in an article's score.
  package struct Share: Sendable {
    package var text: String
    /// Occurrences, weighted by field.
    package var frequency: Int
    /// The article's weighted length in words, as the ranking sees it: rounded down.
    package var length: Int
    /// The same, exactly.
    package var exactLength: Int
    package var weight: Double
    package var score: Double
  }

  /// The query with all operators and brackets written out.
  package var reading: String
  package var clauses: [Clause]
  package var total: Int
  package var notes: [String]
  /// The article that was asked about, with its score; nil if none was.
  package var article: (id: ArticleID, score: Double, shares: [Share])?
  /// What the second pass adds to that score, with names for people.
  package var additions: [(name: String, score: Double)] = []
  /// Parts of the archive that could not be read.
  package var damaged: [String] = []
  /// The article that was asked about does not match.
  package var isUnmatched = false
}

extension Archive {
  /// Explains a query, and the score of an article.
  package func explain(
    _ options: SearchOptions,
    article reference: ArticleReference?
  ) throws(ArchiveError) -> QueryExplanation {
    let (request, notes) = try request(for: options, isExplained: true)
    let found = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.explain(request)
    }
    var explanation = QueryExplanation(found)
    explanation.notes = notes.map(\.message) + explanation.notes
    explanation.damaged = view.damaged
    guard let reference else { return explanation }
    guard let (segment, document) = try translated({ try place(of: reference) }) else {
      throw Self.missing(reference)
    }
    let score = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.explainScore(of: document, in: segment, request)
    }
    explanation.isUnmatched = score == nil
    explanation.additions = (score?.additions ?? []).map { ($0.name, $0.score) }
    explanation.article = score.map { score in
      (reference.id, score.score, score.parts.map(QueryExplanation.Share.init))
    }
    return explanation
  }

  /// Where the index has an article's version, or its newest.
  private func place(
    of reference: ArticleReference
  ) throws(CorruptionError) -> (segment: Int, document: UInt32)? {
    var best: (segment: Int, document: UInt32)?
    for (number, segment) in view.segments.enumerated() {
      for document in 0..<UInt32(segment.documentCount)
      where try segment.articleID(of: document) == reference.id.rawValue {
        if let version = reference.version {
          if try segment.version(of: document) == version { best = (number, document) }
        } else if segment.isVisible(document) || best == nil {
          best = (number, document)
        }
      }
    }
    return best
  }

  /// What was perhaps meant where little was found, a line for each word.
  func suggestions(
    _ request: SearchRequest,
    _ options: SearchOptions
  ) throws(ArchiveError) -> [String] {
    let found = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.suggestions(request)
    }
    return found.map { suggestion in
      let few = suggestion.articles == 1 ? "1 article has" : "\(suggestion.articles) articles have"
      return "did you mean \(suggestion.instead.word)? It is in \(suggestion.instead.articles) "
        + "articles; \(few) \(suggestion.word)"
    }
  }

  /// Why nothing was found, a line for each cause.
  func advice(
    _ request: SearchRequest,
    _ options: SearchOptions
  ) throws(ArchiveError) -> [String] {
    let causes = try searching(options.query) { (searcher) throws(QueryError) in
      try searcher.explainZeroHits(request)
    }
    return Advice(causes, options.filters).lines
  }
}

extension QueryExplanation {
  init(_ explanation: Explanation) {
    reading = explanation.reading
    total = explanation.total
    notes = explanation.notes.map(\.message)
    clauses = explanation.clauses.map { clause in
      Clause(
        text: clause.text,
        weight: clause.weight,
        articles: clause.articles,
        terms: clause.expansions.map { ($0.term, $0.articles) }
      )
    }
  }
}

extension QueryExplanation.Share {
  fileprivate init(_ part: ScoreExplanation.Part) {
    self.init(
      text: part.text,
      frequency: Int(part.frequency),
      length: Int(part.length),
      exactLength: Int(part.exactLength),
      weight: part.weight,
      score: part.score
    )
  }
}
