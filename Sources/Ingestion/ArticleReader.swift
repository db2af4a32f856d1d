// SPDX-License-Identifier: Apache-2.0

import Articles

/// Bytes of any shape in, articles out.
///
/// What the bytes are is told from the bytes, with the file's name as a tie-breaker only. One
/// reader per thread: it keeps its buffers from one source to the next.
package struct ArticleReader: ~Copyable {
  /// As the hint for the whole source asks; pages within records and mails heed it, too.
  private var wantsDropped = false

  package init() {}

  /// Reads one source whole: a page, a text, a document, or all articles of a collection.
  ///
  /// Never traps and never throws, whatever the bytes: what cannot be read is reported in the
  /// result. Linear in the number of bytes.
  package mutating func read(_ bytes: [UInt8], as hint: SourceHint) -> ReadResult {
    unsafe bytes.withUnsafeBytes { unsafe read($0, as: hint) }
  }

  /// Reads one source whole, as ``read(_:as:)-([UInt8],_)`` does.
  ///
  /// The memory is only read, and only until this returns.
  package mutating func read(_ bytes: UnsafeRawBufferPointer, as hint: SourceHint) -> ReadResult {
    let span = unsafe bytes.bindMemory(to: UInt8.self).span
    guard !span.isEmpty else { return ReadResult(skipping: .empty, length: 0) }
    wantsDropped = hint.wantsDropped
    var parts = SourceParts(of: span, as: hint, about: Self.partSize)
    guard parts.isCollection else { return single(span, as: hint) }
    var result = ReadResult()
    while let part = parts.next(in: span) { result.append(read(part, of: span, as: hint)) }
    result.numberSharers()
    if result.articles.isEmpty, result.skipped.isEmpty { result.skip(.noText, 0..<span.count) }
    return result
  }

  /// About how many bytes of a collection are read at a time.
  private static let partSize = 1 << 20

  /// Reads one part of a source, as ``SourceParts`` cuts it; originals are places in the source.
  package mutating func read(
    _ part: SourcePart,
    of source: UnsafeRawBufferPointer,
    as hint: SourceHint
  ) -> ReadResult {
    unsafe read(part, of: source.bindMemory(to: UInt8.self).span, as: hint)
  }

  private mutating func read(
    _ part: SourcePart,
    of source: ByteSpan,
    as hint: SourceHint
  ) -> ReadResult {
    wantsDropped = hint.wantsDropped
    var result: ReadResult
    switch part.content {
    case .range(let range):
      result = piece(source.part(range), part, as: hint)
      result.move(by: range.lowerBound)
    case .bytes(let bytes):
      result = bytes.isEmpty ? ReadResult() : piece(bytes.span, part, as: hint.unpacked)
      result.pack(bytes, part, sourceLength: source.count)
    }
    for skipped in part.skipped { result.skip(skipped.reason, skipped.range) }
    if part.isCutShort, part.format == .whole { result.note(.cutShort) }
    return result
  }

  private mutating func piece(
    _ bytes: ByteSpan,
    _ part: SourcePart,
    as hint: SourceHint
  ) -> ReadResult {
    var hint = hint
    hint.firstLine = part.firstLine
    switch part.format {
    case .warc: return webArchive(bytes)
    case .mailbox: return mailbox(bytes)
    case .whole: return single(bytes, as: hint)
    case .lines:
      #if DEBUG
      HarmfulPage.meet(bytes.array)
      #endif
      return RecordLines.read(bytes, as: hint)
    }
  }

  /// Reads what is no collection; what is compressed here was compressed twice.
  private mutating func single(_ bytes: ByteSpan, as hint: SourceHint) -> ReadResult {
    if GzipFormat.isMember(bytes, at: 0) {
      return ReadResult(skipping: .compressedTwice, length: bytes.count)
    }
    if FormatSniffing.isMail(bytes, as: hint) { return mail(bytes) }
    return content(bytes.array, as: hint)
  }

  /// Reads a page, a text or a document.
  ///
  /// With `holdsRecords` false, which is for what comes out of web archives and mails, JSON is no
  /// articles but data.
  mutating func content(
    _ bytes: [UInt8],
    as hint: SourceHint,
    holdsRecords: Bool = true
  ) -> ReadResult {
    let length = bytes.count
    guard length > 0 else { return ReadResult(skipping: .empty, length: 0) }
    #if DEBUG
    HarmfulPage.meet(bytes)
    #endif
    if let document = DocumentReader.read(bytes) { return document }
    if let format = FormatSniffing.binaryFormat(of: bytes.span) {
      return ReadResult(skipping: .binary(format), length: length)
    }
    let declared = DeclaredCharset.label(in: bytes.span, as: hint)
    let text = CharacterDecoding.decode(bytes, declared: declared)
    if let documents = DocumentReader.read(text, length: length) { return documents }
    let format = FormatSniffing.format(of: text.bytes.span, as: hint)
    if format == .json {
      guard holdsRecords else { return ReadResult(skipping: .record(.data), length: length) }
      var reader = RecordReader()
      let result = reader.records(text, originalLength: length, firstLine: hint.firstLine)
      let isEmpty = result.articles.isEmpty && result.skipped.isEmpty
      return isEmpty ? ReadResult(skipping: .noText, length: length) : result
    }
    var hint = hint
    hint.wantsDropped = wantsDropped
    return whole(text, format, hint, length)
  }

  private func whole(
    _ text: DecodedText,
    _ format: SourceFormat,
    _ hint: SourceHint,
    _ length: Int
  ) -> ReadResult {
    guard format == .html else { return TextSource.read(text, hint, length: length) }
    var notes = text.notes
    let tracing = hint.wantsDropped
    let bytes = text.bytes.span
    guard let page = PageReader.read(bytes, savedFrom: hint.savedPage, tracing: tracing) else {
      return ReadResult(skipping: .parserFailed, length: length)
    }
    let article = page.article
    notes += page.notes
    guard !article.paragraphs.isEmpty || article.title != nil else {
      return ReadResult(skipping: .noText, length: length)
    }
    var result = ReadResult()
    result.articles = [
      ReadArticle(
        article: article,
        original: .range(0..<length),
        mediaType: "text/html",
        charset: text.charset,
        notes: notes,
        dropped: page.dropped
      )
    ]
    return result
  }
}
