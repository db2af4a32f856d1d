// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// Articles counted by a field, as a chart of bars and as JSON.
package enum CountsRenderer {
  /// A line for each value with a bar; a last line that says what was counted.
  package static func text(_ counts: ArticleCounts, style: TextStyle) -> String {
    let names = counts.values.map { TerminalText.escape($0.name) }
    let numbers = counts.values.map { String($0.articles) }
    let digits = numbers.map(\.utf8.count).max() ?? 0
    let widest = names.map { TerminalWidth.columns(of: $0) }.max() ?? 0
    let label = min(widest, max(style.width / 2, 10))
    let room = min(40, style.width - label - digits - 4)
    let most = counts.values.map(\.articles).max() ?? 0
    var text = ""
    for (index, value) in counts.values.enumerated() {
      let name = padded(style.truncated(names[index], to: label), label)
      let blanks = String(repeating: " ", count: digits - numbers[index].utf8.count)
      let bar = room < 4 ? "" : style.bar(value.articles, of: most, columns: room)
      text += "\(name)  \(blanks)\(numbers[index])\(bar.isEmpty ? "" : "  \(style.dim(bar))")\n"
    }
    if !text.isEmpty { text += "\n" }
    return counts.total == 0 ? "" : text + style.dim(summary(counts)) + "\n"
  }

  /// One object a line, one line a value, each with `"version":1`; articles without a value are
  /// counted in an object without `value`.
  package static func json(_ counts: ArticleCounts) -> String {
    var lines = counts.values.map { object($0.name, $0.articles, counts) }
    if counts.without > 0 { lines.append(object(nil, counts.without, counts)) }
    return lines.map { $0.description + "\n" }.joined()
  }

  /// A row for each value with a row of names first (RFC 4180); articles without a value are counted
  /// in a row with an empty one.
  package static func csv(_ counts: ArticleCounts) -> String {
    var text = CSVRow([counts.field.rawValue, "articles"]).description
    for value in counts.values {
      text += CSVRow([value.name, String(value.articles)]).description
    }
    if counts.without > 0 { text += CSVRow(["", String(counts.without)]).description }
    return text
  }

  private static func object(
    _ name: String?,
    _ articles: Int,
    _ counts: ArticleCounts
  ) -> JSONObject {
    var object = JSONObject()
    object.add("version", 1)
    object.add("by", counts.field.rawValue)
    object.add("value", name)
    object.add("articles", articles)
    object.add("total", counts.total)
    DamageNotice.add(counts.page.damaged, to: &object)
    return object
  }

  private static func summary(_ counts: ArticleCounts) -> String {
    let articles = counts.total == 1 ? "1 article" : "\(counts.total) articles"
    let noun = nouns(counts.field)
    let kinds = counts.distinct == 1 ? "1 \(noun.one)" : "\(counts.distinct) \(noun.many)"
    let shown = counts.values.filter { $0.articles > 0 }.count
    let part =
      shown == counts.distinct
      ? kinds : "the \(counts.field.isDate ? "last" : "first") \(shown) of \(kinds)"
    let without = counts.without > 0 ? ", \(counts.without) without \(noun.none)" : ""
    return "\(articles), \(part)\(without) (\(milliseconds(counts.page.elapsed)) ms)"
  }

  private static func nouns(_ field: CountedField) -> (one: String, many: String, none: String) {
    switch field {
    case .year: ("year", "years", "a date")
    case .month: ("month", "months", "a date")
    case .day: ("day", "days", "a date")
    case .source: ("source", "sources", "one")
    case .section: ("section", "sections", "one")
    case .author: ("author", "authors", "one")
    case .lang: ("language", "languages", "one")
    case .tag: ("tag", "tags", "one")
    }
  }
}
