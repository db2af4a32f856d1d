// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a page says about itself in JSON-LD (schema.org).
struct LinkedData {
  /// The objects that describe an article, in order; the page's own first.
  private(set) var articles: [JSONValue] = []
  /// The objects that describe the page, which speak where no article does.
  private var pages: [JSONValue] = []
  /// Objects by their `@id`, to which others refer.
  private var named: [String: JSONValue] = [:]
  /// The names of the site and of its publisher.
  private(set) var siteNames: [String] = []

  /// The people who wrote an article, and those who signed it that are none.
  struct Authors: Equatable {
    var people: [String] = []
    /// Desks, wire services, outlets.
    var others: [String] = []
  }

  /// Reads the contents of the page's scripts; what is no JSON even when mended is passed over.
  ///
  /// Linear in their length.
  init(_ scripts: [String]) {
    for script in scripts {
      for value in LinkedDataParsing.values(in: script) { collect(value) }
    }
    if let name = name("publisher"), !siteNames.contains(name) { siteNames.append(name) }
  }

  /// Goes through arrays and graphs; the depth is limited by the parser.
  private mutating func collect(_ value: JSONValue) {
    for element in value.elements {
      guard case .object = element else { continue }
      if let id = element["@id"]?.text { named[id] = named[id] ?? element }
      let types = element["@type"]?.elements.compactMap(\.text) ?? []
      if types.contains(where: Self.isArticle) {
        articles.append(element)
      } else if types.contains(where: { $0.hasSuffix("Page") }) {
        pages.append(element)
      } else if types.contains("WebSite"), let name = element["name"]?.text {
        siteNames.append(HTMLText.plain(name))
      }
      for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"] {
        guard let inner = element[key] else { continue }
        if key == "hasPart" || key == "itemListElement", !articles.isEmpty { continue }
        collect(inner)
      }
    }
  }

  private static func isArticle(_ type: String) -> Bool {
    type.hasSuffix("Article") || type.hasSuffix("BlogPosting") || type.hasSuffix("Report")
      || type == "Review" || type == "LiveBlogPosting" || type == "SocialMediaPosting"
      || type == "Recipe" || type == "HowTo"
  }

  /// Keeps the article whose headline is one of these, and objects that say more of the same:
  /// pages also describe the articles to which they lead.
  mutating func keep(titled titles: [String]) {
    guard articles.count > 1 else { return }
    let keys = titles.map(SiteNames.key).filter { $0.utf8.count >= 8 }
    let own = articles.filter { article in
      guard let title = article["headline"]?.text ?? article["name"]?.text else { return false }
      let key = SiteNames.key(HTMLText.plain(title))
      return key.utf8.count >= 8 && keys.contains { $0.hasPrefix(key) || key.hasPrefix($0) }
    }
    if !own.isEmpty {
      articles = own
    } else if articles.count > 2, !keys.isEmpty {
      articles = []
    }
  }

  /// The text of a field of the first article that has it, else of the page.
  func text(_ key: String) -> String? {
    for object in articles + (articles.isEmpty ? pages : []) {
      if let text = object[key]?.elements.lazy.compactMap(\.text).first {
        let cleaned = HTMLText.plain(text)
        if !cleaned.isEmpty { return cleaned }
      }
    }
    return nil
  }

  /// The `name` of the object in a field of an article, such as `publisher`.
  func name(_ key: String) -> String? {
    for object in articles + pages {
      guard let value = object[key]?.elements.first else { continue }
      if let name = resolved(value)["name"]?.elements.lazy.compactMap(\.text).first {
        return HTMLText.plain(name)
      }
    }
    return nil
  }

  /// The address in a field that holds one, or an object with one, or several of either.
  func address(_ key: String) -> String? {
    for object in articles + (articles.isEmpty ? pages : []) {
      for value in object[key]?.elements ?? [] {
        let object = resolved(value)
        if let address = value.text ?? object["url"]?.text ?? object["contentUrl"]?.text {
          return address
        }
      }
    }
    return nil
  }

  /// Whether the page says that its text costs something.
  var isForSubscribers: Bool {
    articles.contains { article in
      switch article["isAccessibleForFree"] {
      case .word(let word): word.lowercased() == "false"
      case .string(let text): text.lowercased() == "false"
      default: false
      }
    }
  }

  /// The authors in `author` or `creator` of the first article that has any.
  var authors: Authors {
    for object in articles + (articles.isEmpty ? pages : []) {
      var authors = Authors()
      for key in ["author", "creator"] where authors == Authors() {
        for value in object[key]?.elements ?? [] { add(value, to: &authors) }
      }
      if authors != Authors() { return authors }
    }
    return Authors()
  }

  /// No article has so many authors; each is compared with all before.
  private static let mostAuthors = 100

  private func add(_ value: JSONValue, to authors: inout Authors) {
    guard authors.people.count + authors.others.count < Self.mostAuthors else { return }
    let object = resolved(value)
    let types = object["@type"]?.elements.compactMap(\.text) ?? []
    let texts = value.text.map { [$0] } ?? object["name"]?.elements.compactMap(\.text) ?? []
    for text in texts.map(HTMLText.plain) {
      let isGroup = types.contains { $0.hasSuffix("Organization") }
      let names = isGroup ? [] : PersonNames.names(in: text)
      for name in names where !authors.people.contains(name) { authors.people.append(name) }
      for agency in PersonNames.agencies(in: text) where !authors.others.contains(agency) {
        authors.others.append(agency)
      }
      if names.isEmpty {
        for part in text.split(whereSeparator: { "/,;|".contains($0) }) {
          let other = TextCleaning.clean(String(part))
          if !other.isEmpty, !authors.others.contains(other) { authors.others.append(other) }
        }
      }
    }
  }

  private func resolved(_ value: JSONValue) -> JSONValue {
    guard value["name"] == nil, value["url"] == nil, let id = value["@id"]?.text,
      let object = named[id]
    else { return value }
    return object
  }
}
