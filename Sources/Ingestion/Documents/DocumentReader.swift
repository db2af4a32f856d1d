// SPDX-License-Identifier: Apache-2.0

import Articles

/// Documents in, their articles out: feeds, the formats of wire services, office documents, exports
/// of commercial archives.
///
/// What a document is, is told by its bytes. Everything that is not one of these is left to the
/// readers of pages and texts.
enum DocumentReader {
  /// Reads decoded text; nil if it is no such document.
  static func read(_ text: DecodedText, length: Int) -> ReadResult? {
    guard let kind = NewsMarkup.sniff(text.bytes.span) else { return nil }
    guard let tree = XMLDocument.parse(text.bytes.span) else {
      return ReadResult(skipping: .parserFailed, length: length)
    }
    var notes = text.notes
    if tree.isDamaged { notes.append(.textMayBeIncomplete) }
    if tree.tagWasCut { notes.append(.tagCut) }
    return result(
      kind.articles(in: tree),
      mediaType: kind.mediaType,
      charset: text.charset,
      notes: notes,
      length: length
    )
  }

  private static func result(
    _ articles: [DocumentArticle],
    mediaType: String,
    charset: String,
    notes: [ReadNote],
    length: Int
  ) -> ReadResult {
    guard !articles.isEmpty else { return ReadResult(skipping: .noText, length: length) }
    var result = ReadResult()
    result.articles = articles.enumerated().map { index, item in
      ReadArticle(
        article: item.article,
        original: .range(item.range ?? 0..<length),
        ordinal: item.range == nil ? index : 0,
        mediaType: mediaType,
        charset: charset,
        notes: notes + item.notes
      )
    }
    return result
  }
}
