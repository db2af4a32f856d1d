// SPDX-License-Identifier: Apache-2.0

/// Why nothing was found.
package struct ZeroHitExplanation: Hashable, Sendable {
  /// What in the query stands in the way.
  package var causes: [Cause]
  /// Filters beside the query without which something would have been found, and how much.
  package var filters: [Filter]
  /// Whether the query has more parts than were looked into.
  package var isPartial: Bool

  /// One thing that stands in the way; clauses are given as they would be typed.
  package enum Cause: Hashable, Sendable {
    /// No article has this, with the words of the archive that are spelt most like it.
    case unmatched(String, nearest: [NearWord])
    /// Every article has this, which is to be left out.
    case everywhere(String)
    /// Only articles that are removed, or versions that newer ones replaced, have this.
    case hidden(String)
    /// No article has this there, but so many have it elsewhere; `place` is such as `title:`.
    case elsewhere(String, place: String, articles: Int, nearest: [NearWord])
    /// All words of a phrase are in so many articles, but nowhere one after the other.
    case notInARow(String, articles: Int)
    /// Both sides of a nearness are in so many articles, but nowhere near each other.
    case apart(String, articles: Int)
    /// So many articles have this with other accents or capitals.
    case writtenOtherwise(String, articles: Int)
    /// So many articles have this, but none so often.
    case tooSeldom(String, articles: Int)
    /// Two things that many articles have and none has both, each with its number of articles.
    case neverTogether(String, Int, String, Int)
    /// Without this there would be so many.
    case inTheWay(String, articles: Int)
  }

  /// A word of the archive.
  package struct NearWord: Hashable, Sendable {
    package var word: String
    /// Articles that have it, removed ones among them.
    package var articles: Int
  }

  /// A filter and what it takes away.
  package struct Filter: Hashable, Sendable {
    package var kind: Kind
    /// Articles that match if it is left out.
    package var articlesWithout: Int

    /// Which filter.
    package enum Kind: Hashable, Sendable {
      case published
      case source
      case author
      case section
      case language
      /// All of them: it takes leaving out more than one.
      case all
    }
  }
}
