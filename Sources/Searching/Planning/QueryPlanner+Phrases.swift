// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// Looking up phrases.

extension QueryPlanner {
  /// Looks up terms that stand at fixed distances; none of them is stemmed.
  ///
  /// The weight is the sum of the terms' weights.
  mutating func lookUpPhrase(
    _ pieces: [AnalyzedWords.Piece],
    _ leaf: inout PlanLeaf,
    isScored: Bool
  ) throws(SearchFailure) {
    var terms: [[TermEntry?]] = []
    for piece in pieces {
      terms.append(try segments.entries(of: Self.key(piece.term, leaf.field)))
    }
    leaf.expansions = zip(pieces, terms).map { .init(term: $0.term, documents: $1.documents) }
    if isScored { weighPhrase(&leaf) }
    let weight = leaf.weight
    leaf.matchers = try segments.map(missing: .nothing) { (index, reader) throws(CorruptionError) in
      try Self.phrase(pieces, terms.map { $0[index] }, weight, reader)
    }
    let parts = pieces.map { Highlight.PhrasePart(term: $0.term, offset: $0.offset) }
    leaf.highlight = Highlight(match: .phrase(parts), weight: weight)
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
