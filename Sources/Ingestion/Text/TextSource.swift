// SPDX-License-Identifier: Apache-2.0

import Articles

/// A text file with one article or several, and the bytes of each.
enum TextSource {
  /// The articles of a decoded text; `length` is that of the original.
  ///
  /// In UTF-8 each article has its own bytes of the original, which read alone give it again; in
  /// other charsets all share the whole, and are told apart by their order.
  static func read(_ text: DecodedText, _ hint: SourceHint, length: Int) -> ReadResult {
    var result = ReadResult()
    let shift = length - text.bytes.count
    let isPlain = text.charset == "utf-8" && !text.notes.contains(.replacedBytes)
    let ranges = TextParts.ranges(of: text.bytes.span)
    for range in ranges {
      let reader = PlainTextReader.reading(of: text.bytes.span.part(range))
      var article = reader.article
      hint.savedPage?.fill(&article)
      // Outside UTF-8 the places in the text are none of the original.
      let own = isPlain && ranges.count > 1 ? place(of: range, movedBy: shift) : 0..<length
      guard !article.paragraphs.isEmpty || article.title != nil else {
        result.skipped.append(SkippedPart(reason: .noText, range: own))
        continue
      }
      result.articles.append(
        ReadArticle(
          article: article,
          original: .range(own),
          ordinal: isPlain ? 0 : result.articles.count,
          mediaType: "text/plain",
          charset: text.charset,
          notes: text.notes,
          dropped: hint.wantsDropped ? reader.dropped : []
        )
      )
    }
    return result
  }

  /// What stands before the text, a byte order mark, belongs to its first article.
  private static func place(of range: Range<Int>, movedBy shift: Int) -> Range<Int> {
    let start = range.lowerBound == 0 ? 0 : range.lowerBound + shift
    return start..<range.upperBound + shift
  }
}
