// SPDX-License-Identifier: Apache-2.0

/// The headline of a text and the kicker above it.
struct HeadlineReading {
  private(set) var title: String?
  private(set) var kicker: String?
  /// The line after them.
  private(set) var end: Int
  /// Whether the headline is marked as such, after the ways of Markdown.
  private(set) var isMarkdown = false

  /// Looks from line `start` on; nil if the text begins with its body.
  ///
  /// With `hasTitle` only a repetition of the headline is of interest, and nothing is taken.
  init?(_ lines: TextLines, _ text: ByteSpan, from start: Int, hasTitle: Bool) {
    guard !hasTitle, let first = lines.firstFull(from: start, before: lines.count) else {
      return nil
    }
    end = first
    let block = first..<lines.blockEnd(from: first, before: lines.count)
    if let heading = Self.markdownHeading(text, lines[first].range) {
      title = heading
      end = first + 1
      isMarkdown = true
      return
    }
    if TextMarks.isUnderlined(lines, text, first, before: lines.count) {
      take(lines, text, first, 1)
      end = first + 2
      isMarkdown = true
      return
    }
    if readKicker(lines, text, block) { return }
    guard let length = Self.headlineLength(lines, text, block) else { return nil }
    take(lines, text, first, length)
  }

  private mutating func take(_ lines: TextLines, _ text: ByteSpan, _ first: Int, _ length: Int) {
    var bytes: [UInt8] = []
    for index in first..<first + length {
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.append(contentsOf: text.part(lines[index].range))
    }
    title = TextCleaning.clean(bytes.span)
    end = first + length
  }

  /// `# Headline` of Markdown.
  private static func markdownHeading(_ text: ByteSpan, _ range: Range<Int>) -> String? {
    let line = text.part(range)
    guard line.count > 2, line[0] == UInt8(ascii: "#"), line[1] == 0x20 else { return nil }
    var end = line.count
    while end > 2, line[end - 1] == UInt8(ascii: "#") || line[end - 1] == 0x20 { end -= 1 }
    return MarkdownText.clean(line.part(2..<end))
  }

  /// One to three words alone, then a headline of at least four alone, then more.
  private mutating func readKicker(
    _ lines: TextLines,
    _ text: ByteSpan,
    _ block: Range<Int>
  ) -> Bool {
    let range = lines[block.lowerBound].range
    guard range.count <= 96, text.characters(in: range) <= 48, text.words(in: range) <= 3,
      !text.endsSentence(range), !DetailLines.isDetail(text.part(range), isIntroduced: true),
      let second = lines.firstFull(from: block.lowerBound + 1, before: lines.count)
    else { return false }
    let secondBlock = second..<lines.blockEnd(from: second, before: lines.count)
    // In one block with it, the kicker must be told from a first line that is the whole headline.
    guard block.count == 1 || block.count == 2 && secondBlock.count == 1 else { return false }
    let candidate = lines[second].range
    guard text.words(in: candidate) >= 4, !text.endsSentence(candidate),
      !DetailLines.isDetail(text.part(candidate), isIntroduced: true),
      let length = Self.headlineLength(lines, text, secondBlock),
      lines.firstFull(from: second + length, before: lines.count) != nil
    else { return false }
    kicker = TextCleaning.clean(text.part(range))
    take(lines, text, second, length)
    return true
  }

  /// Whether all lines of a block are short and none is a sentence, as those of a headline and a
  /// deck are.
  private static func isBroken(_ lines: TextLines, _ text: ByteSpan, _ block: Range<Int>) -> Bool {
    for index in block {
      let range = lines[index].range
      guard text.characters(in: range) <= 100, !text.endsSentence(range) else { return false }
    }
    return true
  }

  /// How many lines at the start of a block are a headline, or nil for none.
  private static func headlineLength(
    _ lines: TextLines,
    _ text: ByteSpan,
    _ block: Range<Int>
  ) -> Int? {
    let first = lines[block.lowerBound].range
    guard lines.firstFull(from: block.lowerBound + 1, before: lines.count) != nil,
      first.count <= 600, !DetailLines.isDetail(text.part(first), isIntroduced: true)
    else { return nil }
    let characters = text.characters(in: first)
    let finished = text.endsSentence(first) && text[first.upperBound - 1] == UInt8(ascii: ".")
    if block.count == 1 {
      let words = text.words(in: first)
      return characters <= (finished ? 130 : 250) && words <= (finished ? 18 : 40) ? 1 : nil
    }
    let second = lines[block.lowerBound + 1].range
    if DetailLines.isDetail(text.part(second)) { return characters <= 200 ? 1 : nil }
    if block.count > 2, !finished, characters <= 100,
      DetailLines.isDetail(text.part(lines[block.lowerBound + 2].range))
    {
      let isTwo = !text.endsSentence(second) && text.characters(in: second) <= 100
      return isTwo && DetailLines.bareNames(text.part(second).string) == nil ? 2 : 1
    }
    if block.count == 3, isBroken(lines, text, block),
      lines.firstFull(from: block.upperBound, before: lines.count) != nil
    {
      let initial = text[second.lowerBound]
      return initial.isLetter && !initial.isUpper ? 2 : 1
    }
    if block.count == 2, lines.firstFull(from: block.upperBound, before: lines.count) != nil,
      !finished, characters <= 100, text.characters(in: second) <= 100, !text.endsSentence(second)
    {
      return 2
    }
    // No blank line after it: the headline must be plainly shorter than what follows.
    let longer = text.characters(in: second) >= max(120, characters * 3 / 2)
    return !finished && characters <= 150 && longer ? 1 : nil
  }
}
