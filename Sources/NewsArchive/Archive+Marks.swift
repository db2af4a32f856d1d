// SPDX-License-Identifier: Apache-2.0

import Searching

extension Archive {
  /// Where a query matches in an article that is shown whole, whether it finds the article or not.
  ///
  /// Costs a search for nothing but the words that the query stands for.
  ///
  /// - Throws: ``ArchiveError`` for a query that cannot be read, with its place.
  package func marks(
    of query: String,
    in article: ArchivedArticle
  ) throws(ArchiveError) -> ArticleMarks {
    var (request, _) = try request(for: SearchOptions(query: query))
    request.limit = 0
    let asked = request
    let results = try searching(query) { (searcher) throws(QueryError) in
      try searcher.search(asked)
    }
    return HitCutter(results.highlights, width: 0).marks(in: article.article)
  }
}
