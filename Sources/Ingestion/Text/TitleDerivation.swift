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
    var length = 0
    var wordLength = 0
    var end = text.startIndex
    var lastBlank: String.Index?
    while end < text.endIndex, length < limit {
      let character = text[end]
      let next = text.index(after: end)
      let atEnd = next == text.endIndex || text[next] == " "
      if "。！？।".contains(character) { return String(text[...end]) }
      if "!?؟".contains(character), atEnd { return String(text[...end]) }
      // A letter or two before a stop are initials or an abbreviation.
      if character == ".", atEnd, wordLength > 3, length > 20 { return String(text[...end]) }
      if character == " " { lastBlank = end }
      wordLength = character.isLetter || character.isNumber ? wordLength + 1 : 0
      length += 1
      end = next
    }
    guard end < text.endIndex else { return text }
    return String(text[..<(lastBlank ?? end)]) + "…"
  }
}
