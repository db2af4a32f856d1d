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
  case leadImage = 14
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
      case .leadImage: Self.text(leadImage)
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

  // Assigned one by one: key paths would be made anew at the start of every process.
  private mutating func set(_ field: ArticleField, to new: Sourced<FieldValue>?) {
    switch new?.value {
    case .text(let text): setText(field, new.map { Sourced(text, $0.origin) })
    case .date(let date): setDate(field, new.map { Sourced(date, $0.origin) })
    case .list(let names):
      if field == .authors { authors = new.map { Sourced(names, $0.origin) } }
    case nil:
      setText(field, nil)
      setDate(field, nil)
      if field == .authors { authors = nil }
    }
  }

  private mutating func setText(_ field: ArticleField, _ new: Sourced<String>?) {
    switch field {
    case .title: title = new
    case .deck: deck = new
    case .agency: agency = new
    case .dateline: dateline = new
    case .section: section = new
    case .source: source = new
    case .url: url = new
    case .canonicalURL: canonicalURL = new
    case .language: language = new
    case .leadImage: leadImage = new
    case .authors, .published, .updated, .captured: break
    }
  }

  private mutating func setDate(_ field: ArticleField, _ new: Sourced<ArticleDate>?) {
    switch field {
    case .published: published = new
    case .updated: updated = new
    case .captured: captured = new
    default: break
    }
  }
}
