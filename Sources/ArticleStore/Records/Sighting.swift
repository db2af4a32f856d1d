// SPDX-License-Identifier: Apache-2.0

package import Articles

/// One place where an article was seen: these bytes, in this file, at this address.
///
/// An article has as many as there are copies of it. The same bytes at the same path are one.
package struct Sighting: Hashable, Sendable {
  /// The file's path as raw bytes; empty for standard input.
  package var path: [UInt8]
  /// Where the original is within the file, as it is or packed; all of it if it holds one article.
  package var range: Range<UInt64>
  /// The original's length in bytes; that of ``range`` unless it was packed.
  package var size: UInt64
  /// Which article of the original it is, from 0; most originals hold one.
  package var ordinal: UInt32
  /// The original: what the file, or its part, held.
  package var original: Digest
  package var mediaType: String
  /// The page's address, if it names one.
  package var url: String?
  /// The file's modification time, in nanoseconds since 1970; 0 if there is none.
  package var fileModified: Int64
  /// When it was filed, in seconds since 1970.
  package var seen: Int64
  /// The number of the commit that filed it.
  package var revision: UInt64

  package init(
    path: [UInt8],
    range: Range<UInt64>,
    size: UInt64? = nil,
    ordinal: UInt32 = 0,
    original: Digest,
    mediaType: String,
    url: String? = nil,
    fileModified: Int64 = 0,
    seen: Int64,
    revision: UInt64 = 0
  ) {
    self.path = path
    self.range = range
    self.size = size ?? range.upperBound - range.lowerBound
    self.ordinal = ordinal
    self.original = original
    self.mediaType = mediaType
    self.url = url
    self.fileModified = fileModified
    self.seen = seen
    self.revision = revision
  }
}

/// A sighting and the article and version it is one of.
package struct FiledSighting: Hashable, Sendable {
  package var article: ArticleID
  package var version: UInt32
  package var sighting: Sighting

  package init(article: ArticleID, version: UInt32, sighting: Sighting) {
    self.article = article
    self.version = version
    self.sighting = sighting
  }
}
