// SPDX-License-Identifier: Apache-2.0

import Storage
import TextAnalysis

/// A reader's own label for articles.
package struct Label: Hashable, Sendable {
  /// As it was typed, with single blanks.
  package let name: String
  /// What labels are told apart by: without case and accents.
  let folded: [UInt8]

  /// The most bytes that a label may have.
  private static let limit = 100

  /// Reads what was typed.
  ///
  /// - Throws: ``ArchiveError`` of usage for nothing, for too much and for signs that queries need.
  package init(_ text: String) throws(ArchiveError) {
    name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    folded = TextAnalysis.folded(name)
    guard !name.isEmpty else { throw ArchiveError(.usage, "a label has at least one letter") }
    guard name.utf8.count <= Self.limit else {
      throw ArchiveError(.usage, "a label has at most \(Self.limit) bytes")
    }
    let isFree = name.unicodeScalars.allSatisfy { scalar in
      !"\"“”*?".unicodeScalars.contains(scalar) && scalar.properties.generalCategory != .control
    }
    guard isFree else {
      let shown = TerminalText.escape(text)
      throw ArchiveError(
        .usage,
        "`\(shown)` is no label: quotation marks, stars and question marks have a meaning in queries"
      )
    }
  }

  /// A label that is kept, as it is.
  init(kept name: String) {
    self.name = name
    folded = TextAnalysis.folded(name)
  }

  package static func == (left: Label, right: Label) -> Bool { left.folded == right.folded }

  package func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

/// A label and how many articles have it, removed ones not among them.
package struct LabelCount: Sendable {
  package var name: String
  package var articles: Int
}
