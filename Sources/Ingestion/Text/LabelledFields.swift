// SPDX-License-Identifier: Apache-2.0

import Articles

/// Fields written as `Label: value` at the head of a text: labelled lines, headers of a message,
/// YAML front matter.
struct LabelledFields {
  private(set) var article: Article
  /// Lines passed, from the first.
  private(set) var end: Int

  private enum Field {
    case title, deck, authors, published, updated, source, section, url, language, dateline, agency
    case body, ignored
  }

  /// Reads such fields from line `start` on; nil if the text does not begin with any.
  init?(_ lines: TextLines, _ text: ByteSpan, from start: Int, into article: Article) {
    guard let first = lines.firstFull(from: start, before: lines.count) else { return nil }
    self.article = article
    end = first
    let line = text.part(lines[first].range)
    if line.count == 3, line.has("---", at: 0) {
      guard readFrontMatter(lines, text) else { return nil }
    } else {
      guard Self.label(line) != nil, read(lines, text) else { return nil }
    }
  }

  /// Lines between two of `---`; false if the second is missing or nothing is understood.
  private mutating func readFrontMatter(_ lines: TextLines, _ text: ByteSpan) -> Bool {
    var index = end + 1
    var understood = 0
    var list: Field?
    while index < min(lines.count, end + 200) {
      let line = text.part(lines[index].range)
      if line.count == 3, line.has("---", at: 0) || line.has("...", at: 0) {
        end = index + 1
        return understood > 0
      }
      if let (field, value) = Self.label(line) {
        list = value.isEmpty ? field : nil
        if take(field, value) { understood += 1 }
      } else if let list, line.count > 2, line[0] == UInt8(ascii: "-") {
        if take(list, text.trimmedRange(lines[index].range.dropFirst(1)), text) { understood += 1 }
      }
      index += 1
    }
    return false
  }

  /// Labelled lines up to a blank line after which none follows.
  private mutating func read(_ lines: TextLines, _ text: ByteSpan) -> Bool {
    var index = end
    var understood = 0
    while index < lines.count {
      if lines[index].isBlank {
        let next = index + 1
        guard next < lines.count, let (field, _) = Self.label(text.part(lines[next].range)),
          field != .ignored
        else { break }
        index = next
        continue
      }
      let line = text.part(lines[index].range)
      guard let (field, value) = Self.label(line) ?? Self.unknownLabel(line, understood) else {
        break
      }
      if field == .body {
        // The text may begin on the label's own line: that line is then left to the body.
        end = value.isEmpty ? index + 1 : index
        return understood > 0
      }
      if take(field, value) { understood += 1 }
      index += 1
    }
    end = index
    return understood > 0
  }

  /// The field that a line's label names, and its value.
  private static func label(_ line: ByteSpan) -> (Field, String)? {
    guard let colon = line.part(0..<min(line.count, 28)).firstIndex(of: UInt8(ascii: ":")),
      colon > 0
    else { return nil }
    let name = line.part(0..<colon).trimmed().string.lowercased()
    guard let field = labels[name] else { return nil }
    // `By: the way ...` is a sentence, and so is any label with a long tail but title and deck.
    let value = TextCleaning.clean(line.part(colon + 1..<line.count))
    guard value.utf8.count <= 400 || field == .ignored || field == .body else { return nil }
    return (field, unquoted(value))
  }

  /// A header of a message that means nothing here, once others were understood.
  private static func unknownLabel(_ line: ByteSpan, _ understood: Int) -> (Field, String)? {
    guard understood > 0, let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      colon < 32, colon + 1 == line.count || line[colon + 1] == 0x20
    else { return nil }
    for index in 0..<colon where !line[index].isLetter && line[index] != UInt8(ascii: "-") {
      return nil
    }
    return (.ignored, "")
  }

  private static func unquoted(_ value: String) -> String {
    guard value.utf8.count >= 2, let first = value.first, first == "\"" || first == "'",
      value.last == first
    else { return value }
    return String(value.dropFirst().dropLast())
  }

  private mutating func take(_ field: Field, _ range: Range<Int>, _ text: ByteSpan) -> Bool {
    take(field, Self.unquoted(TextCleaning.clean(text.part(range))))
  }

  /// Keeps a value; false if it says nothing.
  private mutating func take(_ field: Field, _ value: String) -> Bool {
    guard !value.isEmpty else { return field == .body }
    switch field {
    case .title: set(\.title, value)
    case .deck: set(\.deck, value)
    case .source: set(\.source, value)
    case .section: set(\.section, value)
    case .url: set(\.url, value)
    case .dateline: set(\.dateline, value)
    case .agency: set(\.agency, value)
    case .language:
      guard let code = LanguageTag.code(of: value) else { return false }
      set(\.language, code)
    case .authors: return take(authors: value)
    case .published, .updated:
      guard let date = DateReading.date(in: value) else { return false }
      if field == .published {
        article.published = article.published ?? Sourced(date, .record)
      } else {
        article.updated = article.updated ?? Sourced(date, .record)
      }
    case .body, .ignored: return false
    }
    return true
  }

  private mutating func take(authors value: String) -> Bool {
    let bare = value.split { "[]\"".contains($0) }.joined(separator: " ")
    let names = PersonNames.names(in: bare)
    guard !names.isEmpty else { return false }
    let known = article.authors?.value ?? []
    article.authors = Sourced(known + names.filter { !known.contains($0) }, .record)
    return true
  }

  private mutating func set(
    _ path: WritableKeyPath<Article, Sourced<String>?>,
    _ value: String
  ) {
    if article[keyPath: path] == nil { article[keyPath: path] = Sourced(value, .record) }
  }

  private static let labels: [String: Field] = [
    "title": .title, "headline": .title, "subject": .title, "titel": .title, "titre": .title,
    "título": .title, "titulo": .title, "titolo": .title, "заголовок": .title,
    "subtitle": .deck, "deck": .deck, "standfirst": .deck, "subheadline": .deck,
    "author": .authors, "authors": .authors, "by": .authors, "byline": .authors,
    "from": .authors, "autor": .authors, "autores": .authors, "auteur": .authors,
    "autore": .authors, "автор": .authors, "reporter": .authors,
    "date": .published, "published": .published, "published on": .published,
    "publication date": .published, "pubdate": .published, "publish date": .published,
    "posted": .published, "datum": .published, "fecha": .published, "data": .published,
    "дата": .published, "created": .published,
    "updated": .updated, "modified": .updated, "last updated": .updated, "last-modified": .updated,
    "source": .source, "publication": .source, "publisher": .source, "outlet": .source,
    "newspaper": .source, "site": .source, "quelle": .source, "fuente": .source, "fonte": .source,
    "section": .section, "category": .section, "rubrik": .section, "sección": .section,
    "url": .url, "link": .url, "permalink": .url, "language": .language, "lang": .language,
    "dateline": .dateline, "place": .dateline, "agency": .agency,
    "tags": .ignored, "keywords": .ignored, "id": .ignored, "slug": .ignored, "layout": .ignored,
    "to": .ignored, "message-id": .ignored, "mime-version": .ignored, "content-type": .ignored,
    "draft": .ignored, "image": .ignored, "copyright": .ignored, "length": .ignored,
    "word count": .ignored, "edition": .ignored, "page": .ignored,
    "body": .body, "text": .body, "content": .body, "article": .body,
  ]
}

extension Range where Bound == Int {
  /// Without its first `count` numbers.
  fileprivate func dropFirst(_ count: Int) -> Range<Int> {
    Swift.min(lowerBound + count, upperBound)..<upperBound
  }
}
