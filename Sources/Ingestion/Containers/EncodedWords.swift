// SPDX-License-Identifier: Apache-2.0

/// Text of a mail's header, in which `=?utf-8?Q?=C3=A9?=` stands for what is no ASCII (RFC 2047).
struct EncodedWords {
  private var text: [UInt8] = []
  /// Bytes of words in a row with one charset: a character may begin in one and end in the next.
  private var pending: [UInt8] = []
  private var charset: String?

  /// The text of a header's value, on one line; linear.
  static func decoded(_ value: ByteSpan) -> String {
    guard value.firstRange(of: "=?") != nil else { return plain(value) }
    var words = EncodedWords()
    words.read(value)
    return TextCleaning.clean(words.text.span)
  }

  /// A value without such words, in whatever charset its writer thought of.
  private static func plain(_ value: ByteSpan) -> String {
    if (try? UTF8Span(validating: value)) != nil { return TextCleaning.clean(value) }
    return TextCleaning.clean(CharacterDecoding.decode(value.array, declared: nil).bytes.span)
  }

  private mutating func read(_ value: ByteSpan) {
    var start = 0
    var search = 0
    while let sign = value.firstRange(of: "=?", from: search) {
      guard let word = Word(value, at: sign.lowerBound) else {
        search = sign.lowerBound + 1
        continue
      }
      let between = value.part(start..<sign.lowerBound)
      let isRow = charset != nil && between.trimmed().isEmpty
      if !isRow { append(between) }
      if charset != word.charset { flush() }
      charset = word.charset
      pending += word.bytes
      start = word.end
      search = word.end
    }
    append(value.part(start..<value.count))
    flush()
  }

  private mutating func append(_ between: ByteSpan) {
    flush()
    text += Array(Self.plainBytes(between))
  }

  private static func plainBytes(_ value: ByteSpan) -> [UInt8] {
    if (try? UTF8Span(validating: value)) != nil { return value.array }
    return CharacterDecoding.decode(value.array, declared: nil).bytes
  }

  private mutating func flush() {
    guard let label = charset else { return }
    text += CharacterDecoding.decode(pending, declared: label).bytes
    pending = []
    charset = nil
  }
}

/// One encoded word.
private struct Word {
  let charset: String
  let bytes: [UInt8]
  let end: Int

  private static let longest = 2000

  /// Reads `=?charset?B?text?=` at `start`.
  init?(_ value: ByteSpan, at start: Int) {
    let limit = min(value.count, start + Self.longest)
    let word = value.part(0..<limit)
    let mark = UInt8(ascii: "?")
    guard let first = word.firstIndex(of: mark, from: start + 2),
      let second = word.firstIndex(of: mark, from: first + 1), second == first + 2,
      let third = word.firstIndex(of: mark, from: second + 1),
      third + 1 < word.count, word[third + 1] == UInt8(ascii: "=")
    else { return nil }
    // A language may follow the charset after an asterisk (RFC 2231).
    charset = String(word.part(start + 2..<first).string.prefix { $0 != "*" }).lowercased()
    let text = word.part(second + 1..<third)
    switch word[first + 1] | 0x20 {
    case UInt8(ascii: "b"): bytes = Base64.decoded(text)
    case UInt8(ascii: "q"):
      let spaced = text.array.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
      bytes = QuotedPrintable.decoded(spaced.span)
    default: return nil
    }
    end = third + 2
  }
}
