// SPDX-License-Identifier: Apache-2.0

package import Articles

/// An article that was read and everything about it that can be made without the archive.
///
/// Threads that read files make these side by side; the one writer looks them up and files them.
package struct PreparedArticle: Sendable {
  /// What will be filed; the identity stays that of what was read.
  package var article: Article
  package let identity: ArticleIdentity
  package let original: PreparedOriginal
  /// Whether the original holds other articles too, so that its digest does not tell which this is.
  package let sharesOriginal: Bool
  /// The id that the article had in the archive it was exported from, if it says so.
  package let claim: ArticleID?

  /// Digests and, where that pays, compresses `original`.
  package init(_ article: Article, original: UnsafeRawBufferPointer) {
    self.init(article, original: PreparedOriginal(original))
  }

  /// One of the articles of an original that is prepared once for all of them.
  package init(
    _ article: Article,
    original: PreparedOriginal,
    sharesOriginal: Bool = false,
    claim: ArticleID? = nil
  ) {
    self.article = article
    identity = ArticleIdentity(of: article)
    self.original = original
    self.sharesOriginal = sharesOriginal
    self.claim = claim
  }
}
