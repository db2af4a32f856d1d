// SPDX-License-Identifier: Apache-2.0

import Articles

/// The lines between headline and body: deck, byline, dates, outlet.
struct DetailLines {
  private(set) var article: Article
  /// The first line that is none of these.
  private(set) var next: Int
  private(set) var dropped: [(line: Int, reason: DroppedBlock.Reason)] = []
  let hasHeadline: Bool
  /// Whether a name or date was among the lines.
  private var hasTaken = false
  private var isIntroduced = false

  /// The most lines that are looked at.
  private static let limit = 14

  init(article: Article, next: Int, hasHeadline: Bool) {
    self.article = article
    self.next = next
    self.hasHeadline = hasHeadline
  }

  /// Takes one line after the other, as long as each is understood.
  mutating func read(_ lines: TextLines, _ text: ByteSpan) {
    for _ in 0..<Self.limit {
      guard let index = lines.firstFull(from: next, before: lines.count) else { return }
      let line = text.part(lines[index].range)
      guard
        take(line, index) || takeOffice(line, index) || takeDeck(lines, text, index)
          || takeBareName(lines, text, index)
          || takeRule(lines, text, index)
      else { return }
      next = index + 1
    }
  }

  /// Takes dates and addresses before a headline.
  mutating func readEarly(_ lines: TextLines, _ text: ByteSpan) {
    for _ in 0..<4 {
      guard let index = lines.firstFull(from: next, before: lines.count) else { return }
      let line = text.part(lines[index].range)
      guard line.count <= 200, takeRemark(line, index) || takeDates(line, index) else { return }
      next = index + 1
    }
  }

  /// Whether a line is a byline, a date, an address or a remark of a page, by itself.
  ///
  /// With `isIntroduced` a byline must begin with `By` or its like, since a headline may look like
  /// one that does not.
  static func isDetail(_ line: ByteSpan, isIntroduced: Bool = false) -> Bool {
    guard line.count <= 300, mayBeDetail(line) else { return false }
    var probe = DetailLines(article: Article(), next: 0, hasHeadline: true)
    probe.isIntroduced = isIntroduced
    return probe.take(line, 0)
  }

  /// A cheap look before the dear one: an introduction of names, a digit, an address, a remark.
  private static func mayBeDetail(_ line: ByteSpan) -> Bool {
    guard line.count > 1 else { return false }
    if isEmphasised(line) || DateReading.hasDigit(line) || PageRemarks.isRemark(line) {
      return true
    }
    if line.has("http", at: 0) || line[0] == UInt8(ascii: "(") { return true }
    if line.count <= 240, PersonNames.lead(of: line.string[...]) != nil { return true }
    if line.count <= 40, Agencies.isAgency(line.string) || RelativeDate.isRelative(line) {
      return true
    }
    return line.count <= 120 && hasSeparator(line)
  }

  /// Whether a comma, bar or dash may part a name from what follows it.
  private static func hasSeparator(_ line: ByteSpan) -> Bool {
    for index in 0..<line.count
    where line[index] == 0x2C || line[index] == 0x7C || line[index] == 0x2F {
      return true
    }
    return line.firstRange(of: " - ") != nil || line.firstRange(of: "\u{2013}") != nil
      || line.firstRange(of: "\u{2022}") != nil
  }

  private mutating func take(_ line: ByteSpan, _ index: Int) -> Bool {
    guard line.count <= 300, Self.mayBeDetail(line) else { return false }
    if takeRemark(line, index) { return true }
    let text = Self.isEmphasised(line) ? MarkdownText.clean(line) : TextCleaning.clean(line)
    guard takeDates(text.utf8Span.span, index) || takeByline(text) || takeAgency(text) else {
      return false
    }
    hasTaken = true
    return true
  }

  /// Whether a line begins with a mark of emphasis, as bylines in Markdown do.
  private static func isEmphasised(_ line: ByteSpan) -> Bool {
    line.count > 4 && line[1] != 0x20
      && (line[0] == UInt8(ascii: "*") || line[0] == UInt8(ascii: "_"))
  }

  /// `Staff Writer` under a name.
  private mutating func takeOffice(_ line: ByteSpan, _ index: Int) -> Bool {
    guard article.authors != nil, line.count <= 64,
      !dropped.contains(where: { $0.reason == .credit })
    else { return false }
    let words = line.string.lowercased().split { " ,".contains($0) }
    guard let last = words.last, words.count <= 6, Self.offices.contains(String(last)) else {
      return false
    }
    dropped.append((index, .credit))
    return true
  }

  private static let offices: Set<String> = [
    "writer", "reporter", "correspondent", "editor", "columnist", "critic", "bureau", "staff",
    "contributor", "journalist", "analyst", "photographer", "redakteur", "redakteurin",
    "korrespondent", "korrespondentin", "correspondant", "correspondante", "journaliste",
    "corresponsal", "redactor", "redactora", "repórter", "correspondente", "inviato", "inviata",
    "corrispondente", "корреспондент", "обозреватель",
  ]

  private mutating func takeRemark(_ line: ByteSpan, _ index: Int) -> Bool {
    if PageRemarks.isRemark(line) {
      dropped.append((index, .phrase))
      return true
    }
    guard let url = WebAddress.alone(in: line) else { return false }
    if article.url == nil { article.url = Sourced(url, .text) }
    return true
  }

  /// A rule between head and body.
  private mutating func takeRule(_ lines: TextLines, _ text: ByteSpan, _ index: Int) -> Bool {
    guard hasTaken, TextMarks.isRule(text.part(lines[index].range)) else { return false }
    dropped.append((index, .separator))
    return true
  }

  // MARK: Dates

  /// A line of nothing but dates.
  private mutating func takeDates(_ line: ByteSpan, _ index: Int) -> Bool {
    guard let dates = DateLine(line) else {
      guard line.count <= 80, RelativeDate.isRelative(line) else { return false }
      let date = article.captured.flatMap { RelativeDate.date(in: line, reference: $0.value) }
      if article.published == nil { article.published = date.map { Sourced($0, .derived) } }
      if date == nil { dropped.append((index, .inexactDate)) }
      return true
    }
    if article.published == nil { article.published = dates.published.map { Sourced($0, .text) } }
    if article.updated == nil { article.updated = dates.updated.map { Sourced($0, .text) } }
    return true
  }

  // MARK: Bylines

  private mutating func takeByline(_ line: String) -> Bool {
    guard let byline = Byline(line) ?? (isIntroduced ? nil : Byline(unintroduced: line))
    else { return false }
    if article.authors == nil, !byline.names.isEmpty {
      article.authors = Sourced(byline.names, .text)
    }
    if article.agency == nil { article.agency = byline.agency.map { Sourced($0, .text) } }
    if article.published == nil { article.published = byline.published.map { Sourced($0, .text) } }
    if article.updated == nil { article.updated = byline.updated.map { Sourced($0, .text) } }
    return true
  }

  private mutating func takeAgency(_ line: String) -> Bool {
    let bare = line.filter { $0 != "(" && $0 != ")" }
    guard bare.utf8.count <= 40, Agencies.isAgency(bare) else { return false }
    if article.agency == nil { article.agency = Sourced(bare, .text) }
    return true
  }

  // MARK: Lines that only their neighbours explain

  /// A line or two under the headline, above a byline or date or plainly apart from the body.
  private mutating func takeDeck(_ lines: TextLines, _ text: ByteSpan, _ index: Int) -> Bool {
    guard hasHeadline, article.deck == nil, article.authors == nil, article.published == nil,
      let after = lines.firstFull(from: index + 1, before: lines.count)
    else { return false }
    let block = index..<lines.blockEnd(from: index, before: lines.count)
    let follows = Self.isHeadDetail(text.part(lines[after].range))
    guard follows ? text.characters(in: lines[index].range) <= 300 : isPlainDeck(lines, text, block)
    else { return false }
    let deck = TextCleaning.clean(text.part(lines[index].range))
    // Two or three capitalised words above a date are an author rather than a deck.
    if let names = Self.bareNames(deck) {
      article.authors = Sourced(names, .text)
    } else {
      article.deck = Sourced(deck, .text)
    }
    return true
  }

  private static func isHeadDetail(_ line: ByteSpan) -> Bool {
    isDetail(line) && !PageRemarks.isRemark(line)
  }

  /// An unfinished line alone, of a headline's length, before a longer paragraph.
  private func isPlainDeck(_ lines: TextLines, _ text: ByteSpan, _ block: Range<Int>) -> Bool {
    let range = lines[block.lowerBound].range
    let characters = text.characters(in: range)
    guard block.count == 1, (30...200).contains(characters), text.words(in: range) >= 5,
      !text.endsSentence(range), text[range.upperBound - 1] != UInt8(ascii: ":"),
      Dateline(text.part(range).string) == nil
    else { return false }
    return Self.isLongBlock(lines, text, after: block.upperBound, than: characters)
  }

  private static func isLongBlock(
    _ lines: TextLines,
    _ text: ByteSpan,
    after start: Int,
    than characters: Int
  ) -> Bool {
    guard let next = lines.firstFull(from: start, before: lines.count) else { return false }
    let end = lines.blockEnd(from: next, before: lines.count)
    let range = lines[next].range.lowerBound..<lines[end - 1].range.upperBound
    return text.characters(in: range) > max(90, characters) && text.endsSentence(range)
  }

  /// A name alone on its line: beside a date, or between headline and body.
  private mutating func takeBareName(_ lines: TextLines, _ text: ByteSpan, _ index: Int) -> Bool {
    guard hasHeadline, article.authors == nil, lines[index].range.count <= 80,
      lines.firstFull(from: index + 1, before: lines.count) != nil,
      let names = Self.bareNames(TextCleaning.clean(text.part(lines[index].range)))
    else { return false }
    let block = index..<lines.blockEnd(from: index, before: lines.count)
    let isAlone =
      block.count == 1 && Self.isLongBlock(lines, text, after: block.upperBound, than: 60)
    guard article.published != nil || isAlone else { return false }
    article.authors = Sourced(names, .text)
    return true
  }
}

extension DetailLines {
  /// The people, if a line is nothing but one to three names of two to five words.
  static func bareNames(_ line: String) -> [String]? {
    guard line.utf8.count <= 120, isCapitalised(line),
      !line.contains(where: { ":;!?()\"“”«»„0123456789".contains($0) }), !line.hasSuffix(".")
    else { return nil }
    let names = PersonNames.names(in: line)
    let pieces = line.split(separator: ",").count
    guard (1...3).contains(names.count), pieces <= names.count,
      names.allSatisfy({ isFullName($0) }),
      names.reduce(0, { $0 + $1.utf8.count }) + 8 * names.count >= line.utf8.count
    else { return nil }
    return names
  }

  /// Two to five words, none of which belongs to places and departments.
  private static func isFullName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard (2...5).contains(words.count) else { return false }
    let capitals = words.count { $0.first?.isUppercase ?? false }
    // Four words all in capitals are a heading.
    guard words.count < 4 || name.contains(where: \.isLowercase) else { return false }
    return capitals >= 2 && words.allSatisfy { !strangers.contains($0.lowercased()) }
  }

  /// Whether all words but particles begin with a capital, and so may be names.
  static func isCapitalised(_ text: String) -> Bool {
    text.split { " ,|".contains($0) }.allSatisfy { word in
      guard let first = word.first(where: \.isLetter) else { return true }
      return !first.isCased || first.isUppercase || particles.contains(word.lowercased())
    }
  }

  private static let particles: Set<String> = [
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "van", "von", "der", "den",
    "ter", "ten", "la", "le", "al", "el", "bin", "ibn", "bint", "y", "e", "and", "und", "et", "och",
    "og", "en", "with", "zu", "af", "av", "i", "los", "las", "dalla", "dello", "degli", "и", "та",
    "ve", "oraz", "és", "și", "ben", "abu",
  ]

  /// Words of places, departments and headings that stand alone like a name.
  private static let strangers: Set<String> = [
    "new", "los", "san", "santa", "saint", "st", "st.", "north", "south", "east", "west", "united",
    "hong", "rio", "buenos", "tel", "cape", "affairs", "world", "breaking", "business", "sports",
    "sport", "politics", "opinion", "analysis", "review", "culture", "local", "national",
    "international", "city", "state", "top", "latest", "story", "stories", "life", "style",
    "health",
    "science", "technology", "tech", "economy", "money", "market", "markets", "entertainment",
    "arts", "books", "film", "music", "travel", "food", "fashion", "weather", "crime", "courts",
    "education", "environment", "climate", "europe", "asia", "africa", "america", "american",
    "middle", "north", "letters", "essay", "feature", "features", "interview", "exclusive",
    "special",
    "report", "reports", "daily", "weekly", "morning", "evening", "sunday", "saturday", "friday",
    "monday", "tuesday", "wednesday", "thursday", "a", "an", "of", "in", "on", "at", "for", "to",
    "is",
    "are", "was", "two", "three", "dark", "first", "last", "great", "key", "quick", "facts",
    "points",
    "background", "what", "why", "how", "who", "when", "where", "and", "or",
  ]
}
