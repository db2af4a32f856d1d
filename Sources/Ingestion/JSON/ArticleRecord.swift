// SPDX-License-Identifier: Apache-2.0

import Articles

/// The fields of one JSON object that is an article.
///
/// Many names are understood for one field; anything else in the object is passed over. The text
/// stays in a buffer of bytes that is used again for the next record.
struct ArticleRecord {
  private(set) var article = Article()
  /// The text with its line breaks, perhaps in HTML.
  private(set) var body: [UInt8] = []
  /// The text where it is given in HTML only.
  private var markup: [UInt8] = []
  /// The host of the outlet, which names it if nothing else does.
  private var domain: String?
  /// Members whose names speak for ``NewsJSON``.
  private(set) var newsNames = 0
  /// Whether the object says that it is of an export of ours.
  private(set) var isExport = false
  private var scratch: [UInt8] = []
  /// Bylines already taken apart: in a collection the same few come again and again.
  private var knownNames: [String: [String]] = [:]
  private static let mostKnownNames = 4096

  /// Which field a member is.
  private enum Field {
    case title, body, markup, url, canonical, authors, published, updated, captured, source, domain
    case section, language, deck, dateline, agency, image
  }

  /// Reads the object at the cursor.
  mutating func read(
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan
  ) throws(JSONError) {
    article = Article()
    body.removeAll(keepingCapacity: true)
    markup.removeAll(keepingCapacity: true)
    domain = nil
    newsNames = 0
    isExport = false
    try cursor.expect(UInt8(ascii: "{"))
    while !cursor.passes(UInt8(ascii: "}")) {
      let key = try cursor.string().range
      try cursor.expect(UInt8(ascii: ":"))
      if let field = Self.field(named: bytes.part(key)) {
        try read(field, &cursor, bytes)
      } else {
        if NewsJSON.isTelling(bytes.part(key)) { newsNames += 1 }
        if ExportedRecord.isTelling(bytes.part(key)) { isExport = true }
        try cursor.skipValue()
      }
      guard cursor.passes(UInt8(ascii: ",")) || cursor.peek() == UInt8(ascii: "}") else {
        throw JSONError(offset: cursor.offset)
      }
    }
    if article.source == nil { article.source = domain.map { Sourced($0, .record) } }
  }

  private mutating func read(
    _ field: Field,
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan
  ) throws(JSONError) {
    switch cursor.peek() {
    case UInt8(ascii: "\""):
      let (range, escaped) = try cursor.string()
      if field == .body || field == .markup {
        take(body: bytes.part(range), escaped: escaped, isMarkup: field == .markup)
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
      if field == .published || field == .updated || field == .captured {
        take(field, number: bytes.part(word))
      }
    }
  }

  /// The first text that is not empty counts.
  private mutating func take(body text: ByteSpan, escaped: Bool, isMarkup: Bool) {
    if isMarkup {
      if markup.isEmpty { Self.append(text, escaped: escaped, to: &markup) }
    } else if body.isEmpty {
      Self.append(text, escaped: escaped, to: &body)
    }
  }

  private static func append(_ text: ByteSpan, escaped: Bool, to buffer: inout [UInt8]) {
    if escaped {
      JSONEscapes.append(text, to: &buffer)
    } else {
      buffer.append(contentsOf: text)
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
    case .title: set(\.title, HTMLText.plain(text))
    case .url: set(\.url, text)
    case .canonical: set(\.canonicalURL, text)
    case .source: set(Self.isAddress(text) ? \.url : \.source, text)
    case .domain: domain = domain ?? text
    case .section: set(\.section, HTMLText.plain(text))
    case .deck: set(\.deck, HTMLText.plain(text))
    case .image: if Self.isAddress(text) { set(\.leadImage, text) }
    case .dateline: set(\.dateline, text)
    case .agency: set(\.agency, text)
    case .language:
      if let code = LanguageTag.code(of: text) { set(\.language, code) }
    case .authors:
      let names = names(in: text)
      if article.authors == nil, !names.isEmpty { article.authors = Sourced(names, .record) }
    case .published, .updated, .captured:
      if let date = DateReading.date(in: text) { set(date, for: field) }
    case .body, .markup: break
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  private mutating func names(in byline: String) -> [String] {
    if let known = knownNames[byline] { return known }
    let names = PersonNames.names(in: byline)
    if knownNames.count == Self.mostKnownNames { knownNames.removeAll(keepingCapacity: true) }
    knownNames[byline] = names
    return names
  }

  private mutating func take(_ field: Field, value: JSONValue) {
    let texts = value.elements.compactMap { Self.text(of: $0) }
    switch field {
    case .authors:
      let names = texts.flatMap { PersonNames.names(in: TextCleaning.clean($0)) }
      if article.authors == nil, !names.isEmpty { article.authors = Sourced(names, .record) }
    case .body, .markup:
      var joined = texts.joined(separator: "\n\n")
      joined.withUTF8 { unsafe take(body: $0.span, escaped: false, isMarkup: field == .markup) }
    default:
      if let first = texts.first { take(field, text: TextCleaning.clean(first)) }
    }
  }

  /// A text, or the one that an object holds under a name that says so.
  private static func text(of value: JSONValue) -> String? {
    if let text = value.text { return text }
    for name in textNames {
      if let text = value[name]?.text { return text }
    }
    return nil
  }

  private static let textNames = [
    "name", "rendered", "main", "original", "text", "value", "full_name", "title", "url", "src",
  ]

  /// Seconds or milliseconds since 1970 or `20250731`, where the size leaves no doubt which.
  private mutating func take(_ field: Field, number: ByteSpan) {
    guard let value = Int64(number.string.prefix { $0 != "." }) else { return }
    switch value {
    case 1600_01_01...2199_12_31:
      if let date = DateReading.date(in: number.string) { set(date, for: field) }
    case 100_000_000..<10_000_000_000: set(ArticleDate(seconds: value), for: field)
    case 100_000_000_000..<10_000_000_000_000:
      set(ArticleDate(seconds: value / 1000), for: field)
    default: break
    }
  }

  private mutating func set(_ date: ArticleDate, for field: Field) {
    let path: WritableKeyPath<Article, Sourced<ArticleDate>?> =
      switch field {
      case .published: \.published
      case .updated: \.updated
      default: \.captured
      }
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

  private static let fields: [String: Field] = {
    var table: [String: Field] = [:]
    for (field, names) in names {
      for name in names.split(separator: " ") { table[String(name)] = field }
    }
    return table
  }()

  /// The names, in small letters, that collections and services give to the fields.
  private static let names: [(Field, String)] = [
    (.title, "title headline webtitle headline_main article_title news_title titre titel titulo"),
    (
      .body,
      """
      body text content articlebody article_body maintext main_text full_text fulltext bodytext \
      body_text article_text plaintext plain_text cleaned_text raw_text article story contents \
      content_text texto texte
      """
    ),
    (.markup, "html body_html content_html bodyhtml html_content content_rendered"),
    (
      .url,
      "url link source_url weburl web_url article_url page_url permalink short_url shorturl href uri"
    ),
    (.canonical, "canonical canonical_url canonicalurl canonical_link"),
    (
      .authors,
      "author authors byline creator writer author_name authors_names reporter contributors by"
    ),
    (
      .published,
      """
      date published datepublished date_published publish_date published_at publishedat \
      date_publish pubdate pub_date publication_date timestamp webpublicationdate publishing_date \
      published_date publisheddate publishdate publicationdate first_published datetime date_gmt \
      created_at posted_at issued
      """
    ),
    (
      .updated,
      """
      updated modified datemodified date_modified updated_at updatedat date_modify lastmodified \
      last_modified modified_at modified_gmt updated_date lastmod
      """
    ),
    (
      .captured, "date_download download_date crawled_at scraped_at fetched_at crawl_date retrieved"
    ),
    (.source, "source site site_name sitename publisher outlet publication newspaper media_name"),
    (.domain, "domain source_domain hostname host source-hostname"),
    (.section, "section category sectionname section_name articlesection rubric topic_name"),
    (.language, "lang language inlanguage meta_lang"),
    (
      .deck,
      """
      deck subtitle standfirst dek abstract subheadline alternativeheadline short_description \
      trailtext lede sub_title excerpt
      """
    ),
    (.dateline, "dateline place"), (.agency, "agency news_agency"),
    (.image, "image image_url urltoimage top_image lead_image imageurl thumbnail og_image"),
  ]
}

extension ArticleRecord {
  /// The paragraphs of the text, be it plain or HTML.
  var paragraphs: [Paragraph] {
    if body.isEmpty { return markup.isEmpty ? [] : HTMLFragment.paragraphs(of: markup.span) }
    guard Self.isMarkup(body.span) else { return ParagraphAssembly.paragraphs(of: body.span) }
    let paragraphs = HTMLFragment.paragraphs(of: body.span)
    return paragraphs.isEmpty ? ParagraphAssembly.paragraphs(of: body.span) : paragraphs
  }

  /// Whether a text has the tags of paragraphs.
  private static func isMarkup(_ text: ByteSpan) -> Bool {
    var next = 0
    while let place = text.firstIndex(of: UInt8(ascii: "<"), from: next) {
      for tag in tags where text.has(tag, at: place) { return true }
      next = place + 1
    }
    return false
  }

  private static let tags: [StaticString] = [
    "<p>", "<p ", "</p>", "<br>", "<br/", "<br ", "<div", "</div>", "<h2", "<figure", "<blockquote",
  ]
}

extension ArticleDate {
  /// A moment to the second, UTC.
  fileprivate init(seconds: Int64) {
    self.init(seconds: seconds, precision: .second, offsetMinutes: 0)
  }
}
