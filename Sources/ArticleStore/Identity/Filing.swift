// SPDX-License-Identifier: Apache-2.0

package import Articles

/// What an article that was just read turns out to be.
package enum Filing: Hashable, Sendable {
  /// These bytes were read from this path before: there is nothing to do.
  case unchanged(ArticleID, version: UInt32)
  /// Bytes or text of a version that is filed already, seen in another place.
  case sighting(ArticleID, version: UInt32)
  /// A changed text of an article that is filed already.
  case newVersion(ArticleID, version: UInt32)
  /// An article never seen.
  case newArticle(ArticleID)

  package var article: ArticleID {
    switch self {
    case .unchanged(let id, _), .sighting(let id, _), .newVersion(let id, _), .newArticle(let id):
      id
    }
  }

  package var version: UInt32 {
    switch self {
    case .unchanged(_, let version), .sighting(_, let version), .newVersion(_, let version): version
    case .newArticle: 1
    }
  }

  /// Whether there is a text that search must learn.
  package var hasNewText: Bool {
    switch self {
    case .newVersion, .newArticle: true
    case .unchanged, .sighting: false
    }
  }
}
