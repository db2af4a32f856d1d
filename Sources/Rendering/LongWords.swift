// SPDX-License-Identifier: Apache-2.0

/// Messages without the whole of words that no screen has room for, as in a file pasted as a query.
package enum LongWords {
  /// Longer than nearly every path and address.
  private static let longest = 256
  private static let kept = (first: 120, last: 40)

  /// The text with the middle of every longer word left out.
  package static func cut(_ text: String) -> String {
    guard text.utf8.count > longest else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false).map(cutWord)
        .joined(separator: " ")
    }.joined(separator: "\n")
  }

  private static func cutWord(_ word: Substring) -> String {
    let scalars = word.unicodeScalars
    guard scalars.count > longest else { return String(word) }
    return String(scalars.prefix(kept.first)) + "…" + String(scalars.suffix(kept.last))
  }
}
