// SPDX-License-Identifier: Apache-2.0

import Articles

/// What a page says about itself in JSON-LD (schema.org).
struct LinkedData {
  /// The objects that describe an article, in order.
  private(set) var articles: [JSONValue] = []
  /// Objects by their `@id`, to which others refer.
  private var named: [String: JSONValue] = [:]

  /// Reads the contents of the page's scripts; what is no JSON is passed over.
  init(_ scripts: [String]) {
    for script in scripts {
      guard let value = Self.parse(script) else { continue }
      collect(value)
    }
  }

  /// Comments and CDATA marks around the JSON are passed over.
  private static func parse(_ script: String) -> JSONValue? {
    guard let start = script.utf8.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }) else {
      return nil
    }
    var rest = String(script[start...])
    return rest.withUTF8 { bytes in try? JSONValue(parsing: unsafe bytes.span) }
  }

  /// Goes through arrays and graphs; the depth is limited by the parser.
  private mutating func collect(_ value: JSONValue) {
    for element in value.elements {
      guard case .object = element else { continue }
      if let id = element["@id"]?.text { named[id] = named[id] ?? element }
      if Self.isArticle(element) { articles.append(element) }
      for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"] {
        guard let inner = element[key] else { continue }
        if key == "hasPart" || key == "itemListElement", !articles.isEmpty { continue }
        collect(inner)
      }
    }
  }

  private static func isArticle(_ value: JSONValue) -> Bool {
    let types = value["@type"]?.elements.compactMap(\.text) ?? []
    return types.contains { type in
      type.hasSuffix("Article") || type.hasSuffix("BlogPosting") || type.hasSuffix("Report")
        || type == "Review" || type == "LiveBlogPosting" || type == "SocialMediaPosting"
    }
  }

  /// The text of a field of the first article that has it.
  func text(_ key: String) -> String? {
    for article in articles {
      if let text = article[key]?.elements.lazy.compactMap(\.text).first {
        let cleaned = HTMLText.plain(text)
        if !cleaned.isEmpty { return cleaned }
      }
    }
    return nil
  }

  func date(_ key: String) -> ArticleDate? {
    text(key).flatMap { DateReading.date(in: $0) }
  }

  /// The `name` of the object in a field, such as `publisher`.
  func name(_ key: String) -> String? {
    for article in articles {
      guard let value = article[key]?.elements.first else { continue }
      if let name = resolved(value)["name"]?.text { return HTMLText.plain(name) }
    }
    return nil
  }

  /// The people in `author` or `creator`; organisations are none.
  var authors: [String] {
    for article in articles {
      var names: [String] = []
      for value in (article["author"] ?? article["creator"])?.elements ?? [] {
        let person = resolved(value)
        if person["@type"]?.elements.contains(.string("Organization")) ?? false { continue }
        let texts = value.text.map { [$0] } ?? person["name"]?.elements.compactMap(\.text) ?? []
        for name in texts.flatMap({ PersonNames.names(in: HTMLText.plain($0)) })
        where !names.contains(name) {
          names.append(name)
        }
      }
      if !names.isEmpty { return names }
    }
    return []
  }

  private func resolved(_ value: JSONValue) -> JSONValue {
    guard value["name"] == nil, let id = value["@id"]?.text, let object = named[id] else {
      return value
    }
    return object
  }
}

/// Text in attributes and JSON that is itself HTML.
enum HTMLText {
  /// Without tags, with the commonest entities resolved, cleaned.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else {
      return TextCleaning.clean(text)
    }
    var plain = ""
    var rest = text[...]
    while let character = rest.first {
      if character == "<", let close = rest.firstIndex(of: ">"),
        rest.dropFirst().first.map({ $0.isLetter || $0 == "/" }) ?? false
      {
        rest = rest[rest.index(after: close)...]
        plain += " "
      } else if character == "&", let (replacement, length) = entity(rest) {
        plain += replacement
        rest = rest.dropFirst(length)
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    return TextCleaning.clean(plain)
  }

  private static func entity(_ text: Substring) -> (String, Int)? {
    let name = text.dropFirst().prefix(10).prefix { $0 != ";" && $0 != " " && $0 != "&" }
    guard text.dropFirst(name.count + 1).first == ";" else { return nil }
    let length = name.count + 2
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let value =
        digits.first == "x" || digits.first == "X"
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let value, let scalar = Unicode.Scalar(value) else { return nil }
      return (String(scalar), length)
    }
    return basic[String(name)].map { ($0, length) }
  }

  private static let basic: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "rsquo": "’",
    "lsquo": "‘", "rdquo": "”", "ldquo": "“", "ndash": "–", "mdash": "—", "hellip": "…",
    "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "uuml": "ü", "ouml": "ö",
    "auml": "ä", "szlig": "ß", "ntilde": "ñ", "oacute": "ó", "iacute": "í", "aacute": "á",
    "uacute": "ú", "atilde": "ã", "otilde": "õ", "euro": "€", "laquo": "«", "raquo": "»",
  ]
}
