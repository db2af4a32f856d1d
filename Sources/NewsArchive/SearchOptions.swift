// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
package import Searching

/// The filters that searching, listing and exporting have in common.
package struct FilterWords: Hashable, Sendable {
  /// As typed: `2025`, `2025-06`, `2025-06-08`, `last-week`, `7d`.
  package var after: String?
  package var before: String?
  package var source: String?
  package var author: String?
  package var section: String?
  package var language: String?
  package var allVersions: Bool

  package init(
    after: String? = nil,
    before: String? = nil,
    source: String? = nil,
    author: String? = nil,
    section: String? = nil,
    language: String? = nil,
    allVersions: Bool = false
  ) {
    self.after = after
    self.before = before
    self.source = source
    self.author = author
    self.section = section
    self.language = language
    self.allVersions = allVersions
  }
}

/// What is asked of a search.
package struct SearchOptions: Equatable, Sendable {
  package enum Order: String, Sendable, CaseIterable {
    case relevance
    /// By BM25 alone.
    case bm25
    /// Oldest first.
    case date
    /// Newest first.
    case newestFirst = "-date"
    case title
  }

  /// In the query language; empty means every article.
  package var query: String
  /// The language that the query is in.
  package var syntax = QuerySyntax.morgue
  /// Rank articles with any of the words, not only those with all.
  package var matchesAny = false
  package var filters = FilterWords()
  /// Which names stand for all the names of the same thing.
  package var names = NamesChoice.ofArchive
  package var limit = 10
  package var offset = 0
  package var order = Order.relevance
  /// How old an article is that is preferred half as much as one of today, as in `30d`; nil if age
  /// does not matter.
  package var recent: String?
  /// Parts of the ranking to do without, by name, for experiments.
  package var without: [String] = []
  /// Whether fragments of the text are wanted, and how many characters of it at most.
  package var snippetLength: Int? = 240
  /// Whether it is wanted where articles came from; otherwise ``FoundArticle/path`` is empty.
  package var needsPaths = true
  /// Whether the articles themselves are wanted; otherwise ``FoundArticle/article`` is empty, and a list
  /// of ids costs no reading.
  package var needsArticles = true
  /// How many seconds finding may take, 0 for any number.
  package var timeout = SearchOptions.usualTimeout
  /// How many MB of memory finding may take; nil for what ``SearchBudget`` allows.
  package var megabytes: Int?
  /// Only versions that later commits than this one have filed.
  package var filedAfter: UInt64?
  /// Whether readers' labels are to be counted.
  var wantsLabels = false

  /// In seconds.
  package static let usualTimeout = 120

  package init(query: String) {
    self.query = query
  }

  /// What an answer may take, from now on.
  var budget: SearchBudget {
    SearchBudget(
      seconds: timeout,
      memory: megabytes.map { $0 << 20 } ?? SearchBudget.usualMemory
    )
  }
}
