// SPDX-License-Identifier: Apache-2.0

package import Articles

/// One text of an article: the first is version 1, each changed text the next.
///
/// Old versions stay readable; the one with the highest number is the newest, which is the order
/// of filing and not of publication.
package struct ArticleVersion: Hashable, Sendable {
  package var article: ArticleID
  /// From 1 on.
  package var version: UInt32
  package var fingerprint: TextFingerprint
  /// The bytes it was read from.
  package var original: Digest
  /// When it was filed, in seconds since 1970.
  package var filed: Int64
  /// The number of the commit that filed it: what has a greater one came later, whatever clocks say.
  package var revision: UInt64
  /// Whether it came with an address of its own; one without is known by its path.
  package var hasURL: Bool

  package init(
    article: ArticleID,
    version: UInt32,
    fingerprint: TextFingerprint,
    original: Digest,
    filed: Int64,
    revision: UInt64,
    hasURL: Bool
  ) {
    self.article = article
    self.version = version
    self.fingerprint = fingerprint
    self.original = original
    self.filed = filed
    self.revision = revision
    self.hasURL = hasURL
  }
}

/// 128 bits of the SHA-256 of an article's normalised text: equal texts, equal fingerprints.
package struct TextFingerprint: Hashable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// An article as it is kept: one version with its fields and paragraphs.
package struct StoredArticle: Hashable, Sendable {
  package var id: ArticleID
  package var version: UInt32
  package var original: Digest
  package var article: Article

  package init(id: ArticleID, version: UInt32, original: Digest, article: Article) {
    self.id = id
    self.version = version
    self.original = original
    self.article = article
  }
}
