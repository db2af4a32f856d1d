// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// A text whose stars and question marks were exchanged for letters, so that the analyzer cuts and
/// folds words with gaps as it does those of articles.
///
/// The letters are such as stand for clicks of the tongue, which no news has; any that the text has
/// itself are not taken. In quotes, only those of words that are patterns are gaps.
struct GappedText {
  let text: String
  private let star: [UInt8]
  private let gap: [UInt8]

  init(_ typed: String, isPhrase: Bool) {
    let letters: [Unicode.Scalar] = ["ǀ", "ǁ", "ǂ", "ʘ"]
    let free = letters.filter { !typed.unicodeScalars.contains($0) } + letters
    let (star, gap) = (free[0], free[1])
    text = typed.phraseWords.map { word in
      guard !isPhrase || PatternForm.isPattern(word) else { return String(word) }
      let letters = word.unicodeScalars.map { $0 == "*" ? star : $0 == "?" ? gap : $0 }
      return String(String.UnicodeScalarView(letters))
    }.joined(separator: " ")
    self.star = Array(String(star).utf8)
    self.gap = Array(String(gap).utf8)
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
