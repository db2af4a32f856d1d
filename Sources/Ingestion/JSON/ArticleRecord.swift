// SPDX-License-Identifier: Apache-2.0

import Articles

/// The fields of one JSON object that is an article.
///
/// Many names are understood for one field; anything else in the object is passed over. The text
/// stays in a buffer of bytes that is used again for the next record.
struct ArticleRecord {
  private(set) var article = Article()
  /// The text with its line breaks.
  private(set) var body: [UInt8] = []
  /// Members whose names speak for ``NewsJSON``.
  private(set) var newsNames = 0
  private var scratch: [UInt8] = []
  /// Bylines already taken apart: in a collection the same few come again and again.
  private var knownNames: [String: [String]] = [:]
  private static let mostKnownNames = 4096

  /// Which field a member is.
  private enum Field {
    case title, body, url, canonical, authors, published, updated, source, section, language
    case deck, dateline, agency
  }

  /// Reads the object at the cursor.
  mutating func read(
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan
  ) throws(JSONError) {
    article = Article()
    body.removeAll(keepingCapacity: true)
    newsNames = 0
    try cursor.expect(UInt8(ascii: "{"))
    while !cursor.passes(UInt8(ascii: "}")) {
      let key = try cursor.string().range
      try cursor.expect(UInt8(ascii: ":"))
      if let field = Self.field(named: bytes.part(key)) {
        try read(field, &cursor, bytes)
      } else {
        if NewsJSON.isTelling(bytes.part(key)) { newsNames += 1 }
        try cursor.skipValue()
      }
      guard cursor.passes(UInt8(ascii: ",")) || cursor.peek() == UInt8(ascii: "}") else {
        throw JSONError(offset: cursor.offset)
      }
    }
  }

  private mutating func read(
    _ field: Field,
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan
  ) throws(JSONError) {
    switch cursor.peek() {
    case UInt8(ascii: "\""):
      let (range, escaped) = try cursor.string()
      if field == .body {
        take(body: bytes.part(range), escaped: escaped)
      } else {
        take(field, text: text(bytes.part(range), escaped: escaped))
      }
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let start = cursor.offset
      try cursor.skipValue()
      let value = try? JSONValue(parsing: bytes.part(start..<cursor.offset))
      if let value { take(field, value: value) }
    default:
      let word = try cursor.word()
      if field == .published || field == .updated { take(field, number: bytes.part(word)) }
    }
  }

  /// The first text that is not empty counts.
  private mutating func take(body text: ByteSpan, escaped: Bool) {
    guard body.isEmpty else { return }
    if escaped {
      JSONEscapes.append(text, to: &body)
    } else {
      body.append(contentsOf: text)
    }
  }

  private mutating func text(_ span: ByteSpan, escaped: Bool) -> String {
    guard escaped else { return TextCleaning.clean(span) }
    scratch.removeAll(keepingCapacity: true)
    JSONEscapes.append(span, to: &scratch)
    return TextCleaning.clean(scratch.span)
  }

  private mutating func take(_ field: Field, text: String) {
    guard !text.isEmpty else { return }
    switch field {
    case .title: set(\.title, text)
    case .url: set(\.url, text)
    case .canonical: set(\.canonicalURL, text)
    case .source: set(\.source, text)
    case .section: set(\.section, text)
    case .deck: set(\.deck, text)
    case .dateline: set(\.dateline, text)
    case .agency: set(\.agency, text)
    case .language:
      if let code = LanguageTag.code(of: text) { set(\.language, code) }
    case .authors:
      let names = names(in: text)
      if article.authors == nil, !names.isEmpty { article.authors = Sourced(names, .record) }
    case .published, .updated:
      if let date = DateReading.date(in: text) { set(date, for: field) }
    case .body: break
    }
  }

  private mutating func names(in byline: String) -> [String] {
    if let known = knownNames[byline] { return known }
    let names = PersonNames.names(in: byline)
    if knownNames.count == Self.mostKnownNames { knownNames.removeAll(keepingCapacity: true) }
    knownNames[byline] = names
    return names
  }

  private mutating func take(_ field: Field, value: JSONValue) {
    let texts = value.elements.compactMap { $0.text ?? $0["name"]?.text ?? $0["url"]?.text }
    switch field {
    case .authors:
      let names = texts.flatMap { PersonNames.names(in: TextCleaning.clean($0)) }
      if article.authors == nil, !names.isEmpty { article.authors = Sourced(names, .record) }
    case .body:
      var joined = texts.joined(separator: "\n\n")
      joined.withUTF8 { unsafe take(body: $0.span, escaped: false) }
    default:
      if let first = texts.first { take(field, text: TextCleaning.clean(first)) }
    }
  }

  /// Seconds or milliseconds since 1970, where the size leaves no doubt which.
  private mutating func take(_ field: Field, number: ByteSpan) {
    guard let value = Int64(number.string) else { return }
    switch value {
    case 100_000_000..<10_000_000_000: set(ArticleDate(seconds: value), for: field)
    case 100_000_000_000..<10_000_000_000_000:
      set(ArticleDate(seconds: value / 1000), for: field)
    default: break
    }
  }

  private mutating func set(_ date: ArticleDate, for field: Field) {
    let path: WritableKeyPath<Article, Sourced<ArticleDate>?> =
      field == .published ? \.published : \.updated
    if article[keyPath: path] == nil { article[keyPath: path] = Sourced(date, .record) }
  }

  private mutating func set(
    _ path: WritableKeyPath<Article, Sourced<String>?>,
    _ text: String
  ) {
    if article[keyPath: path] == nil { article[keyPath: path] = Sourced(text, .record) }
  }

  private static func field(named key: ByteSpan) -> Field? {
    switch key.count {
    case 1...24: fields[key.string.lowercased()]
    default: nil
    }
  }

  private static let fields: [String: Field] = [
    "title": .title, "headline": .title, "body": .body, "text": .body, "content": .body,
    "articlebody": .body, "maintext": .body, "full_text": .body, "fulltext": .body,
    "url": .url, "link": .url, "source_url": .url, "canonical": .canonical,
    "canonical_url": .canonical, "canonicalurl": .canonical,
    "author": .authors, "authors": .authors, "byline": .authors, "creator": .authors,
    "date": .published, "published": .published, "datepublished": .published,
    "date_published": .published, "publish_date": .published, "published_at": .published,
    "publishedat": .published, "date_publish": .published, "pubdate": .published,
    "pub_date": .published, "publication_date": .published, "timestamp": .published,
    "updated": .updated, "modified": .updated, "datemodified": .updated,
    "date_modified": .updated, "updated_at": .updated, "date_modify": .updated,
    "source": .source, "site": .source, "site_name": .source, "publisher": .source,
    "outlet": .source, "publication": .source, "section": .section, "category": .section,
    "lang": .language, "language": .language, "deck": .deck, "subtitle": .deck,
    "standfirst": .deck, "dek": .deck, "dateline": .dateline, "place": .dateline,
    "agency": .agency,
  ]
}

extension ArticleDate {
  /// A moment to the second, UTC.
  fileprivate init(seconds: Int64) {
    self.init(seconds: seconds, precision: .second, offsetMinutes: 0)
  }
}
