// SPDX-License-Identifier: Apache-2.0

/// How many columns of a terminal a text takes.
///
/// Marks that combine take none; East Asian wide and full-width characters and pictographs take
/// two (Unicode Standard Annex 11, with ambiguous characters narrow); everything else takes one.
enum TerminalWidth {
  static func columns(of text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text.utf8.count
      : text.reduce(0) { $0 + columns(of: $1) }
  }

  static func columns(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, columns(of: $1)) }
  }

  static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default:
      // Vowels and finals of Hangul letters stand within the syllable that begins before them.
      if (0x1160...0x11FF).contains(scalar.value) { return 0 }
      return isWide(scalar.value) || scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// The text cut to at most `limit` columns, the last of them an ellipsis if anything was cut.
  static func truncated(_ text: String, to limit: Int, ellipsis: String = "…") -> String {
    guard columns(of: text) > limit else { return text }
    let room = limit - columns(of: ellipsis)
    guard room > 0 else { return String(ellipsis.prefix(max(0, limit))) }
    var used = 0
    var kept = ""
    for character in text {
      used += columns(of: character)
      if used > room { break }
      kept.append(character)
    }
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return kept + ellipsis
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
