// SPDX-License-Identifier: Apache-2.0

import Storage

/// One row of comma-separated values after RFC 4180, ended by CRLF, in UTF-8.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`) gets an
/// apostrophe before it, as OWASP advises: titles come from strangers, and a formula may send what
/// stands beside it away. Numbers stay as they are. Control characters never leave.
package struct CSVRow: CustomStringConvertible {
  /// The row as it is written.
  package let description: String

  /// A row of cells as they were filed.
  package init(_ cells: [String]) {
    description = cells.map { Self.cell($0) }.joined(separator: ",") + "\r\n"
  }

  private static func cell(_ text: String) -> String {
    var text = TerminalText.escape(text)
    if let first = text.utf8.first, "=+-@".utf8.contains(first), Double(text) == nil {
      text = "'" + text
    }
    guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
