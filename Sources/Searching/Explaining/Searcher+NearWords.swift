// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

/// A word of the archive that is spelt like another.
struct NearWord {
  var word: ZeroHitExplanation.NearWord
  /// How many letters were put in, left out, exchanged or swapped with their neighbours.
  var edits: Int

  /// Whether it is the word itself.
  var isSame: Bool { edits == 0 }

  /// Whether somebody may have meant it who typed `word`, which has these letters.
  fileprivate func isPlausible(for word: String, _ letters: [Unicode.Scalar]) -> Bool {
    guard letters.count > 2, word.isOrdinary || letters.count > 5 && word.isOfLetters else {
      return false
    }
    return letters.count > 4 || self.word.word.unicodeScalars.first == letters[0]
  }
}

extension String {
  /// Whether it is neither an abbreviation nor a number: letters only, and not capitals only.
  var isOrdinary: Bool {
    isOfLetters && (self != uppercased() || self == lowercased())
  }

  /// Whether it is letters and marks on them only.
  fileprivate var isOfLetters: Bool {
    allSatisfy(\.isLetter)
  }
}

extension Searcher {
  /// The words that a clause of words has, as they were typed.
  func words(of query: Query) throws(QueryError) -> [String] {
    let (text, _, gaps) = WordKind.of(query.clause)
    var analyzer = Analyzer()
    return AnalyzedWords(text, &analyzer, gaps: gaps).pieces.map(\.typed)
  }

  /// The words nearest to one in spelling, the nearest and then the most frequent first.
  ///
  /// Of all that the archive has, or that the field has: two edits away for words of six letters or
  /// more, one for words of five, one and with the same first letter for shorter ones; nothing but the
  /// word itself for words of two letters and abbreviations, which are near anything. A millisecond or
  /// two for a million words.
  func nearest(
    to word: String,
    in field: QueryField?,
    limit: Int
  ) throws(QueryError) -> [NearWord] {
    var analyzer = Analyzer()
    let pieces = AnalyzedWords(word, &analyzer).pieces
    guard pieces.count == 1, let piece = pieces.first, !piece.isInRun,
      let first = piece.term.first, first > UInt8(ascii: "9")
    else { return [] }
    let letters = Array(String(decoding: piece.term, as: UTF8.self).unicodeScalars)
    let found = try expansions(like: piece.term, edits: letters.count > 5 ? 2 : 1, in: field)
    let order = found.filter { $0.isSame || $0.isPlausible(for: word, letters) }.sorted {
      ($0.edits, $1.word.articles, $0.word.word) < ($1.edits, $0.word.articles, $1.word.word)
    }
    return Array(order.prefix(limit))
  }

  /// All words that so many edits or fewer make another.
  private func expansions(
    like term: [UInt8],
    edits: Int,
    in field: QueryField?
  ) throws(QueryError) -> [NearWord] {
    let request = SearchRequest(Query(.everything), limit: 0)
    return try withoutDamage(request) { (attempt, _) throws(SearchFailure) in
      let space = QueryPlanner.key([], field?.indexed)
      let lists = try attempt.segments.map(missing: []) {
        (_, reader) throws(CorruptionError) -> [NearTerm] in
        var terms: [NearTerm] = []
        try unsafe reader.forEachTerm(like: term, edits: edits, in: space) { near, edits, entry in
          let articles = Int(entry.postings.documentFrequency)
          terms.append(NearTerm(term: unsafe Array(near), edits: edits, articles: articles))
        }
        return terms
      }
      return NearTerm.merged(lists.flatMap(\.self)).map(NearWord.init)
    }
  }
}

/// A term of one segment or of several.
private struct NearTerm {
  var term: [UInt8]
  var edits: Int
  var articles: Int

  /// Each term once, with the articles of all segments.
  static func merged(_ all: [NearTerm]) -> [NearTerm] {
    var merged: [NearTerm] = []
    for one in all.sorted(by: { $0.term.lexicographicallyPrecedes($1.term) }) {
      if merged.last?.term == one.term {
        merged[merged.count - 1].articles += one.articles
      } else {
        merged.append(one)
      }
    }
    return merged
  }
}

extension NearWord {
  fileprivate init(_ near: NearTerm) {
    word = .init(word: String(decoding: near.term, as: UTF8.self), articles: near.articles)
    edits = near.edits
  }
}

extension QueryField {
  /// The field of the index with these words; nil where there is none of its own.
  var indexed: IndexedField? {
    switch self {
    case .title: .title
    case .byline: .byline
    case .dateline: .dateline
    case .agency: .agency
    case .section: .section
    case .source: .source
    case .url: .url
    case .language, .tag, .note: nil
    }
  }
}
