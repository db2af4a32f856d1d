// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// A query with a caret under the place where it went wrong.
package enum QueryErrorRenderer {
  package static func caret(_ place: QueryPlace) -> String {
    let bytes = Array(place.query.utf8)
    let before = String(decoding: bytes.prefix(place.offset), as: UTF8.self)
    let column = TerminalWidth.columns(of: TerminalText.escape(before))
    return "  \(TerminalText.escape(place.query))\n"
      + "  \(String(repeating: " ", count: column))^\n"
  }
}
