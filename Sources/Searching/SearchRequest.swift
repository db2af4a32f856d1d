// SPDX-License-Identifier: Apache-2.0

package import InvertedIndex

/// One search: what is asked for, which articles may answer, and how many are wanted.
package struct SearchRequest: Sendable {
  package var query: Query
  package var filters: SearchFilters
  package var order: SearchOrder
  /// Whether newer articles are preferred; only ``SearchOrder/relevance`` heeds it.
  package var recency: Recency?
  /// What ``SearchOrder/relevance`` heeds besides BM25; all of it but for experiments.
  package var features = RankingParts.all
  /// Hits to pass over.
  package var offset: Int
  /// Hits to give; nil gives all.
  package var limit: Int?
  /// Whether versions that newer ones have replaced are seen too.
  package var includesAllVersions: Bool
  /// What readers have put on articles, as far as the query asks for it.
  package var marks = ReaderMarks()
  /// What the answer may take of time and memory; nil if nothing limits it.
  package var budget: SearchBudget?
  /// When a day, counted from 1970-01-01, begins where the reader is, in seconds since 1970; for
  /// `added:`.
  package var dayStart: @Sendable (Int) -> Int64 = Self.utcDayStart

  /// The beginnings of days in UTC.
  package static let utcDayStart: @Sendable (Int) -> Int64 = { Int64($0) * 86_400 }

  /// A request; its order is that of BM25 alone unless another is asked for.
  package init(
    _ query: Query,
    filters: SearchFilters = SearchFilters(),
    order: SearchOrder = .bm25,
    offset: Int = 0,
    limit: Int? = 10,
    includesAllVersions: Bool = false
  ) {
    self.query = query
    self.filters = filters
    self.order = order
    self.offset = offset
    self.limit = limit
    self.includesAllVersions = includesAllVersions
  }
}

/// What an article must be to be seen at all; none of it changes scores.
///
/// Different filters must all hold; of several values for one filter, one must.
package struct SearchFilters: Hashable, Sendable {
  package var published: DayRange?
  package var sources: [String]
  package var authors: [String]
  package var sections: [String]
  /// ISO 639 codes in lower case.
  package var languages: [String]
  /// Only versions that later commits than this have filed.
  package var filedAfter: UInt64?

  package init(
    published: DayRange? = nil,
    sources: [String] = [],
    authors: [String] = [],
    sections: [String] = [],
    languages: [String] = [],
    filedAfter: UInt64? = nil
  ) {
    self.published = published
    self.sources = sources
    self.authors = authors
    self.sections = sections
    self.languages = languages
    self.filedAfter = filedAfter
  }
}

/// The order of results.
///
/// Articles without a date come last when dates decide.
package enum SearchOrder: Hashable, Sendable {
  /// By BM25, the best of them looked at again; see ``RankingFeatures``.
  case relevance
  /// By BM25 alone.
  case bm25
  case newestFirst
  case oldestFirst

  /// Whether scores decide.
  var isRanked: Bool { self == .relevance || self == .bm25 }
}
