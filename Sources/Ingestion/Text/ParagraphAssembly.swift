// SPDX-License-Identifier: Apache-2.0

import Articles

/// Lines in, paragraphs out.
///
/// A text wrapped at a fixed width is rejoined at its blank lines and indents, hyphenation undone;
/// in any other text a line is a paragraph. Markdown's marks and the look of a line (short,
/// unfinished, before a longer one) tell headings, quotes and list items.
struct ParagraphAssembly: ~Copyable {
  private let lines: TextLines
  private let isWrapped: Bool
  private var buffer: [UInt8] = []
  private(set) var paragraphs: [Paragraph] = []

  /// The paragraphs of a text of which nothing is headline or byline.
  static func paragraphs(of text: ByteSpan) -> [Paragraph] {
    let lines = TextLines(text)
    return paragraphs(of: lines, in: text, 0..<lines.count)
  }

  /// The paragraphs of some lines of a text.
  static func paragraphs(
    of lines: TextLines,
    in text: ByteSpan,
    _ range: Range<Int>
  ) -> [Paragraph] {
    var assembly = ParagraphAssembly(lines, text, range)
    assembly.assemble(text, range)
    return assembly.paragraphs
  }

  private init(_ lines: TextLines, _ text: ByteSpan, _ range: Range<Int>) {
    self.lines = lines
    isWrapped = Self.looksWrapped(lines, text, range)
  }

  private mutating func assemble(_ text: ByteSpan, _ range: Range<Int>) {
    var start = range.lowerBound
    while let first = lines.firstFull(from: start, before: range.upperBound) {
      let end = lines.blockEnd(from: first, before: range.upperBound)
      if isWrapped {
        appendWrapped(first..<end, text)
      } else {
        for index in first..<end { append(line: index, of: first..<end, text, range) }
      }
      start = end
    }
  }

  // MARK: Wrapped text

  /// Whether most lines that are not a block's last come near to one width of 40 to 100.
  private static func looksWrapped(
    _ lines: TextLines,
    _ text: ByteSpan,
    _ range: Range<Int>
  ) -> Bool {
    var widths: [Int] = []
    for index in range.dropLast() where !lines[index].isBlank && !lines[index + 1].isBlank {
      let line = lines[index]
      // Bytes of several to a character only make a line look longer: count when it matters.
      guard line.range.count <= 400 else { return false }
      widths.append(text.characters(in: line.range) + line.indent)
      if widths.count == 400 { break }
    }
    guard widths.count >= 3, let widest = widths.max(), (40...100).contains(widest) else {
      return false
    }
    return widths.count { $0 >= widest - 22 } * 10 >= widths.count * 7
  }

  /// One block, cut where a line is indented more than the one before it.
  private mutating func appendWrapped(_ block: Range<Int>, _ text: ByteSpan) {
    var start = block.lowerBound
    for index in block.dropFirst() where lines[index].indent >= lines[index - 1].indent + 2 {
      appendJoined(start..<index, text)
      start = index
    }
    appendJoined(start..<block.upperBound, text)
  }

  private mutating func appendJoined(_ block: Range<Int>, _ text: ByteSpan) {
    guard block.count > 1 else {
      append(line: block.lowerBound, of: block, text, block)
      return
    }
    let (kind, marker) = Self.marked(text, lines[block.lowerBound].range)
    buffer.removeAll(keepingCapacity: true)
    for index in block {
      var range = lines[index].range
      if index == block.lowerBound {
        range = range.lowerBound + marker..<range.upperBound
      } else if kind == .quote {
        range = range.lowerBound + Self.marked(text, range).length..<range.upperBound
      }
      joinHyphen(before: text, range)
      TextCleaning.append(text.part(range), to: &buffer)
      if buffer.last != 0x20 { buffer.append(0x20) }
    }
    paragraphs.append(Paragraph(TextCleaning.clean(buffer.span), kind: kind ?? .paragraph))
  }

  /// Undoes a hyphen at the end of the line before, where a word goes on in small letters.
  private mutating func joinHyphen(before text: ByteSpan, _ range: Range<Int>) {
    let end = buffer.count
    guard end >= 3, let first = range.first, buffer[end - 1] == 0x20,
      buffer[end - 2] == UInt8(ascii: "-"), buffer[end - 3].isLetter || buffer[end - 3] >= 0x80,
      text[first].isLetter, !text[first].isUpper
    else { return }
    buffer.removeLast(2)
  }

  // MARK: One line a paragraph

  private mutating func append(
    line index: Int,
    of block: Range<Int>,
    _ text: ByteSpan,
    _ all: Range<Int>
  ) {
    let range = lines[index].range
    let (marked, length) = Self.marked(text, range)
    let kept = text.trimmedRange(range.lowerBound + length..<range.upperBound)
    guard !kept.isEmpty, !Self.isRule(text, kept) else { return }
    var kind = marked ?? .paragraph
    if marked == nil, block.count == 1, !paragraphs.isEmpty,
      Self.looksLikeHeading(text, kept), hasLongerBlock(after: block.upperBound, all, than: kept)
    {
      kind = .heading
    }
    let cleaned = TextCleaning.clean(text.part(kept))
    if !cleaned.isEmpty { paragraphs.append(Paragraph(cleaned, kind: kind)) }
  }

  private func hasLongerBlock(
    after start: Int,
    _ all: Range<Int>,
    than heading: Range<Int>
  ) -> Bool {
    guard start < all.upperBound, let next = lines.firstFull(from: start, before: all.upperBound)
    else { return false }
    return lines[next].range.count > max(90, heading.count)
  }

  /// Short, not finished as a sentence, and not small at its start.
  private static func looksLikeHeading(_ text: ByteSpan, _ range: Range<Int>) -> Bool {
    guard range.count <= 200, let first = range.first else { return false }
    let byte = text[first]
    guard byte.isUpper || byte.isDigit || byte >= 0x80 else { return false }
    let last = text[range.upperBound - 1]
    guard last != UInt8(ascii: ","), last != UInt8(ascii: ":"), last != UInt8(ascii: ";") else {
      return false
    }
    guard !text.endsSentence(range), text.words(in: range) <= 10 else { return false }
    return text.characters(in: range) <= 70
  }

  /// The kind that a mark of Markdown or a bullet at the start gives, and the mark's length.
  private static func marked(
    _ text: ByteSpan,
    _ range: Range<Int>
  ) -> (kind: Paragraph.Kind?, length: Int) {
    guard let first = range.first else { return (nil, 0) }
    let line = text.part(range)
    switch text[first] {
    case UInt8(ascii: "#"):
      var level = 0
      while level < line.count, line[level] == UInt8(ascii: "#") { level += 1 }
      return level <= 6 && level < line.count && line[level] == 0x20
        ? (.heading, level + 1) : (nil, 0)
    case UInt8(ascii: ">"):
      return (.quote, line.count > 1 && line[1] == 0x20 ? 2 : 1)
    case UInt8(ascii: "*"), UInt8(ascii: "-"):
      return line.count > 2 && line[1] == 0x20 ? (.listItem, 2) : (nil, 0)
    case 0xE2 where line.has("\u{2022}", at: 0, folding: false):
      return (.listItem, 3)
    default:
      return (nil, 0)
    }
  }

  /// A line of marks only, such as `* * *` or `-----`.
  private static func isRule(_ text: ByteSpan, _ range: Range<Int>) -> Bool {
    for index in range {
      switch text[index] {
      case 0x20, UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="),
        UInt8(ascii: "~"), UInt8(ascii: "#"):
        continue
      default: return false
      }
    }
    return true
  }
}
