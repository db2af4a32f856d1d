// SPDX-License-Identifier: Apache-2.0

import Articles

/// The lines of an export, with what its readers ask of them.
struct ExportText {
  let bytes: [UInt8]
  let lines: TextLines

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = TextLines(bytes.span)
  }

  var all: Range<Int> { 0..<lines.count }

  /// A line as it is kept.
  subscript(line: Int) -> String {
    TextCleaning.clean(bytes.span.part(lines[line].range))
  }

  func isBlank(_ line: Int) -> Bool { lines[line].isBlank }

  /// The length of a line in bytes.
  func length(_ line: Int) -> Int { lines[line].range.count }

  /// Whether a line is exactly `text`, capitals aside.
  func isLine(_ line: Int, _ text: StaticString) -> Bool {
    let range = lines[line].range
    return range.count == text.utf8CodeUnitCount && bytes.span.has(text, at: range.lowerBound)
  }

  /// Whether a line begins with `text`, which is in small letters, capitals aside.
  func begins(_ line: Int, _ text: StaticString) -> Bool {
    let range = lines[line].range
    return range.count >= text.utf8CodeUnitCount && bytes.span.has(text, at: range.lowerBound)
  }

  /// The first line at or after `start` that is not blank.
  func firstFull(_ range: Range<Int>) -> Int? {
    lines.firstFull(from: range.lowerBound, before: range.upperBound)
  }

  /// The lines from `start` to the next blank one.
  func block(from start: Int, before end: Int) -> Range<Int> {
    start..<lines.blockEnd(from: start, before: end)
  }

  /// Some lines as one.
  func joined(_ range: Range<Int>) -> String {
    range.filter { !isBlank($0) }.map { self[$0] }.joined(separator: " ")
  }

  /// The paragraphs of some lines.
  ///
  /// An article of a few lines gives too little to tell from lengths alone that it is wrapped; but
  /// where every line is as long as it can be, with the next word beyond the longest, it is.
  func paragraphs(_ range: Range<Int>) -> [Paragraph] {
    let blocks = blocks(range)
    let several = blocks.filter { $0.count > 1 }
    let width = range.map { characters($0) }.max() ?? 0
    guard !several.isEmpty, (40...100).contains(width),
      several.allSatisfy({ isFilled($0, to: width) })
    else { return ParagraphAssembly.paragraphs(of: lines, in: bytes.span, range) }
    return blocks.map { Paragraph(joined($0)) }
  }

  private func characters(_ line: Int) -> Int {
    bytes.span.characters(in: lines[line].range) + lines[line].indent
  }

  /// Whether no line but the last of a block has room for the first word of the next.
  private func isFilled(_ block: Range<Int>, to width: Int) -> Bool {
    block.dropLast().allSatisfy { line in
      let next = lines[line + 1].range
      let end = next.first { bytes[$0].isBlank } ?? next.upperBound
      let word = bytes.span.characters(in: next.lowerBound..<end)
      return lines[line + 1].indent <= lines[line].indent + 1
        && characters(line) + 1 + word > width - 2
    }
  }

  /// The blocks of lines in a range, parted by blank lines.
  func blocks(_ range: Range<Int>) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var start = range.lowerBound
    while let first = lines.firstFull(from: start, before: range.upperBound) {
      let block = block(from: first, before: range.upperBound)
      blocks.append(block)
      start = block.upperBound
    }
    return blocks
  }

  /// The name, in small letters, and the value of a line `Name: value`.
  ///
  /// Names have letters, blanks and a few marks, thirty bytes at most.
  func label(_ line: Int) -> (name: String, value: String)? {
    let text = bytes.span.part(lines[line].range)
    guard let colon = text.part(0..<min(text.count, 32)).firstIndex(of: UInt8(ascii: ":")),
      colon > 1
    else { return nil }
    for index in 0..<colon {
      let byte = text[index]
      guard
        byte.isLetter || byte >= 0x80 || byte == 0x20 || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "/")
      else { return nil }
    }
    let name = TextCleaning.clean(text.part(0..<colon)).lowercased()
    return (name, TextCleaning.clean(text.part(colon + 1..<text.count)))
  }

  /// Whether all letters before the colon of a label are capitals.
  func isCapitalLabel(_ line: Int) -> Bool {
    let text = bytes.span.part(lines[line].range)
    for index in 0..<text.count {
      if text[index] == UInt8(ascii: ":") { return index > 1 }
      if text[index].isLetter, !text[index].isUpper { return false }
    }
    return false
  }

  /// A label's value with the lines that go on with it, up to a blank line or the next label.
  func value(of label: (name: String, value: String), at line: Int, before end: Int) -> (
    text: String, end: Int
  ) {
    var text = label.value
    var next = line + 1
    while next < end, !isBlank(next), self.label(next) == nil {
      text += text.isEmpty ? self[next] : " " + self[next]
      next += 1
    }
    return (text, next)
  }

  /// The bytes of some lines, with their ends.
  func byteRange(_ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound == 0 ? 0 : lineStart(range.lowerBound)
    return start..<(range.upperBound >= lines.count ? bytes.count : lineStart(range.upperBound))
  }

  private func lineStart(_ line: Int) -> Int {
    var place = lines[line].range.lowerBound
    while place > 0, bytes[place - 1] != 0x0A, bytes[place - 1] != 0x0D, bytes[place - 1] != 0x0C {
      place -= 1
    }
    return place
  }
}

/// What an export holds.
struct ExportContent {
  var articles: [Piece] = []
  /// Parts that stand where articles do and are none, without the empty ones.
  private(set) var unread: [Range<Int>] = []

  /// One article: its lines, and what was read from them.
  struct Piece {
    var article: Article
    var lines: Range<Int>
    var notes: [ReadNote] = []

    var isEmpty: Bool { article.title == nil && article.paragraphs.isEmpty }
  }

  /// Whether most parts are articles: else the text only speaks of such files.
  var isConvincing: Bool { articles.count > unread.count }

  /// Takes what has neither headline nor text out of the articles.
  mutating func leaveEmpty(of text: ExportText) {
    for piece in articles where piece.isEmpty { leave(piece.lines, of: text) }
    articles.removeAll(where: \.isEmpty)
  }

  mutating func leave(_ lines: Range<Int>, of text: ExportText) {
    if text.firstFull(lines) != nil { unread.append(lines) }
  }
}
