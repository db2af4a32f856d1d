// SPDX-License-Identifier: Apache-2.0

/// Makes text fit to be kept: no line breaks, blanks collapsed and trimmed, no control characters.
///
/// Every white space of Unicode becomes one space. Characters that nobody sees and that only
/// split words (soft hyphen, zero-width space, byte order mark, word joiner) go; C1 controls,
/// which are windows-1252 read as Latin-1, become what was meant. Directional marks stay.
enum TextCleaning {
  /// What a character asks for.
  enum Action {
    case keep
    case blank
    case drop
    /// A C1 control, to be read as windows-1252.
    case restore
  }

  /// `text` as it is kept; one pass, and one copy when there is nothing to do.
  static func clean(_ text: ByteSpan) -> String {
    let trimmed = text.trimmed()
    if isClean(trimmed) { return trimmed.string }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(trimmed.count)
    append(trimmed, to: &bytes)
    while bytes.last == 0x20 { bytes.removeLast() }
    return bytes.span.string
  }

  /// `text` as it is kept.
  static func clean(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { unsafe clean($0.span) }
  }

  /// Appends `text` cleaned; a blank is not repeated after one that `bytes` ends with, and none is
  /// put at its start.
  static func append(_ text: ByteSpan, to bytes: inout [UInt8]) {
    var index = 0
    var runStart = 0
    var afterBlank = bytes.isEmpty || bytes.last == 0x20
    while index < text.count {
      let byte = text[index]
      if byte > 0x20, byte < 0x7F {
        afterBlank = false
        index += 1
        continue
      }
      if byte == 0x20, !afterBlank {
        afterBlank = true
        index += 1
        continue
      }
      let (action, length) = action(at: index, in: text)
      if action == .keep {
        afterBlank = false
        index += length
        continue
      }
      bytes.append(contentsOf: text.part(runStart..<index))
      if action == .blank, !afterBlank {
        bytes.append(0x20)
        afterBlank = true
      }
      if action == .restore {
        bytes.append(scalar: Windows1252.scalar(for: text[index + 1]))
        afterBlank = false
      }
      index += length
      runStart = index
    }
    bytes.append(contentsOf: text.part(runStart..<text.count))
  }

  /// Whether cleaning would change nothing (`text` is trimmed already).
  private static func isClean(_ text: ByteSpan) -> Bool {
    var index = 0
    while index < text.count {
      if index + 9 <= text.count, isPlain(text.word(at: index), before: text[index + 8]) {
        index += 8
        continue
      }
      let byte = text[index]
      if byte > 0x20, byte < 0x7F {
        index += 1
      } else if byte == 0x20 {
        if index + 1 < text.count, text[index + 1] == 0x20 { return false }
        index += 1
      } else {
        let (action, length) = action(at: index, in: text)
        guard action == .keep else { return false }
        index += length
      }
    }
    return true
  }

  /// Whether eight bytes are ASCII without controls, and no two blanks stand side by side in them
  /// and the byte after.
  private static func isPlain(_ word: UInt64, before next: UInt8) -> Bool {
    guard word & .everyHighBit == 0, word.bytes(below: 0x20) == 0, word.zeroBytes(after: 0x7F) == 0
    else { return false }
    // Marks above a blank may be wrong and then only cost the slower way.
    let blanks = word.zeroBytes(after: 0x20)
    return blanks & (blanks << 8) == 0 && !(word >> 56 == 0x20 && next == 0x20)
  }

  /// What to do with the character at `index`, and how many bytes it has.
  static func action(at index: Int, in text: ByteSpan) -> (Action, length: Int) {
    let byte = text[index]
    if byte < 0x80 {
      if byte.isBlank { return (.blank, 1) }
      return (byte < 0x20 || byte == 0x7F ? .drop : .keep, 1)
    }
    let second = index + 1 < text.count ? text[index + 1] : 0
    if byte < 0xE0 { return (byte == 0xC2 ? latin(second) : .keep, 2) }
    let third = index + 2 < text.count ? text[index + 2] : 0
    switch (byte, second) {
    case (0xE2, 0x80): return (punctuation(third), 3)
    case (0xE2, 0x81) where third == 0x9F: return (.blank, 3)
    case (0xE2, 0x81) where third == 0xA0: return (.drop, 3)
    case (0xE1, 0x9A) where third == 0x80: return (.blank, 3)
    case (0xE3, 0x80) where third == 0x80: return (.blank, 3)
    case (0xEF, 0xBB) where third == 0xBF: return (.drop, 3)
    default: return (.keep, byte < 0xF0 ? 3 : 4)
    }
  }

  /// U+0080 to U+00BF.
  private static func latin(_ second: UInt8) -> Action {
    switch second {
    case 0xA0: .blank
    case 0xAD: .drop
    case 0x80...0x9F: .restore
    default: .keep
    }
  }

  /// U+2000 to U+203F.
  private static func punctuation(_ third: UInt8) -> Action {
    switch third {
    case 0x80...0x8A, 0xA8, 0xA9, 0xAF: .blank
    case 0x8B: .drop
    default: .keep
    }
  }
}
