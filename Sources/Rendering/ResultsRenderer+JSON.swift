// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive

extension ResultsRenderer {
  /// One object a line, one line a hit, each with `"version":1`.
  package static func json(_ results: ResultPage) -> String {
    results.hits.enumerated().map { place, hit in
      var object = JSONObject()
      object.add("version", 1)
      object.add("rank", results.offset + place + 1)
      object.add("total", results.total)
      object.add("id", hit.id.description)
      object.add("article_version", hit.version)
      object.add("score", hit.score)
      add(hit.article, to: &object)
      object.add("path", String(decoding: hit.path, as: UTF8.self))
      object.add("fragments", hit.fragments.map(object(for:)))
      if !results.damaged.isEmpty { object.add("incomplete", true) }
      return object.description + "\n"
    }.joined()
  }

  private static func add(_ article: Article, to object: inout JSONObject) {
    object.add("title", article.title?.value)
    object.add("source", article.source?.value)
    object.add("section", article.section?.value)
    object.add("published", article.published?.value.iso8601)
    if let authors = article.authors { object.add("authors", authors.value) }
    object.add("lang", article.language?.value)
    object.add("url", article.canonicalURL?.value ?? article.url?.value)
  }

  private static func object(for fragment: HitFragment) -> JSONObject {
    var object = JSONObject()
    object.add("text", fragment.text)
    object.add(
      "marks",
      fragment.marks.map { mark in
        var range = JSONObject()
        range.add("start", mark.lowerBound)
        range.add("end", mark.upperBound)
        return range
      }
    )
    return object
  }
}
