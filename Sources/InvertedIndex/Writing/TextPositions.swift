// SPDX-License-Identifier: Apache-2.0

/// At which position each text of a document begins, text after text.
///
/// Texts of one field in a row go on where the last ended; between fields one position is left out, so
/// that phrases never cross. Texts without a word leave no trace.
package struct TextPositions: Sendable {
  private var last: IndexedField?
  /// The position after the last word.
  package private(set) var end: UInt32 = 0

  /// The positions of a document without any text.
  package init() {}

  /// Where the first word of more text in a field stands.
  package func start(of field: IndexedField) -> UInt32 {
    last == nil || last == field ? end : end + 1
  }

  /// Takes a text of a field that has words, with the position after its last.
  package mutating func take(_ field: IndexedField, upTo end: UInt32) {
    last = field
    self.end = end
  }
}
