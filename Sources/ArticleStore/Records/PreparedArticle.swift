// SPDX-License-Identifier: Apache-2.0

package import Articles

/// An article that was read and everything about it that can be made without the archive.
///
/// Threads that read files make these side by side; the one writer looks them up and files them.
package struct PreparedArticle: Sendable {
  package let article: Article
  package let identity: ArticleIdentity
  package let original: PreparedOriginal

  /// Digests and, where that pays, compresses `original`.
  package init(_ article: Article, original: UnsafeRawBufferPointer) {
    self.article = article
    identity = ArticleIdentity(of: article)
    self.original = PreparedOriginal(original)
  }
}
