// SPDX-License-Identifier: Apache-2.0

/// An article's name for ever: 64 bits derived from what the article is when first seen.
///
/// Printed as 13 letters of Crockford's base 32 (`0-9a-z` without `i l o u`), the first of which
/// holds four bits; any unique prefix of them is accepted wherever an id is asked for.
package struct ArticleID: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  package static func < (left: ArticleID, right: ArticleID) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension ArticleID: CustomStringConvertible {
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// The 13 letters.
  package var description: String {
    let letters = (0..<13).map { place in
      Self.alphabet[Int(truncatingIfNeeded: rawValue >> UInt64(60 - 5 * place) & 31)]
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// All ids whose letters begin with `prefix`.
  ///
  /// Nil if it holds anything but such letters, is empty, or is longer than 13. Case is ignored; `i` and `l` read as 1, `o` as 0.
  package static func range(matching prefix: some StringProtocol) -> ClosedRange<ArticleID>? {
    let letters = Array(prefix.utf8)
    guard (1...13).contains(letters.count) else { return nil }
    var value: UInt64 = 0
    for (place, letter) in letters.enumerated() {
      guard let digit = digit(of: letter), place > 0 || digit < 16 else { return nil }
      value |= digit << UInt64(60 - 5 * place)
    }
    let free = UInt64(5 * (13 - letters.count))
    let last = free == 0 ? value : value | (UInt64.max >> (64 - free))
    return ArticleID(rawValue: value)...ArticleID(rawValue: last)
  }

  /// Why a text is the beginning of no id.
  package enum PrefixMistake: Equatable {
    case empty
    /// More than 13 letters.
    case tooLong
    /// A character that no id has.
    case character(Character)
    /// Begins with a letter that stands in ids, but not first.
    case first
  }

  /// What is wrong with a text for which ``range(matching:)`` is nil; nil if nothing is.
  package static func mistake(in prefix: some StringProtocol) -> PrefixMistake? {
    for character in prefix {
      guard let letter = character.asciiValue, digit(of: letter) != nil else {
        return .character(character)
      }
    }
    guard let first = prefix.utf8.first else { return .empty }
    if prefix.utf8.count > 13 { return .tooLong }
    return digit(of: first).map { $0 < 16 } == true ? nil : .first
  }

  private static func digit(of letter: UInt8) -> UInt64? {
    let lower = letter | 0x20
    switch lower {
    case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
    case UInt8(ascii: "o"): return 0
    default:
      let wanted = (0x41...0x5A).contains(letter) ? lower : letter
      return alphabet.firstIndex(of: wanted).map(UInt64.init)
    }
  }
}
