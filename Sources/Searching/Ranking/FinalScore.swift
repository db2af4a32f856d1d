// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// The score that orders results, in fixed-point units of the query's ``ScoringModel``.
///
/// The sum of what BM25 gives and, for the best of these, of what the second pass adds to it. Every
/// part is rounded by itself, so that they add up to the bit; none is negative, so that articles that
/// the second pass does not look at come after all others in the order of their scores.
struct FinalScore {
  var bm25: Int32
  var lead: Int64 = 0
  var pairs: Int64 = 0
  var nearness: Int64 = 0
  var title: Int64 = 0
  var together: Int64 = 0
  /// Given if the query is the article's whole title or address.
  var exactTitle: Int64 = 0
  var recency: Int64 = 0

  /// The sum.
  var total: Int64 {
    Int64(bm25) + lead + pairs + nearness + title + together + exactTitle + recency
  }

  /// Takes what the second pass found, as far as it is wanted.
  mutating func add(_ features: RankingFeatures, _ parts: RankingParts, scale: Float) {
    let fixed = { (value: Float) in Int64((value * scale).rounded()) }
    if parts.contains(.lead) { lead = fixed(features.lead) }
    if parts.contains(.pairs) { pairs = fixed(features.pairs) }
    if parts.contains(.nearness) { nearness = fixed(features.nearness) }
    if parts.contains(.title) { title = fixed(features.title) }
    if parts.contains(.together) { together = fixed(features.together) }
  }

  /// How many times the most that BM25 can give is added for a title or address typed as the query:
  /// more than all else together.
  static let exactFactor: Double = 3
  /// The share of the most that BM25 can give which an article of today gains.
  static let recencyFactor: Double = 0.5

  /// What the second pass adds, with the names that explanations call the parts by.
  var additions: [(name: String, score: Int64)] {
    [
      ("early in the title or text", lead), ("in the query's order", pairs),
      ("near each other", nearness), ("share of the title", title),
      ("share of the query", together),
      ("the whole title or address", exactTitle), ("recent", recency),
    ].filter { $0.score > 0 }
  }
}

/// A document and its final score.
struct FinalDocument: Comparable {
  var segment: Int
  var document: UInt32
  var score: FinalScore

  /// Better first; equal ones in the order of segments and documents.
  static func < (left: FinalDocument, right: FinalDocument) -> Bool {
    let (first, second) = (left.score.total, right.score.total)
    if first != second { return first > second }
    if left.segment != right.segment { return left.segment < right.segment }
    return left.document < right.document
  }

  static func == (left: FinalDocument, right: FinalDocument) -> Bool {
    left.segment == right.segment && left.document == right.document
  }

  /// One number that tells documents apart.
  var key: UInt64 { UInt64(segment) << 32 | UInt64(document) }

  init(_ ranked: RankedDocument) {
    segment = Int(ranked.segment)
    document = ranked.document
    score = FinalScore(bm25: ranked.score)
  }
}
