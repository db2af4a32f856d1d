// SPDX-License-Identifier: Apache-2.0

import Articles

/// The files of Factiva: articles that end with `Document` and a long number.
///
/// With indexing, two letters say what a line is (`HD`, `BY`, `WC`, `PD`, `SN`, `LP`, `TD`);
/// without, the lines come in the same order: headline, byline, number of words, date, outlet,
/// language, copyright, text.
struct FactivaExport {
  private let text: ExportText
  private var article = Article()
  /// Whether one blank parts the tags from what they say, as where a file went through a program
  /// that makes tabs blanks.
  private var hasNarrowTags = false

  /// What an export holds; nil if the text is none.
  static func content(of text: ExportText) -> ExportContent? {
    let ends = text.all.filter { isEnd(text, $0) }
    guard !ends.isEmpty else { return nil }
    var content = ExportContent()
    var start = 0
    for end in ends {
      let range = start..<end
      start = end + 1
      var reader = FactivaExport(text: text)
      guard reader.readTagged(range) || reader.readPlain(range) else {
        content.leave(range, of: text)
        continue
      }
      content.articles.append(
        ExportContent.Piece(article: reader.article, lines: range.lowerBound..<end + 1)
      )
    }
    return content.isConvincing ? content : nil
  }

  /// `Document HBELL00020190503ef5300001`, with or without `AN` before it.
  private static func isEnd(_ text: ExportText, _ line: Int) -> Bool {
    guard (20...60).contains(text.length(line)) else { return false }
    var words = text[line].split(separator: " ")
    if words.first == "AN" { words.removeFirst() }
    guard words.count == 2, ["Document", "Dokument", "Documento"].contains(words[0]) else {
      return false
    }
    return words[1].utf8.count >= 18 && words[1].utf8.allSatisfy { $0.isLetter || $0.isDigit }
      && words[1].utf8.contains(where: \.isDigit)
  }

  // MARK: With indexing

  /// Reads lines with tags; false if there are none.
  private mutating func readTagged(_ range: Range<Int>) -> Bool {
    var tags = tagged(range)
    if !Self.areConvincing(tags) {
      hasNarrowTags = true
      tags = tagged(range)
    }
    guard Self.areConvincing(tags), !hasNarrowTags || tags.count >= 4 else {
      hasNarrowTags = false
      return false
    }
    var time: String?
    var date: String?
    for (index, (line, tag)) in tags.enumerated() {
      let end = index + 1 < tags.count ? tags[index + 1].line : range.upperBound
      switch tag {
      case "LP", "TD": article.paragraphs += paragraphs(line, before: end)
      case "CT", "ART":
        guard tag == "ART" else { continue }
        article.paragraphs += paragraphs(line, before: end).map {
          Paragraph($0.text, kind: .caption)
        }
      case "PD": date = value(line, before: end)
      case "ET": time = value(line, before: end)
      default: take(tag, value(line, before: end))
      }
    }
    takeDate(date, time)
    return true
  }

  private static func areConvincing(_ tags: [(line: Int, tag: String)]) -> Bool {
    let names = Set(tags.map(\.tag))
    return names.contains("HD") && (names.contains("PD") || names.contains("SN"))
  }

  private mutating func take(_ tag: String, _ value: String) {
    switch tag {
    case "HD": article.fill(\.title, value)
    case "BY": article.fillAuthors(value)
    case "SN": article.fill(\.source, value)
    case "SE": article.fill(\.section, value)
    case "LA": article.fillLanguage(ExportFields.language(value))
    case "CR": if Agencies.isAgency(value) { article.fill(\.agency, value) }
    default: break
    }
  }

  private mutating func takeDate(_ date: String?, _ time: String?) {
    guard let date else { return }
    if let time { article.fill(\.published, "\(date) \(time)") }
    article.fill(\.published, date)
  }

  /// The lines that begin with a tag, in the order in which tags may come.
  private func tagged(_ range: Range<Int>) -> [(line: Int, tag: String)] {
    var tags: [(line: Int, tag: String)] = []
    var place = -1
    for line in range {
      guard let tag = tag(line), let order = Self.order.firstIndex(of: tag), order > place else {
        continue
      }
      // Before the headline only a section may stand.
      if place < 0, tag != "HD", tag != "SE", tag != "CLM" { continue }
      if isWord(tag, line, afterText: place >= Self.textPlace) { continue }
      place = order
      tags.append((line, tag))
    }
    return tags
  }

  /// Whether what looks like a tag with one blank after it is the first word of a line: `IN` and
  /// `CO` come after the text, and what they name has a code before a colon.
  private func isWord(_ tag: String, _ line: Int, afterText: Bool) -> Bool {
    guard hasNarrowTags, text.length(line) > tag.utf8.count, !Self.firstTags.contains(tag) else {
      return false
    }
    guard afterText else { return true }
    return !Self.lastTags.contains(tag) && !text[line].contains(" : ")
  }

  /// The tag of a line: alone, or with a tab or two blanks after it, or one where all have one.
  private func tag(_ line: Int) -> String? {
    let range = text.lines[line].range
    guard range.count >= 2 else { return nil }
    let span = text.bytes.span.part(range)
    var length = 0
    while length < min(4, span.count), span[length].isUpper { length += 1 }
    guard length >= 2, length <= 3 else { return nil }
    let isAlone = length == span.count
    let isParted =
      !isAlone
      && (span[length] == 0x09
        || (span[length] == 0x20 && length + 1 < span.count
          && (hasNarrowTags || span[length + 1].isBlank)))
    guard isAlone || isParted else { return nil }
    return span.part(0..<length).string
  }

  /// What follows a tag on its line and the next ones.
  private func value(_ line: Int, before end: Int) -> String {
    let own = rest(line)
    let more = text.joined(line + 1..<max(line + 1, end))
    return own.isEmpty ? more : more.isEmpty ? own : own + " " + more
  }

  private func rest(_ line: Int) -> String {
    let length = tag(line)?.utf8.count ?? 0
    return TextCleaning.clean(
      text.bytes.span.part(
        text.lines[line].range.lowerBound + length..<text.lines[line].range.upperBound
      )
    )
  }

  private func paragraphs(_ line: Int, before end: Int) -> [Paragraph] {
    let own = rest(line)
    let more = text.paragraphs(line + 1..<max(line + 1, end))
    return own.isEmpty ? more : [Paragraph(own)] + more
  }

  private static let order = [
    "CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "VOL", "PG", "LA", "CY",
    "LP", "TD", "CT", "CX", "ART", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN",
  ]

  private static let textPlace = order.firstIndex(of: "LP") ?? 0
  /// The tags up to the text, and those after it that are no words.
  private static let firstTags = Set(order.prefix(textPlace + 2))
  private static let lastTags: Set<String> = ["IPC", "IPD", "PUB", "AN"]

  // MARK: Without

  /// Reads lines by their order; false if there is no number of words with a date after it.
  private mutating func readPlain(_ range: Range<Int>) -> Bool {
    let full = range.filter { !text.isBlank($0) }
    guard let count = full.firstIndex(where: { isWordCount($0) }), count > 0, count <= 12,
      count + 2 < full.count, let date = ExportFields.date(text[full[count + 1]])
    else { return false }
    let isTime =
      text[full[count + 2]].split(separator: ":").count == 2 && text.length(full[count + 2]) <= 8
    takeDate(text[full[count + 1]], isTime ? text[full[count + 2]] : nil)
    article.published = article.published ?? Sourced(date, .record)
    let source = count + (isTime ? 3 : 2)
    if source < full.count { article.fill(\.source, text[full[source]]) }
    readHeadline(full[..<count])
    let end = full[count...].first { ExportFields.isCopyright(text[$0]) }
    guard let end else { return false }
    for line in full[count...] where line < end { article.fillLanguage(language(line)) }
    var start = end + 1
    while start < range.upperBound, text.isBlank(start) || ExportFields.isCopyright(text[start]) {
      start += 1
    }
    article.paragraphs = text.paragraphs(start..<range.upperBound)
    return true
  }

  /// `1,234 words`.
  private func isWordCount(_ line: Int) -> Bool {
    guard text.length(line) <= 24 else { return false }
    let words = text[line].split(separator: " ")
    guard words.count == 2, words[0].allSatisfy({ $0.isNumber || $0 == "," || $0 == "." }) else {
      return false
    }
    return ["words", "wörter", "mots", "palabras", "parole", "palavras", "слов", "woorden", "字"]
      .contains(words[1].lowercased())
  }

  /// Section, headline and byline: of two lines the second is a byline if it looks like one.
  private mutating func readHeadline(_ lines: ArraySlice<Int>) {
    var rest = lines.suffix(4).map { text[$0] }
    if rest.count > 1, let last = rest.last, isByline(last) {
      article.fillAuthors(last)
      rest.removeLast()
    }
    if rest.count > 1 { article.fill(\.section, rest[rest.count - 2]) }
    article.fill(\.title, rest.last)
  }

  private func isByline(_ line: String) -> Bool {
    if PersonNames.lead(of: line[...]) != nil { return true }
    return line.utf8.count <= 40 && (2...4).contains(line.split(separator: " ").count)
      && DetailLines.isCapitalised(line) && !PersonNames.names(in: line).isEmpty
  }

  private func language(_ line: Int) -> String? {
    let name = text[line]
    return Self.languages.contains(name.lowercased()) ? name : nil
  }

  private static let languages: Set<String> = [
    "english", "german", "deutsch", "french", "français", "spanish", "español", "portuguese",
    "italian", "russian", "chinese", "arabic", "japanese",
  ]
}
