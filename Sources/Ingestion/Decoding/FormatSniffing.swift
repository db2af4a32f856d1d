// SPDX-License-Identifier: Apache-2.0

/// What a source is, told from its first bytes.
enum SourceFormat: Hashable, Sendable {
  case html
  case text
  /// JSON objects, one a line or otherwise in a row.
  case json
  case binary(BinaryFormat)
}

/// Tells what bytes are; the name of the file decides only where they leave it open.
enum FormatSniffing {
  /// The most bytes that are looked at.
  private static let sampleSize = 4096

  /// The format that magic numbers or control characters betray, before any decoding.
  static func binaryFormat(of bytes: ByteSpan) -> BinaryFormat? {
    for (magic, offset, format) in magics where bytes.has(magic, at: offset) { return format }
    return hasControls(bytes) ? .unknown : nil
  }

  private static func hasControls(_ bytes: ByteSpan) -> Bool {
    if WideText.mark(of: bytes) != nil || WideText.sniff(bytes) != nil { return false }
    let size = min(bytes.count, sampleSize)
    var controls = 0
    for index in 0..<size {
      let byte = bytes[index]
      if byte < 0x20, !byte.isBlank, byte != 0x1B { controls += 1 }
    }
    return controls * 10 > size
  }

  /// First bytes, and where they stand.
  private static let magics: [(Magic, Int, BinaryFormat)] = [
    (Magic(0x89, 0x50, 0x4E, 0x47), 0, .png),
    (Magic(0xFF, 0xD8, 0xFF), 0, .jpeg),
    (Magic("GIF87a"), 0, .gif), (Magic("GIF89a"), 0, .gif),
    (Magic("WEBP"), 8, .webp), (Magic("%PDF-"), 0, .pdf),
    (Magic("PK", 3, 4), 0, .zip), (Magic("PK", 5, 6), 0, .zip),
    (Magic(0x1F, 0x8B), 0, .gzip), (Magic(0x7F, 0x45, 0x4C, 0x46), 0, .executable),
    (Magic(0xCF, 0xFA, 0xED, 0xFE), 0, .executable), (Magic("MZ", 0x90, 0), 0, .executable),
    (Magic("SQLite format 3"), 0, .sqlite), (Magic("ftyp"), 4, .video),
    (Magic(0x1A, 0x45, 0xDF, 0xA3), 0, .video), (Magic("OggS"), 0, .audio),
    (Magic("ID3"), 0, .audio), (Magic("fLaC"), 0, .audio), (Magic("WAVE"), 8, .audio),
    (Magic("wOFF"), 0, .font), (Magic("wOF2"), 0, .font), (Magic(0xFD, 0x37, 0x7A, 0x58), 0, .xz),
    (Magic("BZh"), 0, .bzip2), (Magic(0x28, 0xB5, 0x2F, 0xFD), 0, .zstandard),
    (Magic(0x37, 0x7A, 0xBC, 0xAF), 0, .sevenZip),
    (Magic(0xD0, 0xCF, 0x11, 0xE0), 0, .officeDocument), (Magic("{\\rtf"), 0, .officeDocument),
    (Magic("II", 0x2A, 0), 0, .tiff), (Magic("MM", 0, 0x2A), 0, .tiff),
    (Magic(0, 0, 1, 0), 0, .icon),
  ]

  /// What decoded text is.
  static func format(of text: ByteSpan, as hint: SourceHint) -> SourceFormat {
    let start = text.trimmedRange(0..<min(text.count, sampleSize)).lowerBound
    let named = nameFormat(hint)
    guard start < text.count else { return named ?? .text }
    if text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[") {
      if named == .json || beginsRecord(text, at: start) { return .json }
    }
    // Who says so has more than a name to go by: an article cut out of a text may begin with a tag.
    if hint.mediaType?.hasPrefix("text/plain") == true { return .text }
    if named == .html || beginsMarkup(text, at: start) { return .html }
    return named == .json ? .json : .text
  }

  private static func nameFormat(_ hint: SourceHint) -> SourceFormat? {
    switch hint.mediaType.map({ $0.prefix { $0 != ";" && $0 != " " }.lowercased() }) {
    case "text/html", "application/xhtml+xml": return .html
    case "application/json", "application/x-ndjson", "application/jsonl": return .json
    case "text/plain", "text/markdown": return .text
    default: break
    }
    guard let name = hint.fileName, let dot = name.lastIndex(of: ".") else { return nil }
    switch name[dot...].lowercased() {
    case ".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".xht": return .html
    case ".json", ".jsonl", ".ndjson": return .json
    case ".txt", ".text", ".md", ".markdown": return .text
    default: return nil
    }
  }

  /// Whether an object begins here: a bracket, perhaps another, and a quoted name with a colon.
  private static func beginsRecord(_ text: ByteSpan, at start: Int) -> Bool {
    var cursor = JSONCursor(text, at: start)
    _ = cursor.passes(UInt8(ascii: "["))
    guard cursor.passes(UInt8(ascii: "{")), cursor.peek() == UInt8(ascii: "\"") else {
      return false
    }
    guard (try? cursor.string()) != nil else { return false }
    return cursor.passes(UInt8(ascii: ":"))
  }

  private static func beginsMarkup(_ text: ByteSpan, at start: Int) -> Bool {
    if text[start] == UInt8(ascii: "<") {
      for tag in openers where text.has(tag, at: start) { return true }
    }
    let sample = text.part(0..<min(text.count, sampleSize))
    var next = 0
    while let place = sample.firstIndex(of: UInt8(ascii: "<"), from: next) {
      for tag in anywhere where sample.has(tag, at: place) { return true }
      next = place + 1
    }
    return false
  }

  private static let openers: [StaticString] = [
    "<!doctype", "<html", "<head", "<body", "<title", "<meta", "<link", "<script", "<style",
    "<div", "<article", "<section", "<main", "<p>", "<p ", "<h1", "<h2", "<table", "<span",
    "<!--", "<?xml", "<a ", "<br", "<b>", "<i>", "<ul", "<ol", "<img",
  ]
  private static let anywhere: [StaticString] = ["<html", "<!doctype html", "<body", "</p>"]
}

/// The first bytes of a kind of file.
private struct Magic: Sendable {
  var bytes: [UInt8]

  init(_ bytes: UInt8...) {
    self.bytes = bytes
  }

  init(_ text: String, _ rest: UInt8...) {
    bytes = Array(text.utf8) + rest
  }
}

extension Span where Element == UInt8 {
  fileprivate func has(_ magic: Magic, at offset: Int) -> Bool {
    guard count >= offset + magic.bytes.count else { return false }
    for (index, byte) in magic.bytes.enumerated() where self[offset + index] != byte {
      return false
    }
    return true
  }
}

extension FormatSniffing {
  /// Whether bytes are JSON with one whole object on their first line, and so can be cut at lines.
  static func isRecordLines(_ bytes: ByteSpan, as hint: SourceHint) -> Bool {
    guard binaryFormat(of: bytes) == nil, format(of: bytes, as: hint) == .json else { return false }
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let line = bytes.part(0..<end)
    var cursor = JSONCursor(line)
    guard cursor.peek() == UInt8(ascii: "{"), (try? cursor.skipValue()) != nil else { return false }
    return cursor.peek() == nil
  }
}

extension FormatSniffing {
  /// Whether bytes are one mail: they have a header, with fields that nobody writes by hand.
  ///
  /// Texts that people saved may begin with `From:`, `Date:` and `Subject:` too.
  static func isMail(_ bytes: ByteSpan, as hint: SourceHint) -> Bool {
    let fields = HeaderFields(bytes, 0..<bytes.count, limit: headerSample)
    switch hint.mediaType {
    case "message/rfc822", "multipart/related": return !fields.isEmpty
    default: break
    }
    guard fields.count >= 2, bytes[0].isLetter else { return false }
    let isSigned = technical.contains { fields.has($0, in: bytes) }
    let type = fields.text(of: "content-type", in: bytes) ?? ""
    let name = hint.fileName?.lowercased() ?? ""
    let isNamed = [".eml", ".mht", ".mhtml"].contains { name.hasSuffix($0) }
    return isSigned || type.contains("/") || isNamed && fields.has("from", in: bytes)
  }

  /// How much of a header is looked at.
  private static let headerSample = 64 << 10

  private static let technical: [StaticString] = [
    "mime-version", "message-id", "received", "return-path", "delivered-to", "dkim-signature",
    "content-transfer-encoding", "snapshot-content-location", "x-mailer",
  ]
}
