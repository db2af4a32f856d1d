// SPDX-License-Identifier: Apache-2.0

/// Text in UTF-8 and how it was come by.
struct DecodedText: Sendable {
  var bytes: [UInt8]
  /// IANA name in lower case.
  var charset: String
  var notes: [ReadNote] = []
}

/// Bytes of an unknown charset in, UTF-8 out.
///
/// A byte order mark is believed before anything else; then what is valid as UTF-8 with at least
/// one character beyond ASCII, because chance does not produce that; then what the page declares;
/// then what a guess finds convincing; then windows-1252. Nothing is ever dropped: what has no meaning becomes U+FFFD.
enum CharacterDecoding {
  /// Decodes `bytes`; `declared` is a label from the page or from outside.
  static func decode(_ bytes: consuming [UInt8], declared: String?) -> DecodedText {
    if let marked = decodeByMark(bytes.span) { return marked }
    if let charset = WideText.sniff(bytes.span) {
      return DecodedText(bytes: WideText.decode(bytes.span, charset), charset: charset.rawValue)
    }
    let label = declared.flatMap(CharsetLabel.canonical)
    if label == "iso-2022-jp", let text = convert(bytes.span, from: "iso-2022-jp") { return text }
    if UTF8Validation.isValid(bytes.span) {
      return DecodedText(bytes: bytes, charset: "utf-8")
    }
    if let label, label != "utf-8", label != "windows-1252",
      let text = convert(bytes.span, from: label)
    {
      return text
    }
    if label == "utf-8" || (label == nil && looksLikeUTF8(bytes.span)) {
      if looksLikeUTF8(bytes.span) { return repaired(bytes.span, notes: []) }
    }
    if label != "windows-1252", let guess = CharsetGuess.charset(of: bytes.span),
      var text = convert(bytes.span, from: guess)
    {
      text.notes.append(.charsetGuessed)
      return text
    }
    let notes: [ReadNote] = label == "windows-1252" ? [] : [.charsetGuessed]
    return DecodedText(
      bytes: Windows1252.decode(bytes.span),
      charset: "windows-1252",
      notes: notes
    )
  }

  private static func decodeByMark(_ bytes: ByteSpan) -> DecodedText? {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      return repaired(bytes.part(3..<bytes.count), notes: [])
    }
    guard bytes.count >= 2, let charset = WideText.mark(of: bytes) else { return nil }
    let rest = bytes.part(charset.markLength..<bytes.count)
    return DecodedText(bytes: WideText.decode(rest, charset), charset: charset.rawValue)
  }

  /// UTF-8 with U+FFFD where it is none.
  private static func repaired(_ bytes: ByteSpan, notes: [ReadNote]) -> DecodedText {
    if UTF8Validation.isValid(bytes) {
      return DecodedText(bytes: bytes.array, charset: "utf-8", notes: notes)
    }
    return DecodedText(
      bytes: Array(bytes.string.utf8),
      charset: "utf-8",
      notes: notes + [.replacedBytes]
    )
  }

  private static func convert(_ bytes: ByteSpan, from charset: String) -> DecodedText? {
    guard let converter = CharsetConverter(from: charset) else { return nil }
    let (text, replaced) = converter.convert(bytes)
    return DecodedText(
      bytes: text,
      charset: charset,
      notes: replaced > 0 ? [.replacedBytes] : []
    )
  }

  /// Whether bytes that are not valid UTF-8 throughout were nevertheless meant as such: more
  /// whole characters beyond ASCII than stray bytes.
  static func looksLikeUTF8(_ bytes: ByteSpan) -> Bool {
    var whole = 0
    var stray = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte >= 0x80 else { continue }
      let length = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0
      var followed = 0
      while followed < length, index < bytes.count, bytes[index].isContinuation {
        index += 1
        followed += 1
      }
      if length > 0, followed == length { whole += 1 } else { stray += 1 }
    }
    return whole > stray
  }
}
