// SPDX-License-Identifier: Apache-2.0

/// How text may look where it is going: how wide, with colours or without, with links or without.
package struct TextStyle: Sendable {
  /// Columns of the screen.
  package var width: Int
  package var hasColor: Bool
  /// Whether the terminal is believed to know OSC 8.
  package var hasHyperlinks: Bool
  /// Whether lines, dots and blocks of our own may be other characters than ASCII.
  ///
  /// What articles say is never changed for it: a letter that cannot be shown is still that letter.
  package var isUnicode: Bool

  package init(
    width: Int = 80,
    hasColor: Bool = false,
    hasHyperlinks: Bool = false,
    isUnicode: Bool = true
  ) {
    self.width = width
    self.hasColor = hasColor
    self.hasHyperlinks = hasHyperlinks
    self.isUnicode = isUnicode
  }

  func bold(_ text: String) -> String { painted(text, "1") }
  func dim(_ text: String) -> String { painted(text, "2") }
  func match(_ text: String) -> String { painted(text, "1;33") }
  func warning(_ text: String) -> String { painted(text, "33") }

  /// The text as a link to `target`, which must be escaped already.
  func link(_ text: String, to target: String) -> String {
    hasHyperlinks && !target.isEmpty
      ? "\u{1B}]8;;\(target)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\" : text
  }

  func line(_ runs: [StyledRun]) -> String {
    runs.map { $0.isMatch ? match($0.text) : $0.text }.joined()
  }

  private func painted(_ text: String, _ code: String) -> String {
    hasColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension TextStyle {
  /// Stands for what was left out.
  var ellipsis: String { isUnicode ? "…" : "..." }
  /// Stands between two facts.
  var separator: String { isUnicode ? " · " : " - " }
  /// Stands before the lines of a quotation.
  var quoteBar: String { isUnicode ? "│" : "|" }
  /// Stands before an entry of a list.
  var bullet: String { isUnicode ? "•" : "*" }
  /// A line across the screen.
  var rule: String { String(repeating: isUnicode ? "─" : "-", count: min(width, 80)) }

  /// The text cut to at most `limit` columns, the last of them an ellipsis if anything was cut.
  func truncated(_ text: String, to limit: Int) -> String {
    TerminalWidth.truncated(text, to: limit, ellipsis: ellipsis)
  }

  /// A bar to an eighth of a column, to a half in ASCII; something for every number but zero.
  func bar(_ number: Int, of most: Int, columns: Int) -> String {
    guard number > 0, most > 0 else { return "" }
    let share = Double(number) / Double(most) * Double(columns)
    guard isUnicode else {
      let halves = max(1, Int((share * 2).rounded()))
      return String(repeating: "#", count: halves / 2) + (halves % 2 == 1 ? "-" : "")
    }
    let eighths = max(1, Int((share * 8).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
