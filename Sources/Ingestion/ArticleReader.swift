// SPDX-License-Identifier: Apache-2.0

import Articles

/// Bytes of any shape in, articles out.
///
/// What the bytes are is told from the bytes, with the file's name as a tie-breaker only. One
/// reader per thread: it keeps its buffers from one source to the next.
package struct ArticleReader: ~Copyable {
  package init() {}

  /// Reads one source whole.
  ///
  /// Never traps and never throws, whatever the bytes: what cannot be read is reported in the
  /// result. Linear in the number of bytes.
  package mutating func read(_ bytes: [UInt8], as hint: SourceHint) -> ReadResult {
    let length = bytes.count
    guard length > 0 else { return ReadResult(skipping: .empty, length: 0) }
    if let document = DocumentReader.read(bytes) { return document }
    if let format = FormatSniffing.binaryFormat(of: bytes.span) {
      return ReadResult(skipping: .binary(format), length: length)
    }
    let declared = DeclaredCharset.label(in: bytes.span, as: hint)
    let text = CharacterDecoding.decode(bytes, declared: declared)
    if let documents = DocumentReader.read(text, length: length) { return documents }
    let format = FormatSniffing.format(of: text.bytes.span, as: hint)
    if format == .json { return records(text, originalLength: length, firstLine: hint.firstLine) }
    return whole(text, format, length)
  }

  /// Reads one source whole, as ``read(_:as:)-([UInt8],_)`` does.
  ///
  /// The memory is only read, and only until this returns.
  package mutating func read(_ bytes: UnsafeRawBufferPointer, as hint: SourceHint) -> ReadResult {
    let copy = unsafe [UInt8](bytes)
    return read(copy, as: hint)
  }

  private func records(
    _ text: DecodedText,
    originalLength: Int,
    firstLine: Int
  ) -> ReadResult {
    var reader = RecordReader(charset: text.charset, notes: text.notes)
    // Only in UTF-8 do places in the text lead back to places in the original; a byte order mark
    // is all that can stand before.
    let isPlain = text.charset == "utf-8" && !text.notes.contains(.replacedBytes)
    reader.read(
      text.bytes.span,
      firstLine: firstLine,
      shift: isPlain ? originalLength - text.bytes.count : 0
    )
    var result = reader.result
    if !isPlain {
      for index in result.articles.indices {
        result.articles[index].original = .range(0..<originalLength)
        result.articles[index].ordinal = index
      }
    }
    if result.articles.isEmpty, result.skipped.isEmpty {
      return ReadResult(skipping: .noText, length: originalLength)
    }
    return result
  }

  private func whole(_ text: DecodedText, _ format: SourceFormat, _ length: Int) -> ReadResult {
    var notes = text.notes
    var article: Article
    if format == .html {
      guard let page = PageReader.read(text.bytes.span) else {
        return ReadResult(skipping: .parserFailed, length: length)
      }
      article = page.article
      notes += page.notes
    } else {
      article = PlainTextReader.article(from: text.bytes.span)
    }
    guard !article.paragraphs.isEmpty || article.title != nil else {
      return ReadResult(skipping: .noText, length: length)
    }
    var result = ReadResult()
    result.articles = [
      ReadArticle(
        article: article,
        original: .range(0..<length),
        mediaType: format == .html ? "text/html" : "text/plain",
        charset: text.charset,
        notes: notes
      )
    ]
    return result
  }
}

extension ArticleReader {
  /// Cuts a source into parts that can be read one by one, on several threads.
  ///
  /// Anything but JSON Lines is one part. Parts end after a line break and hold about `size`
  /// bytes; `firstLine` goes into the hint with which the part is read. One pass over the bytes.
  package static func parts(
    of bytes: UnsafeRawBufferPointer,
    as hint: SourceHint,
    about size: Int
  ) -> [(range: Range<Int>, firstLine: Int)] {
    let whole = (range: 0..<bytes.count, firstLine: hint.firstLine)
    let span = unsafe bytes.bindMemory(to: UInt8.self).span
    guard span.count > size, FormatSniffing.isRecordLines(span, as: hint) else { return [whole] }
    var parts: [(range: Range<Int>, firstLine: Int)] = []
    var start = 0
    var line = hint.firstLine
    var linesInPart = 0
    var next = 0
    while let index = span.firstIndex(of: 0x0A, from: next) {
      next = index + 1
      linesInPart += 1
      guard next - start >= size else { continue }
      parts.append((range: start..<next, firstLine: line))
      start = next
      line += linesInPart
      linesInPart = 0
    }
    if start < span.count { parts.append((range: start..<span.count, firstLine: line)) }
    return parts
  }
}
