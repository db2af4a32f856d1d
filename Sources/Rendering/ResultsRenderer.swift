// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// Search results for reading: title, what is known, the sentences that match.
package enum ResultsRenderer {
  /// Ranked results and a last line that counts.
  package static func text(_ results: ResultPage, style: TextStyle) -> String {
    results.hits.map { text($0, style: style) }.joined()
      + summary(results, shown: results.hits.count, style: style)
  }

  /// One ranked result, with an empty line after it.
  package static func text(_ hit: FoundArticle, style: TextStyle) -> String {
    var text = heading(hit, style) + facts(hit, style)
    for fragment in hit.fragments { text += lines(of: fragment, style) }
    return text + "\n"
  }

  /// A line for each article and a last line that counts.
  package static func list(_ results: ResultPage, style: TextStyle) -> String {
    results.hits.map { line($0, style: style) }.joined()
      + summary(results, shown: results.hits.count, style: style)
  }

  /// One line of a list: date, id, title, source.
  ///
  /// On a wide screen sources stand in a column, not further from the titles than the eye follows; on
  /// a narrow one the title has a line to itself.
  package static func line(_ hit: FoundArticle, style: TextStyle) -> String {
    let date = padded(hit.article.published?.value.iso8601.prefix(10).description ?? "", 10)
    guard style.width >= 60 else {
      let title = style.truncated(title(of: hit), to: style.width - 2)
      return "\(style.dim(date))  \(id(of: hit, style))\n  \(title)\n"
    }
    let outlet = hit.article.source.map { "  " + TerminalText.escape($0.value) } ?? ""
    let source = style.truncated(outlet, to: 26)
    let room =
      style.width < 100
      ? max(style.width - 27 - TerminalWidth.columns(of: source), 10) : min(style.width - 53, 90)
    let title = style.truncated(title(of: hit), to: room)
    let shown = style.width < 100 || source.isEmpty ? title : padded(title, room)
    return "\(style.dim(date))  \(id(of: hit, style))  \(shown)\(style.dim(source))\n"
  }

  /// The last line: how many of how many, and how long it took; empty if nothing was found.
  package static func summary(_ results: ResultPage, shown: Int, style: TextStyle) -> String {
    guard results.total > 0 else { return "" }
    let all = results.total == 1 ? "1 article" : "\(results.total) articles"
    let said =
      shown == results.total
      ? all
      : shown == 0
        ? "none of \(all)"
          + (results.offset > 0 ? " after the first \(results.offset)" : "")
        : results.offset == 0
          ? "\(shown) of \(all)"
          : "\(results.offset + 1) to \(results.offset + shown) of \(all)"
    return style.dim("\(said) (\(milliseconds(results.elapsed)) ms)") + "\n"
  }

  /// Ids and titles, a line each.
  package static func names(_ articles: [ArchivedArticle], style: TextStyle) -> String {
    articles.map { article in
      let title = TerminalText.escape(article.article.title?.value ?? "(no title)")
      return "\(article.id)  \(style.truncated(title, to: max(style.width - 15, 10)))\n"
    }.joined()
  }

  /// What a person should know besides the results; for standard error.
  package static func complaints(_ results: ResultPage) -> [String] {
    var lines = [DamageNotice.line(results.damaged)].compactMap(\.self)
    lines += results.hints.map { "hint: \(TerminalText.escape($0))" }
    if results.total == 0 { lines += results.advice.map { TerminalText.escape($0) } }
    if results.undated > 0 {
      lines.append(
        "\(results.undated) more would match but \(results.undated == 1 ? "has" : "have") no date"
      )
    }
    return lines
  }
}

extension ResultsRenderer {
  private static func heading(_ hit: FoundArticle, _ style: TextStyle) -> String {
    let runs = runs(of: hit.article.title?.value ?? "(no title)", marks: hit.titleMarks)
    let shortened = truncated(runs, to: style.width, style)
    var line = ""
    for run in shortened { line += run.isMatch ? style.match(run.text) : style.bold(run.text) }
    return line + "\n"
  }

  /// Source, date, byline, id and labels on one line; where there is no room for all, labels are cut
  /// first, then the byline and the source, never the date and the id.
  private static func facts(_ hit: FoundArticle, _ style: TextStyle) -> String {
    let article = hit.article
    let separator = style.separator
    let date = article.published.map { String($0.value.iso8601.prefix(10)) }
    var source = article.source.map { TerminalText.escape($0.value) }
    var byline = article.authors.map { TerminalText.escape($0.value.joined(separator: ", ")) }
    var room = style.width - 13 - (date.map { $0.utf8.count + 3 } ?? 0)
    source = source.flatMap { fitted($0, into: &room, style, least: 6) }
    byline = byline.flatMap { fitted($0, into: &room, style, least: 8) }
    let known = [source, date, byline].compactMap(\.self).joined(separator: separator)
    let tags = fitted(
      TerminalText.escape(hit.tags.joined(separator: ", ")),
      into: &room,
      style,
      least: 4
    )
    let id = id(of: hit, style) + (tags.map { style.dim(separator) + $0 } ?? "")
    return known.isEmpty ? "\(id)\n" : "\(style.dim(known + separator))\(id)\n"
  }

  /// The text with a separator cut to the room, which it takes; nil if hardly any of it has room.
  private static func fitted(
    _ text: String,
    into room: inout Int,
    _ style: TextStyle,
    least: Int
  ) -> String? {
    let cut = style.truncated(text, to: room - 3)
    guard !text.isEmpty, cut == text || room - 3 >= least else { return nil }
    room -= TerminalWidth.columns(of: cut) + 3
    return cut
  }

  private static func lines(of fragment: HitFragment, _ style: TextStyle) -> String {
    var runs = runs(of: fragment.text, marks: fragment.marks)
    if fragment.isCutBefore { runs.insert(StyledRun(text: style.ellipsis + " "), at: 0) }
    if fragment.isCutAfter { runs.append(StyledRun(text: " " + style.ellipsis)) }
    if let field = fragment.field { runs.insert(StyledRun(text: field + ": "), at: 0) }
    return wrapped(runs, width: min(style.width, 100) - 4)
      .map { "    \(style.line($0))\n" }.joined()
  }

  private static func id(of hit: FoundArticle, _ style: TextStyle) -> String {
    let path = String(decoding: hit.path, as: UTF8.self)
    return style.link(hit.id.description, to: path.hasPrefix("/") ? fileURL(hit.path) : "")
  }

  private static func title(of hit: FoundArticle) -> String {
    TerminalText.escape(hit.article.title?.value ?? "(no title)")
  }

  private static func truncated(
    _ runs: [StyledRun],
    to limit: Int,
    _ style: TextStyle
  ) -> [StyledRun] {
    var all = ""
    for run in runs { all += run.text }
    guard TerminalWidth.columns(of: all) > limit else { return runs }
    var left = style.truncated(all, to: limit).dropLast(style.ellipsis.count).count
    var kept: [StyledRun] = []
    for run in runs where left > 0 {
      kept.append(StyledRun(text: String(run.text.prefix(left)), isMatch: run.isMatch))
      left -= run.text.count
    }
    return kept + [StyledRun(text: style.ellipsis)]
  }
}

/// `file:` URL of an absolute path, every byte but the safe ones escaped.
func fileURL(_ path: [UInt8]) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var url = Array("file://".utf8)
  for byte in path {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: url.append(byte)
    default: url += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: url, as: UTF8.self)
}

/// With one decimal.
func milliseconds(_ duration: Duration) -> String {
  let tenths = Int(duration / .microseconds(100))
  return "\(tenths / 10).\(tenths % 10)"
}

func padded(_ text: String, _ columns: Int) -> String {
  text + String(repeating: " ", count: max(0, columns - TerminalWidth.columns(of: text)))
}
