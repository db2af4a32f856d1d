// SPDX-License-Identifier: Apache-2.0

/// Two things that stand near each other: what to match in one segment.
///
/// Each side is words or phrases any of which will do; a *span* is where one of them stands, from its
/// first position to its last. Spans that overlap are not near each other, and two spans of
/// different fields never are. How often a document has it is the number of spans of one side that
/// have one of the other near, of the side where that is less.
package struct Proximity: Sendable {
  /// What near is.
  package enum Relation: Hashable, Sendable {
    /// At most so many positions from the end of one to the start of the other.
    case within(UInt32)
    /// The same, the left side first.
    case inOrder(UInt32)
    case inSentence
    case inParagraph
  }

  /// A word or phrase.
  struct Alternative: Sendable {
    var terms: [PhraseTerm]
    /// Only documents of this language count, if there is one: a number local to the segment.
    var language: UInt8?

    /// About how many documents have it.
    var cost: Int {
      let lists = terms.map(\.postings) + terms.compactMap(\.next)
      return lists.map { Int($0.documentFrequency) }.min() ?? 0
    }
  }

  let relation: Relation
  let left: [Alternative]
  let right: [Alternative]
  /// Where fields, sentences and paragraphs begin.
  let boundaries: BoundariesReader

  /// About how many documents have both sides.
  var cost: Int {
    min(left.reduce(0) { $0 + $1.cost }, right.reduce(0) { $0 + $1.cost })
  }

  /// Whether anything counts only in some language.
  package var needsLanguages: Bool { (left + right).contains { $0.language != nil } }
}

/// A word or phrase of one side of a proximity, looked up in a segment.
package struct ProximityWords {
  package var words: [PhraseWord]
  /// Only documents of this language count, if there is one: a number local to the segment.
  package var language: UInt8?

  package init(_ words: [PhraseWord], language: UInt8? = nil) {
    self.words = words
    self.language = language
  }
}
