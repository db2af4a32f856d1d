// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// How a query was read and why an article scored what it did.
package enum ExplanationRenderer {
  package static func text(_ explanation: QueryExplanation, style: TextStyle) -> String {
    var text = "\(style.dim("read as")) \(TerminalText.escape(explanation.reading))\n"
    text += explanation.notes.map { "\(style.dim("note")) \(TerminalText.escape($0))\n" }.joined()
    for clause in explanation.clauses { text += rendered(clause, style) }
    text += "\n\(count(explanation.total)) in all\n"
    if explanation.isUnmatched { text += "\nThe article does not match.\n" }
    if let article = explanation.article {
      text += "\n\(article.id)  score \(decimal(article.score))\n"
      text += article.shares.map { share($0) }.joined()
      text += explanation.additions.map { "    \(decimal($0.score))  \($0.name)\n" }.joined()
    }
    return text
  }

  private static func rendered(_ clause: QueryExplanation.Clause, _ style: TextStyle) -> String {
    var text = "\n\(style.bold(TerminalText.escape(clause.text)))  \(count(clause.articles))"
    if clause.terms.count > 1 { text += ", \(clause.terms.count) words" }
    text += clause.weight > 0 ? ", weight \(decimal(clause.weight))\n" : "\n"
    let shown = clause.terms.prefix(20).map { "\(TerminalText.escape($0.term)) \($0.articles)" }
    guard !shown.isEmpty else { return text }
    let rest =
      clause.terms.count > 20 ? ", and \(clause.terms.count - 20) more (--json names all)" : ""
    let lines = wrapped(
      [StyledRun(text: shown.joined(separator: ", ") + rest)],
      width: style.width - 4
    )
    return text + lines.map { "    \(style.line($0))\n" }.joined()
  }

  /// The formula with its numbers: BM25, k1 = 1.2, b = 0.75.
  private static func share(_ share: QueryExplanation.Share) -> String {
    "    \(decimal(share.score))  \(TerminalText.escape(share.text)): weight \(decimal(share.weight)), "
      + "\(share.frequency) weighted occurrence\(share.frequency == 1 ? "" : "s") "
      + "in \(length(share)) weighted words\n"
  }

  /// The length that the ranking takes, and the exact one where that differs.
  private static func length(_ share: QueryExplanation.Share) -> String {
    share.exactLength == share.length
      ? "\(share.length)" : "\(share.length) (\(share.exactLength) exactly)"
  }

  private static func count(_ articles: Int) -> String {
    articles == 1 ? "1 article" : "\(articles) articles"
  }

  /// With three decimals.
  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }
}
