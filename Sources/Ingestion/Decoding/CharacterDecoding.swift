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
/// A byte order mark is believed before anything else; then zeros, which only UTF-16 and UTF-32
/// have; then what is valid as UTF-8 with at least one character beyond ASCII, because chance does
/// not produce that; then what the page declares, unless its bytes speak against it loudly; then
/// what a guess finds convincing; then windows-1252. Nothing is ever dropped: what has no meaning
/// becomes U+FFFD.
enum CharacterDecoding {
  /// Decodes `bytes`; `declared` is a label from the page or from outside.
  static func decode(_ bytes: consuming [UInt8], declared: String?) -> DecodedText {
    if let marked = decodeByMark(bytes.span) { return marked }
    if let charset = WideText.sniff(bytes.span) {
      return DecodedText(bytes: WideText.decode(bytes.span, charset), charset: charset.rawValue)
    }
    let label = declared.flatMap(CharsetLabel.canonical)
    let escaped = label.flatMap { $0.hasPrefix("iso-2022") ? $0 : nil }
    if let charset = escaped ?? (hasEscapes(bytes.span) ? "iso-2022-jp" : nil),
      let text = convert(bytes.span, from: charset)
    {
      return text
    }
    if UTF8Validation.isValid(bytes.span) { return DecodedText(bytes: bytes, charset: "utf-8") }
    return decodeLegacy(bytes.span, label)
  }

  /// Bytes that are not valid UTF-8 throughout.
  private static func decodeLegacy(_ bytes: ByteSpan, _ label: String?) -> DecodedText {
    let count = UTF8Count(bytes)
    switch label {
    case nil, "utf-8":
      if count.whole > count.stray { return repaired(bytes) }
      return guessed(bytes, CharsetGuess.charset(of: bytes))
    case let label?:
      if count.whole >= 4, count.stray * 5 <= count.whole { return repaired(bytes) }
      // What servers and programs say by default is less than what the letters say.
      if label == "windows-1252" {
        guard let guess = CharsetGuess.charset(of: bytes, isContradicted: true) else {
          return DecodedText(bytes: Windows1252.decode(bytes), charset: label)
        }
        return guessed(bytes, guess)
      }
      guard let (text, replaced) = CharsetConverter(from: label)?.convert(bytes) else {
        return guessed(bytes, CharsetGuess.charset(of: bytes))
      }
      if replaced * 20 > count.stray, let guess = CharsetGuess.charset(of: bytes) {
        return guessed(bytes, guess)
      }
      return DecodedText(
        bytes: text,
        charset: label,
        notes: replaced > 0 ? [.replacedBytes] : []
      )
    }
  }

  /// Text in a charset that was guessed, windows-1252 for none.
  private static func guessed(_ bytes: ByteSpan, _ charset: String?) -> DecodedText {
    if let charset, var text = convert(bytes, from: charset) {
      text.notes.append(.charsetGuessed)
      return text
    }
    return DecodedText(
      bytes: Windows1252.decode(bytes),
      charset: "windows-1252",
      notes: [.charsetGuessed]
    )
  }

  /// Whether ASCII holds the escape sequences that begin Japanese letters in ISO-2022-JP.
  private static func hasEscapes(_ bytes: ByteSpan) -> Bool {
    guard let place = bytes.firstIndex(of: 0x1B) else { return false }
    return bytes.has("\u{1B}$B", at: place, folding: false)
      || bytes.has("\u{1B}$@", at: place, folding: false)
  }

  private static func decodeByMark(_ bytes: ByteSpan) -> DecodedText? {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      return repaired(bytes.part(3..<bytes.count))
    }
    guard bytes.count >= 2, let charset = WideText.mark(of: bytes) else { return nil }
    let rest = bytes.part(charset.markLength..<bytes.count)
    return DecodedText(bytes: WideText.decode(rest, charset), charset: charset.rawValue)
  }

  /// UTF-8 with U+FFFD where it is none.
  private static func repaired(_ bytes: ByteSpan) -> DecodedText {
    if UTF8Validation.isValid(bytes) { return DecodedText(bytes: bytes.array, charset: "utf-8") }
    return DecodedText(
      bytes: Array(bytes.string.utf8),
      charset: "utf-8",
      notes: [.replacedBytes]
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
}

/// How far bytes that are not valid UTF-8 throughout look like it.
struct UTF8Count {
  /// Whole characters beyond ASCII.
  private(set) var whole = 0
  /// Other bytes beyond ASCII.
  private(set) var stray = 0

  init(_ bytes: ByteSpan) {
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
      if length > 0, followed == length { whole += 1 } else { stray += 1 + followed }
    }
  }
}
