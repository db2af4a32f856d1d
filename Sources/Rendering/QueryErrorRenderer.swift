// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// A query with a caret under the place where it went wrong.
package enum QueryErrorRenderer {
  /// Two lines of at most `width` columns; of a longer query only what stands around the place.
  package static func caret(_ place: QueryPlace, width: Int = 80) -> String {
    let bytes = Array(place.query.utf8)
    var before = TerminalText.escape(String(decoding: bytes.prefix(place.offset), as: UTF8.self))
    var after = TerminalText.escape(String(decoding: bytes.dropFirst(place.offset), as: UTF8.self))
    let room = max(width - 4, 8)
    if TerminalWidth.columns(of: before) + TerminalWidth.columns(of: after) > room {
      before = ending(of: before, columns: max(room / 2, room - TerminalWidth.columns(of: after)))
      after = TerminalWidth.truncated(after, to: room - TerminalWidth.columns(of: before))
    }
    let column = TerminalWidth.columns(of: before)
    return "  \(before)\(after)\n  \(String(repeating: " ", count: column))^\n"
  }

  /// The end of a text, with an ellipsis in place of what is too much for a number of columns.
  private static func ending(of text: String, columns: Int) -> String {
    var total = TerminalWidth.columns(of: text)
    guard total > columns else { return text }
    var rest = text[...]
    while total >= columns, let first = rest.popFirst() {
      total -= TerminalWidth.columns(of: first)
    }
    return "…" + rest
  }
}
