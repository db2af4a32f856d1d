// SPDX-License-Identifier: Apache-2.0

/// What the second pass adds to the score of a document, in the units of BM25; nothing is negative.
///
/// With `w` the weight of a word, `K` as in ``ScoringModel``, and all words in the order in which
/// they stand in the query:
///
/// ```
/// lead     = 0.8 · Σ w · 1 in the title, else 1 / (1 + p / 50), p the place of its first
///                    occurrence in the deck or body, counted from that field's first word
/// pairs    = 0.5 · Σ min(w, w') · 2.2 · n / (n + K) over words that follow each other in the
///                    query, n how often they do so in the document
/// nearness = 0.6 · Σ w · x / (x + K), x the sum of (w' / mean w) / d² over neighbouring
///                    occurrences of different words, d positions apart
/// title    = 0.3 · share of the title that the query's words are · Σ w of those words
/// together = 0.3 · (Σ w of the words that are there)² / Σ w of all
/// ```
///
/// Pairs are the ordered features of Metzler and Croft, "A Markov Random Field Model for Term
/// Dependencies" (2005); nearness is after Büttcher, Clarke and Lushman, "Term Proximity Scoring for
/// Ad-Hoc Retrieval" (2006).
package struct RankingFeatures: Hashable, Sendable {
  /// How early the words stand.
  package var lead: Float = 0
  /// How often words follow each other as they do in the query.
  package var pairs: Float = 0
  /// How near to each other different words stand.
  package var nearness: Float = 0
  /// How much of the title the words are.
  package var title: Float = 0
  /// How much of the query is there at all.
  package var together: Float = 0

  package init() {}
}

extension RankingFeatures {
  static let leadFactor: Float = 0.8
  static let pairFactor: Float = 0.5
  static let nearnessFactor: Float = 0.6
  static let titleFactor: Float = 0.3
  static let togetherFactor: Float = 0.3

  /// How many words into a text an occurrence counts half as much as at its beginning.
  static let leadReach: Float = 50

  /// What an occurrence at a place of the deck or body is worth.
  static func lead(at place: UInt32) -> Float {
    1 / (1 + Float(place) / leadReach)
  }

  /// What two neighbouring occurrences give each other.
  static func nearness(distance: UInt32) -> Float {
    1 / (Float(distance) * Float(distance))
  }

  /// `x / (x + K)`, below 1.
  static func saturated(_ value: Float, _ length: Float) -> Float {
    value / (value + length)
  }
}

/// A word, phrase or group of such as the second pass looks for it in one segment.
package struct RankedWord: Sendable {
  /// Where it stands; the first position of a span counts.
  package var expression: SpanExpression
  /// What it weighs in the whole query; positive.
  package var weight: Float
  /// The words that stand right behind it somewhere in the query, by their places among all.
  package var followers: [Int]

  /// A word that is looked for in a segment.
  package init(_ expression: SpanExpression, weight: Float, followers: [Int]) {
    self.expression = expression
    self.weight = weight
    self.followers = followers
  }

  /// Whether it counts in some languages only.
  package var needsLanguages: Bool { expression.needsLanguages }

  /// The most words that are looked at.
  package static let limit = 32
}
