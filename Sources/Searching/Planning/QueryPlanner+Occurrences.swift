// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// Looking up words, phrases and patterns with their places.

extension QueryPlanner {
  /// Where a word, phrase or anything else that stands for words occurs, in the parts of articles
  /// that are looked at; nil if there is nothing to search for.
  ///
  /// It weighs what it does alone, as one leaf.
  mutating func occurrences(
    of query: Query,
    _ context: Context
  ) throws(SearchFailure) -> Places? {
    let field = try indexedField(context.field, query)
    let (text, kind, gaps) = WordKind.of(query.clause)
    let words = AnalyzedWords(text, &analyzer, gaps: gaps)
    if words.hasGapInRun { throw refuseGapInRun(query) }
    let pieces = words.pieces
    if pieces.isEmpty {
      notes.append(
        QueryNote(at: query.range, "There is nothing to search for in `\(query.text)`.")
      )
      return nil
    }
    try refuseUnsearchable(pieces, kind, query)
    let isPlain = pieces.allSatisfy { $0.pattern == nil }
    var places =
      if pieces.count == 1, Self.form(pieces, kind) == nil || !isPlain {
        try wordPlaces(pieces[0], kind, field, query)
      } else if isPlain, try hasOtherSpellings(words, kind, field, query) {
        try spelledPlaces(words, kind, field, query)
      } else if isPlain {
        try phrasePlaces(pieces, kind, field, query)
      } else {
        try sequencePlaces(pieces, kind, field, query)
      }
    for index in places.highlights.indices { places.highlights[index].field = context.field }
    places.expressions = places.expressions.map { context.restricted($0) }
    return places
  }

  /// One word, in whatever forms count.
  private mutating func wordPlaces(
    _ piece: AnalyzedWords.Piece,
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> Places {
    if case .fuzzy(let edits) = kind {
      return try shapePlaces(.like(piece.term, edits: edits), field, query)
    }
    if let pattern = piece.pattern { return try shapePlaces(.pattern(pattern), field, query) }
    let forms = try forms(of: piece, kind, field, query, usesLists: false)
    let expressions = try segments.map(missing: SpanExpression.words([])) {
      (index, reader) throws(CorruptionError) in
      var words: [SpanWords] = []
      for found in forms.occurrences(in: index) {
        let word = PhraseWord(found.entry, offset: 0)
        let one = try reader.spanWords([word], language: found.language, reach: found.reach)
        if let one { words.append(one) }
      }
      return .words(words)
    }
    let documents = TermWeight.union(forms.expansions.map(\.documents), of: segments.documentCount)
    let terms = [piece.term] + forms.expansions.map(\.term).filter { $0 != piece.term }
    return Places(
      expressions: expressions,
      expansions: forms.expansions,
      highlights: [Highlight(match: .terms(terms), weight: 0)],
      weight: weight(ofDocuments: documents)
    )
  }

  /// All words of a shape.
  private mutating func shapePlaces(
    _ shape: TermShape,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> Places {
    let expansion = try expansion(of: shape, field, query)
    // Each word is kept with its list.
    let bytes = expansion.entries.reduce(0) { $0 + $1.count } * 256
    segments.budget?.take(bytes, for: .patterns)
    try segments.requireBudget(query)
    let documents = try documentFrequency(of: try expansion.unions(in: segments))
    let expressions = try segments.map(missing: SpanExpression.words([])) {
      (index, reader) throws(CorruptionError) in
      var words: [SpanWords] = []
      for entry in expansion.entries[index] {
        if let one = try reader.spanWords([PhraseWord(entry, offset: 0)]) { words.append(one) }
      }
      return .words(words)
    }
    let expansions = expansion.expansions
    return Places(
      expressions: expressions,
      expansions: expansions,
      highlights: [Highlight(match: shape.highlight(expansions), weight: 0)],
      weight: weight(ofDocuments: Double(documents))
    )
  }

  /// Words one after the other, each of one form.
  private mutating func phrasePlaces(
    _ pieces: [AnalyzedWords.Piece],
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> Places {
    var terms: [[TermEntry?]] = []
    for piece in pieces { terms.append(try segments.entries(of: Self.key(piece.term, field))) }
    let form = Self.form(pieces, kind)
    let expressions = try segments.map(missing: SpanExpression.words([])) {
      (index, reader) throws(CorruptionError) in
      let entries = Self.entries(terms.map { $0[index] }, of: pieces, kind, field)
      let words = zip(pieces, entries).compactMap { piece, entry in
        entry.map { PhraseWord($0, offset: piece.offset) }
      }
      let isLookedAt = Self.needsTexts(entries, kind, field)
      guard words.count == pieces.count,
        let phrase = try reader.spanWords(words, writtenAs: isLookedAt ? form : nil)
      else { return .words([]) }
      return .words([phrase])
    }
    let parts = pieces.map { Highlight.PhrasePart(term: $0.term, offset: $0.offset) }
    return Places(
      expressions: expressions,
      expansions: zip(pieces, terms).map { .init(term: $0.term, documents: $1.documents) },
      highlights: [Highlight(match: .phrase(parts), weight: 0, written: form)],
      weight: terms.reduce(0) { $0 + weight(ofDocuments: Double($1.documents)) }
    )
  }

  /// Words one after the other, some of which may be any of many; each weighs what it does alone.
  private mutating func sequencePlaces(
    _ pieces: [AnalyzedWords.Piece],
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> Places {
    var all: [Places] = []
    for var piece in pieces {
      // Each word of a sequence has one position.
      piece.hasSpellings = false
      all.append(try wordPlaces(piece, kind == .stemmed ? .folded : kind, field, query))
    }
    let expressions = segments.readers.indices.map { index in
      SpanExpression.sequence(
        zip(pieces, all).map { SpanPart($1.expressions[index], offset: $0.offset) }
      )
    }
    return all.dropFirst().reduce(all[0]) { sum, next in
      sum.joined(with: next, weight: sum.weight + next.weight, expressions)
    }
  }

  private func weight(ofDocuments documents: Double) -> Float {
    TermWeight.inverseDocumentFrequency(documents, of: segments.documentCount)
  }
}

extension QueryPlanner.Context {
  /// The same in the parts of articles that are looked at.
  func restricted(_ expression: SpanExpression) -> SpanExpression {
    if expression.isEmpty { return expression }
    return regions.reduce(expression) { .within($1, $0) }
  }
}
