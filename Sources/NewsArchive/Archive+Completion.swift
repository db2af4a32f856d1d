// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore

extension Archive {
  /// The ids that begin with some letters, at most `limit` of them, for a shell to complete.
  ///
  /// A look into each run of the catalogue. No letters begin no ids.
  package func ids(
    beginningWith prefix: String,
    limit: Int
  ) throws(ArchiveError) -> [String] {
    guard let range = ArticleID.range(matching: prefix) else { return [] }
    return try translated { try view.store.ids(in: range, limit: limit) }.map(\.description)
  }
}
