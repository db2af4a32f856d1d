// SPDX-License-Identifier: Apache-2.0

package import Articles

/// What a search found.
package struct ResultPage: Sendable {
  /// The page of hits that was asked for, best first.
  package var hits: [FoundArticle] = []
  /// The name of the kept search that these are results of; nil if it was typed.
  package var search: String?
  /// How many articles match in all, exactly.
  package var total = 0
  /// How many were passed over before the first of ``hits``.
  package var offset = 0
  /// Articles that match but for having no date, left out by a date filter.
  package var undated = 0
  /// Parts of the index that could not be read; the results lack what they hold.
  package var damaged: [String] = []
  /// Why nothing was found, one line each; empty if something was.
  package var advice: [String] = []
  /// What the query's reader may want to know, one line each.
  package var hints: [String] = []
  /// From the opened index to the last snippet.
  package var elapsed: Duration = .zero

  package init() {}
}

/// One article of a result.
package struct FoundArticle: Sendable {
  package var id: ArticleID
  package var version: UInt32
  /// What orders results (`morgue help ranking`); 0 where nothing was ranked.
  package var score: Double
  package var article: Article
  /// Readers' labels.
  package var tags: [String] = []
  /// Where the article was first seen: a path, escaped for no one; empty if it was not asked for.
  package var path: [UInt8]
  /// UTF-8 ranges of the title that match.
  package var titleMarks: [Range<Int>]
  package var fragments: [HitFragment]
}

/// A piece of an article's text around matches.
package struct HitFragment: Hashable, Sendable {
  /// The name of the field it is from, such as `byline` or `caption`; nil for the text itself.
  package var field: String?
  /// The paragraph's number, counted from 1; nil if it is from no paragraph.
  package var paragraph: Int?
  package var text: String
  /// UTF-8 ranges of ``text`` that match, in order, apart from one another.
  package var marks: [Range<Int>]
  /// Whether the paragraph has text before and after the fragment.
  package var isCutBefore: Bool
  package var isCutAfter: Bool
}

/// An article as it is shown by itself.
package struct ArchivedArticle: Sendable {
  package var id: ArticleID
  package var version: UInt32
  /// The newest version's number.
  package var newestVersion: UInt32
  package var isRemoved: Bool
  package var article: Article
  /// Readers' labels.
  package var tags: [String] = []
  /// A reader's note; empty if there is none.
  package var note: String = ""
  /// When the version was filed, in seconds since 1970.
  package var filed: Int64 = 0
  /// The number of the commit that filed the version.
  package var revision: UInt64 = 0
  package var original: OriginalDescription
  /// Paths it was seen at, raw bytes, first seen first.
  package var sightings: [[UInt8]]
}

/// The bytes that an article was read from.
package struct OriginalDescription: Sendable {
  package var path: [UInt8]
  package var mediaType: String
  /// In bytes.
  package var size: UInt64
  /// 64 hexadecimal digits.
  package var sha256: String
  /// The file's own date when it was filed; never a date of publication.
  package var fileDate: ArticleDate?
  /// Where in the file the original is, as it is or packed, in bytes.
  package var place: Range<UInt64> = 0..<0
}

/// An article's name with the version that is meant, nil for the newest.
package struct ArticleReference: Hashable, Sendable {
  package var id: ArticleID
  package var version: UInt32?
}
