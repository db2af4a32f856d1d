// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive

extension ExplanationRenderer {
  /// The explanation as one JSON object, for programs.
  ///
  /// `version` 1; `reading`, the query with all its operators; `total`, articles that match; `notes`,
  /// sentences; `clauses`, each with `query` as it would be typed, `articles` that match it alone,
  /// `weight` (0 if it only filters) and `terms`, all words it stands for, the most frequent first, each
  /// with its `articles`, removed ones among them. If an article was asked about, `matches` says
  /// whether it is found, and if so `article` has its `id`, `score`, the `shares` of the clauses in
  /// it and the `additions` of the second pass, each with a `name` and a `score`.
  package static func json(_ explanation: QueryExplanation) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("reading", explanation.reading)
    object.add("total", explanation.total)
    object.add("notes", explanation.notes)
    object.add("clauses", explanation.clauses.map(json))
    if explanation.isUnmatched { object.add("matches", false) }
    if let article = explanation.article {
      object.add("matches", true)
      var scored = JSONObject()
      scored.add("id", article.id.description)
      scored.add("score", article.score)
      scored.add("shares", article.shares.map(json))
      scored.add("additions", explanation.additions.map(json))
      object.add("article", scored)
    }
    DamageNotice.add(explanation.damaged, to: &object)
    return object.description + "\n"
  }

  private static func json(_ addition: (name: String, score: Double)) -> JSONObject {
    var object = JSONObject()
    object.add("name", addition.name)
    object.add("score", addition.score)
    return object
  }

  private static func json(_ clause: QueryExplanation.Clause) -> JSONObject {
    var object = JSONObject()
    object.add("query", clause.text)
    object.add("articles", clause.articles)
    object.add("weight", clause.weight)
    object.add(
      "terms",
      clause.terms.map { term in
        var object = JSONObject()
        object.add("term", term.term)
        object.add("articles", term.articles)
        return object
      }
    )
    return object
  }

  private static func json(_ share: QueryExplanation.Share) -> JSONObject {
    var object = JSONObject()
    object.add("query", share.text)
    object.add("frequency", share.frequency)
    object.add("length", share.exactLength)
    object.add("weight", share.weight)
    object.add("score", share.score)
    return object
  }
}
