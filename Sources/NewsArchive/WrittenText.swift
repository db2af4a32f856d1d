// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// A word or phrase as it is written, without what stands between its letters.
///
/// Texts that look the same are the same, however their accents are encoded; apostrophes of all kinds
/// are one; soft hyphens and other marks that are not seen do not count.
struct WrittenText: Sendable {
  /// Letters with their marks, digits, and apostrophes between letters.
  private let letters: String

  init(_ text: String) {
    var letters = String.UnicodeScalarView()
    var apostrophe = false
    for scalar in text.unicodeScalars {
      if Self.isPartOfWord(scalar) {
        if apostrophe { letters.append("'") }
        letters.append(scalar)
        apostrophe = false
      } else if !scalar.properties.isDefaultIgnorableCodePoint {
        apostrophe = Self.apostrophes.contains(scalar.value) && !letters.isEmpty
      }
    }
    self.letters = String(letters)
  }

  private static let apostrophes: [UInt32] = [
    0x27, 0x60, 0xB4, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2C8, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07,
  ]

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if apostrophes.contains(scalar.value) || scalar.properties.isDefaultIgnorableCodePoint {
      return false
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// Whether this, found, is written as a rule wants it for what was typed.
  func conforms(to rule: WrittenForm.Rule, typed: WrittenText) -> Bool {
    switch rule {
    case .asTyped(isCaseFree: false): letters == typed.letters
    case .asTyped(isCaseFree: true): letters.lowercased() == typed.letters.lowercased()
    case .capitalsAsTyped: capitals == typed.capitals
    case .allCapitals: capitals.allSatisfy(\.self)
    case .anyCapitals: capitals.contains(true)
    case .noCapitals: !capitals.contains(true)
    }
  }

  /// For each letter that might be a capital, whether it is one.
  ///
  /// A letter that capitals have no one letter for counts as often as theirs, so that `ß` and `SS`
  /// compare; accents are no letters.
  private var capitals: [Bool] {
    var capitals: [Bool] = []
    for scalar in letters.unicodeScalars where scalar.properties.isCased {
      let isCapital =
        scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
      let count = scalar.properties.uppercaseMapping.unicodeScalars.count {
        $0.properties.isCased
      }
      capitals += Array(repeating: isCapital, count: max(1, count))
    }
    return capitals
  }
}

extension WrittenForm {
  /// All that was typed.
  var typed: WrittenText {
    WrittenText(words.map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: " "))
  }
}
