// SPDX-License-Identifier: Apache-2.0

import Articles

/// The text files of ProQuest: articles between rules of underscores, every field with its label.
struct ProQuestExport {
  private let text: ExportText
  private var article = Article()
  private var notes: [ReadNote] = []

  /// What an export holds; nil if the text is none.
  static func content(of text: ExportText) -> ExportContent? {
    var starts = [0]
    for line in text.all where isRule(text, line) { starts.append(line + 1) }
    var content = ExportContent()
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : text.lines.count
      guard isArticle(text, start..<end) else {
        // Before the first article is the table of contents, after the last a notice.
        if index > 0, index + 1 < starts.count { content.leave(start..<end - 1, of: text) }
        continue
      }
      var reader = ProQuestExport(text: text)
      reader.read(start..<end)
      content.articles.append(
        ExportContent.Piece(article: reader.article, lines: start..<end, notes: reader.notes)
      )
    }
    return content.articles.isEmpty ? nil : content
  }

  private static func isRule(_ text: ExportText, _ line: Int) -> Bool {
    guard text.length(line) >= 20 else { return false }
    return text.lines[line].range.allSatisfy { text.bytes[$0] == UInt8(ascii: "_") }
  }

  private static func isArticle(_ text: ExportText, _ range: Range<Int>) -> Bool {
    let names = Set(range.compactMap { text.label($0)?.name })
    guard names.contains("proquest document id") || names.contains("publication title") else {
      return false
    }
    return names.contains("full text") || names.contains("abstract")
      || (names.contains("title") && names.contains("publication title"))
  }

  // MARK: Reading

  private mutating func read(_ range: Range<Int>) {
    var line = range.lowerBound
    var abstract: [Paragraph] = []
    while line < range.upperBound {
      guard let label = text.label(line), Self.labels.contains(label.name) else {
        line += 1
        continue
      }
      switch label.name {
      case "full text":
        let end = textEnd(from: line, before: range.upperBound)
        article.paragraphs = paragraphs(of: line, before: end)
        line = end
      case "abstract":
        let end = textEnd(from: line, before: range.upperBound)
        abstract = paragraphs(of: line, before: end)
        line = end
      default:
        let value = text.value(of: label, at: line, before: range.upperBound)
        take(label.name, value.text)
        line = max(line + 1, value.end)
      }
    }
    if article.title == nil { article.fill(\.title, headline(range)) }
    settle(abstract)
  }

  /// An abstract stands for a text that is not there, and else is the deck if it is not the
  /// beginning of the text.
  private mutating func settle(_ abstract: [Paragraph]) {
    guard let first = abstract.first?.text, !Self.saysNothing(abstract) else { return }
    if article.paragraphs.isEmpty {
      article.paragraphs = abstract
      notes.append(.onlyTeaser)
    } else if abstract.count == 1, first.utf8.count <= 600,
      !(article.paragraphs.first?.text.hasPrefix(String(first.prefix(40))) ?? false)
    {
      article.fill(\.deck, first)
    }
  }

  /// Whether an abstract only says that there is none.
  private static func saysNothing(_ abstract: [Paragraph]) -> Bool {
    guard abstract.count == 1, abstract[0].text.utf8.count <= 40 else { return false }
    let words = abstract[0].text.lowercased().filter { $0.isLetter || $0 == " " }
    return [
      "none available", "none", "not available", "no abstract available", "abstract not available",
    ].contains(words)
  }

  /// The first lines under `Document 1 of 20`.
  private func headline(_ range: Range<Int>) -> String? {
    for block in text.blocks(range) {
      let first = block.lowerBound
      if text.begins(first, "document "), text.length(first) <= 24 { continue }
      return text.label(first) == nil ? text.joined(block) : nil
    }
    return nil
  }

  private func textEnd(from line: Int, before end: Int) -> Int {
    (line + 1..<max(line + 1, end)).first { next in
      if ProQuestExport.isRule(text, next) { return true }
      guard let label = text.label(next) else { return false }
      return Self.labels.contains(label.name)
    } ?? end
  }

  /// The text after a label, whose first line is on the label's own.
  private func paragraphs(of line: Int, before end: Int) -> [Paragraph] {
    let first = text.label(line)?.value ?? ""
    var rest = text.paragraphs(line + 1..<max(line + 1, end))
    guard !first.isEmpty else { return rest }
    if line + 1 < end, !text.isBlank(line + 1), isWrapped(line, before: end), !rest.isEmpty {
      rest[0].text = first + " " + rest[0].text
      return rest
    }
    return [Paragraph(first)] + rest
  }

  /// Whether the label's line is the first of a paragraph wrapped at a width.
  private func isWrapped(_ line: Int, before end: Int) -> Bool {
    let length = text.length(line)
    return (60...100).contains(length) && !text.bytes.span.endsSentence(text.lines[line].range)
      && text.length(line + 1) <= length + 22
  }

  private mutating func take(_ name: String, _ value: String) {
    switch name {
    case "title": article.fill(\.title, value)
    case "author", "authors": article.fillAuthors(ExportFields.names(value))
    case "publication title":
      article.fill(\.source, value.split(separator: ";").first.map(String.init))
    case "publication date": article.fill(\.published, value, order: .monthFirst)
    case "section": article.fill(\.section, value)
    case "language of publication", "language": article.fillLanguage(ExportFields.language(value))
    case "dateline": article.fill(\.dateline, ExportFields.place(value))
    case "subtitle": article.fill(\.deck, value)
    default: break
    }
  }

  /// The labels that end a text.
  private static let labels: Set<String> = [
    "title", "subtitle", "author", "authors", "publication title", "publication date",
    "publication year", "publication info", "publication subject", "year", "first page", "page",
    "pages", "section", "column", "publisher", "place of publication", "country of publication",
    "issn", "source type", "language of publication", "language", "document type",
    "proquest document id", "document url", "copyright", "last updated", "database", "abstract",
    "full text", "subject", "location", "people", "company / organization", "links", "credit",
    "identifier / keyword", "word count", "volume", "issue", "number of pages", "document feature",
    "accession number", "entry date", "illustration", "business indexing term", "dateline",
    "publication frequency", "e-issn", "company", "classification", "isbn", "alternate title",
  ]
}
