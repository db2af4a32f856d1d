// SPDX-License-Identifier: Apache-2.0

package import TextAnalysis

/// What a segment knows of a document besides its words.
package struct DocumentMetadata: Hashable, Sendable {
  /// The article that the document is a version of.
  package var articleID: UInt64
  package var version: UInt32
  /// Seconds since the beginning of 1970 in UTC; nil if unknown.
  package var published: Int64?
  package var language: Language

  package init(articleID: UInt64, version: UInt32, published: Int64?, language: Language) {
    self.articleID = articleID
    self.version = version
    self.published = published
    self.language = language
  }
}
