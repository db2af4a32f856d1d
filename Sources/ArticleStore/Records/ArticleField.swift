// SPDX-License-Identifier: Apache-2.0

package import Articles

/// A field of an article by name.
///
/// The raw values are on disk and never change meaning.
package enum ArticleField: UInt8, Hashable, Sendable, CaseIterable {
  case title = 1
  case deck = 2
  case authors = 3
  case agency = 4
  case dateline = 5
  case section = 6
  case source = 7
  case url = 8
  case canonicalURL = 9
  case published = 10
  case updated = 11
  case captured = 12
  case language = 13
}

/// The value of any field.
package enum FieldValue: Hashable, Sendable {
  case text(String)
  case list([String])
  case date(ArticleDate)
}

extension Article {
  /// One field by name; nil where it is unknown.
  ///
  /// Setting a value of another shape than the field's (a date as the title) leaves it as it was.
  package subscript(field: ArticleField) -> Sourced<FieldValue>? {
    get {
      // Every article's every field comes through here, so it is spelt out: a key path is slow.
      switch field {
      case .title: Self.text(title)
      case .deck: Self.text(deck)
      case .authors: authors.map { Sourced(.list($0.value), $0.origin) }
      case .agency: Self.text(agency)
      case .dateline: Self.text(dateline)
      case .section: Self.text(section)
      case .source: Self.text(source)
      case .url: Self.text(url)
      case .canonicalURL: Self.text(canonicalURL)
      case .published: Self.date(published)
      case .updated: Self.date(updated)
      case .captured: Self.date(captured)
      case .language: Self.text(language)
      }
    }
    set { set(field, to: newValue) }
  }

  private static func text(_ field: Sourced<String>?) -> Sourced<FieldValue>? {
    field.map { Sourced(.text($0.value), $0.origin) }
  }

  private static func date(_ field: Sourced<ArticleDate>?) -> Sourced<FieldValue>? {
    field.map { Sourced(.date($0.value), $0.origin) }
  }

  private mutating func set(_ field: ArticleField, to new: Sourced<FieldValue>?) {
    switch new?.value {
    case .text(let text):
      if let path = textPath(of: field) {
        self[keyPath: path] = new.map { Sourced(text, $0.origin) }
      }
    case .date(let date):
      if let path = datePath(of: field) {
        self[keyPath: path] = new.map { Sourced(date, $0.origin) }
      }
    case .list(let names):
      if field == .authors { authors = new.map { Sourced(names, $0.origin) } }
    case nil:
      if let path = textPath(of: field) { self[keyPath: path] = nil }
      if let path = datePath(of: field) { self[keyPath: path] = nil }
      if field == .authors { authors = nil }
    }
  }
}

/// Where a field that is text lives.
private func textPath(of field: ArticleField) -> WritableKeyPath<Article, Sourced<String>?>? {
  switch field {
  case .title: \.title
  case .deck: \.deck
  case .agency: \.agency
  case .dateline: \.dateline
  case .section: \.section
  case .source: \.source
  case .url: \.url
  case .canonicalURL: \.canonicalURL
  case .language: \.language
  case .authors, .published, .updated, .captured: nil
  }
}

/// Where a field that is a date lives.
private func datePath(of field: ArticleField) -> WritableKeyPath<Article, Sourced<ArticleDate>?>? {
  switch field {
  case .published: \.published
  case .updated: \.updated
  case .captured: \.captured
  default: nil
  }
}
