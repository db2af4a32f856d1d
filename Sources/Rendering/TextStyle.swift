// SPDX-License-Identifier: Apache-2.0

/// How text may look where it is going: how wide, with colours or without, with links or without.
package struct TextStyle: Sendable {
  /// Columns of the screen.
  package var width: Int
  package var hasColor: Bool
  /// Whether the terminal is believed to know OSC 8.
  package var hasHyperlinks: Bool

  package init(width: Int = 80, hasColor: Bool = false, hasHyperlinks: Bool = false) {
    self.width = width
    self.hasColor = hasColor
    self.hasHyperlinks = hasHyperlinks
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
