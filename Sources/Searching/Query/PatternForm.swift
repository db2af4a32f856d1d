// SPDX-License-Identifier: Apache-2.0

/// When a star or a question mark in a word makes it a pattern, and which patterns can be looked for.
///
/// A star always does; a question mark does if a letter or a star follows it somewhere in the word
/// (`wom?n`), and otherwise ends a question (`who killed him?`). The same holds for the words of a
/// phrase.
package enum PatternForm {
  /// Whether the word is a pattern.
  package static func isPattern(_ word: some StringProtocol) -> Bool {
    var hasQuestion = false
    for scalar in word.unicodeScalars {
      if scalar == "*" { return true }
      if scalar == "?" {
        hasQuestion = true
      } else if hasQuestion, scalar.isSearchable {
        return true
      }
    }
    return false
  }

  /// Whether the pattern is one of a single word: letters, digits and marks on them, besides the stars
  /// and question marks.
  static func isOneWord(_ pattern: some StringProtocol) -> Bool {
    pattern.unicodeScalars.allSatisfy { $0.isWordPart || $0 == "*" || $0 == "?" }
  }

  /// Whether the pattern names enough to look for: two letters, or one of a script whose letters are
  /// words.
  static func isEnough(_ pattern: some StringProtocol) -> Bool {
    let letters = pattern.unicodeScalars.filter { $0.isSearchable }
    return letters.count >= 2 || letters.contains { $0.properties.isIdeographic }
  }
}

extension Unicode.Scalar {
  /// Whether the scalar can be part of what is searched.
  var isSearchable: Bool { properties.isAlphabetic || properties.numericType != nil }

  /// Whether the scalar is a letter, a digit, or something written on one.
  var isWordPart: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    // What joins letters, or keeps them from joining, in Persian and the scripts of India.
    case .format: value == 0x200C || value == 0x200D
    default: isSearchable
    }
  }
}

extension StringProtocol {
  /// The words between the blanks of a phrase.
  ///
  /// Letter for letter, as a mark on a blank would make another character of it.
  package var phraseWords: [Substring] {
    Substring(self).unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
      .map(Substring.init)
  }

  /// Whether there is anything to search for in the text.
  var isSearchable: Bool { unicodeScalars.contains { $0.isSearchable } }
}
