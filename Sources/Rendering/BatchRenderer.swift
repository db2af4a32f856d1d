// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// The answers to a list of queries: a table for reading, rows and objects for programs.
package enum BatchRenderer {
  /// A line for each query: how many articles, from when to when, and a bar; a last line that counts.
  package static func text(
    _ answers: [BatchAnswer],
    _ tally: BatchTally,
    style: TextStyle
  ) -> String {
    let table = Table(answers, style)
    var text = style.dim(table.header) + "\n"
    for answer in answers { text += table.line(answer) + "\n" }
    return text + "\n" + style.dim(summary(tally)) + "\n"
  }

  /// How wide the columns are.
  private struct Table {
    let style: TextStyle
    let label: Int
    let digits: Int
    let most: Int
    /// Of the bar; 0 for none.
    let bar: Int
    let hasDates: Bool

    init(_ answers: [BatchAnswer], _ style: TextStyle) {
      self.style = style
      let names = answers.map { TerminalWidth.columns(of: TerminalText.escape($0.query.name)) }
      most = answers.map(\.total).max() ?? 0
      digits = max("articles".count, String(most).count)
      hasDates = style.width >= 60
      label = min(max(names.max() ?? 0, "query".count), max(style.width / 3, 10))
      let room = style.width - label - 2 - digits - (hasDates ? 24 : 0) - 2
      bar = room < 4 ? 0 : min(room, 40)
    }

    var header: String {
      let dates = hasDates ? "  first       last" : ""
      return padded("query", label) + "  " + right("articles") + dates
    }

    func line(_ answer: BatchAnswer) -> String {
      let name = padded(style.truncated(TerminalText.escape(answer.query.name), to: label), label)
      guard answer.error == nil else { return "\(name)  \(right("-"))  cannot be read" }
      let dates = hasDates ? "  " + dates(answer) : ""
      let bar = bar == 0 ? "" : "  " + style.bar(answer.total, of: most, columns: bar)
      let line = "\(name)  \(right(String(answer.total)))\(dates)"
      return bar.count > 2 ? line + style.dim(bar) : trimmed(line)
    }

    private func dates(_ answer: BatchAnswer) -> String {
      padded(answer.first?.iso8601 ?? "", 10) + "  " + padded(answer.last?.iso8601 ?? "", 10)
    }

    private func right(_ text: String) -> String {
      String(repeating: " ", count: max(0, digits - text.count)) + text
    }

    private func trimmed(_ line: String) -> String {
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private static func summary(_ tally: BatchTally) -> String {
    let all = tally.answered + tally.failed
    var parts = [
      "\(all == 1 ? "1 query" : "\(all) queries")", "\(tally.successful) found something",
    ]
    if tally.failed > 0 { parts.append("\(tally.failed) cannot be read") }
    let articles = tally.articles == 1 ? "1 article" : "\(tally.articles) articles"
    return parts.joined(separator: ", ")
      + "; \(articles) in all (\(milliseconds(tally.elapsed)) ms)"
  }

  /// How many articles each query finds, a line each, and the query after a tab.
  package static func count(_ answer: BatchAnswer) -> String {
    let count = answer.error == nil ? String(answer.total) : "-"
    return "\(count)\t\(TerminalText.escape(answer.query.name))\n"
  }
}

// MARK: - For programs

extension BatchRenderer {
  /// The first row of ``csv(_:)``.
  package static var csvHeader: String {
    CSVRow(["query", "label", "count", "id", "date", "source", "title"]).description
  }

  /// A row for each hit; one without an article for a query that finds nothing, and one without a
  /// count for a query that cannot be read.
  package static func csv(_ answer: BatchAnswer) -> String {
    let query = [answer.query.text, answer.query.label]
    guard answer.error == nil else { return CSVRow(query + ["", "", "", "", ""]).description }
    let count = String(answer.total)
    guard !answer.hits.isEmpty else {
      return CSVRow(query + [count, "", "", "", ""]).description
    }
    return answer.hits.map { hit in
      CSVRow(query + [count, hit.id.description] + facts(hit.article)).description
    }.joined()
  }

  private static func facts(_ article: Article) -> [String] {
    [
      article.published.map { String($0.value.iso8601.prefix(10)) } ?? "",
      article.source?.value ?? "", article.title?.value ?? "",
    ]
  }

  /// One object a line, one line a query, each with `"version":1`.
  package static func json(_ answer: BatchAnswer) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("line", answer.query.line)
    object.add("query", answer.query.text)
    object.add("label", answer.query.label.isEmpty ? nil : answer.query.label)
    if let error = answer.error {
      object.add("error", error.description)
      if let place = error.place { object.add("offset", place.offset) }
      return object.description + "\n"
    }
    object.add("total", answer.total)
    object.add("first", answer.first?.iso8601)
    object.add("last", answer.last?.iso8601)
    if answer.undated > 0 { object.add("undated", answer.undated) }
    if !answer.hits.isEmpty { object.add("hits", answer.hits.map(Self.object)) }
    DamageNotice.add(answer.damaged, to: &object)
    return object.description + "\n"
  }

  private static func object(_ hit: FoundArticle) -> JSONObject {
    var object = JSONObject()
    object.add("id", hit.id.description)
    object.add("title", hit.article.title?.value)
    object.add("source", hit.article.source?.value)
    object.add("published", hit.article.published?.value.iso8601)
    object.add("score", hit.score)
    return object
  }

  /// The first row of a matrix: what is known of an article, then a column for each query.
  package static func matrixHeader(_ matrix: BatchMatrix) -> String {
    CSVRow(["id", "date", "source", "title"] + matrix.columns).description
  }

  /// A row of a matrix: 1 where the article matches.
  package static func row(_ row: BatchMatrix.Row, of matrix: BatchMatrix) -> String {
    var cells = Array(repeating: "", count: matrix.columns.count)
    for query in row.queries { cells[query] = "1" }
    return CSVRow([row.id.description] + facts(row.article) + cells).description
  }
}
