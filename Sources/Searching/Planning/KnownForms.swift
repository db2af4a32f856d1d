// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// The forms of the words of a query that were looked up in the text of articles.
///
/// Forms are the dearest part of planning: stems and compounds of every language are asked for in
/// every segment. The second pass needs the same ones again, and finds them here. A query has a few
/// words, so they stand in an array.
struct KnownForms {
  private struct Word {
    let piece: AnalyzedWords.Piece
    let forms: WordForms
    let usesLists: Bool
  }

  private var words: [Word] = []

  /// The forms of a word as `WordKind.stemmed` allows them; nil if it was not looked up.
  func forms(of piece: AnalyzedWords.Piece, usesLists: Bool) -> WordForms? {
    let word = words.first { ($0.usesLists || !usesLists) && $0.piece.hasFormsOf(piece) }
    return usesLists ? word?.forms : word?.forms.withoutLists
  }

  /// Remembers forms, with or without the lists of whole groups.
  mutating func add(_ forms: WordForms, of piece: AnalyzedWords.Piece, usesLists: Bool) {
    words.append(Word(piece: piece, forms: forms, usesLists: usesLists))
  }
}

extension AnalyzedWords.Piece {
  /// Whether all is the same that decides which forms there are.
  fileprivate func hasFormsOf(_ other: AnalyzedWords.Piece) -> Bool {
    term == other.term && surface == other.surface && aliases == other.aliases
      && hasSpellings == other.hasSpellings && isInRun == other.isInRun
  }
}
