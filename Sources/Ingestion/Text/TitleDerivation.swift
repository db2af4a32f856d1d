// SPDX-License-Identifier: Apache-2.0

import Articles

/// A title for an article that has none: its first sentence.
enum TitleDerivation {
  /// Characters beyond which a sentence is cut at a word's end.
  private static let limit = 160

  /// The first sentence of the first paragraph that is text; nil if there is none.
  static func title(of paragraphs: [Paragraph]) -> Sourced<String>? {
    let first = paragraphs.first { $0.kind != .caption } ?? paragraphs.first
    guard let first, !first.text.isEmpty else { return nil }
    return Sourced(firstSentence(of: first.text), .derived)
  }

  /// Up to the first full stop, question or exclamation mark that ends a sentence.
  static func firstSentence(of text: String) -> String {
    let bytes = text.utf8Span.span
    var characters = 0
    var wordLength = 0
    var blank: Int?
    var index = 0
    while index < bytes.count, characters < limit {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let next = min(index + length, bytes.count)
      let atEnd = next == bytes.count || bytes[next] == 0x20
      if endsSentence(bytes, index, atEnd: atEnd, wordLength, characters) {
        return bytes.part(0..<next).string
      }
      if byte == 0x20 { blank = index }
      wordLength = byte.isLetter || byte.isDigit || byte >= 0xC0 ? wordLength + 1 : 0
      characters += 1
      index = next
    }
    guard index < bytes.count else { return text }
    return bytes.part(0..<(blank ?? index)).string + "…"
  }

  private static func endsSentence(
    _ bytes: ByteSpan,
    _ index: Int,
    atEnd: Bool,
    _ wordLength: Int,
    _ characters: Int
  ) -> Bool {
    switch bytes[index] {
    // A letter or two before a stop are initials or an abbreviation.
    case UInt8(ascii: "."): atEnd && wordLength > 3 && characters > 20
    case UInt8(ascii: "!"), UInt8(ascii: "?"): atEnd
    case 0xD8: atEnd && bytes.has("\u{061F}", at: index, folding: false)
    case 0xE0: bytes.has("\u{0964}", at: index, folding: false)
    case 0xE3: bytes.has("\u{3002}", at: index, folding: false)
    case 0xEF:
      bytes.has("\u{FF01}", at: index, folding: false)
        || bytes.has("\u{FF1F}", at: index, folding: false)
    default: false
    }
  }
}
