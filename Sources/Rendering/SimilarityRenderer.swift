// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// What is looked for to find articles like one.
package enum SimilarityRenderer {
  /// A line for each term, the best first, and the query that they make.
  package static func text(_ explanation: SimilarityExplanation, style: TextStyle) -> String {
    let names = explanation.terms.map { TerminalText.escape($0.term) }
    let widest = min(names.map { TerminalWidth.columns(of: $0) }.max() ?? 0, style.width / 2)
    var text = ""
    for (name, term) in zip(names, explanation.terms) {
      let label = padded(style.truncated(name, to: widest), widest)
      let articles = term.articles == 1 ? "1 article" : "\(term.articles) articles"
      text += "\(style.bold(label))  counts \(Self.decimal(term.factor)) times, "
      text += "\(term.frequency) here by field, in \(articles)\n"
    }
    guard !explanation.query.isEmpty else { return text }
    let query = StyledRun(text: TerminalText.escape(explanation.query))
    let lines = wrapped([query], width: style.width - 4)
    return text + "\n\(style.dim("read as"))\n" + lines.map { "    \(style.line($0))\n" }.joined()
  }

  /// With two decimals.
  private static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100).\(String(repeating: "0", count: 2 - digits.count))\(digits)"
  }
}
