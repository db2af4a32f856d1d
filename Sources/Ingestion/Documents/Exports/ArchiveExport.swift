// SPDX-License-Identifier: Apache-2.0

import Articles

/// Exports of the commercial news archives: many articles in one text.
///
/// Each is told by several marks at once, in the places where they belong, because an article may
/// speak of `Document 1 of 20` too. What is no such export is left to the reader of plain text.
enum ArchiveExport {
  /// What was read of an export.
  struct Reading {
    /// Each with the bytes that say the same when read alone.
    var articles: [DocumentArticle]
    /// Parts that are no articles, and the lines at which they begin, counted from 1.
    var unread: [(range: Range<Int>, line: Int)]
  }

  /// Reads a text in UTF-8; nil if it is no export.
  static func read(_ bytes: [UInt8]) -> Reading? {
    guard mayBeExport(bytes.span) else { return nil }
    let text = ExportText(bytes)
    guard let content = content(of: text) else { return nil }
    let articles = content.articles.map { found in
      let range = text.byteRange(found.lines)
      var output = DocumentArticle(article: found.article, notes: found.notes)
      if range == 0..<bytes.count || isSame(found, Array(bytes[range])) { output.range = range }
      return output
    }
    let unread = content.unread.map { (text.byteRange($0), $0.lowerBound + 1) }
    return Reading(articles: articles, unread: unread)
  }

  /// Whether a part of the export, read alone, is the same article.
  private static func isSame(_ found: ExportContent.Piece, _ part: [UInt8]) -> Bool {
    guard mayBeExport(part.span), let again = content(of: ExportText(part)) else { return false }
    return again.articles.count == 1 && again.articles[0].article == found.article
  }

  /// A look for the words that every export has.
  private static func mayBeExport(_ text: ByteSpan) -> Bool {
    text.firstRange(of: "ocument") != nil || text.firstRange(of: "OCUMENT") != nil
      || text.firstRange(of: "okument") != nil
  }

  private static func content(of text: ExportText) -> ExportContent? {
    let found =
      NexisExport.content(of: text) ?? LexisExport.content(of: text)
      ?? ProQuestExport.content(of: text) ?? FactivaExport.content(of: text)
    guard var found, !found.articles.isEmpty else { return nil }
    for index in found.articles.indices { found.articles[index].article.settle() }
    found.leaveEmpty(of: text)
    return found.articles.isEmpty ? nil : found
  }
}

/// Fields as all these archives write them.
enum ExportFields {
  /// `Section A; Column 0; Foreign Desk; Pg. 1` is of the foreign desk.
  static func section(_ text: String) -> String? {
    let parts = text.split(separator: ";").map { String($0).trimmingBlanks }
    let places = ["section", "column", "pg", "page", "pag", "seite", "s.", "vol", "no."]
    let named = parts.filter { part in
      let small = part.lowercased()
      return !part.isEmpty && !places.contains { small.hasPrefix($0) }
        && !small.allSatisfy { $0.isNumber || $0 == "." }
    }
    return named.first ?? parts.first { !$0.isEmpty }
  }

  /// The place of a dateline such as `PORT SORROW, May 3`.
  static func place(_ line: String) -> String? {
    if let place = Dateline("\(line) - .")?.place { return place }
    guard DateReading.find(in: line) == nil, !line.contains(where: \.isNumber) else { return nil }
    return line
  }

  /// `Quill, Ada; Ferry, Bo` are Ada Quill and Bo Ferry.
  static func names(_ text: String) -> String {
    let people = text.split(separator: ";").map { person -> String in
      let halves = person.split(separator: ",").map { String($0).trimmingBlanks }
      guard halves.count == 2, !halves[1].isEmpty else { return String(person).trimmingBlanks }
      return "\(halves[1].trimmingStops) \(halves[0])"
    }
    return people.joined(separator: "; ")
  }

  /// `GERMAN; DEUTSCH` is one language.
  static func language(_ text: String) -> String {
    String(text.prefix { $0 != ";" && $0 != "," }).trimmingBlanks
  }

  /// Whether a line says who owns the text.
  static func isCopyright(_ line: String) -> Bool {
    let small = line.lowercased()
    return small.hasPrefix("copyright") || small.hasPrefix("©") || small.hasPrefix("(c)")
      || small.hasPrefix("all rights reserved") || small.hasPrefix("tous droits réservés")
      || small.hasPrefix("alle rechte vorbehalten")
  }

  /// The day that a short line names, with its time.
  static func date(_ line: String) -> ArticleDate? {
    guard line.utf8.count <= 80, line.utf8.contains(where: \.isDigit) else { return nil }
    // `June 9, 2025 Monday 10:15 AM EST`: the day of the week parts the day from its time.
    let words = line.split(separator: " ").filter { word in
      !CalendarWords.isWeekday(word.lowercased().filter(\.isLetter))
    }
    guard let match = DateReading.find(in: words.joined(separator: " ")), match.before <= 2 else {
      return nil
    }
    return match.date.precision == .year || match.date.precision == .month ? nil : match.date
  }
}

extension String {
  /// Without a stop at the end, unless it is of an initial.
  fileprivate var trimmingStops: String {
    guard hasSuffix("."), let word = split(separator: " ").last, word.count > 2 else { return self }
    return String(dropLast())
  }
}
