// SPDX-License-Identifier: Apache-2.0

package import Articles

/// What one source held: its articles, in order, and the parts that were none, each with a reason.
///
/// A source without articles has at least one skipped part: nothing vanishes silently.
package struct ReadResult: Sendable {
  package var articles: [ReadArticle] = []
  package var skipped: [SkippedPart] = []

  package init() {}

  init(skipping reason: SkipReason, length: Int) {
    skipped = [SkippedPart(reason: reason, range: 0..<length)]
  }
}

/// An article and the bytes it was read from.
package struct ReadArticle: Sendable {
  package var article: Article
  /// Read alone, with ``mediaType`` as the hint, these bytes give the same article.
  package var original: ReadOriginal
  /// Which article of that original it is, from 0; most originals hold one.
  package var ordinal = 0
  /// Of the original, such as `text/html` or `message/rfc822`; never with parameters.
  package var mediaType: String
  /// The IANA name of the charset the bytes were decoded from, in lower case.
  package var charset: String
  package var notes: [ReadNote]
  /// What of a page was left out, in order; only if the hint asked for it.
  package var dropped: [DroppedBlock] = []
  /// The id that the export of an archive gives the article.
  package var claimedID: ArticleID?
}

/// The bytes that an article was read from, and is kept with.
package enum ReadOriginal: Hashable, Sendable {
  /// The source's own bytes: all of them, one line of JSON without its end, one mail of many.
  case range(Range<Int>)
  /// Bytes that had to be unpacked, and where in the source they were packed.
  case bytes([UInt8], packedIn: Range<Int>)

  /// Where in the source it is, as it is or packed.
  package var place: Range<Int> {
    switch self {
    case .range(let range), .bytes(_, let range): range
    }
  }
}

/// A part of a source that is no article.
package struct SkippedPart: Hashable, Sendable {
  package var reason: SkipReason
  package var range: Range<Int>
  /// How many parts this stands for, where those of one reason are only counted.
  package var count: Int

  package init(reason: SkipReason, range: Range<Int>, count: Int = 1) {
    self.reason = reason
    self.range = range
    self.count = count
  }

  init(_ reason: SkipReason, _ range: Range<Int>) {
    self.init(reason: reason, range: range)
  }

  /// A source that could not be read at all.
  package init(_ reason: SkipReason) {
    self.init(reason: reason, range: 0..<0)
  }
}

/// Something a reader may want to know about how an article was read.
///
/// The raw values are on disk and never change meaning.
package enum ReadNote: UInt8, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// Bytes that mean nothing in the charset were replaced by U+FFFD.
  case replacedBytes = 1
  /// The charset that the page names is unknown or contradicts its bytes.
  case charsetGuessed = 2
  /// A tag had more attributes or bytes than are looked at.
  case tagCut = 3
  /// The parser reported an error after which it may have dropped text.
  case textMayBeIncomplete = 4
  /// More elements than are looked at; the text of the rest is kept as plain text.
  case tooManyElements = 5
  /// The page says that its text is for subscribers, and holds no more than the beginning.
  case onlyBeforePaywall = 6
  /// The file or record ends before the page or mail in it does.
  case cutShort = 7
  /// The page shows hardly any text, and its JSON-LD holds it.
  case textFromData = 8
  /// The page has a headline and no text.
  case noText = 9
  /// The feed holds no more than the beginning or a summary.
  case onlyTeaser = 20

  /// The note as a clause: lower case, no full stop.
  package var description: String {
    switch self {
    case .replacedBytes: "some bytes were not valid text and were replaced"
    case .charsetGuessed: "the character set was guessed"
    case .tagCut: "a tag was too long and was cut"
    case .textMayBeIncomplete: "text may be incomplete"
    case .tooManyElements: "too many elements; the rest was read as plain text"
    case .onlyBeforePaywall: "only the part before the paywall"
    case .cutShort: "the file or record ends too early; text may be missing"
    case .textFromData: "the text was taken from the page's data, not from what it shows"
    case .noText: "no text was found on the page"
    case .onlyTeaser: "only a teaser; the feed does not hold the full text"
    }
  }
}

/// What is known of a source besides its bytes.
package struct SourceHint: Hashable, Sendable {
  /// The last component of the path, with characters that are no UTF-8 replaced.
  package var fileName: String?
  /// Last modification in nanoseconds since 1970: never taken for a date of publication.
  package var modified: Int64?
  /// A media type that came with the bytes, such as the header of a stored response.
  package var mediaType: String?
  /// Where the page was saved from, as its container says.
  package var url: String?
  /// When it was saved, as its container says.
  package var captured: ArticleDate?
  /// The number of the first line, where the bytes are a part of a longer file.
  package var firstLine: Int
  /// Whether what is left out of a page is to be told, which costs as much as what is kept.
  package var wantsDropped = false

  package init(
    fileName: String? = nil,
    modified: Int64? = nil,
    mediaType: String? = nil,
    firstLine: Int = 1
  ) {
    self.fileName = fileName
    self.modified = modified
    self.mediaType = mediaType
    self.firstLine = firstLine
  }
}
