// SPDX-License-Identifier: Apache-2.0

import Articles

/// Lines in, paragraphs out.
///
/// A text wrapped at a fixed width is rejoined at its blank lines and indents, hyphenation undone;
/// in any other text a line is a paragraph. Markdown's marks and the look of a line (short,
/// unfinished, before a longer one) tell headings, quotes and list items.
struct ParagraphAssembly: ~Copyable {
  private let lines: TextLines
  private let all: Range<Int>
  private let width: Int?
  private let isMarkdown: Bool
  private var joining = LineJoining()
  private var isInCode = false
  private(set) var paragraphs: [Paragraph] = []

  /// The paragraphs of a text of which nothing is headline or byline.
  static func paragraphs(of text: ByteSpan) -> [Paragraph] {
    let lines = TextLines(text)
    return paragraphs(of: lines, in: text, 0..<lines.count, isMarkdown: false)
  }

  /// The paragraphs of some lines of a text; in Markdown also links and emphasis are undone.
  static func paragraphs(
    of lines: TextLines,
    in text: ByteSpan,
    _ range: Range<Int>,
    isMarkdown: Bool = false
  ) -> [Paragraph] {
    var assembly = ParagraphAssembly(lines, text, range, isMarkdown: isMarkdown)
    assembly.assemble(text)
    return assembly.paragraphs
  }

  private init(_ lines: TextLines, _ text: ByteSpan, _ range: Range<Int>, isMarkdown: Bool) {
    self.lines = lines
    all = range
    width = WrappedText.width(of: lines, text, range)
    self.isMarkdown = isMarkdown || Self.looksLikeMarkdown(lines, text, range)
  }

  /// Whether a heading, a fence or a link is written as Markdown writes it.
  private static func looksLikeMarkdown(
    _ lines: TextLines,
    _ text: ByteSpan,
    _ range: Range<Int>
  ) -> Bool {
    for index in range where !lines[index].isBlank {
      let line = text.part(lines[index].range)
      if line.has("```", at: 0) { return true }
      if line[0] == UInt8(ascii: "#"), LineMark(line, isMarkdown: true)?.kind == .heading {
        return true
      }
    }
    guard let first = range.first, let last = range.last else { return false }
    return MarkdownText.hasLink(text.part(lines[first].start..<lines[last].range.upperBound))
  }

  /// The bytes of the lines, which are all that is asked how a broken word is written: of an
  /// export with thousands of articles each reads its own.
  @_lifetime(copy text)
  private func own(_ text: ByteSpan) -> ByteSpan {
    guard let first = all.first, let last = all.last else { return text.part(0..<0) }
    return text.part(lines[first].start..<max(lines[first].start, lines[last].range.upperBound))
  }

  private mutating func assemble(_ text: ByteSpan) {
    var start = all.lowerBound
    while let first = lines.firstFull(from: start, before: all.upperBound) {
      let end = lines.blockEnd(from: first, before: all.upperBound)
      append(block: first..<end, text)
      start = end
    }
  }

  private mutating func append(block: Range<Int>, _ text: ByteSpan) {
    if isMarkdown, isInCode || isFence(block.lowerBound, text) {
      for index in block { appendCode(index, text) }
    } else if TextMarks.isUnderlined(lines, text, block.lowerBound, before: block.upperBound) {
      append(lines[block.lowerBound].range, kind: .heading, text)
      if block.count > 2 { append(block: block.dropFirst(2), text) }
    } else if let width = width ?? markdownWidth(block, text),
      !WrappedText.isVerse(lines, text, block, width: width)
    {
      appendWrapped(block, text, width)
    } else {
      for index in block { append(line: index, of: block, text) }
    }
  }

  /// In Markdown lines are joined even if they follow no width, as long as they are of a page's.
  private func markdownWidth(_ block: Range<Int>, _ text: ByteSpan) -> Int? {
    guard isMarkdown, block.count > 1 else { return nil }
    var widest = 0
    for index in block { widest = max(widest, text.characters(in: lines[index].range)) }
    return widest <= 120 ? widest : nil
  }

  // MARK: Code

  private func isFence(_ index: Int, _ text: ByteSpan) -> Bool {
    text.has("```", at: lines[index].range.lowerBound, folding: false)
      || text.has("~~~", at: lines[index].range.lowerBound, folding: false)
  }

  /// Lines of code stay as they are, one a paragraph; the fences go.
  private mutating func appendCode(_ index: Int, _ text: ByteSpan) {
    if isFence(index, text) {
      isInCode.toggle()
    } else if isInCode {
      let cleaned = TextCleaning.clean(text.part(lines[index].range))
      if !cleaned.isEmpty { paragraphs.append(Paragraph(cleaned)) }
    } else {
      append(line: index, of: index..<index + 1, text)
    }
  }

  // MARK: Wrapped text

  /// One block, cut where a paragraph, a list item or a quotation begins.
  private mutating func appendWrapped(_ block: Range<Int>, _ text: ByteSpan, _ width: Int) {
    var start = block.lowerBound
    for index in block.dropFirst() where begins(index, after: start, text, width) {
      appendJoined(start..<index, of: block, text)
      start = index
    }
    appendJoined(start..<block.upperBound, of: block, text)
  }

  /// Whether a new paragraph begins at a line of a wrapped block.
  private func begins(_ index: Int, after start: Int, _ text: ByteSpan, _ width: Int) -> Bool {
    let line = text.part(lines[index].range)
    let mark = LineMark(line, isMarkdown: isMarkdown)
    let first = LineMark(text.part(lines[start].range), isMarkdown: isMarkdown)
    if let mark { return mark.kind != .quote || first?.kind != .quote }
    // The lines of an item hang under its text.
    if first?.kind == .listItem, lines[index].indent > lines[start].indent { return false }
    if lines[index].indent >= lines[index - 1].indent + 2 { return true }
    let previous = lines[index - 1].range
    return text.characters(in: previous) + lines[index - 1].indent < width * 7 / 10
      && text.endsSentence(previous) && !(line[0].isLetter && !line[0].isUpper)
  }

  private mutating func appendJoined(_ part: Range<Int>, of block: Range<Int>, _ text: ByteSpan) {
    guard part.count > 1 else {
      append(line: part.lowerBound, of: block, text)
      return
    }
    let mark = LineMark(text.part(lines[part.lowerBound].range), isMarkdown: isMarkdown)
    joining.begin()
    for index in part {
      var range = lines[index].range
      if index == part.lowerBound || mark?.kind == .quote,
        let length = LineMark(text.part(range), isMarkdown: isMarkdown)?.length
      {
        range = min(range.lowerBound + length, range.upperBound)..<range.upperBound
      }
      joining.append(text.part(range), of: own(text))
    }
    let joined = joining.text
    let cleaned = isMarkdown ? MarkdownText.clean(joined.span) : TextCleaning.clean(joined.span)
    if !cleaned.isEmpty { paragraphs.append(Paragraph(cleaned, kind: mark?.kind ?? .paragraph)) }
  }

  // MARK: One line a paragraph

  private mutating func append(line index: Int, of block: Range<Int>, _ text: ByteSpan) {
    let range = lines[index].range
    let line = text.part(range)
    let mark = LineMark(line, isMarkdown: isMarkdown)
    let isRule = TextMarks.isRule(line) || isMarkdown && isDefinition(line)
    guard !isRule else { return }
    if isMarkdown, let words = MarkdownText.imageAlone(line) {
      if !words.isEmpty { paragraphs.append(Paragraph(words, kind: .caption)) }
      return
    }
    let isHeading = mark == nil && block.count == 1 && looksLikeHeading(range, text, block)
    let start = min(range.lowerBound + (mark?.length ?? 0), range.upperBound)
    append(start..<range.upperBound, kind: isHeading ? .heading : mark?.kind ?? .paragraph, text)
  }

  private mutating func append(_ range: Range<Int>, kind: Paragraph.Kind, _ text: ByteSpan) {
    var part = text.part(text.trimmedRange(range))
    if kind == .heading, isMarkdown { part = withoutClosing(part) }
    let cleaned = isMarkdown ? MarkdownText.clean(part) : TextCleaning.clean(part)
    if !cleaned.isEmpty { paragraphs.append(Paragraph(cleaned, kind: kind)) }
  }

  /// A heading without the marks that may stand after it too.
  @_lifetime(copy heading)
  private func withoutClosing(_ heading: ByteSpan) -> ByteSpan {
    var end = heading.count
    while end > 0, heading[end - 1] == UInt8(ascii: "#") || heading[end - 1] == 0x20 { end -= 1 }
    return heading.part(0..<end)
  }

  /// `[1]: https://...`.
  private func isDefinition(_ line: ByteSpan) -> Bool {
    line.count > 4 && line[0] == UInt8(ascii: "[") && line.firstRange(of: "]: http") != nil
  }

  /// Whether a line alone is short, not finished as a sentence, not small at its start, and
  /// stands before a longer paragraph.
  private func looksLikeHeading(
    _ range: Range<Int>,
    _ text: ByteSpan,
    _ block: Range<Int>
  ) -> Bool {
    guard !paragraphs.isEmpty, range.count <= 280, let first = range.first else { return false }
    let byte = text[first]
    guard byte.isUpper || byte.isDigit || byte >= 0x80 else { return false }
    let last = text[range.upperBound - 1]
    guard last != UInt8(ascii: ","), last != UInt8(ascii: ":"), last != UInt8(ascii: ";") else {
      return false
    }
    guard !text.endsSentence(range), text.words(in: range) <= 10,
      text.characters(in: range) <= 70
    else { return false }
    return hasLongerBlock(after: block.upperBound, than: range.count, text)
  }

  private func hasLongerBlock(after start: Int, than length: Int, _ text: ByteSpan) -> Bool {
    guard let next = lines.firstFull(from: start, before: all.upperBound) else { return false }
    guard width != nil else { return lines[next].range.count > max(90, length) }
    let end = lines.blockEnd(from: next, before: all.upperBound)
    return lines[end - 1].range.upperBound - lines[next].range.lowerBound > max(90, length)
  }
}

/// What a mark at the start of a line makes of it.
struct LineMark {
  var kind: Paragraph.Kind
  /// Bytes of the mark and the blanks after it.
  var length: Int

  /// A heading, quotation or list item, as Markdown and mail mark them; nil for plain text.
  ///
  /// Numbered items only count in Markdown: elsewhere a number may be the text's.
  init?(_ line: ByteSpan, isMarkdown: Bool) {
    guard line.count > 1 else { return nil }
    switch line[0] {
    case UInt8(ascii: "#"):
      var level = 0
      while level < line.count, line[level] == UInt8(ascii: "#") { level += 1 }
      guard level <= 6, level < line.count, line[level] == 0x20 else { return nil }
      self.init(kind: .heading, length: level + 1)
    case UInt8(ascii: ">"):
      var length = 1
      while length < line.count, line[length] == 0x20 || line[length] == UInt8(ascii: ">") {
        length += 1
      }
      self.init(kind: .quote, length: length)
    case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"):
      guard line.count > 2, line[1] == 0x20, !TextMarks.isRule(line) else { return nil }
      guard line[0] != UInt8(ascii: "+") || isMarkdown else { return nil }
      self.init(kind: .listItem, length: 2)
    case 0xE2 where Self.hasBullet(line): self.init(kind: .listItem, length: 3)
    case 0x30...0x39 where isMarkdown:
      guard let length = Self.number(line) else { return nil }
      self.init(kind: .listItem, length: length)
    default: return nil
    }
  }

  private init(kind: Paragraph.Kind, length: Int) {
    self.kind = kind
    self.length = length
  }

  private static func hasBullet(_ line: ByteSpan) -> Bool {
    line.has("\u{2022}", at: 0, folding: false) || line.has("\u{25AA}", at: 0, folding: false)
      || line.has("\u{25CF}", at: 0, folding: false) || line.has("\u{2023}", at: 0, folding: false)
  }

  /// `12. ` or `3) `.
  private static func number(_ line: ByteSpan) -> Int? {
    var digits = 0
    while digits < line.count, line[digits].isDigit { digits += 1 }
    guard digits <= 3, digits + 2 < line.count, line[digits + 1] == 0x20,
      line[digits] == UInt8(ascii: ".") || line[digits] == UInt8(ascii: ")")
    else { return nil }
    return digits + 2
  }
}
