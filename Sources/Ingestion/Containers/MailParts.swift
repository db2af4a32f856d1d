// SPDX-License-Identifier: Apache-2.0

/// What a mail consists of, as places in its bytes (RFC 2046).
struct MailParts {
  /// A text to be shown, with what is needed to read it.
  struct Text {
    var body: Range<Int>
    var isPage: Bool
    var type: HeaderValue
    var encoding: TransferEncoding
    /// The address of a saved page, where it has one.
    var location: String?
  }

  /// The texts to be shown, in order; of alternatives the page if there is one.
  private(set) var texts: [Text] = []
  /// Mails within the mail.
  private(set) var messages: [Range<Int>] = []
  /// How many parts are files that came along.
  private(set) var attachments = 0
  /// A part has no end.
  private(set) var isCutShort = false
  private var partCount = 0

  private static let mostParts = 1000
  private static let mostLevels = 16

  /// Takes apart what lies in `range` and has this header; linear for each level.
  init(_ bytes: ByteSpan, _ fields: HeaderFields, _ range: Range<Int>) {
    texts = read(bytes, fields, range, level: 0, defaultType: "text/plain")
  }

  private mutating func read(
    _ bytes: ByteSpan,
    _ fields: HeaderFields,
    _ body: Range<Int>,
    level: Int,
    defaultType: String
  ) -> [Text] {
    let type = HeaderValue(fields.text(of: "content-type", in: bytes) ?? defaultType)
    if type.value.hasPrefix("multipart/"), let boundary = type["boundary"] {
      guard level < Self.mostLevels else {
        attachments += 1
        return []
      }
      return multipart(bytes, type, Array(boundary.utf8), body, level: level)
    }
    let encoding = TransferEncoding(fields.text(of: "content-transfer-encoding", in: bytes))
    if type.value == "message/rfc822" || type.value == "message/global" {
      if encoding == .plain { messages.append(body) } else { attachments += 1 }
      return []
    }
    let isText = type.value.hasPrefix("text/") || !type.value.contains("/")
    guard isText, !isAttachment(fields, type, bytes), !Self.unread.contains(type.value) else {
      if fields.has("content-disposition", in: bytes) || !type.value.hasPrefix("image/") {
        attachments += 1
      }
      return []
    }
    let isPage = type.value == "text/html" || type.value == "text/xhtml"
    let location = fields.text(of: "content-location", in: bytes)
    return [Text(body: body, isPage: isPage, type: type, encoding: encoding, location: location)]
  }

  private static let unread: Set<String> = [
    "text/calendar", "text/css", "text/javascript", "text/x-vcard", "text/vcard", "text/csv",
    "text/rfc822-headers", "text/x-amp-html",
  ]

  private func isAttachment(
    _ fields: HeaderFields,
    _ type: HeaderValue,
    _ bytes: ByteSpan
  ) -> Bool {
    guard let text = fields.text(of: "content-disposition", in: bytes) else { return false }
    return HeaderValue(text).value == "attachment"
  }

  private mutating func multipart(
    _ bytes: ByteSpan,
    _ type: HeaderValue,
    _ boundary: [UInt8],
    _ body: Range<Int>,
    level: Int
  ) -> [Text] {
    let inner = type.value == "multipart/digest" ? "message/rfc822" : "text/plain"
    var choices: [[Text]] = []
    for part in parts(bytes, boundary, body) {
      partCount += 1
      guard partCount <= Self.mostParts else {
        attachments += 1
        continue
      }
      let fields = HeaderFields(bytes, part)
      let content = fields.end..<part.upperBound
      choices.append(read(bytes, fields, content, level: level + 1, defaultType: inner))
    }
    guard type.value == "multipart/alternative" else { return Array(choices.joined()) }
    let best = choices.first { $0.contains(where: \.isPage) } ?? choices.first { !$0.isEmpty }
    return best ?? []
  }

  /// The places between lines of two hyphens and the boundary.
  private mutating func parts(
    _ bytes: ByteSpan,
    _ boundary: [UInt8],
    _ body: Range<Int>
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start: Int?
    var line = body.lowerBound
    while line < body.upperBound {
      let end = bytes.lineEnd(from: line, before: body.upperBound)
      if let isLast = Self.delimiter(bytes, line..<end, boundary) {
        // The line break before a delimiter belongs to it.
        if let start {
          parts.append(start..<max(start, bytes.withoutBreak(start..<line)))
        }
        start = end + 1
        if isLast { return parts }
      }
      line = end + 1
    }
    isCutShort = true
    if let start, start < body.upperBound { parts.append(start..<body.upperBound) }
    return parts
  }

  /// Whether a line is a delimiter, and then whether it is the last.
  private static func delimiter(
    _ bytes: ByteSpan,
    _ line: Range<Int>,
    _ boundary: [UInt8]
  ) -> Bool? {
    let text = bytes.part(line.lowerBound..<bytes.withoutReturn(line))
    guard text.count >= boundary.count + 2, text.has("--", at: 0),
      text.part(2..<boundary.count + 2).equals(boundary.span)
    else { return nil }
    let rest = text.part(boundary.count + 2..<text.count).trimmed()
    if rest.isEmpty { return false }
    return rest.count == 2 && rest.has("--", at: 0) ? true : nil
  }
}

extension Span where Element == UInt8 {
  /// The end of a range without the line break that ends it.
  func withoutBreak(_ range: Range<Int>) -> Int {
    guard !range.isEmpty, self[range.upperBound - 1] == 0x0A else { return range.upperBound }
    return withoutReturn(range.lowerBound..<range.upperBound - 1)
  }
}
