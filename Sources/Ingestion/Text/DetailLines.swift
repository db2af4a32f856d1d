// SPDX-License-Identifier: Apache-2.0

import Articles

/// The lines between headline and body: deck, byline, dates, outlet.
struct DetailLines {
  private(set) var article: Article
  /// The first line that is none of these.
  private(set) var next: Int
  let hasHeadline: Bool

  /// The most lines that are looked at.
  private static let limit = 10

  init(article: Article, next: Int, hasHeadline: Bool) {
    self.article = article
    self.next = next
    self.hasHeadline = hasHeadline
  }

  /// Takes one line after the other, as long as each is understood.
  mutating func read(_ lines: TextLines, _ text: ByteSpan) {
    for _ in 0..<Self.limit {
      guard let index = lines.firstFull(from: next, before: lines.count) else { return }
      let range = lines[index].range
      if range.count <= 300, take(text.part(range)) {
        next = index + 1
      } else if takeDeck(lines, text, index) || takeBareName(lines, text, index) {
        next = index + 1
      } else {
        return
      }
    }
  }

  /// Whether a line is a byline, a date, an address or a remark of a page, by itself.
  static func isDetail(_ line: ByteSpan) -> Bool {
    guard line.count <= 300, mayBeDetail(line) else { return false }
    var probe = DetailLines(article: Article(), next: 0, hasHeadline: true)
    return probe.take(line)
  }

  /// A cheap look before the dear one: an introduction of names, a digit, an address, a remark.
  private static func mayBeDetail(_ line: ByteSpan) -> Bool {
    guard line.count > 1 else { return false }
    if DateReading.hasDigit(line) { return true }
    return isRemark(line) || line.has("http", at: 0) || line[0] == UInt8(ascii: "(")
      || (line.count <= 200 && PersonNames.lead(of: line.string[...]) != nil)
      || (line.count <= 40 && Agencies.isAgency(line.string))
  }

  private mutating func take(_ line: ByteSpan) -> Bool {
    guard Self.mayBeDetail(line) else { return false }
    if Self.isRemark(line) { return true }
    if let url = WebAddress.alone(in: line) {
      if article.url == nil { article.url = Sourced(url, .text) }
      return true
    }
    let text = TextCleaning.clean(line)
    return takeDates(line) || takeByline(text) || takeAgency(text)
  }

  // MARK: Dates

  /// A line of nothing but dates.
  private mutating func takeDates(_ line: ByteSpan) -> Bool {
    guard let dates = DateLine(line) else { return RelativeDate.isRelative(line) }
    if article.published == nil { article.published = dates.published.map { Sourced($0, .text) } }
    if article.updated == nil { article.updated = dates.updated.map { Sourced($0, .text) } }
    return true
  }

  // MARK: Bylines

  /// `By NAME`, with a date, a wire service or a place after it.
  private mutating func takeByline(_ line: String) -> Bool {
    guard line.utf8.count <= 240, let length = PersonNames.lead(of: line[...]),
      Self.isIntroduction(line.prefix(length), of: line.dropFirst(length))
    else { return false }
    var names: [String] = []
    var agency: String?
    for part in Self.parts(of: line.dropFirst(length)) {
      if let match = DateReading.find(in: part), match.isWhole {
        if article.published == nil { article.published = Sourced(match.date, .text) }
      } else if Agencies.isAgency(part) {
        agency = part
      } else {
        names += PersonNames.names(in: part).filter(Self.isCapitalised)
      }
    }
    guard !names.isEmpty || agency != nil else { return false }
    // A sentence that begins like a byline has small words or ends in a full stop.
    guard Self.isCapitalised(String(line.dropFirst(length))) || line.utf8.count <= 60 else {
      return false
    }
    if article.authors == nil, !names.isEmpty { article.authors = Sourced(names, .text) }
    if article.agency == nil { article.agency = agency.map { Sourced($0, .text) } }
    return true
  }

  /// Whether words introduce names: with a capital, or small before capitalised names alone.
  private static func isIntroduction(_ lead: Substring, of names: Substring) -> Bool {
    guard lead != "Di", let first = lead.first else { return false }
    if !first.isCased || first.isUppercase { return true }
    return names.split(separator: " ").count <= 5 && isCapitalised(String(names))
  }

  /// Cut at bars, dashes with blanks around them, commas before a wire service, `in` and `for`.
  private static func parts(of byline: Substring) -> [String] {
    var parts: [[Substring]] = [[]]
    for word in byline.split(separator: " ") {
      switch word {
      case "|", "-", "–", "—", "•", "·", "in", "for", "at": parts.append([])
      default:
        parts[parts.count - 1].append(word)
      }
    }
    let pieces = parts.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
    return pieces.flatMap { piece -> [String] in
      guard DateReading.find(in: piece) == nil else { return [piece] }
      return piece.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
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
    "og", "en", "with", "zu", "af", "av", "i",
  ]

  private mutating func takeAgency(_ line: String) -> Bool {
    let bare = line.filter { $0 != "(" && $0 != ")" }
    guard bare.utf8.count <= 40, Agencies.isAgency(bare) else { return false }
    if article.agency == nil { article.agency = Sourced(bare, .text) }
    return true
  }

  // MARK: Lines that only their neighbours explain

  /// A line or two under the headline and above a byline or date.
  private mutating func takeDeck(_ lines: TextLines, _ text: ByteSpan, _ index: Int) -> Bool {
    guard hasHeadline, article.deck == nil, article.authors == nil, article.published == nil,
      text.characters(in: lines[index].range) <= 300,
      let after = lines.firstFull(from: index + 1, before: lines.count),
      Self.isDetail(text.part(lines[after].range)), !Self.isRemark(text.part(lines[after].range))
    else { return false }
    let deck = TextCleaning.clean(text.part(lines[index].range))
    // Two or three capitalised words above a date are an author rather than a deck.
    if let names = Self.bareName(deck) {
      article.authors = Sourced(names, .text)
    } else {
      article.deck = Sourced(deck, .text)
    }
    return true
  }

  /// A name alone on its line, right after a date or before one.
  private mutating func takeBareName(_ lines: TextLines, _ text: ByteSpan, _ index: Int) -> Bool {
    guard hasHeadline, article.authors == nil, article.published != nil,
      lines[index].range.count <= 60,
      lines.firstFull(from: index + 1, before: lines.count) != nil,
      let names = Self.bareName(TextCleaning.clean(text.part(lines[index].range)))
    else { return false }
    article.authors = Sourced(names, .text)
    return true
  }

  private static func bareName(_ line: String) -> [String]? {
    let words = line.split(separator: " ")
    guard (2...4).contains(words.count), isCapitalised(line),
      !line.contains(where: { ".,:;!?".contains($0) && $0 != "." })
    else { return nil }
    let names = PersonNames.names(in: line)
    return names.count == 1 && names[0] == line ? names : nil
  }

  // MARK: Remarks of pages

  /// Whether a line is one of the remarks that pasted pages carry.
  static func isRemark(_ line: ByteSpan) -> Bool {
    guard line.count <= 32 else { return false }
    return remarks.contains(line.string.lowercased())
  }

  private static let remarks: Set<String> = [
    "share", "share this", "share this article", "share this story", "tweet", "email", "print",
    "facebook", "twitter", "linkedin", "whatsapp", "advertisement", "comments", "copy link",
    "listen", "save", "follow", "subscribe", "share on facebook", "share on twitter",
  ]
}
