// SPDX-License-Identifier: Apache-2.0

import Articles

/// The files of Nexis Uni and Lexis Advance: articles that end with `End of Document`.
///
/// Headline, outlet, date and copyright stand in this order without labels; `Section:`, `Length:`
/// and `Byline:` follow, then the word `Body` on a line, the text, and `Load-Date:`.
struct LexisExport {
  private let text: ExportText
  private var article = Article()

  /// What an export holds; nil if the text is none.
  static func content(of text: ExportText) -> ExportContent? {
    let ends = text.all.filter { isEnd(text, $0) }
    guard !ends.isEmpty else { return nil }
    var content = ExportContent()
    var start = 0
    for end in ends {
      let range = start..<end
      start = end + 1
      guard isArticle(text, range) else {
        content.leave(range, of: text)
        continue
      }
      var reader = LexisExport(text: text)
      reader.read(range)
      content.articles.append(
        ExportContent.Piece(article: reader.article, lines: range.lowerBound..<end + 1)
      )
    }
    return content.isConvincing ? content : nil
  }

  private static func isEnd(_ text: ExportText, _ line: Int) -> Bool {
    text.isLine(line, "end of document") || text.isLine(line, "ende des dokuments")
      || text.isLine(line, "fin du document") || text.isLine(line, "fin del documento")
  }

  private static func isArticle(_ text: ExportText, _ range: Range<Int>) -> Bool {
    let names = range.compactMap { text.label($0)?.name }
    let isDated = names.contains { $0 == "load-date" || $0 == "length" }
    return isDated && (range.contains { text.isLine($0, "body") } || names.contains("load-date"))
  }

  // MARK: Reading

  private mutating func read(_ range: Range<Int>) {
    let body = range.first { text.isLine($0, "body") }
    let labels = range.filter { $0 < body ?? range.upperBound && isHeadLabel($0) }
    // The labels of the article are those that stand together right before the text.
    let top = firstOfLast(labels) ?? body ?? range.lowerBound
    readTop(range.lowerBound..<top)
    var next = top
    while next < body ?? range.upperBound {
      next = readLabel(next, before: body ?? range.upperBound)
      if body == nil, let line = text.firstFull(next..<range.upperBound), !isHeadLabel(line) {
        break
      }
    }
    let start = body.map { $0 + 1 } ?? next
    let end = (start..<range.upperBound).first { isTail($0) } ?? range.upperBound
    article.paragraphs = text.paragraphs(start..<end)
    readTail(end..<range.upperBound)
  }

  private func isHeadLabel(_ line: Int) -> Bool {
    text.label(line).map { Self.heads.contains($0.name) } ?? false
  }

  /// The first label of the last group: a cover sheet has labels too, far above.
  private func firstOfLast(_ labels: [Int]) -> Int? {
    guard var first = labels.last else { return nil }
    for label in labels.reversed() {
      guard (label..<first).count(where: { !text.isBlank($0) }) <= 4 else { break }
      first = label
    }
    return first
  }

  /// From below: copyright, date and edition, outlet, headline.
  private mutating func readTop(_ range: Range<Int>) {
    let blocks = lines(range)
    guard let dated = blocks.lastIndex(where: { ExportFields.date(text[$0]) != nil }) else {
      if let last = blocks.last { article.fill(\.title, text[last]) }
      return
    }
    if let date = ExportFields.date(text[blocks[dated]]) {
      article.published = Sourced(date, .record)
    }
    guard dated > 0 else { return }
    article.fill(\.source, text[blocks[dated - 1]])
    guard dated > 1 else { return }
    article.fill(\.title, headline(endingAt: blocks[dated - 2], from: range.lowerBound))
  }

  /// Lines that say something: not blank, no copyright, no number of a page.
  private func lines(_ range: Range<Int>) -> [Int] {
    range.filter { line in
      guard !text.isBlank(line) else { return false }
      return !ExportFields.isCopyright(text[line]) && !isPage(line)
    }
  }

  private func isPage(_ line: Int) -> Bool {
    text.begins(line, "page ") && text.length(line) <= 20
  }

  /// The block of lines that ends with a line.
  private func headline(endingAt line: Int, from start: Int) -> String {
    var first = line
    while first > start, !text.isBlank(first - 1), !isPage(first - 1) { first -= 1 }
    // A cover sheet without blank lines would end here.
    return line - first > 3 ? text[line] : text.joined(first..<line + 1)
  }

  private mutating func readLabel(_ line: Int, before end: Int) -> Int {
    guard !text.isBlank(line), let label = text.label(line) else { return line + 1 }
    let value = text.value(of: label, at: line, before: end)
    switch label.name {
    case "byline": article.fillAuthors(value.text)
    case "section": article.fill(\.section, ExportFields.section(value.text))
    case "dateline": article.fill(\.dateline, ExportFields.place(value.text))
    case "highlight": article.fill(\.deck, value.text)
    default: break
    }
    return max(line + 1, value.end)
  }

  private func isTail(_ line: Int) -> Bool {
    if text.isLine(line, "classification") || text.isLine(line, "graphic")
      || text.isLine(line, "notes")
    {
      return true
    }
    return text.label(line).map { $0.name == "load-date" || $0.name == "publication-type" } ?? false
  }

  private mutating func readTail(_ range: Range<Int>) {
    if let graphic = range.first(where: { text.isLine($0, "graphic") }) {
      let end =
        (graphic + 1..<range.upperBound).first {
          text.isLine($0, "classification") || text.begins($0, "load-date")
        } ?? range.upperBound
      article.paragraphs += text.paragraphs(graphic + 1..<end).map {
        Paragraph($0.text, kind: .caption)
      }
    }
    for line in range {
      if let label = text.label(line), label.name == "language" {
        article.fillLanguage(ExportFields.language(label.value))
      }
    }
  }

  private static let heads: Set<String> = [
    "section", "length", "byline", "dateline", "highlight", "series", "type", "edition",
  ]
}
