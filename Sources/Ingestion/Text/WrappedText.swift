// SPDX-License-Identifier: Apache-2.0

import Articles

/// Text whose lines were broken at a fixed width.
enum WrappedText {
  /// The width, where most of the text in lines that are not a block's last stands in such as come
  /// near to one of 40 to 100; nil for text whose lines are paragraphs.
  static func width(of lines: TextLines, _ text: ByteSpan, _ range: Range<Int>) -> Int? {
    var widths: [Int] = []
    for index in range.dropLast() where !lines[index].isBlank && !lines[index + 1].isBlank {
      let line = lines[index]
      // Bytes of several to a character only make a line look longer: count when it matters.
      guard line.range.count <= 400 else { return nil }
      guard !isListed(lines, text, index) else { continue }
      widths.append(text.characters(in: line.range) + line.indent)
      if widths.count == 400 { break }
    }
    guard let widest = widths.max() else { return nil }
    guard (40...100).contains(widest) else {
      // A few signs of Chinese or Japanese are as wide as forty of other scripts.
      return widths.count >= 3 ? ideographicWidth(widths, lines, text, range) : nil
    }
    guard widths.count >= 3 else { return isFilled(lines, text, range, widest) ? widest : nil }
    let near = widths.reduce(0) { $0 + ($1 >= widest - 22 ? $1 : 0) }
    return near * 10 >= widths.reduce(0, +) * 7 ? widest : nil
  }

  /// Whether no line but the last of a block has room for the first word of the next: what a few
  /// lines that were broken at a width have in common.
  private static func isFilled(
    _ lines: TextLines,
    _ text: ByteSpan,
    _ range: Range<Int>,
    _ width: Int
  ) -> Bool {
    for index in range.dropLast() where !lines[index].isBlank && !lines[index + 1].isBlank {
      let next = lines[index + 1].range
      var end = next.lowerBound
      while end < next.upperBound, !text[end].isBlank { end += 1 }
      let word = text.characters(in: next.lowerBound..<end)
      let line = text.characters(in: lines[index].range) + lines[index].indent
      guard line + 1 + word > width - 2, width >= 56, !text.endsSentence(lines[index].range) else {
        return false
      }
    }
    return true
  }

  private static func ideographicWidth(
    _ widths: [Int],
    _ lines: TextLines,
    _ text: ByteSpan,
    _ range: Range<Int>
  ) -> Int? {
    guard let widest = widths.max(), (16..<40).contains(widest),
      widths.count(where: { $0 >= widest - 3 }) * 10 >= widths.count * 7
    else { return nil }
    for index in range where !lines[index].isBlank {
      return LineJoining.isIdeograph(text.scalar(at: lines[index].range.lowerBound).scalar)
        ? widest : nil
    }
    return nil
  }

  /// Whether this line and the next are both items of a list.
  private static func isListed(_ lines: TextLines, _ text: ByteSpan, _ index: Int) -> Bool {
    LineMark(text.part(lines[index].range), isMarkdown: true)?.kind == .listItem
      && LineMark(text.part(lines[index + 1].range), isMarkdown: true)?.kind == .listItem
  }

  /// Whether a block's lines were broken by their author: three or more, none near the width.
  static func isVerse(
    _ lines: TextLines,
    _ text: ByteSpan,
    _ block: Range<Int>,
    width: Int
  ) -> Bool {
    guard block.count >= 3 else { return false }
    for index in block
    where text.characters(in: lines[index].range) + lines[index].indent > width * 6 / 10 {
      return false
    }
    return true
  }
}

/// Lines put together again to the paragraph they were.
struct LineJoining {
  private(set) var text: [UInt8] = []
  /// How often the whole text may still be asked how it writes a word.
  private var questions = 200

  mutating func begin() {
    text.removeAll(keepingCapacity: true)
  }

  /// Adds a line; `whole` is the text it is from, which may show how a broken word is written.
  mutating func append(_ line: ByteSpan, of whole: ByteSpan) {
    guard line.count > 0 else { return }
    if !text.isEmpty, !joinsWord(line, whole) { text.append(0x20) }
    text.append(contentsOf: line)
  }

  /// Whether the line goes on where the last one broke off: within a word, or among ideographs.
  private mutating func joinsWord(_ line: ByteSpan, _ whole: ByteSpan) -> Bool {
    let count = text.count
    if Self.isIdeograph(line.scalar(at: 0).scalar), endsInIdeograph { return true }
    if text.span.has("\u{AD}", at: count - 2, folding: false) {
      text.removeLast(2)
      return true
    }
    let isWide = text.span.has("\u{2010}", at: count - 3, folding: false)
    let length = isWide ? 3 : 1
    guard isWide || text[count - 1] == UInt8(ascii: "-"), count > length,
      isLetter(text[count - length - 1]), startsSmall(line)
    else { return false }
    if isWide || !keepsHyphen(line, whole) { text.removeLast(length) }
    return true
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte.isLetter || byte >= 0x80 }

  /// Whether a line begins with a small letter; beyond ASCII, with any but a capital.
  private func startsSmall(_ line: ByteSpan) -> Bool {
    if line[0] < 0x80 { return line[0].isLetter && !line[0].isUpper }
    let scalar = line.scalar(at: 0).scalar
    guard let known = Unicode.Scalar(scalar) else { return false }
    return known.properties.isAlphabetic && !known.properties.isUppercase
  }

  private var endsInIdeograph: Bool {
    let bytes = text.span
    var index = bytes.count - 1
    while index > 0, bytes[index].isContinuation { index -= 1 }
    return Self.isIdeograph(bytes.scalar(at: index).scalar)
  }

  /// Ideographs, kana and the marks that stand among them; Korean parts its words by blanks.
  static func isIdeograph(_ scalar: UInt32) -> Bool {
    (0x3000...0x30FF).contains(scalar) || (0x3400...0x9FFF).contains(scalar)
      || (0xFF01...0xFF60).contains(scalar) || (0x2_0000...0x3_FFFF).contains(scalar)
      || scalar == 0x201C || scalar == 0x201D || scalar == 0x2014 || scalar == 0x2026
  }

  // MARK: Hyphens

  /// Whether the hyphen at the end is the word's own: it is so elsewhere in the text, or its first
  /// part makes such words.
  private mutating func keepsHyphen(_ line: ByteSpan, _ whole: ByteSpan) -> Bool {
    guard questions > 0 else { return false }
    questions -= 1
    let start = wordStart
    let first = text.span.part(start..<text.count - 1)
    guard first.count <= 40 else { return false }
    var end = 0
    while end < line.count, isLetter(line[end]) { end += 1 }
    guard end <= 40 else { return false }
    if holds(whole, first, line.part(0..<end), hyphen: false) { return false }
    if holds(whole, first, line.part(0..<end), hyphen: true) { return true }
    return Self.prefixes.contains(first.string.lowercased())
  }

  private var wordStart: Int {
    var start = text.count - 1
    while start > 0, isLetter(text[start - 1]) { start -= 1 }
    return start
  }

  /// Whether a word stands somewhere within a line, with or without its hyphen.
  private func holds(
    _ whole: ByteSpan,
    _ first: ByteSpan,
    _ second: ByteSpan,
    hyphen: Bool
  ) -> Bool {
    var word = first.array
    if hyphen { word.append(UInt8(ascii: "-")) }
    word.append(contentsOf: second)
    guard let lead = word.first else { return false }
    var index = 0
    let limit = whole.part(0..<min(whole.count, 1 << 18))
    while let place = limit.firstIndex(of: lead, from: index) {
      if place + word.count > limit.count { return false }
      if limit.part(place..<place + word.count).equals(word.span) { return true }
      index = place + 1
    }
    return false
  }

  private static let prefixes: Set<String> = [
    "well", "self", "ex", "non", "half", "so", "twenty", "thirty", "forty", "fifty", "sixty",
    "seventy", "eighty", "ninety", "long", "short", "high", "low", "full", "part", "vice", "all",
    "anti", "cross", "hard", "ill", "much", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "first", "second", "third", "old", "new", "ever", "world", "state",
    "year", "city", "ultra", "pan", "right", "left", "far", "sud", "nord", "est", "ouest", "vingt",
    "cet", "celui", "celle", "ceux", "dit", "est", "quatre", "jean", "saint", "peut", "là", "ci",
    "segunda", "terça", "quarta", "quinta", "sexta", "guarda", "bem", "mal", "pós", "pré",
  ]
}
