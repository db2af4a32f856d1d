// SPDX-License-Identifier: Apache-2.0

/// A word of a query that hardly any article has, and one spelt like it that many have.
package struct Suggestion: Hashable, Sendable {
  /// As it was typed.
  package var word: String
  /// Articles that have it in any of its forms.
  package var articles: Int
  package var instead: ZeroHitExplanation.NearWord
}

extension Searcher {
  /// A word found in more articles than this is not doubted.
  private static let fewest = 3
  /// Of so many words of a query at most it is asked.
  private static let mostWords = 4

  /// Words of a query that were perhaps misspelt, each with what was perhaps meant.
  ///
  /// Doubted is a word of five letters or more, no abbreviation and in three articles at most, if one
  /// is an edit away (two for long words) that twenty times as many have, and ten at least; not if
  /// articles have it in other forms, too.
  ///
  /// A count for each of the first four words and a walk along the dictionary for each that is rare.
  package func suggestions(_ request: SearchRequest) throws(QueryError) -> [Suggestion] {
    var doubted: [Suggestion] = []
    let words = request.query.plainWords(in: nil).filter {
      $0.word.unicodeScalars.count > 4 && $0.word.isOrdinary
    }
    for (word, field) in words.prefix(Self.mostWords) {
      var part = SearchRequest(Query(.word(word)), limit: 0)
      if let field { part.query = Query(.field(field, part.query)) }
      let found = try explain(part)
      let articles = found.total
      guard (1...Self.fewest).contains(articles), !found.hasForms else { continue }
      let mostEdits = word.unicodeScalars.count >= 8 ? 2 : 1
      let near = try nearest(to: word, in: field, limit: 8).first {
        !$0.isSame && $0.edits <= mostEdits && $0.word.articles >= max(10, 20 * articles)
      }
      if let near { doubted.append(.init(word: word, articles: articles, instead: near.word)) }
    }
    return doubted
  }
}

extension Explanation {
  /// Whether a word is there in several forms.
  fileprivate var hasForms: Bool { clauses.contains { $0.expansions.count > 1 } }
}

extension Query {
  /// The bare words of a query that are wanted, each with the field it is looked for in.
  fileprivate func plainWords(in field: QueryField?) -> [(word: String, field: QueryField?)] {
    switch clause {
    case .word(let word): [(word, field)]
    case .field(let field, let inner):
      [.language, .tag, .note, .url].contains(field) ? [] : inner.plainWords(in: field)
    case .not, .notNear: []
    default: parts.flatMap { $0.plainWords(in: field) }
    }
  }
}
