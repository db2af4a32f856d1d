// SPDX-License-Identifier: Apache-2.0

package import InvertedIndex
package import Storage
import TextAnalysis

/// Text of one field of an article, for finding out what the article is about.
package struct FieldText: Sendable {
  package let field: IndexedField
  package let text: String

  package init(_ field: IndexedField, _ text: String) {
    self.field = field
    self.text = text
  }
}

/// A term that says what an article is about.
package struct CharacteristicTerm: Hashable, Sendable {
  package let term: String
  /// Occurrences, each weighted by its field.
  package let frequency: Int
  /// Articles of the archive that have it.
  package let articles: Int
  /// How much an occurrence counts in the query: from 1, for one, up to 4.
  package let factor: Double
}

extension Searcher {
  /// The terms of a text that tell it best from the rest of the archive, the best first.
  ///
  /// The article is the query of a BM25 search, so a term is worth its inverse document frequency
  /// times `4 f / (3 + f)` for `f` occurrences, weighted by field as everywhere (the formula's part
  /// for long queries, k3 = 3; Robertson and others, TREC-3). Left out are numbers, terms of one
  /// letter, and terms that no other article has. Costs a look-up for each different term, a few
  /// milliseconds for a long article.
  ///
  /// - Parameters:
  ///   - texts: the fields, in any order.
  ///   - limit: the most terms that are wanted.
  /// - Returns: the terms, none for a text of which other articles have no word.
  /// - Throws: ``CorruptionError`` for damage of a dictionary.
  package func characteristicTerms(
    of texts: [FieldText],
    limit: Int = SimilarQuery.mostTerms
  ) throws(CorruptionError) -> [CharacteristicTerm] {
    let segments = SegmentSet(self.segments.map(Optional.init))
    var terms: [(value: Double, term: CharacteristicTerm)] = []
    for (term, frequency) in Self.frequencies(in: texts) where Self.saysSomething(term) {
      let entries = try self.segments.map { (reader) throws(CorruptionError) in
        try reader.term(term)
      }
      let articles = entries.documents
      guard articles > 1 else { continue }
      let weight = TermWeight.inverseDocumentFrequency(
        Double(articles),
        of: segments.documentCount
      )
      let factor = 4 * Double(frequency) / (3 + Double(frequency))
      terms.append(
        (
          Double(weight) * factor,
          CharacteristicTerm(
            term: String(decoding: term, as: UTF8.self),
            frequency: frequency,
            articles: Int(clamping: articles),
            // What is shown is what is used, and can be typed.
            factor: (factor * 100).rounded() / 100
          )
        )
      )
    }
    terms.sort { ($1.value, $0.term.term) < ($0.value, $1.term.term) }
    return terms.prefix(limit).map(\.term)
  }

  private static func frequencies(in texts: [FieldText]) -> [[UInt8]: Int] {
    var analyzer = Analyzer()
    var frequencies: [[UInt8]: Int] = [:]
    for text in texts {
      let weight = Int(FieldWeights.standard[field: text.field])
      for token in analyzer.tokens(in: text.text) where !token.isRunEnd {
        frequencies[token.term, default: 0] += weight
      }
    }
    return frequencies
  }

  /// Whether a term is no number and no single letter.
  private static func saysSomething(_ term: [UInt8]) -> Bool {
    guard let first = term.first, first > UInt8(ascii: "9") else { return false }
    return String(decoding: term, as: UTF8.self).unicodeScalars.count > 1
  }
}

/// The query that finds articles like one.
package enum SimilarQuery {
  /// Terms that are looked for, at most: as many as Lucene's "more like this" takes.
  package static let mostTerms = 25

  /// Articles with at least a third of the terms, ranked by all of them; nil for no terms.
  ///
  /// A term stands for itself only, without its other forms: it is what the article has.
  package static func query(for terms: [CharacteristicTerm]) -> Query? {
    guard !terms.isEmpty else { return nil }
    let parts = terms.map { term in
      let word = Query(.phrase(term.term))
      return term.factor == 1 ? word : Query(.boosted(word, by: term.factor))
    }
    let least = (terms.count + 2) / 3
    guard parts.count > 1 else { return parts[0] }
    return least > 1 ? Query(.some(least, of: parts)) : Query(.any(parts))
  }
}
