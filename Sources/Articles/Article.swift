// SPDX-License-Identifier: Apache-2.0

/// A news item as it was filed: its fields, each with where it was found, and its text.
///
/// Unknown stays unknown: a field for which a page gives no evidence is nil or empty.
package struct Article: Hashable, Sendable {
  package var title: Sourced<String>?
  package var deck: Sourced<String>?
  /// People, in the order given, without titles of office and outlets.
  package var authors: Sourced<[String]>?
  /// A wire service such as `Reuters`.
  package var agency: Sourced<String>?
  /// The place a report was sent from.
  package var dateline: Sourced<String>?
  package var section: Sourced<String>?
  /// The outlet that published it.
  package var source: Sourced<String>?
  package var url: Sourced<String>?
  package var canonicalURL: Sourced<String>?
  package var published: Sourced<ArticleDate>?
  package var updated: Sourced<ArticleDate>?
  package var captured: Sourced<ArticleDate>?
  /// ISO 639-1 code where there is one, else 639-3, in lower case.
  package var language: Sourced<String>?
  /// The address of the picture that the article is shown with.
  package var leadImage: Sourced<String>?
  package var paragraphs: [Paragraph] = []

  package init() {}
}

/// A value and where it was found.
package struct Sourced<Value: Hashable & Sendable>: Hashable, Sendable {
  package var value: Value
  package var origin: Origin

  package init(_ value: Value, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }
}

/// Where a field's value was found.
///
/// The raw values are on disk and never change meaning.
package enum Origin: UInt8, Hashable, Sendable, CaseIterable {
  case jsonLD = 1
  case openGraph = 2
  case meta = 3
  case microdata = 4
  case time = 5
  case url = 6
  /// The visible text.
  case text = 7
  /// The file: its name or its date.
  case file = 8
  /// Computed from other values, such as a title taken from the first sentence.
  case derived = 9
  /// Set by a reader's hand.
  case manual = 10
  /// A field of a structured record (JSON Lines, front matter, headers).
  case record = 11

  /// The name people read.
  package var name: String {
    switch self {
    case .jsonLD: "json-ld"
    case .openGraph: "opengraph"
    case .meta: "meta"
    case .microdata: "microdata"
    case .time: "time"
    case .url: "url"
    case .text: "text"
    case .file: "file"
    case .derived: "derived"
    case .manual: "manual"
    case .record: "record"
    }
  }
}

/// One block of an article's text.
package struct Paragraph: Hashable, Sendable {
  /// What a block is.
  ///
  /// The raw values are on disk and never change meaning.
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case paragraph = 0
    case heading = 1
    case quote = 2
    case listItem = 3
    /// A caption is kept and searchable but is no part of the body.
    case caption = 4
  }

  package var kind: Kind
  /// The text: no line breaks, blanks collapsed.
  package var text: String

  package init(_ text: String, kind: Kind = .paragraph) {
    self.kind = kind
    self.text = text
  }
}
