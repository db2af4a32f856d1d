// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// Search results for other programs: JSON, rows, ids and paths.
extension ResultsRenderer {
  /// One object a line, one line a hit, each with `"version":1`.
  package static func json(_ results: ResultPage) -> String {
    results.hits.enumerated()
      .map { json($1, rank: results.offset + $0 + 1, of: results) }.joined()
  }

  /// One hit of a page as an object on a line.
  package static func json(_ hit: FoundArticle, rank: Int, of page: ResultPage) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("search", page.search)
    object.add("rank", rank)
    object.add("total", page.total)
    object.add("id", hit.id.description)
    object.add("article_version", hit.version)
    object.add("score", hit.score)
    add(hit.article, to: &object)
    if !hit.tags.isEmpty { object.add("tags", hit.tags) }
    object.add("path", String(decoding: hit.path, as: UTF8.self))
    object.add("title_marks", hit.titleMarks.map(range))
    object.add("fragments", hit.fragments.map(object(for:)))
    DamageNotice.add(page.damaged, to: &object)
    return object.description + "\n"
  }

  private static func add(_ article: Article, to object: inout JSONObject) {
    object.add("title", article.title?.value)
    object.add("deck", article.deck?.value)
    object.add("source", article.source?.value)
    object.add("section", article.section?.value)
    object.add("published", article.published?.value.iso8601)
    if let authors = article.authors { object.add("authors", authors.value) }
    object.add("agency", article.agency?.value)
    object.add("dateline", article.dateline?.value)
    object.add("lang", article.language?.value)
    object.add("url", article.canonicalURL?.value ?? article.url?.value)
  }

  private static func object(for fragment: HitFragment) -> JSONObject {
    var object = JSONObject()
    object.add("field", fragment.field)
    if let paragraph = fragment.paragraph { object.add("paragraph", paragraph) }
    object.add("text", fragment.text)
    object.add("marks", fragment.marks.map(range))
    return object
  }

  private static func range(_ mark: Range<Int>) -> JSONObject {
    var range = JSONObject()
    range.add("start", mark.lowerBound)
    range.add("end", mark.upperBound)
    return range
  }

  /// The columns of ``csv(_:rank:)``.
  private static let columns: [ResultField] = [
    .id, .date, .title, .source, .section, .byline, .dateline, .lang, .url, .path, .score, .snippet,
  ]

  /// The first row of results as a table: the names of the columns.
  package static var csvHeader: String { CSVRow(columns.map(\.rawValue)).description }

  /// One hit as a row.
  package static func csv(_ hit: FoundArticle, rank: Int) -> String {
    CSVRow(columns.map { $0.value(of: hit, rank: rank) }).description
  }

  /// The hit's id and the end of the line.
  package static func id(_ hit: FoundArticle) -> String { "\(hit.id)\n" }

  /// The original's path and the end of the line, what is not to be shown written out.
  package static func path(_ hit: FoundArticle) -> String {
    TerminalText.escape(name: hit.path) + "\n"
  }

  /// The original's path byte for byte, ended by a NUL.
  package static func rawPath(_ hit: FoundArticle) -> [UInt8] { hit.path + [0] }
}
