// SPDX-License-Identifier: Apache-2.0

import Articles

/// An article as `morgue export` writes it: fields with their origins, paragraphs with their kinds.
///
/// Whoever wrote the object, its texts are cleaned like those of any other source.
struct ExportedRecord {
  private(set) var article = Article()
  /// As the archive had it that the article comes from.
  let id: ArticleID?

  /// The versions of the form that are understood.
  private static let version = "1"

  /// Whether an object with a member of this name is one of ours.
  static func isTelling(_ name: ByteSpan) -> Bool {
    name.count == 13 && name.string == "morgue_export"
  }

  /// Nil for an object of another version, or without text and title.
  init?(_ value: JSONValue) {
    guard case .word(Self.version)? = value["morgue_export"] else { return nil }
    let named = value["id"]?.text.flatMap { ArticleID.range(matching: $0[...]) }
    id = named.flatMap { $0.lowerBound == $0.upperBound ? $0.lowerBound : nil }
    for (name, path) in Self.texts {
      article[keyPath: path] = Self.field(value, name) { Self.text($0) }
    }
    for (name, path) in Self.dates {
      article[keyPath: path] = Self.field(value, name) {
        $0.text.flatMap { ArticleDate(iso8601: $0) }
      }
    }
    article.authors = Self.field(value, "authors") { names in
      let names = names.elements.compactMap { Self.text($0) }
      return names.isEmpty ? nil : names
    }
    if let language = article.language, LanguageTag.code(of: language.value) != language.value {
      article.language = nil
    }
    article.paragraphs = (value["paragraphs"]?.elements ?? []).compactMap { Self.paragraph($0) }
    if article.paragraphs.isEmpty, article.title == nil { return nil }
  }

  private static func field<Value>(
    _ record: JSONValue,
    _ name: String,
    _ read: (JSONValue) -> Value?
  ) -> Sourced<Value>? {
    guard let field = record["fields"]?[name], let value = field["value"].flatMap(read)
    else { return nil }
    return Sourced(value, field["origin"]?.text.flatMap { origins[$0] } ?? .record)
  }

  private static func text(_ value: JSONValue) -> String? {
    let text = value.text.map { TextCleaning.clean($0) }
    return text?.isEmpty ?? true ? nil : text
  }

  private static func paragraph(_ value: JSONValue) -> Paragraph? {
    guard let text = value["text"].flatMap(text) else { return nil }
    return Paragraph(text, kind: value["kind"]?.text.flatMap { kinds[$0] } ?? .paragraph)
  }

  private static let origins = Dictionary(
    uniqueKeysWithValues: Origin.allCases.map { ($0.name, $0) }
  )

  private static let kinds: [String: Paragraph.Kind] = [
    "paragraph": .paragraph, "heading": .heading, "quote": .quote, "list-item": .listItem,
    "caption": .caption,
  ]

  private static var texts: [(String, WritableKeyPath<Article, Sourced<String>?>)] {
    [
      ("title", \.title), ("deck", \.deck), ("agency", \.agency), ("dateline", \.dateline),
      ("section", \.section), ("source", \.source), ("url", \.url),
      ("canonical_url", \.canonicalURL), ("language", \.language), ("lead_image", \.leadImage),
    ]
  }

  private static var dates: [(String, WritableKeyPath<Article, Sourced<ArticleDate>?>)] {
    [("published", \.published), ("updated", \.updated), ("captured", \.captured)]
  }
}
