// SPDX-License-Identifier: Apache-2.0

package import TextAnalysis

/// What a segment knows of a document besides its words.
package struct DocumentMetadata: Hashable, Sendable {
  /// The article that the document is a version of.
  package var articleID: UInt64
  package var version: UInt32
  /// Seconds since the beginning of 1970 in UTC; nil if unknown.
  package var published: Int64?
  /// The finest unit that ``published`` names.
  package var precision: DatePrecision
  package var language: Language
  package var source: String?
  package var section: String?
  /// People, in the order given.
  package var authors: [String]
  /// When the version was filed, in seconds since the beginning of 1970 in UTC.
  package var filed: Int64
  /// The number of the commit that filed it.
  package var revision: UInt64

  package init(
    articleID: UInt64,
    version: UInt32,
    published: Int64?,
    precision: DatePrecision = .second,
    language: Language,
    source: String? = nil,
    section: String? = nil,
    authors: [String] = [],
    filed: Int64 = 0,
    revision: UInt64 = 0
  ) {
    self.articleID = articleID
    self.version = version
    self.published = published
    self.precision = precision
    self.language = language
    self.source = source
    self.section = section
    self.authors = authors
    self.filed = filed
    self.revision = revision
  }
}

/// The finest unit that a date names; of a year, the seconds are those of its beginning.
///
/// The raw values are on disk, in the column of dates.
package enum DatePrecision: UInt8, Hashable, Sendable, Comparable {
  case year = 0
  case month = 1
  case day = 2
  case minute = 3
  case second = 4

  package static func < (left: DatePrecision, right: DatePrecision) -> Bool {
    left.rawValue < right.rawValue
  }
}
