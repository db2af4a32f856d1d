// SPDX-License-Identifier: Apache-2.0

import Searching

/// Why nothing was found, in sentences.
struct Advice {
  private let explanation: ZeroHitExplanation
  private let filters: FilterWords

  init(_ explanation: ZeroHitExplanation, _ filters: FilterWords) {
    self.explanation = explanation
    self.filters = filters
  }

  /// A line for each cause; at least one.
  var lines: [String] {
    var lines = explanation.causes.map(Self.line)
    for filter in explanation.filters where filter.articlesWithout > 0 {
      let typed = text(of: filter.kind)
      if typed.isEmpty { continue }
      lines.append("without \(typed) there \(Self.are(filter.articlesWithout))")
    }
    if lines.isEmpty { lines.append("nothing found: no article has all of it") }
    if explanation.isPartial { lines.append("the query has more parts; not all were looked into") }
    return lines
  }

  private static func line(_ cause: ZeroHitExplanation.Cause) -> String {
    switch cause {
    case .unmatched(let text, let nearest):
      "no article has \(text)\(near(nearest))"
    case .hidden(let text): "only old versions or removed articles have \(text)"
    case .elsewhere(let text, let place, let articles, let nearest):
      "no article has \(text)\(near(nearest)); without \(place) there \(are(articles))"
    case .notInARow(let text, let articles):
      "no article has \(text); "
        + "\(text.contains("\"") ? "without the quotes" : "with the words apart") "
        + "there \(are(articles))"
    case .everywhere(let text): "every article has `\(text)`"
    case .apart(let text, let articles):
      "no article has \(text); however far apart there \(are(articles))"
    case .writtenOtherwise(let text, let articles):
      "no article has \(text); with any accents and capitals there \(are(articles))"
    case .tooSeldom(let text, let articles):
      "no article has \(text); with fewer there \(are(articles))"
    case .neverTogether(let one, let first, let other, let second):
      "no article has both \(one) (\(first)) and \(other) (\(second))"
    case .inTheWay(let text, let articles): "without \(text) there \(are(articles))"
    }
  }

  private static func near(_ words: [ZeroHitExplanation.NearWord]) -> String {
    if words.isEmpty { return "" }
    return "; near it: " + words.map { "\($0.word) (\($0.articles))" }.joined(separator: ", ")
  }

  private static func are(_ articles: Int) -> String {
    articles == 1 ? "is 1 article" : "are \(articles) articles"
  }

  /// A filter as it was typed.
  private func text(of kind: ZeroHitExplanation.Filter.Kind) -> String {
    func option(_ name: String, _ value: String?) -> String? { value.map { "\(name) \($0)" } }
    let all = [
      option("--after", filters.after), option("--before", filters.before),
      option("--source", filters.source), option("--author", filters.author),
      option("--section", filters.section), option("--lang", filters.language),
    ]
    let shown: [String?] =
      switch kind {
      case .published: [all[0], all[1]]
      case .source: [all[2]]
      case .author: [all[3]]
      case .section: [all[4]]
      case .language: [all[5]]
      case .all: all
      }
    return shown.compactMap(\.self).joined(separator: " ")
  }
}
