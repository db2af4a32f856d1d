// SPDX-License-Identifier: Apache-2.0

package import Articles

/// What readers decided about an article, which no original can tell: it outlives `reindex` and
/// new versions.
package struct ArticleState: Hashable, Sendable {
  package var article: ArticleID
  /// Hidden from search and lists, but kept.
  package var isRemoved: Bool
  /// Corrections by hand, at most one for a field.
  package var edits: [FieldEdit]
  /// Readers' own labels, as they were typed, in an order and without doubles that the caller sees to.
  package var tags: [String]
  /// A reader's own note; empty if there is none.
  package var note: String

  package init(
    article: ArticleID,
    isRemoved: Bool = false,
    edits: [FieldEdit] = [],
    tags: [String] = [],
    note: String = ""
  ) {
    self.article = article
    self.isRemoved = isRemoved
    self.edits = edits
    self.tags = tags
    self.note = note
  }

  /// The article with the corrections in it, their origin `manual`.
  package func applied(to article: Article) -> Article {
    var corrected = article
    for edit in edits {
      corrected[edit.field] = edit.value.map { Sourced($0, .manual) }
    }
    return corrected
  }

  /// Sets one field's correction; an edit for the same field is replaced.
  package mutating func set(_ edit: FieldEdit) {
    edits.removeAll { $0.field == edit.field }
    edits.append(edit)
    edits.sort { $0.field.rawValue < $1.field.rawValue }
  }
}

/// One field set by hand.
package struct FieldEdit: Hashable, Sendable {
  package var field: ArticleField
  /// Nil says that the field is known to be empty.
  package var value: FieldValue?

  package init(_ field: ArticleField, _ value: FieldValue?) {
    self.field = field
    self.value = value
  }
}
