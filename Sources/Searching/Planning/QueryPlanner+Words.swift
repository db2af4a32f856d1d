// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

// Looking up single words: their forms in each language, and what each segment has of them.

extension QueryPlanner {
  /// The dictionary key of a term.
  static func key(_ term: [UInt8], _ field: IndexedField?) -> [UInt8] {
    field.map { $0.key(of: term) } ?? term
  }

  /// Sets a leaf's weight from the number of documents that have it.
  func weigh(_ leaf: inout PlanLeaf, _ documents: Double, _ isScored: Bool) {
    guard isScored, !isSilent(leaf.query) else { return }
    leaf.weight = TermWeight.inverseDocumentFrequency(documents, of: segments.documentCount)
  }

  /// Looks up one word in the forms that its kind allows.
  mutating func lookUpWord(
    _ piece: AnalyzedWords.Piece,
    _ kind: WordKind,
    _ leaf: inout PlanLeaf,
    isScored: Bool
  ) throws(SearchFailure) {
    let forms = try forms(of: piece, kind, leaf.field, leaf.query, usesLists: leaf.field == nil)
    leaf.expansions = forms.expansions
    let documents = leaf.expansions.map(\.documents)
    weigh(&leaf, TermWeight.union(documents, of: segments.documentCount), isScored)
    let weight = leaf.weight
    leaf.matchers = segments.readers.indices.map { forms.matcher(in: $0, weight: weight) }
    let terms = [piece.term] + leaf.expansions.map(\.term).filter { $0 != piece.term }
    leaf.highlight = Highlight(match: .terms(terms), weight: weight)
  }

  /// The forms of a word that its kind allows, in all segments.
  mutating func forms(
    of piece: AnalyzedWords.Piece,
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query,
    usesLists: Bool
  ) throws(SearchFailure) -> WordForms {
    let isKnowable = kind == .stemmed && field == nil && piece.pattern == nil
    if isKnowable, let forms = known.forms(of: piece, usesLists: usesLists) { return forms }
    let entries = try segments.entries(of: Self.key(piece.term, field))
    var forms = WordForms(piece.term, entries)
    guard kind == .stemmed || kind == .folded, piece.pattern == nil else { return forms }
    try addSpellings(of: piece, field, to: &forms)
    guard kind == .stemmed else { return forms }
    let inText = try field == nil ? entries : segments.entries(of: piece.term)
    try addStems(of: piece, inText, field: field, to: &forms, usesLists: usesLists)
    try addClitics(of: piece.term, field: field, to: &forms)
    if isKnowable { known.add(forms, of: piece, usesLists: usesLists) }
    return forms
  }

  /// Adds the terms that share a stem with a word in some language of the archive; `entries` are
  /// those of the word in the text.
  private func addStems(
    of piece: AnalyzedWords.Piece,
    _ entries: [TermEntry?],
    field: IndexedField?,
    to forms: inout WordForms,
    usesLists: Bool
  ) throws(SearchFailure) {
    // Numbers have no stems.
    guard let first = piece.term.first, first > UInt8(ascii: "9") else { return }
    var query = StemQuery(surface: piece.surface)
    for entry in entries { query.add(surfaceOf: entry) }
    let languages = segments.stemmedLanguages
    let groups = try segments.map(missing: []) {
      (_, reader) throws(CorruptionError) -> [StemGroup] in
      var groups: [StemGroup] = []
      for language in languages { groups += try reader.stemGroups(of: query, in: language) }
      return groups
    }
    forms.take(groups, usesLists: usesLists)
    try addCompounds(of: piece.term, to: &forms)
    for term in forms.otherTerms {
      forms.add(term, try segments.entries(of: Self.key(term, field)))
    }
  }
}
