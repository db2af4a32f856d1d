// SPDX-License-Identifier: Apache-2.0

/// How a query was read, and what each part of it finds.
package struct Explanation: Sendable {
  /// The query with all its operators and brackets written out.
  package var reading: String
  package var clauses: [ClauseExplanation]
  /// Articles that match the whole query.
  package var total: Int
  package var notes: [QueryNote]
}

/// One word, phrase, prefix or date of a query.
package struct ClauseExplanation: Sendable {
  /// The clause as it would be typed.
  package var text: String
  package var range: Range<Int>
  /// The terms it stands for, most frequent first.
  package var expansions: [Expansion]
  /// Articles that match this clause alone.
  package var articles: Int
  /// Its weight: inverse document frequency; 0 for a clause that only filters.
  package var weight: Double

  /// A term and the number of articles that have it.
  package struct Expansion: Hashable, Sendable {
    package var term: String
    package var articles: Int
  }
}

/// Why an article scored what it did.
package struct ScoreExplanation: Sendable {
  /// The score that orders results: the sum of all parts and additions.
  package var score: Double
  /// What BM25 gives.
  package var parts: [Part]
  /// What the second pass adds, with names for people; nothing for articles it does not look at.
  package var additions: [Addition] = []

  /// One thing that the second pass adds.
  package struct Addition: Hashable, Sendable {
    package var name: String
    package var score: Double
  }

  /// One clause's share.
  package struct Part: Sendable {
    /// The clause as it would be typed.
    package var text: String
    /// Occurrences, each weighted by its field.
    package var frequency: UInt32
    /// Weighted length of the article, as the ranking sees it.
    package var length: UInt32
    /// The same, exactly.
    package var exactLength: UInt32
    package var weight: Double
    package var score: Double
  }
}
