// SPDX-License-Identifier: Apache-2.0

import Articles

/// Where one text file holds several articles, and where each begins.
///
/// A rule, a page break, several blank lines or a counting line may part articles; scene breaks
/// and sub-headings look the same. So what comes after must look like the head of an article: a
/// headline, and a byline, date or dateline under it. The weaker the sign between, the more of
/// these are asked for.
struct TextParts {
  /// What may part two articles, from the weakest.
  private enum Sign: Int, Comparable {
    case none
    /// A single blank line.
    case blank
    /// Two blank lines or more.
    case gap
    /// `***`, `---`.
    case weak
    /// A long rule, a page break, an end mark.
    case strong
    /// `Document 2 of 5`.
    case counted

    static func < (left: Sign, right: Sign) -> Bool { left.rawValue < right.rawValue }
  }

  private let lines: TextLines
  private var starts: [Int] = []
  /// The line at which the part before the next start begins.
  private var partStart = 0
  /// The lines of that part in which a sentence was looked for, and whether there was one: asked
  /// before every line that may be a head, and so kept.
  private var searched = 0
  private var hasSentence = false

  /// The bytes of each article, in order and without gaps; the whole text where there is but one.
  static func ranges(of text: ByteSpan) -> [Range<Int>] {
    var parts = TextParts(text)
    parts.find(text)
    guard !parts.starts.isEmpty else { return [0..<text.count] }
    var ranges: [Range<Int>] = []
    var start = 0
    for line in parts.starts {
      ranges.append(start..<parts.lines[line].start)
      start = parts.lines[line].start
    }
    return ranges + [start..<text.count]
  }

  private init(_ text: ByteSpan) {
    lines = TextLines(text)
  }

  private mutating func find(_ text: ByteSpan) {
    var index = 0
    var sign = Sign.none
    var blanks = 0
    while index < lines.count {
      let line = lines[index]
      if line.startsPage, index > 0 { sign = max(sign, .strong) }
      if line.isBlank {
        blanks += 1
        sign = max(sign, blanks >= 2 ? .gap : .blank)
      } else if let mark = mark(at: index, text) {
        sign = max(sign, mark)
      } else {
        if sign > .none, index > partStart { tryStart(at: index, sign, text) }
        sign = .none
      }
      if !line.isBlank { blanks = 0 }
      index += 1
    }
  }

  /// What a line that is no text says; nil for text.
  private func mark(at index: Int, _ text: ByteSpan) -> Sign? {
    let range = lines[index].range
    if TextMarks.isCount(text.part(range)) { return .counted }
    if TextMarks.isEndMark(text.part(range)) { return .strong }
    guard TextMarks.isRule(text.part(range)), !isUnderline(index, text) else { return nil }
    let isFrontMatter = range.count == 3 && text[range.lowerBound] == UInt8(ascii: "-")
    if isFrontMatter, index > 0, head(at: index, text).isRecord { return nil }
    let isLong =
      range.count >= 10 || range.count >= 5 && text[range.lowerBound] == UInt8(ascii: "=")
    return isLong ? .strong : .weak
  }

  /// Whether a rule underlines a heading, after the ways of Markdown.
  private func isUnderline(_ index: Int, _ text: ByteSpan) -> Bool {
    TextMarks.isUnderlined(lines, text, index - 1, before: lines.count)
  }

  private mutating func tryStart(at index: Int, _ sign: Sign, _ text: ByteSpan) {
    // Most lines after a blank one are paragraphs, and are not looked at more closely.
    let range = lines[index].range
    let isSentence = range.count > 60 && text[range.upperBound - 1] == UInt8(ascii: ".")
    guard range.count <= 600, sign > .blank || !isSentence, hasBody(before: index, text),
      isHead(at: index, sign, text)
    else { return }
    var start = index
    // A counting line belongs to what it counts, and a rule that opens front matter is its own.
    while start > partStart, start > 0, belongsAhead(start - 1, text) { start -= 1 }
    starts.append(start)
    partStart = index
    searched = index
    hasSentence = false
  }

  private func belongsAhead(_ index: Int, _ text: ByteSpan) -> Bool {
    let range = lines[index].range
    if TextMarks.isCount(text.part(range)) { return true }
    return range.isEmpty && index > 0 && index > partStart
      && TextMarks.isCount(text.part(lines[index - 1].range))
  }

  /// Whether the part so far holds a sentence; looks at each line once.
  private mutating func hasBody(before index: Int, _ text: ByteSpan) -> Bool {
    while !hasSentence, searched < index {
      let range = lines[searched].range
      hasSentence = range.count >= 40 && text.endsSentence(range)
      searched += 1
    }
    return hasSentence
  }

  /// Whether an article's head begins at a line.
  private func isHead(at index: Int, _ sign: Sign, _ text: ByteSpan) -> Bool {
    let head = head(at: index, text)
    guard head.hasHeadline else { return false }
    // What ends in a full stop is a sentence rather than a headline.
    let range = lines[index].range
    let isOpen = !text.endsSentence(range) || text[range.upperBound - 1] != UInt8(ascii: ".")
    switch sign {
    case .none: return false
    case .blank: return head.isRecord || isOpen && head.hasByline && head.hasDate
    case .gap: return head.isRecord || isOpen && head.evidence > 0
    case .weak:
      return head.isRecord
        || isOpen && (head.evidence > 0 || isPlainHead(at: index, words: 7, text))
    case .strong: return head.evidence > 0 || isPlainHead(at: index, words: 4, text)
    case .counted: return true
    }
  }

  private func head(at index: Int, _ text: ByteSpan) -> TextHead {
    let start = lines[index].start
    let end = min(lines.end(after: index, lines: 40), start + Self.headLength)
    return PlainTextReader.head(of: text.part(start..<max(start, end)))
  }

  /// The most bytes in which a head is looked for.
  private static let headLength = 8192

  /// A line alone that looks like a headline, before a paragraph that is plainly longer.
  private func isPlainHead(at index: Int, words: Int, _ text: ByteSpan) -> Bool {
    let range = lines[index].range
    guard index + 1 < lines.count, lines[index + 1].isBlank, text.words(in: range) >= words,
      text.characters(in: range) <= 120, !text.endsSentence(range),
      let next = lines.firstFull(from: index + 1, before: lines.count)
    else { return false }
    let end = lines.blockEnd(from: next, before: lines.count)
    return lines[end - 1].range.upperBound - lines[next].range.lowerBound > 120
  }
}

/// Lines that are marks rather than text.
enum TextMarks {
  /// A line of three marks or more and nothing else, such as `* * *` or `-----`.
  static func isRule(_ line: ByteSpan) -> Bool {
    guard line.count >= 3 else { return false }
    var marks = 0
    for index in 0..<line.count {
      switch line[index] {
      case 0x20: continue
      case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="),
        UInt8(ascii: "~"), UInt8(ascii: "#"), UInt8(ascii: "+"):
        marks += 1
      default: return false
      }
    }
    return marks >= 3
  }

  /// `###`, `-30-`, `ENDS` and their like, with which wires and agencies close.
  static func isEndMark(_ line: ByteSpan) -> Bool {
    guard (3...12).contains(line.count) else { return false }
    return endMarks.contains(line.string.lowercased())
  }

  private static let endMarks: Set<String> = [
    "###", "# # #", "-30-", "- 30 -", "–30–", "ends", "-ends-", "- ends -", "end", "-end-",
    "[ends]",
    "(ends)", "/ends", "//", "####", "ende", "-ende-", "fin", "-fin-", "(end)", "- end -",
    "-- ends --",
  ]

  /// `Document 2 of 5`, `Article 2 of 5`, `2 of 5 DOCUMENTS`.
  static func isCount(_ line: ByteSpan) -> Bool {
    guard (6...40).contains(line.count), DateReading.hasDigit(line) else { return false }
    let words = line.string.lowercased().split { $0 == " " || $0 == "/" || $0 == ":" }
    guard words.contains(where: { counted.contains(String($0)) }) else { return false }
    let numbers = words.count { $0.utf8.allSatisfy(\.isDigit) }
    return numbers == 2 && words.count <= 4
  }

  private static let counted: Set<String> = [
    "document", "documents", "article", "articles", "story", "dokument", "artikel", "documento",
    "artículo", "artigo", "articolo", "документ", "статья",
  ]

  /// Whether a line alone is underlined by the next with `=` or `-`, after the ways of Markdown.
  static func isUnderlined(
    _ lines: TextLines,
    _ text: ByteSpan,
    _ index: Int,
    before end: Int
  ) -> Bool {
    guard index >= 0, index + 1 < end, !lines[index].isBlank else { return false }
    let range = lines[index].range
    let rule = text.part(lines[index + 1].range)
    guard rule.count >= 3, rule[0] == UInt8(ascii: "=") || rule[0] == UInt8(ascii: "-") else {
      return false
    }
    for place in 1..<rule.count where rule[place] != rule[0] { return false }
    guard range.count <= 200, !text.endsSentence(range), !isRule(text.part(range)) else {
      return false
    }
    return index == 0 || lines[index - 1].isBlank
  }
}
