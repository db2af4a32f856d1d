// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Ingestion
import Storage

/// A field's value set by hand, or a correction taken back.
package struct Correction: Sendable {
  private let field: ArticleField
  private let change: Change

  private enum Change: Sendable {
    case set(FieldValue)
    /// An empty value: the field is known to be empty.
    case clear
    case takeBack
  }

  /// Reads `field=value`.
  ///
  /// - Throws: ``ArchiveError`` for an unknown field or a date that is none.
  package init(assignment: String) throws(ArchiveError) {
    guard let sign = assignment.firstIndex(of: "=") else {
      throw ArchiveError(
        .usage,
        "`\(TerminalText.escape(assignment))` is not of the form field=value"
      )
    }
    field = try Self.field(named: assignment[..<sign])
    let value = assignment[assignment.index(after: sign)...]
    change = try Self.change(field, to: String(value))
  }

  /// Takes the correction of a field back.
  package init(removing name: String) throws(ArchiveError) {
    field = try Self.field(named: name[...])
    change = .takeBack
  }

  func apply(to state: inout ArticleState) {
    switch change {
    case .set(let value): state.set(FieldEdit(field, value))
    case .clear: state.set(FieldEdit(field, nil))
    case .takeBack: state.edits.removeAll { $0.field == field }
    }
  }

  private static let fields: [String: ArticleField] = [
    "title": .title, "deck": .deck, "byline": .authors, "by": .authors, "agency": .agency,
    "dateline": .dateline, "section": .section, "source": .source, "url": .url,
    "published": .published, "updated": .updated, "lang": .language,
  ]

  private static func field(named name: Substring) throws(ArchiveError) -> ArticleField {
    if let field = fields[name.lowercased()] { return field }
    throw ArchiveError(
      .usage,
      "there is no field `\(TerminalText.escape(String(name)))`",
      hint: "fields: \(fields.keys.sorted().joined(separator: ", "))"
    )
  }

  private static func change(
    _ field: ArticleField,
    to value: String
  ) throws(ArchiveError) -> Change {
    guard !value.isEmpty else { return .clear }
    switch field {
    case .published, .updated, .captured:
      guard let date = ArticleDate(iso8601: value) else {
        throw ArchiveError(
          .usage,
          "`\(TerminalText.escape(value))` is not a date",
          hint: "as in 2025, 2025-06, 2025-06-08 or 2025-06-08T14:05-06:00"
        )
      }
      return .set(.date(date))
    case .authors:
      let names = value.split(separator: ";").map { $0.trimmingBlanks }.filter { !$0.isEmpty }
      return .set(.list(names))
    default:
      return .set(.text(value.trimmingBlanks))
    }
  }
}

extension StringProtocol {
  /// Without blanks at either end.
  fileprivate var trimmingBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
