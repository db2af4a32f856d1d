// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// Looking up phrases and prefixes.

extension QueryPlanner {
  /// Looks up all terms that begin with some bytes; every one counts.
  ///
  /// The weight comes from the exact number of documents that have any of them, for which their
  /// lists are read once more.
  mutating func lookUpPrefix(
    _ prefix: [UInt8],
    _ leaf: inout PlanLeaf,
    isScored: Bool
  ) throws(SearchFailure) {
    let key = Self.key(prefix, leaf.field)
    let lists = try segments.map(missing: []) {
      (_, reader) throws(CorruptionError) -> [Synonym] in
      var list: [Synonym] = []
      unsafe try reader.forEachTerm(withPrefix: key) { _, entry in
        list.append(Synonym(postings: entry.postings))
        return true
      }
      return list
    }
    if isScored {
      let documents = try count(of: lists)
      weigh(&leaf, Double(documents), isScored)
    }
    let weight = leaf.weight
    leaf.matchers = lists.map { list in
      list.isEmpty ? .nothing : .synonyms(list, combine: .sum, weight: weight)
    }
    leaf.highlight = Highlight(match: .prefix(prefix), weight: weight)
  }

  /// How many documents, whatever their state, have any of the terms of each segment.
  private func count(of lists: [[Synonym]]) throws(SearchFailure) -> Int {
    let model = ScoringModel(averageLength: segments.averageLength, weights: [])
    let counts = try segments.map(missing: 0) { (index, reader) throws(CorruptionError) in
      guard !lists[index].isEmpty else { return 0 }
      let search = unsafe SegmentSearch(
        source: try reader.source,
        languages: nil,
        hidden: nil,
        model: model
      )
      return try search.count(.synonyms(lists[index], combine: .sum, weight: 0))
    }
    return counts.reduce(0, +)
  }

  /// Looks up terms that stand at fixed distances; none of them is stemmed.
  ///
  /// The weight is the sum of the terms' weights. A phrase that ends in a single character of a
  /// script without word breaks, after other words, finds it at the beginning of any pair; such a
  /// phrase filters and does not score.
  mutating func lookUpPhrase(
    _ pieces: [AnalyzedWords.Piece],
    _ kind: WordKind,
    _ leaf: inout PlanLeaf,
    isScored: Bool
  ) throws(SearchFailure) {
    var terms: [[TermEntry?]] = []
    for piece in pieces {
      terms.append(try segments.entries(of: Self.key(piece.term, leaf.field)))
    }
    leaf.expansions = zip(pieces, terms).map { .init(term: $0.term, documents: $1.documents) }
    if kind == .exact {
      noteAccents(of: leaf.query, isMixed: terms.contains { $0.contains { $0?.surface != nil } })
    }
    let isOpenEnded = pieces.last?.isPrefix ?? false
    if isScored, !isOpenEnded { weighPhrase(&leaf) }
    let weight = leaf.weight
    let openKey = isOpenEnded ? pieces.last.map { Self.key($0.term, leaf.field) } : nil
    leaf.matchers = try segments.map(missing: .nothing) { (index, reader) throws(CorruptionError) in
      let entries = Self.entries(terms.map { $0[index] }, of: pieces, kind)
      guard let openKey else { return try Self.phrase(pieces, entries, weight, reader) }
      return try Self.openPhrase(pieces, entries, endingIn: openKey, reader)
    }
    let parts = pieces.map { Highlight.PhrasePart(term: $0.term, offset: $0.offset) }
    leaf.highlight = Highlight(match: .phrase(parts), weight: weight)
  }

  /// The entries of terms that may occur as typed.
  static func entries(
    _ entries: [TermEntry?],
    of pieces: [AnalyzedWords.Piece],
    _ kind: WordKind
  ) -> [TermEntry?] {
    guard kind == .exact else { return entries }
    return zip(pieces, entries).map { piece, entry in
      entry?.surface != nil || piece.term == piece.surface ? entry : nil
    }
  }

  /// A phrase whose last term is any that begins with a key.
  private static func openPhrase(
    _ pieces: [AnalyzedWords.Piece],
    _ entries: [TermEntry?],
    endingIn key: [UInt8],
    _ reader: SegmentReader
  ) throws(CorruptionError) -> Matcher {
    var alternatives: [Matcher] = []
    for end in try reader.terms(withPrefix: key) {
      alternatives.append(try phrase(pieces, entries.dropLast() + [end.entry], 0, reader))
    }
    return .anyOf(alternatives)
  }

  private func weighPhrase(_ leaf: inout PlanLeaf) {
    leaf.weight = leaf.expansions.reduce(0) { sum, expansion in
      sum
        + TermWeight.inverseDocumentFrequency(
          Double(expansion.documents),
          of: segments.documentCount
        )
    }
  }

  /// A phrase in one segment: nothing where a term is missing.
  private static func phrase(
    _ pieces: [AnalyzedWords.Piece],
    _ entries: [TermEntry?],
    _ weight: Float,
    _ reader: SegmentReader
  ) throws(CorruptionError) -> Matcher {
    var words: [PhraseWord] = []
    for (piece, entry) in zip(pieces, entries) {
      guard let entry else { return .nothing }
      words.append(PhraseWord(entry, offset: piece.offset))
    }
    return try reader.phrase(words, weight: weight)
  }
}
