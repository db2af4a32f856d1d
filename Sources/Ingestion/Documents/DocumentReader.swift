// SPDX-License-Identifier: Apache-2.0

import Articles

/// Documents in, their articles out: feeds, the formats of wire services, office documents, exports
/// of commercial archives.
///
/// What a document is, is told by its bytes. Everything that is not one of these is left to the
/// readers of pages and texts.
enum DocumentReader {
  /// Reads bytes that are no text; nil if they are no such document.
  static func read(_ bytes: [UInt8]) -> ReadResult? {
    if RichTextFormat.sniff(bytes.span) { return richText(bytes) }
    if bytes.span.has("%PDF-", at: 0, folding: false) { return portable(bytes) }
    guard bytes.span.has("PK\u{3}\u{4}", at: 0, folding: false) else { return nil }
    guard var archive = ZipArchive(bytes) else {
      return isOfficeName(bytes.span)
        ? ReadResult(skipping: .damagedDocument, length: bytes.count) : nil
    }
    return office(&archive)
  }

  /// Whether the first file of a ZIP archive without directory is one of a document.
  private static func isOfficeName(_ bytes: ByteSpan) -> Bool {
    ["[Content_Types].xml", "mimetypeapplication/", "word/", "_rels/.rels"].contains {
      (name: StaticString) in
      bytes.has(name, at: 30, folding: false)
    }
  }

  private static func richText(_ bytes: [UInt8]) -> ReadResult {
    let document = RichTextFormat(bytes.span)
    return result(
      RichText.articles(document.blocks),
      mediaType: "application/rtf",
      charset: "utf-8",
      notes: document.isDamaged ? [.textMayBeIncomplete] : [],
      length: bytes.count
    )
  }

  /// The text of a PDF document, read as that of a text file.
  private static func portable(_ bytes: [UInt8]) -> ReadResult {
    switch PDFText.read(bytes.span) {
    case .noProgram: return ReadResult(skipping: .needsPDFProgram, length: bytes.count)
    case .failed: return ReadResult(skipping: .pdfProgramFailed, length: bytes.count)
    case .text(let text):
      var articles = ArchiveExport.read(text)?.articles ?? []
      for index in articles.indices { articles[index].range = nil }
      if articles.isEmpty {
        articles = [DocumentArticle(article: PlainTextReader.article(from: text.span))]
      }
      return result(
        articles.filter { !$0.isEmpty },
        mediaType: "application/pdf",
        charset: "utf-8",
        notes: [],
        length: bytes.count
      )
    }
  }

  /// Documents that are ZIP archives; nil for an archive of anything else.
  private static func office(_ archive: inout ZipArchive) -> ReadResult? {
    let length = archive.bytes.count
    let articles: [DocumentArticle]?
    let type: String
    var notes: [ReadNote] = []
    var skipped: [SkipReason] = []
    if archive.holds("word/document.xml") {
      type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      let document = WordDocument.blocks(in: &archive)
      if document?.isDamaged ?? false { notes.append(.textMayBeIncomplete) }
      articles = document.map { RichText.articles($0.blocks) }
    } else if archive.holds("META-INF/container.xml") {
      type = "application/epub+zip"
      let book = ElectronicBook.read(&archive)
      articles = book?.articles
      skipped = book?.skipped ?? []
    } else if archive.holds("content.xml"), archive.holds("mimetype") {
      type = "application/vnd.oasis.opendocument.text"
      let document = OpenDocument.blocks(in: &archive)
      if document?.isDamaged ?? false { notes.append(.textMayBeIncomplete) }
      articles = document.map { RichText.articles($0.blocks) }
    } else {
      return nil
    }
    let isEncrypted =
      archive.entries.contains(where: \.isEncrypted) || archive.holds("META-INF/rights.xml")
    if articles?.isEmpty ?? true, isEncrypted {
      return ReadResult(skipping: .encryptedDocument, length: length)
    }
    guard let articles else {
      let reason: SkipReason =
        archive.isTooLarge ? .tooLarge(limit: Int64(ZipArchive.largestEntry)) : .damagedDocument
      return ReadResult(skipping: reason, length: length)
    }
    if archive.isDamaged { notes = [.textMayBeIncomplete] }
    var result = result(articles, mediaType: type, charset: "utf-8", notes: notes, length: length)
    // That its chapters are missing says more of a book than that it has no text.
    if result.articles.isEmpty, skipped.contains(.missingPart) { result.skipped = [] }
    for reason in skipped { result.skip(reason, 0..<length) }
    return result
  }

  /// Reads decoded text; nil if it is no such document.
  static func read(_ text: DecodedText, length: Int) -> ReadResult? {
    guard let kind = NewsMarkup.sniff(text.bytes.span) else { return export(text, length: length) }
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

  /// Exports of archives as text or page; places in a text are places in the original in UTF-8.
  private static func export(_ text: DecodedText, length: Int) -> ReadResult? {
    let span = text.bytes.span
    let start = span.trimmedRange(0..<min(span.count, 4096)).lowerBound
    guard start < span.count, span[start] != UInt8(ascii: "{"), span[start] != UInt8(ascii: "[")
    else { return nil }
    if span[start] == UInt8(ascii: "<") { return exportPage(text, length: length) }
    guard let export = ArchiveExport.read(text.bytes) else { return nil }
    var articles = export.articles
    let isPlain = text.charset == "utf-8" && !text.notes.contains(.replacedBytes)
    let shift = length - text.bytes.count
    for index in articles.indices {
      let range = articles[index].range
      articles[index].range = isPlain ? range.map { $0.moved(by: shift) } : nil
    }
    var result = result(
      articles,
      mediaType: "text/plain",
      charset: text.charset,
      notes: text.notes,
      length: length
    )
    for part in export.unread {
      let place = isPlain ? part.range.moved(by: shift) : 0..<length
      result.skipped.append(SkippedPart(reason: .unknownPart(line: part.line), range: place))
    }
    return result
  }

  /// An export saved as a page, which names its maker at its start.
  private static func exportPage(_ text: DecodedText, length: Int) -> ReadResult? {
    let sample = text.bytes.span.part(0..<min(text.bytes.count, 2048))
    let isExport =
      sample.firstRange(of: "factiva", folding: true) != nil
      || sample.firstRange(of: "proquest", folding: true) != nil
      || sample.firstRange(of: "nexis", folding: true) != nil
    guard isExport else { return nil }
    let lines = HTMLFragment.paragraphs(of: text.bytes.span).map(\.text).joined(separator: "\n\n")
    guard var articles = ArchiveExport.read(Array(lines.utf8))?.articles else { return nil }
    for index in articles.indices { articles[index].range = nil }
    return result(
      articles,
      mediaType: "text/html",
      charset: text.charset,
      notes: text.notes,
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
    var result = ReadResult()
    for reason in articles.compactMap(\.skipReason) { result.skip(reason, 0..<length) }
    let full = articles.filter { !$0.isEmpty && $0.skipReason == nil }
    if full.isEmpty, result.skipped.isEmpty { result.skip(.noText, 0..<length) }
    result.articles = full.enumerated().map { index, item in
      ReadArticle(
        article: item.article,
        original: .range(item.range ?? 0..<length),
        ordinal: item.range == nil ? index : 0,
        mediaType: mediaType,
        charset: charset,
        notes: notes + item.notes,
        dropped: item.dropped
      )
    }
    return result
  }
}

extension Range where Bound == Int {
  fileprivate func moved(by offset: Int) -> Range<Int> {
    lowerBound + offset..<upperBound + offset
  }
}
