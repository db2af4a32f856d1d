// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// Words that must be written in a certain way. Terms are folded, so texts must be looked at, but not
// where dictionaries know: each says of a term whether it ever occurs with accents.

extension QueryPlanner {
  /// Whether texts must be looked at, or some segments passed over, to find words written so.
  func needsPlaces(
    _ pieces: [AnalyzedWords.Piece],
    _ kind: WordKind,
    _ field: IndexedField?
  ) throws(SearchFailure) -> Bool {
    guard case .written(let rule) = kind else { return false }
    guard rule == .asTyped(isCaseFree: true) else { return true }
    // Of terms of one field no dictionary knows it.
    if field != nil { return true }
    for piece in pieces {
      if piece.term != piece.surface { return true }
      let entries = try segments.entries(of: piece.term)
      if entries.contains(where: { $0?.surface != nil }) { return true }
    }
    return false
  }

  /// Looks up words that must be written in a certain way.
  ///
  /// They score as they do without that, so that the best are looked at first; the same word then weighs
  /// the same whether the dictionary knows the answer or the text has to be read.
  mutating func lookUpWritten(
    _ pieces: [AnalyzedWords.Piece],
    _ context: Context,
    _ leaf: inout PlanLeaf
  ) throws(SearchFailure) {
    guard let places = try occurrences(of: leaf.query, context) else { return }
    if pieces.count > 1 {
      try lookUpPhrase(pieces, &leaf, isScored: context.isScored)
    } else {
      try lookUpWord(
        pieces[0],
        .written(.asTyped(isCaseFree: true)),
        &leaf,
        isScored: context.isScored
      )
    }
    let folded = leaf.matchers
    leaf.matchers = try segments.map(missing: .nothing) { (index, reader) throws(CorruptionError) in
      let written = try reader.spans(places.expressions[index], weight: 0)
      return .allOf([folded[index], written])
    }
    leaf.highlight = places.highlights.first
    leaf.highlight?.weight = leaf.weight
  }

  /// How words must be written; nil if that does not matter.
  static func form(_ pieces: [AnalyzedWords.Piece], _ kind: WordKind) -> WrittenForm? {
    guard case .written(let rule) = kind else { return nil }
    return WrittenForm(
      rule,
      pieces.map { WrittenForm.Word(offset: $0.offset, text: Array($0.typed.utf8)) }
    )
  }

  /// The entries of terms that may occur as typed in one segment.
  ///
  /// Where one never occurs with accents that it must have, there is none.
  static func entries(
    _ entries: [TermEntry?],
    of pieces: [AnalyzedWords.Piece],
    _ kind: WordKind,
    _ field: IndexedField?
  ) -> [TermEntry?] {
    guard case .written(.asTyped) = kind, field == nil else { return entries }
    return zip(pieces, entries).map { piece, entry in
      entry?.surface != nil || piece.term == piece.surface ? entry : nil
    }
  }

  /// Whether the texts of one segment must be looked at, given its entries of the terms.
  static func needsTexts(
    _ entries: [TermEntry?],
    _ kind: WordKind,
    _ field: IndexedField?
  ) -> Bool {
    guard case .written(let rule) = kind else { return false }
    return field != nil || rule != .asTyped(isCaseFree: true)
      || entries.contains { $0?.surface != nil }
  }
}
