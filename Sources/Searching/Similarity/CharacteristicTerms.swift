// SPDX-License-Identifier: Apache-2.0

package import InvertedIndex
package import Storage
package import TextAnalysis

/// Text of one field of an article, for finding out what the article is about.
package struct FieldText: Sendable {
  package let field: IndexedField
  package let text: String

  package init(_ field: IndexedField, _ text: String) {
    self.field = field
    self.text = text
  }
}

/// A word that says what an article is about.
package struct CharacteristicTerm: Hashable, Sendable {
  /// Of words with one stem the form that the article has most often, in lower case.
  package let term: String
  /// Whether it stands for all words of its stem, or just for itself.
  package let isStem: Bool
  /// Occurrences of all its forms, each weighted by its field.
  package let frequency: Int
  /// How much an occurrence counts in the query: from 1, for one, up to 4.
  package let factor: Double
}

extension Searcher {
  /// The words of a text that tell it best from the rest of the archive, the best first.
  ///
  /// The article is the query of a BM25 search, so a word is worth its inverse document frequency
  /// times `4 f / (3 + f)` for `f` occurrences, weighted by field as everywhere (the formula's part
  /// for long queries, k3 = 3; Robertson and others, TREC-3). Words of one stem are one. Left out are
  /// numbers, single letters, the small words of the text's language, words that no other article
  /// has, and in an archive of some size those that more than a tenth of the articles have. Costs a
  /// look-up for each different stem, a few milliseconds for a long article.
  ///
  /// - Parameters:
  ///   - texts: the fields, in any order.
  ///   - language: whose stems count; where it has none, every word is one by itself.
  ///   - limit: the most words that are wanted.
  /// - Returns: the words, none for a text of which other articles have no telling word.
  /// - Throws: ``CorruptionError`` for damage of a dictionary.
  package func characteristicTerms(
    of texts: [FieldText],
    in language: Language,
    limit: Int = SimilarQuery.mostTerms
  ) throws(CorruptionError) -> [CharacteristicTerm] {
    let all = SegmentSet(segments.map(Optional.init)).documentCount
    var terms: [(value: Double, term: CharacteristicTerm)] = []
    for word in TellingWord.words(of: texts, in: language) {
      let articles = min(try self.articles(having: word, in: language), all)
      guard articles > 1, all < SimilarQuery.smallArchive || articles * 10 <= all else { continue }
      let weight = TermWeight.inverseDocumentFrequency(Double(articles), of: all)
      let factor = 4 * Double(word.frequency) / (3 + Double(word.frequency))
      let term = CharacteristicTerm(
        term: word.shown,
        isStem: word.isStem,
        frequency: word.frequency,
        // What is shown is what is used, and can be typed.
        factor: (factor * 100).rounded() / 100
      )
      terms.append((Double(weight) * factor, term))
    }
    terms.sort { ($1.value, $0.term.term) < ($0.value, $1.term.term) }
    return terms.prefix(limit).map(\.term)
  }

  /// How many articles have a word, this one among them; more where others have several of its forms.
  private func articles(
    having word: TellingWord,
    in language: Language
  ) throws(CorruptionError) -> UInt64 {
    var articles: UInt64 = 0
    var own: Set<[UInt8]> = []
    for reader in segments {
      let entries = try entries(of: word, in: reader, language)
      for (term, entry) in entries {
        articles += UInt64(entry.postings.documentFrequency)
        if word.terms.contains(term) { own.insert(term) }
      }
    }
    // The article itself has been counted once for each of its forms.
    return articles - min(articles, UInt64(max(own.count - 1, 0)))
  }

  private func entries(
    of word: TellingWord,
    in reader: SegmentReader,
    _ language: Language
  ) throws(CorruptionError) -> [(term: [UInt8], entry: TermEntry)] {
    if word.isStem {
      let form = StemQuery(surface: Array(word.shown.utf8))
      let members = try reader.stemGroups(of: form, in: language).flatMap(\.members)
      if !members.isEmpty { return members.map { ($0.term, $0.entry) } }
    }
    var entries: [(term: [UInt8], entry: TermEntry)] = []
    for term in word.terms {
      if let entry = try reader.term(term) { entries.append((term, entry)) }
    }
    return entries
  }

  /// How many articles a search for the word finds.
  ///
  /// - Throws: ``QueryError`` as any search does.
  package func articles(having term: CharacteristicTerm) throws(QueryError) -> Int {
    try count(SearchRequest(SimilarQuery.clause(for: term)))
  }
}

/// The query that finds articles like one.
package enum SimilarQuery {
  /// Terms that are looked for, at most: as many as Lucene's "more like this" takes.
  package static let mostTerms = 25

  /// In archives with fewer articles a word is telling however many have it.
  static let smallArchive: UInt64 = 50

  /// Articles with a seventh of the words, two at least, ranked by all of them; nil for no words.
  package static func query(for terms: [CharacteristicTerm]) -> Query? {
    guard !terms.isEmpty else { return nil }
    let parts = terms.map { term in
      let word = clause(for: term)
      return term.factor == 1 ? word : Query(.boosted(word, by: term.factor))
    }
    let least = max(2, (terms.count + 6) / 7)
    guard parts.count > 1 else { return parts[0] }
    return Query(.some(least, of: parts))
  }

  /// What finds articles with a word.
  static func clause(for term: CharacteristicTerm) -> Query {
    Query(term.isStem ? .word(term.term) : .phrase(term.term))
  }
}
