// SPDX-License-Identifier: Apache-2.0

/// What readers have put on articles, as far as a query asks for it.
///
/// The index knows none of it: whoever keeps it hands it over with the request.
package struct ReaderMarks: Sendable {
  /// A label and the articles that have it.
  package struct Label: Sendable {
    /// As it was typed.
    package var name: String
    /// Ids, in any order, each once.
    package var articles: [UInt64]

    package init(name: String, articles: [UInt64]) {
      self.name = name
      self.articles = articles
    }
  }

  /// A note on an article.
  package struct Note: Sendable {
    package var article: UInt64
    package var text: String

    package init(article: UInt64, text: String) {
      self.article = article
      self.text = text
    }
  }

  package var labels: [Label]
  package var notes: [Note]

  package init(labels: [Label] = [], notes: [Note] = []) {
    self.labels = labels
    self.notes = notes
  }
}

extension Query {
  /// Whether any clause asks for labels.
  package var asksForLabels: Bool { asks(for: .tag) }

  /// Whether any clause asks for notes.
  package var asksForNotes: Bool { asks(for: .note) }

  private func asks(for field: QueryField) -> Bool {
    if case .field(field, _) = clause { return true }
    return parts.contains { $0.asks(for: field) }
  }
}
