// SPDX-License-Identifier: Apache-2.0

import Storage

/// One row of comma-separated values after RFC 4180, ended by CRLF, in UTF-8.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`, wide or not) gets an
/// apostrophe before it, as OWASP advises: titles come from strangers, and a formula may send what
/// stands beside it away. Numbers stay as they are. Control characters never leave.
package struct CSVRow: CustomStringConvertible {
  /// The row as it is written.
  package let description: String

  /// A row of cells as they were filed.
  package init(_ cells: [String]) {
    description = cells.map { Self.cell($0) }.joined(separator: ",") + "\r\n"
  }

  private static let quote = UInt8(ascii: "\"")

  private static func cell(_ text: String) -> String {
    var text = TerminalText.escape(text)
    if isFormula(text) { text = "'" + text }
    guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
    // By bytes: a mark behind a quote makes another letter of both, and yet ends the cell.
    var quoted = [quote]
    for byte in text.utf8 {
      if byte == quote { quoted.append(quote) }
      quoted.append(byte)
    }
    return String(decoding: quoted + [quote], as: UTF8.self)
  }

  /// Whether a spreadsheet may compute the cell; it passes over blanks, and takes wide signs as well.
  private static func isFormula(_ text: String) -> Bool {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    guard let first, "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first) else {
      return false
    }
    let isNumber = text.utf8.allSatisfy { "+-.0123456789e".utf8.contains($0) }
    return !isNumber || Double(text) == nil
  }
}
