// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// Looking up two things that are to be near each other.

extension QueryPlanner {
  /// One side of a nearness: words and phrases, any of which will do.
  private struct Side {
    /// What each segment has of them.
    var words: [[ProximityWords]]
    var expansions: [PlanLeaf.Expansion] = []
    var highlights: [Highlight.Match] = []
    /// The least that one of them weighs on its own.
    var weight = Float.greatestFiniteMagnitude
  }

  /// A nearness looked up; nil if there is nothing to search for on one of its sides.
  ///
  /// It weighs what its sides do together.
  mutating func near(
    _ query: Query,
    _ nearness: Nearness,
    _ left: Query,
    _ right: Query,
    _ context: Context
  ) throws(SearchFailure) -> QueryPlan.Node? {
    var leaf = PlanLeaf(query: query, field: try indexedField(context.field, query))
    let one = try side(left, leaf.field)
    let other = try side(right, leaf.field)
    guard !one.highlights.isEmpty, !other.highlights.isEmpty else { return nil }
    leaf.expansions = one.expansions + other.expansions.filter { !one.expansions.contains($0) }
    if context.isScored { leaf.weight = one.weight + other.weight }
    let weight = leaf.weight
    leaf.matchers = try segments.map(missing: .nothing) { (index, reader) throws(CorruptionError) in
      try reader.proximity(
        nearness.relation,
        one.words[index],
        other.words[index],
        weight: weight
      )
    }
    if context.isScored {
      let highlights = (one.highlights + other.highlights).map { match in
        var highlight = Highlight(match: match, weight: weight)
        highlight.field = context.field
        return highlight
      }
      leaf.highlight = highlights.first
      leaf.otherHighlights = Array(highlights.dropFirst())
    }
    leaves.append(leaf)
    return .leaf(leaves.count - 1)
  }

  private mutating func side(
    _ query: Query,
    _ field: IndexedField?
  ) throws(SearchFailure) -> Side {
    var side = Side(words: Array(repeating: [], count: segments.readers.count))
    for part in query.alternatives { try add(part, field, to: &side) }
    return side
  }

  private mutating func add(
    _ query: Query,
    _ field: IndexedField?,
    to side: inout Side
  ) throws(SearchFailure) {
    let (text, kind, gaps) = WordKind.of(query.clause)
    let pieces = AnalyzedWords(text, &analyzer, gaps: gaps).pieces
    guard let first = pieces.first else {
      notes.append(
        QueryNote(at: query.range, "There is nothing to search for in `\(query.text)`.")
      )
      return
    }
    try refuseUnsearchable(pieces, kind, query)
    var isOneWord = pieces.allSatisfy { $0.pattern == nil }
    if case .fuzzy = kind { isOneWord = false }
    guard isOneWord else {
      throw .query(
        QueryError(
          .notSearchable,
          at: query.range,
          "`\(query.text)` is only the beginning of words, which cannot be near something."
        )
      )
    }
    if pieces.count > 1 {
      try addPhrase(pieces, kind, field, query, to: &side)
    } else {
      try addWord(first, kind, field, query, to: &side)
    }
  }

  private mutating func addWord(
    _ piece: AnalyzedWords.Piece,
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query,
    to side: inout Side
  ) throws(SearchFailure) {
    let forms = try forms(of: piece, kind, field, query, usesLists: false)
    for segment in segments.readers.indices {
      side.words[segment] += forms.occurrences(in: segment).map {
        ProximityWords([PhraseWord($0.entry, offset: 0)], language: $0.language)
      }
    }
    let expansions = forms.expansions
    let documents = TermWeight.union(expansions.map(\.documents), of: segments.documentCount)
    side.weight = min(side.weight, weight(ofDocuments: documents))
    side.expansions += expansions
    let terms = [piece.term] + expansions.map(\.term).filter { $0 != piece.term }
    side.highlights.append(.terms(terms))
  }

  private mutating func addPhrase(
    _ pieces: [AnalyzedWords.Piece],
    _ kind: WordKind,
    _ field: IndexedField?,
    _ query: Query,
    to side: inout Side
  ) throws(SearchFailure) {
    var terms: [[TermEntry?]] = []
    for piece in pieces { terms.append(try segments.entries(of: Self.key(piece.term, field))) }
    if kind == .exact {
      noteAccents(of: query, isMixed: terms.contains { $0.contains { $0?.surface != nil } })
    }
    for segment in segments.readers.indices {
      let entries = Self.entries(terms.map { $0[segment] }, of: pieces, kind)
      let words = zip(pieces, entries).compactMap { piece, entry in
        entry.map { PhraseWord($0, offset: piece.offset) }
      }
      if words.count == pieces.count { side.words[segment].append(ProximityWords(words)) }
    }
    side.weight = min(
      side.weight,
      terms.reduce(0) { $0 + weight(ofDocuments: Double($1.documents)) }
    )
    side.expansions += zip(pieces, terms).map { .init(term: $0.term, documents: $1.documents) }
    side.highlights.append(.phrase(pieces.map { .init(term: $0.term, offset: $0.offset) }))
  }

  private func weight(ofDocuments documents: Double) -> Float {
    TermWeight.inverseDocumentFrequency(documents, of: segments.documentCount)
  }
}

extension Query {
  /// The parts of which any will do, however deep in brackets.
  fileprivate var alternatives: [Query] {
    if case .any(let parts) = clause { parts.flatMap(\.alternatives) } else { [self] }
  }
}

extension Nearness {
  /// The same for one segment.
  fileprivate var relation: Proximity.Relation {
    switch self {
    case .within(let words): .within(UInt32(clamping: words))
    case .inOrder(let words): .inOrder(UInt32(clamping: words))
    case .inSentence: .inSentence
    case .inParagraph: .inParagraph
    }
  }
}
