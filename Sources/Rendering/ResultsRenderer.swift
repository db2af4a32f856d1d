// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// Search results as text, JSON, ids and paths.
package enum ResultsRenderer {
  /// Ranked results: title, what is known of the article, fragments; a last line that counts.
  package static func text(_ results: ResultPage, style: TextStyle) -> String {
    var text = ""
    for hit in results.hits {
      text += heading(hit, style) + facts(hit, style)
      for fragment in hit.fragments { text += lines(of: fragment, style) }
      text += "\n"
    }
    return text + (results.hits.isEmpty && results.total == 0 ? "" : summary(results, style))
  }

  /// One line an article: date, id, title, source.
  package static func list(_ results: ResultPage, style: TextStyle) -> String {
    results.hits.map { hit in
      let date = padded(hit.article.published?.value.iso8601.prefix(10).description ?? "", 10)
      let outlet = hit.article.source.map { "  " + TerminalText.escape($0.value) } ?? ""
      // On a narrow screen the title needs all there is.
      let source = style.width < 60 ? "" : TerminalWidth.truncated(outlet, to: 24)
      let room = style.width - 27 - TerminalWidth.columns(of: source)
      let title = TerminalWidth.truncated(title(of: hit), to: max(room, 10))
      return "\(date)  \(id(of: hit, style))  \(title)\(style.dim(source))\n"
    }.joined() + (results.total == 0 ? "" : summary(results, style))
  }

  package static func ids(_ results: ResultPage) -> String {
    results.hits.map { "\($0.id)\n" }.joined()
  }

  /// The paths of the originals, what is not to be shown written out.
  package static func paths(_ results: ResultPage) -> String {
    results.hits.map { TerminalText.escape(name: $0.path) + "\n" }.joined()
  }

  /// The ids, each ended by a NUL.
  package static func idsForPrograms(_ results: ResultPage) -> [UInt8] {
    results.hits.flatMap { Array($0.id.description.utf8) + [0] }
  }

  /// The paths of the originals byte for byte, each ended by a NUL.
  package static func rawPaths(_ results: ResultPage) -> [UInt8] {
    results.hits.flatMap { $0.path + [0] }
  }

  /// Ids and titles, a line each.
  package static func names(_ articles: [ArchivedArticle], style: TextStyle) -> String {
    articles.map { article in
      let title = TerminalText.escape(article.article.title?.value ?? "(no title)")
      return "\(article.id)  \(TerminalWidth.truncated(title, to: max(style.width - 15, 10)))\n"
    }.joined()
  }

  /// What a person should know besides the results; for standard error.
  package static func complaints(_ results: ResultPage) -> [String] {
    var lines = results.damaged.map {
      "warning: \(TerminalText.escape($0)); these results are incomplete"
    }
    lines += results.hints.map { "hint: \(TerminalText.escape($0))" }
    if results.total == 0 { lines += results.advice.map { TerminalText.escape($0) } }
    if results.undated > 0 {
      lines.append(
        "\(results.undated) more would match but \(results.undated == 1 ? "has" : "have") no date"
      )
    }
    return lines
  }

  private static func heading(_ hit: FoundArticle, _ style: TextStyle) -> String {
    let runs = runs(of: hit.article.title?.value ?? "(no title)", marks: hit.titleMarks)
    let shortened = truncated(runs, to: style.width)
    var line = ""
    for run in shortened { line += run.isMatch ? style.match(run.text) : style.bold(run.text) }
    return line + "\n"
  }

  private static func facts(_ hit: FoundArticle, _ style: TextStyle) -> String {
    let article = hit.article
    let known = [
      article.source?.value, article.published.map { String($0.value.iso8601.prefix(10)) },
      article.authors?.value.joined(separator: ", "),
    ].compactMap { $0.map { TerminalText.escape($0) } }
    let id = id(of: hit, style)
    let room = style.width - 13 - 3
    let line = TerminalWidth.truncated(known.joined(separator: " · "), to: max(room, 0))
    return line.isEmpty ? "\(id)\n" : "\(id)\(style.dim(" · " + line))\n"
  }

  private static func lines(of fragment: HitFragment, _ style: TextStyle) -> String {
    var runs = runs(of: fragment.text, marks: fragment.marks)
    if fragment.isCutBefore { runs.insert(StyledRun(text: "… "), at: 0) }
    if fragment.isCutAfter { runs.append(StyledRun(text: " …")) }
    return wrapped(runs, width: min(style.width, 100) - 4)
      .map { "    \(style.line($0))\n" }.joined()
  }

  private static func summary(_ results: ResultPage, _ style: TextStyle) -> String {
    let of = results.total == 1 ? "1 article" : "\(results.total) articles"
    let first = results.offset + 1
    let shown =
      results.hits.count == results.total
      ? of
      : results.offset == 0
        ? "\(results.hits.count) of \(of)"
        : results.hits.isEmpty
          ? "none of \(of) after the first \(results.offset)"
          : "\(first) to \(results.offset + results.hits.count) of \(of)"
    return style.dim("\(shown) (\(milliseconds(results.elapsed)) ms)") + "\n"
  }

  private static func id(of hit: FoundArticle, _ style: TextStyle) -> String {
    let path = String(decoding: hit.path, as: UTF8.self)
    return style.link(hit.id.description, to: path.hasPrefix("/") ? fileURL(hit.path) : "")
  }

  private static func title(of hit: FoundArticle) -> String {
    TerminalText.escape(hit.article.title?.value ?? "(no title)")
  }

  private static func truncated(_ runs: [StyledRun], to limit: Int) -> [StyledRun] {
    var all = ""
    for run in runs { all += run.text }
    guard TerminalWidth.columns(of: all) > limit else { return runs }
    var left = TerminalWidth.truncated(all, to: limit).dropLast().count
    var kept: [StyledRun] = []
    for run in runs where left > 0 {
      kept.append(StyledRun(text: String(run.text.prefix(left)), isMatch: run.isMatch))
      left -= run.text.count
    }
    return kept + [StyledRun(text: "…")]
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
