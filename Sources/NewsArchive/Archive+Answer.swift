// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a search of an archive found, for programs that use the library.
public struct Answer: Sendable {
  /// An article that matches.
  public struct Hit: Sendable {
    /// The article's id, 13 letters and digits.
    public let id: String
    /// The title; nil if the article has none.
    public let title: String?
    /// The outlet; nil if unknown.
    public let source: String?
    /// When it was published, as exactly as is known, in the form of ISO 8601; nil if unknown.
    public let published: String?
    /// What orders results; greater is better.
    public let score: Double
    /// Pieces of the text around what matches, as they are: escape them before showing them.
    public let fragments: [String]
  }

  /// How many articles match, exactly.
  public let total: Int
  /// The best of them, best first.
  public let hits: [Hit]
  /// Whether a damaged part of the index had to be left out.
  public let isIncomplete: Bool
}

extension Archive {
  /// The articles that match a query, best first.
  ///
  /// A few milliseconds for hundreds of thousands of articles. Any number of threads may search one
  /// archive.
  ///
  /// - Parameters:
  ///   - query: in the query language, as `morgue help query` describes it.
  ///   - limit: the most hits that are wanted.
  /// - Returns: the exact number of matches and the best of them.
  /// - Throws: ``ArchiveError`` for a query that cannot be read, and for damage.
  public func search(_ query: String, limit: Int = 10) throws(ArchiveError) -> Answer {
    var options = SearchOptions(query: query)
    options.limit = max(0, limit)
    let page = try search(options)
    return Answer(
      total: page.total,
      hits: page.hits.map { hit in
        Answer.Hit(
          id: hit.id.description,
          title: hit.article.title?.value,
          source: hit.article.source?.value,
          published: hit.article.published?.value.iso8601,
          score: hit.score,
          fragments: hit.fragments.map(\.text)
        )
      },
      isIncomplete: !page.damaged.isEmpty
    )
  }
}
