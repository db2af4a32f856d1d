// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// A text whose stars and question marks were exchanged for letters, so that the analyzer cuts and
/// folds words with gaps as it does those of articles.
///
/// The letters are such as stand for clicks of the tongue, which no news has; any that the text has
/// itself are not taken. In quotes, a question mark at the end of a word is punctuation.
struct GappedText {
  let text: String
  private let star: [UInt8]
  private let gap: [UInt8]

  init(_ typed: String, isPhrase: Bool) {
    let letters: [Unicode.Scalar] = ["ǀ", "ǁ", "ǂ", "ʘ"]
    let free = letters.filter { !typed.unicodeScalars.contains($0) } + letters
    let (star, gap) = (free[0], free[1])
    var text = ""
    for (index, letter) in typed.unicodeScalars.enumerated() {
      let isGap = letter == "?" && (!isPhrase || Self.isInside(typed, index))
      text.unicodeScalars.append(letter == "*" ? star : isGap ? gap : letter)
    }
    self.text = text
    self.star = Array(String(star).utf8)
    self.gap = Array(String(gap).utf8)
  }

  /// Whether a letter or a gap follows the question marks at a place.
  private static func isInside(_ text: String, _ place: Int) -> Bool {
    let next = text.unicodeScalars.dropFirst(place).first { $0 != "?" }
    return next.map { $0 == "*" || $0.properties.isAlphabetic || $0.properties.numericType != nil }
      ?? false
  }

  /// The shape that a term of the text stands for; nil if it is a plain one.
  func pattern(of term: [UInt8]) -> WordPattern? {
    var parts: [WordPattern.Part] = []
    var rest = term[...]
    while let first = rest.first {
      if rest.starts(with: star) {
        parts.append(.any)
        rest = rest.dropFirst(star.count)
      } else if rest.starts(with: gap) {
        parts.append(.one)
        rest = rest.dropFirst(gap.count)
      } else {
        parts.append(.letters([first]))
        rest = rest.dropFirst()
      }
    }
    let hasGap = parts.contains { $0 == .any || $0 == .one }
    return hasGap ? WordPattern(parts) : nil
  }
}
