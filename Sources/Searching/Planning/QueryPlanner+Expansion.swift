// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

// Looking up patterns and words with misspellings.

extension QueryPlanner {
  /// More words than this are worth a note.
  private static let manyTerms = 5_000

  /// Looks up all terms of a shape; every one counts.
  ///
  /// The weight comes from the exact number of documents that have any of them.
  mutating func lookUp(
    _ shape: TermShape,
    _ leaf: inout PlanLeaf,
    isScored: Bool
  ) throws(SearchFailure) {
    let expansion = try expansion(of: shape, leaf.field, leaf.query)
    defer { segments.budget?.give(back: expansion.bytes, for: .patterns) }
    let unions = try expansion.unions(in: segments)
    if isScored { weigh(&leaf, Double(try documentFrequency(of: unions)), isScored) }
    let weight = leaf.weight
    leaf.matchers = unions.map { $0.matcher(weight: weight) }
    leaf.expansions = expansion.expansions
    leaf.highlight = Highlight(match: shape.highlight(leaf.expansions), weight: weight)
  }

  /// All terms of a shape, in all segments.
  mutating func expansion(
    of shape: TermShape,
    _ field: IndexedField?,
    _ query: Query
  ) throws(SearchFailure) -> TermExpansion {
    let found = try TermExpansion(
      shape,
      in: Self.key([], field),
      of: segments,
      withNames: keepsExpansions || shape.isMarkedByName
    )
    guard let found else {
      throw .query(
        QueryError(
          .notSearchable,
          at: query.range,
          "`\(query.text)` is too long for a pattern: 120 bytes may follow its first star."
        )
      )
    }
    segments.budget?.take(found.bytes, for: .patterns)
    try segments.requireBudget(query)
    if found.count > Self.manyTerms {
      notes.append(QueryNote(at: query.range, "`\(query.text)` stands for \(found.count) words."))
    }
    return found
  }

  /// How many documents, whatever their state, have any of the terms of each segment.
  func documentFrequency(of unions: [TermUnion]) throws(SearchFailure) -> Int {
    let model = ScoringModel(averageLength: segments.averageLength, weights: [])
    return try segments.map(missing: 0) { (index, reader) throws(CorruptionError) in
      let search = unsafe SegmentSearch(
        source: try reader.source,
        languages: nil,
        hidden: nil,
        model: model,
        budget: segments.budget
      )
      return try unions[index].documentFrequency(in: search)
    }.reduce(0, +)
  }

  /// Refuses words of which it is not plain what would be near them in spelling.
  func refuseUnsearchable(
    _ pieces: [AnalyzedWords.Piece],
    _ kind: WordKind,
    _ query: Query
  ) throws(SearchFailure) {
    guard case .fuzzy = kind, pieces.count > 1 || pieces[0].isInRun else { return }
    throw .query(
      QueryError(
        .notSearchable,
        at: query.range,
        "`\(query.text)` is not one word with a beginning and an end, so none is spelt nearly like it."
      )
    )
  }

  /// Refuses a gap that cannot be looked for.
  func refuseGapInRun(_ query: Query) -> SearchFailure {
    .query(
      QueryError(
        .notSearchable,
        at: query.range,
        "In a script without blanks a star cannot stand between characters; a question mark can, "
          + "for one, and `w/5` for a few."
      )
    )
  }
}
