// SPDX-License-Identifier: Apache-2.0

/// The lines of a text, without the blanks at their ends.
struct TextLines {
  struct Line: Hashable {
    /// The bytes without blanks at either end; empty for a blank line.
    var range: Range<Int>
    /// Columns of white space before them.
    var indent: Int
    /// The first byte of the line, white space included.
    var start: Int
    /// Whether a form feed stands before it.
    var startsPage = false

    var isBlank: Bool { range.isEmpty }
  }

  private(set) var lines: [Line] = []

  /// Cuts `text` at line feeds, carriage returns and form feeds, in one pass.
  init(_ text: ByteSpan) {
    lines.reserveCapacity(text.count / 64 + 4)
    var start = 0
    var index = 0
    var startsPage = false
    while index < text.count {
      if index + 8 <= text.count, text.word(at: index).bytes(below: 0x0E) == 0 {
        index += 8
        continue
      }
      let byte = text[index]
      guard byte <= 0x0D, byte == 0x0A || byte == 0x0D || byte == 0x0C else {
        index += 1
        continue
      }
      append(start..<index, of: text, startsPage)
      startsPage = byte == 0x0C
      if byte == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A { index += 1 }
      index += 1
      start = index
    }
    if start < text.count { append(start..<text.count, of: text, startsPage) }
  }

  private mutating func append(_ range: Range<Int>, of text: ByteSpan, _ startsPage: Bool) {
    let trimmed = Self.trim(range, text)
    let indent = trimmed.isEmpty ? 0 : trimmed.lowerBound - range.lowerBound
    lines.append(
      Line(range: trimmed, indent: indent, start: range.lowerBound, startsPage: startsPage)
    )
  }

  /// Makes a line that is no text a blank one.
  mutating func blank(_ index: Int) {
    let start = lines[index].range.lowerBound
    lines[index].range = start..<start
  }

  /// The byte after `count` more lines from `index` on.
  func end(after index: Int, lines count: Int) -> Int {
    let last = min(index + count, lines.count) - 1
    return last >= 0 ? lines[last].range.upperBound : 0
  }

  /// Also passes no-break spaces, which pasted pages have on otherwise blank lines.
  private static func trim(_ range: Range<Int>, _ text: ByteSpan) -> Range<Int> {
    var trimmed = text.trimmedRange(range)
    while trimmed.count >= 2, text[trimmed.lowerBound] == 0xC2, text[trimmed.lowerBound + 1] == 0xA0
    {
      trimmed = text.trimmedRange(trimmed.lowerBound + 2..<trimmed.upperBound)
    }
    return trimmed
  }

  var count: Int { lines.count }

  subscript(index: Int) -> Line { lines[index] }

  /// The first line at or after `start` that is not blank, before `end`.
  func firstFull(from start: Int, before end: Int) -> Int? {
    var index = start
    while index < end {
      if !lines[index].isBlank { return index }
      index += 1
    }
    return nil
  }

  /// The end of the block of lines that begins at `start`: the next blank line, or `end`.
  func blockEnd(from start: Int, before end: Int) -> Int {
    var index = start
    while index < end, !lines[index].isBlank { index += 1 }
    return index
  }
}

extension Span where Element == UInt8 {
  /// The number of characters (scalars) of a range in UTF-8.
  func characters(in range: Range<Int>) -> Int {
    var count = 0
    for index in range where !self[index].isContinuation { count += 1 }
    return count
  }

  /// Whether a range ends as a sentence does, closing quotes and brackets aside.
  func endsSentence(_ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound {
      let byte = self[end - 1]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ")") {
        end -= 1
      } else if end - range.lowerBound >= 3,
        has("\u{201D}", at: end - 3, folding: false)
          || has("\u{2019}", at: end - 3, folding: false)
      {
        end -= 3
      } else {
        break
      }
    }
    guard end > range.lowerBound else { return false }
    switch self[end - 1] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    default:
      return has("\u{2026}", at: end - 3, folding: false)
        || has("\u{3002}", at: end - 3, folding: false)
        || has("\u{FF01}", at: end - 3, folding: false)
        || has("\u{FF1F}", at: end - 3, folding: false)
        || has("\u{0964}", at: end - 3, folding: false)
        || has("\u{061F}", at: end - 2, folding: false)
        || has("\u{06D4}", at: end - 2, folding: false)
        || has("\u{1362}", at: end - 3, folding: false)
    }
  }

  /// The number of runs of bytes parted by blanks.
  func words(in range: Range<Int>) -> Int {
    var count = 0
    var inside = false
    for index in range {
      let blank = self[index].isBlank
      if !blank, !inside { count += 1 }
      inside = !blank
    }
    return count
  }
}
