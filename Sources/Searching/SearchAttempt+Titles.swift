// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

// Articles of which the query is the whole title or address, which always come first.

extension SearchAttempt {
  /// How many titles that hold the query's words in order are looked at, and how many come first.
  private static let mostTitles = 10_000

  /// The matches of which the query's words are the whole title, with their scores by BM25.
  ///
  /// For queries of words and phrases and nothing else: these words as they are, but for case and
  /// accents. Or for a phrase in an address: those of which it is the whole address.
  func titled() throws(SearchFailure) -> [FinalDocument] {
    guard request.features.contains(.exact), let text = request.query.plainText else { return [] }
    let field = request.query.isAddress ? QueryField.url : .title
    var analyzer = Analyzer()
    let tokens = analyzer.tokens(in: text)
    guard let first = tokens.first, let last = tokens.last else { return [] }
    let length = Int(last.position - first.position) + 1
    let sets = try documents(whose: field, is: text, length: length)
    guard sets.contains(where: { !$0.isEmpty }) else { return [] }
    let found = try top(Self.mostTitles) { segment in
      .allOf([.documents(sets[segment]), plan.matcher(in: segment)])
    }
    return found.map(FinalDocument.init)
  }

  /// The documents of each segment whose title or address is a text; unless too many hold it.
  private func documents(
    whose field: QueryField,
    is text: String,
    length: Int
  ) throws(SearchFailure) -> [DocumentSet] {
    let nothing = segments.readers.map { _ in DocumentSet(0..<0) }
    var request = request
    request.query = Query(.field(field, Query(.phrase(text))))
    request.filters = SearchFilters()
    let holding = try SearchAttempt(request, segments).matches()
    let count = holding.reduce(0) { $0 + $1.count }
    guard count > 0, count <= Self.mostTitles else { return nothing }
    return try segments.map(missing: DocumentSet(0..<0)) {
      (segment, reader) throws(CorruptionError) in
      guard !holding[segment].isEmpty else { return DocumentSet(0..<0) }
      return try reader.documents(
        of: holding[segment],
        whoseFieldTakes: length,
        isTitle: field == .title
      )
    }
  }

  /// The best matches by BM25 of what `matcher` gives for each segment.
  func top(
    _ count: Int,
    _ matcher: (Int) -> Matcher
  ) throws(SearchFailure) -> [RankedDocument] {
    var top = TopDocuments(capacity: count)
    let parts = try parts(of: { _ in true }, matching: matcher)
    do throws(SegmentDamage) {
      try IndexSearch(parts, mayShare: true).top(into: &top)
    } catch {
      throw .damage(segment: error.segment, error.error)
    }
    return top.sorted()
  }
}

extension Query {
  /// Whether the query is the words of an address.
  fileprivate var isAddress: Bool {
    if case .field(.url, let inner) = clause, case .phrase = inner.clause { true } else { false }
  }

  /// The words of a query that is made of words and phrases only, or of an address; nil if it is not.
  fileprivate var plainText: String? {
    switch clause {
    case .field(.url, let inner): return isAddress ? inner.plainText : nil
    case .word(let text), .phrase(let text): return text
    case .all(let parts), .any(let parts):
      var texts: [String] = []
      for part in parts {
        guard let text = part.wordOrPhrase else { return nil }
        texts.append(text)
      }
      return texts.joined(separator: " ")
    default: return wordOrPhrase
    }
  }

  /// A word or phrase, or the first of several that mean the same: what was typed.
  private var wordOrPhrase: String? {
    switch clause {
    case .word(let text), .phrase(let text): text
    case .mentions(1, let inner):
      if case .any(let parts) = inner.clause { parts.first?.wordOrPhrase } else { nil }
    default: nil
    }
  }
}
