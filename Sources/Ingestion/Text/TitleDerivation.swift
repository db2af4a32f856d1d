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
    case UInt8(ascii: "."):
      atEnd && characters > 20
        && (wordLength > 3 || isShortWord(bytes, index, length: wordLength))
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

  /// Whether two or three letters before a stop are a word: small ones that are no abbreviation,
  /// before a capital or the end.
  ///
  /// Other letters before a stop are initials, titles and abbreviations.
  private static func isShortWord(_ bytes: ByteSpan, _ stop: Int, length: Int) -> Bool {
    guard length == 2 || length == 3, stop >= length else { return false }
    for index in stop - length..<stop where !bytes[index].isLetter || bytes[index].isUpper {
      return false
    }
    let isNextCapital =
      stop + 2 >= bytes.count || bytes[stop + 2].isUpper || bytes[stop + 2] >= 0x80
    return isNextCapital && !abbreviations.contains(bytes.part(stop - length..<stop).string)
  }

  private static let abbreviations: Set<String> = [
    "vs", "al", "ca", "bzw", "art", "nr", "no", "str", "inc", "ltd", "dr", "mr", "mrs", "st", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sr", "sra", "vgl", "geb",
    "pol", "prof", "gen", "col", "etc", "usw", "cf", "fig", "pp", "vol", "ed", "eds", "km", "kg",
    "tel", "bl", "sv", "tzv", "np", "tj", "mj", "ul", "al", "im", "nw", "so",
  ]
}
