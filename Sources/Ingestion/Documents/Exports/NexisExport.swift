// SPDX-License-Identifier: Apache-2.0

import Articles

/// The text files of Nexis and LexisNexis Academic: articles under a line `1 of 500 DOCUMENTS`.
///
/// Outlet, date and edition stand centred at the top; labels in capitals follow, then the text, and
/// more labels after it. The labels are also written in German and French.
struct NexisExport {
  private let text: ExportText
  private var article = Article()
  private var captions: [Paragraph] = []

  /// What an export holds; nil if the text is none.
  static func content(of text: ExportText) -> ExportContent? {
    let marks = text.all.filter { isMark(text, $0) }
    guard let first = marks.first, isNearTop(text, first) else { return nil }
    var content = ExportContent()
    for (index, mark) in marks.enumerated() {
      let end = index + 1 < marks.count ? marks[index + 1] : text.lines.count
      guard isArticle(text, mark + 1..<end) else {
        content.leave(mark..<end, of: text)
        continue
      }
      var reader = NexisExport(text)
      reader.read(mark + 1..<end)
      content.articles.append(ExportContent.Piece(article: reader.article, lines: mark..<end))
    }
    return content.isConvincing ? content : nil
  }

  private init(_ text: ExportText) {
    self.text = text
  }

  // MARK: Telling

  /// `12 of 500 DOCUMENTS`, alone on its line.
  private static func isMark(_ text: ExportText, _ line: Int) -> Bool {
    let length = text.length(line)
    guard (12...40).contains(length) else { return false }
    let words = text[line].split(separator: " ")
    guard words.count == 4 else { return false }
    if let number = Int(words[0]), let count = Int(words[2]) {
      return number <= count && (words[1] == "of" || words[1] == "OF")
        && (words[3] == "DOCUMENTS" || words[3] == "DOCUMENT")
    }
    guard let number = Int(words[1]), let count = Int(words[3]), number <= count else {
      return false
    }
    let pair = (words[0], words[2])
    return pair == ("Dokument", "von") || pair == ("DOKUMENT", "von") || pair == ("Document", "de")
      || pair == ("DOCUMENT", "de")
  }

  /// Whether no more than a cover sheet stands before the first mark.
  private static func isNearTop(_ text: ExportText, _ mark: Int) -> Bool {
    (0..<mark).count { !text.isBlank($0) } <= 40
  }

  private static func isArticle(_ text: ExportText, _ range: Range<Int>) -> Bool {
    var found: Set<String> = []
    for line in range where text.isCapitalLabel(line) {
      if let name = text.label(line)?.name, telling.contains(name) { found.insert(name) }
    }
    return found.count >= 2
  }

  private static let telling: Set<String> = [
    "length", "section", "byline", "headline", "load-date", "language", "publication-type",
    "länge", "rubrik", "autor", "longueur", "rubrique", "auteur", "sprache", "langue",
    "update", "dateline", "graphic", "dokumenttyp", "date-chargement",
  ]

  // MARK: Reading

  private mutating func read(_ range: Range<Int>) {
    let labels = range.first { isHeadLabel($0) } ?? range.upperBound
    readTop(range.lowerBound..<labels)
    let start = readLabels(from: labels, before: range.upperBound)
    let end = (start..<range.upperBound).first { isTailLabel($0) } ?? range.upperBound
    article.paragraphs = text.paragraphs(start..<withoutCopyright(start..<end))
    readTail(end..<range.upperBound)
    article.paragraphs += captions
  }

  private func isHeadLabel(_ line: Int) -> Bool {
    guard text.isCapitalLabel(line), let name = text.label(line)?.name else { return false }
    return Self.heads[name] != nil
  }

  private func isTailLabel(_ line: Int) -> Bool {
    guard text.isCapitalLabel(line), let name = text.label(line)?.name else { return false }
    return Self.tails.contains(name)
  }

  /// Outlet, date, edition, headline.
  private mutating func readTop(_ range: Range<Int>) {
    let blocks = text.blocks(range).filter { !ExportFields.isCopyright(text[$0.lowerBound]) }
    let dated = blocks.firstIndex { block in
      block.contains { ExportFields.date(text[$0]) != nil }
    }
    if let dated {
      let line = blocks[dated].first { ExportFields.date(text[$0]) != nil }
      if let date = line.flatMap({ ExportFields.date(text[$0]) }) {
        article.published = Sourced(date, .record)
      }
      // The outlet is above the date, in a block of its own or in the same.
      let above = (dated > 0 ? Array(blocks[0]) : []) + blocks[dated].filter { $0 < line ?? 0 }
      article.fill(\.source, above.first { !ExportFields.isCopyright(text[$0]) }.map { text[$0] })
    }
    let rest = blocks.dropFirst((dated ?? -1) + 1)
    if let headline = rest.last(where: { text.lines[$0.lowerBound].indent < 12 }) ?? rest.last {
      article.fill(\.title, text.joined(headline))
    }
  }

  /// The labels before the text; gives the line where the text begins.
  private mutating func readLabels(from start: Int, before end: Int) -> Int {
    var next = start
    while let line = text.lines.firstFull(from: next, before: end), isHeadLabel(line),
      let label = text.label(line), let field = Self.heads[label.name]
    {
      if field == .body { return label.value.isEmpty ? line + 1 : line }
      let value = text.value(of: label, at: line, before: end)
      take(field, value.text)
      next = value.end
    }
    return next
  }

  private mutating func take(_ field: Field, _ value: String) {
    switch field {
    case .title:
      article.title = nil
      article.fill(\.title, value)
    case .authors: article.fillAuthors(value)
    case .section: article.fill(\.section, ExportFields.section(value))
    case .dateline: article.fill(\.dateline, ExportFields.place(value))
    case .deck: article.fill(\.deck, value)
    case .language: article.fillLanguage(ExportFields.language(value))
    case .caption:
      if !value.isEmpty { captions.append(Paragraph(value, kind: .caption)) }
    case .body, .ignored: break
    }
  }

  private mutating func readTail(_ range: Range<Int>) {
    var line = range.lowerBound
    while line < range.upperBound {
      guard text.isCapitalLabel(line), let label = text.label(line) else {
        line += 1
        continue
      }
      let value = text.value(of: label, at: line, before: range.upperBound)
      take(Self.heads[label.name] ?? .ignored, value.text)
      line = max(line + 1, value.end)
    }
  }

  /// The end of the text before a notice of copyright at its foot.
  private func withoutCopyright(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, text.isBlank(end - 1) || ExportFields.isCopyright(text[end - 1]) {
      end -= 1
    }
    return end
  }

  private enum Field {
    case title, authors, section, dateline, deck, language, caption, body, ignored
  }

  private static let heads: [String: Field] = [
    "headline": .title, "titel": .title, "titre": .title,
    "byline": .authors, "autor": .authors, "auteur": .authors,
    "section": .section, "rubrik": .section, "rubrique": .section,
    "length": .ignored, "länge": .ignored, "longueur": .ignored,
    "dateline": .dateline, "ort": .dateline,
    "highlight": .deck, "hervorhebung": .deck, "encart": .deck,
    "language": .language, "sprache": .language, "langue": .language,
    "graphic": .caption, "grafik": .caption, "illustration": .caption,
    "body": .body, "text": .body, "show": .ignored, "anchors": .ignored, "guests": .ignored,
    "series": .ignored, "edition": .ignored, "type": .ignored, "source": .ignored,
  ]

  private static let tails: Set<String> = [
    "load-date", "language", "graphic", "url", "publication-type", "document-type", "subject",
    "organization", "ticker", "industry", "person", "people", "geographic", "city", "state",
    "country", "company", "correction-date", "notes", "distribution", "journal-code", "update",
    "acc-no", "file-name", "sprache", "grafik", "dokumenttyp", "langue", "illustration",
    "date-chargement", "type-publication", "publikationstyp", "zeitungs-code",
  ]
}
