// SPDX-License-Identifier: Apache-2.0

import Articles

extension ArticleReader {
  /// Mails within mails are read down to this level.
  private static let mostLevels = 8

  /// Reads one mail: the text to be shown as an article, and each mail within it as another.
  mutating func mail(_ bytes: ByteSpan, level: Int = 0) -> ReadResult {
    let fields = HeaderFields(bytes, 0..<bytes.count)
    if SavedMail.isPage(fields, bytes) { return savedMail(bytes, fields) }
    let parts = MailParts(bytes, fields, fields.end..<bytes.count)
    var result = texts(of: parts, bytes)
    for index in result.articles.indices {
      MailHead(fields, bytes).fill(&result.articles[index].article)
      result.articles[index].original = .range(0..<bytes.count)
      result.articles[index].mediaType = "message/rfc822"
    }
    if parts.isCutShort { result.note(.cutShort) }
    addMessages(of: parts, bytes, level, to: &result)
    if parts.attachments > 0 {
      result.skip(.record(.attachment), 0..<bytes.count, count: parts.attachments)
    }
    if result.articles.isEmpty, !result.skipped.contains(where: { !$0.reason.isExpected }) {
      result.skip(.noText, 0..<bytes.count)
    }
    return result
  }

  private mutating func addMessages(
    of parts: MailParts,
    _ bytes: ByteSpan,
    _ level: Int,
    to result: inout ReadResult
  ) {
    for message in parts.messages {
      guard level < Self.mostLevels else {
        result.skip(.record(.attachment), 0..<bytes.count)
        continue
      }
      let inner = mail(bytes.part(message), level: level + 1)
      let first = result.articles.count
      result.add(inner, readFrom: 0..<bytes.count, mediaType: "message/rfc822")
      for index in first..<result.articles.count { result.articles[index].ordinal = index }
    }
  }

  /// One article of all texts: the first gives the fields, the others add their paragraphs.
  private mutating func texts(of parts: MailParts, _ bytes: ByteSpan) -> ReadResult {
    var result = ReadResult()
    for run in Self.runs(parts.texts) {
      let inner = content(body(run, bytes), as: hint(run), holdsRecords: false)
      for part in inner.skipped where part.reason != .noText && part.reason != .empty {
        result.skip(part.reason, 0..<bytes.count)
      }
      for read in inner.articles { Self.add(read, to: &result) }
    }
    return result
  }

  private static func add(_ read: ReadArticle, to result: inout ReadResult) {
    guard !result.articles.isEmpty else {
      result.articles = [read]
      return
    }
    result.articles[0].article.paragraphs += read.article.paragraphs
    for note in read.notes { result.note(note) }
  }

  /// Texts of one kind and charset that stand in a row: some mailers cut a page around a picture.
  private static func runs(_ texts: [MailParts.Text]) -> [[MailParts.Text]] {
    var runs: [[MailParts.Text]] = []
    for text in texts {
      if let last = runs.last?.first, last.isPage == text.isPage,
        last.type["charset"] == text.type["charset"]
      {
        runs[runs.count - 1].append(text)
      } else {
        runs.append([text])
      }
    }
    return runs
  }

  private func body(_ run: [MailParts.Text], _ bytes: ByteSpan) -> [UInt8] {
    var body: [UInt8] = []
    for text in run {
      if !body.isEmpty { body += text.isPage ? [0x0A] : [0x0A, 0x0A] }
      let decoded = text.encoding.decoded(bytes.part(text.body))
      let isFlowed = text.type["format"]?.lowercased() == "flowed"
      let deletesSpace = text.type["delsp"]?.lowercased() == "yes"
      body += isFlowed ? FlowedText.joined(decoded.span, deletesSpace: deletesSpace) : decoded
    }
    return body
  }

  private func hint(_ run: [MailParts.Text]) -> SourceHint {
    let type = run[0].isPage ? "text/html" : "text/plain"
    let charset = run[0].type["charset"].map { "; charset=\($0)" } ?? ""
    return SourceHint(mediaType: type + charset)
  }
}

extension ArticleReader {
  /// Reads a page that a browser saved with its pictures as one mail (RFC 2557).
  private mutating func savedMail(_ bytes: ByteSpan, _ fields: HeaderFields) -> ReadResult {
    let parts = MailParts(bytes, fields, fields.end..<bytes.count)
    let saved = SavedMail(fields, bytes)
    let pages = parts.texts.filter(\.isPage)
    guard let page = pages.first(where: { $0.location == saved.url }) ?? pages.first else {
      return ReadResult(skipping: .noText, length: bytes.count)
    }
    var hint = hint([page])
    hint.url = saved.url ?? page.location
    hint.captured = saved.date
    let inner = content(page.encoding.decoded(bytes.part(page.body)), as: hint, holdsRecords: false)
    var result = ReadResult()
    result.add(inner, readFrom: 0..<bytes.count, mediaType: "multipart/related")
    if parts.isCutShort { result.note(.cutShort) }
    return result
  }
}

/// Where and when a browser saved a page as a mail.
struct SavedMail {
  let url: String?
  let date: ArticleDate?

  init(_ fields: HeaderFields, _ bytes: ByteSpan) {
    url =
      fields.text(of: "snapshot-content-location", in: bytes)
      ?? fields.text(of: "content-location", in: bytes)
    date = fields.text(of: "date", in: bytes).flatMap { DateReading.date(in: $0) }
  }

  /// Whether a mail is a saved page: browsers sign what they save, and such mail was never sent.
  static func isPage(_ fields: HeaderFields, _ bytes: ByteSpan) -> Bool {
    if fields.has("snapshot-content-location", in: bytes) { return true }
    if fields.has("received", in: bytes) || fields.has("message-id", in: bytes)
      || fields.has("to", in: bytes)
    {
      return false
    }
    let type = fields.text(of: "content-type", in: bytes)?.lowercased() ?? ""
    let sender = fields.text(of: "from", in: bytes)?.lowercased() ?? ""
    return type.hasPrefix("multipart/related") || sender.contains("saved by")
      || type.hasPrefix("text/html") && fields.has("content-location", in: bytes)
  }
}

/// Text whose paragraphs are broken into lines that end in a space (RFC 3676).
enum FlowedText {
  static func joined(_ bytes: ByteSpan, deletesSpace: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = 0
    while start < bytes.count {
      let stop = bytes.lineEnd(from: start, before: bytes.count)
      var line = start..<bytes.withoutReturn(start..<stop)
      // A space was put before lines that begin with one, or with `From `.
      if !line.isEmpty, bytes[line.lowerBound] == 0x20 {
        line = line.lowerBound + 1..<line.upperBound
      }
      let isSignature = line.count == 3 && bytes.has("-- ", at: line.lowerBound)
      let isFlowed = !isSignature && !line.isEmpty && bytes[line.upperBound - 1] == 0x20
      let end = isFlowed && deletesSpace ? line.upperBound - 1 : line.upperBound
      result.append(contentsOf: bytes.part(line.lowerBound..<end))
      if !isFlowed { result.append(0x0A) }
      start = stop + 1
    }
    return result
  }
}
