// SPDX-License-Identifier: Apache-2.0

import Articles

/// Articles as JSON objects in a row: one a line, or the elements of one array.
struct RecordReader {
  private var record = ArticleRecord()
  private(set) var result = ReadResult()
  private var charset = "utf-8"
  private var notes: [ReadNote] = []
  /// How often a text may be looked through again after broken objects, each of which may have no
  /// end; then the rest is given up.
  private static let patience = 8

  /// Begins with another text, in UTF-8 and without remarks if nothing else is said.
  mutating func begin(charset: String = "utf-8", notes: [ReadNote] = []) {
    self.charset = charset
    self.notes = notes
    result = ReadResult()
  }

  /// Reads all objects of `text`; after one that is broken, goes on with the next line.
  ///
  /// Ranges in the result are those of `text` moved by `shift`. Linear in the text.
  mutating func read(_ text: ByteSpan, firstLine: Int, shift: Int) {
    var cursor = JSONCursor(text)
    var wasted = 0
    var counted = (line: firstLine, offset: 0)
    // Lines are counted only when one must be named.
    func line(at offset: Int) -> Int {
      counted.line += Self.lineBreaks(text, counted.offset..<offset)
      counted.offset = offset
      return counted.line
    }
    while let byte = cursor.peek() {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",") {
        cursor.offset += 1
        continue
      }
      let start = cursor.offset
      do {
        try record.read(&cursor, text)
        let range = start + shift..<cursor.offset + shift
        if appendExported(text.part(start..<cursor.offset), range) { continue }
        if appendNews(text.part(start..<cursor.offset), range) { continue }
        if !append(range) { skip(.noArticle(line: line(at: start)), range) }
      } catch {
        wasted += cursor.offset - start
        let isLost = wasted / Self.patience > text.count
        cursor.offset = isLost ? text.count : text.firstIndex(of: 0x0A, from: start) ?? text.count
        skip(.badJSON(line: line(at: start)), start + shift..<cursor.offset + shift)
      }
    }
  }

  /// Makes the article of an object that an archive was exported to; false if it is none.
  private mutating func appendExported(_ object: ByteSpan, _ range: Range<Int>) -> Bool {
    guard record.isExport, let value = try? JSONValue(parsing: object),
      let exported = ExportedRecord(value)
    else { return false }
    result.articles.append(
      ReadArticle(
        article: exported.article,
        original: .range(range),
        mediaType: "application/json",
        charset: charset,
        notes: notes,
        claimedID: exported.id
      )
    )
    return true
  }

  /// Makes articles of an object that is news in a format with names of its own; false if it is
  /// none.
  private mutating func appendNews(_ object: ByteSpan, _ range: Range<Int>) -> Bool {
    guard record.newsNames >= 2, let value = try? JSONValue(parsing: object) else { return false }
    let articles = NewsJSON.articles(in: value)
    for (index, item) in articles.enumerated() {
      result.articles.append(
        ReadArticle(
          article: item.article,
          original: .range(range),
          ordinal: index,
          mediaType: "application/json",
          charset: charset,
          notes: notes + item.notes,
          dropped: item.dropped
        )
      )
    }
    return !articles.isEmpty
  }

  /// Makes an article of the record; false if there is nothing to make one of.
  private mutating func append(_ range: Range<Int>) -> Bool {
    var article = record.article
    article.paragraphs = record.paragraphs
    guard !article.paragraphs.isEmpty || article.title != nil else { return false }
    article.fillFromDateline()
    if article.title == nil { article.title = TitleDerivation.title(of: article.paragraphs) }
    result.articles.append(
      ReadArticle(
        article: article,
        original: .range(range),
        mediaType: "application/json",
        charset: charset,
        notes: notes
      )
    )
    return true
  }

  private mutating func skip(_ reason: SkipReason, _ range: Range<Int>) {
    result.skipped.append(SkippedPart(reason: reason, range: range))
  }

  private static func lineBreaks(_ text: ByteSpan, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where text[index] == 0x0A { count += 1 }
    return count
  }
}
