// SPDX-License-Identifier: Apache-2.0

/// What has places in the documents of one segment: words, and what is said of where they stand.
///
/// A *span* is where something stands, from its first position to its last; two spans with the same
/// ends are one. Spans that overlap are not near each other, and two of different fields never are.
/// A document matches if it has a span; how many it has is its frequency, but see ``near(_:_:_:)``.
package indirect enum SpanExpression: Sendable {
  /// Any of some words and phrases.
  case words([SpanWords])
  /// Things of one word each at fixed distances, each of which may be any of many words.
  case sequence([SpanPart])
  /// Any of some things; a span of one is a span of this.
  case any([SpanExpression])
  /// Two things near each other.
  ///
  /// Every span of one side that has one of the other near makes a span with the nearest on each side
  /// of it: from the start of the one to the end of the other. Where this is all that is asked, its
  /// frequency is the number of spans of one side that have one of the other near, of the side where
  /// that is less; inside something else its own spans count.
  case near(SpanNearness, SpanExpression, SpanExpression)
  /// The spans of the first that have none of the second near.
  case notNear(SpanNearness, SpanExpression, SpanExpression)
  /// The same in a part of each document: as if nothing else were there.
  case within(SpanRegion, SpanExpression)
}

/// What is near.
package enum SpanNearness: Hashable, Sendable {
  /// At most so many positions from the end of one to the start of the other.
  case within(UInt32)
  /// The same, the left side first.
  case inOrder(UInt32)
  /// Both in one sentence.
  case inSentence
  /// Both in one paragraph.
  case inParagraph
}

/// A part of a document.
package enum SpanRegion: Hashable, Sendable {
  case field(IndexedField)
  /// The title, the deck and the body's first paragraph.
  case lead
  /// So many of the body's first positions.
  case opening(UInt32)
}

/// One word of a sequence, and how many positions it stands behind the first.
package struct SpanPart: Sendable {
  let expression: SpanExpression
  let offset: UInt32

  /// A part of a sequence; all spans of `expression` must be of one position.
  package init(_ expression: SpanExpression, offset: UInt32) {
    self.expression = expression
    self.offset = offset
  }
}

/// A word or phrase, looked up in a segment.
package struct SpanWords: Sendable {
  let terms: [PhraseTerm]
  /// Only documents of this language count, if there is one: a number local to the segment.
  let language: UInt8?
  /// How it must be written, if that matters.
  let form: WrittenForm?
  /// Of a single term, how many positions beyond its own it takes.
  let reach: UInt32

  /// About how many documents have it.
  var cost: Int {
    let lists = terms.map(\.postings) + terms.compactMap(\.next)
    return lists.map { Int($0.documentFrequency) }.min() ?? 0
  }
}

/// An expression to be matched, and how many spans are wanted.
package struct SpanMatch: Sendable {
  let expression: SpanExpression
  /// Documents with fewer do not match.
  let least: UInt32
  /// Where fields, sentences and paragraphs begin.
  let boundaries: BoundariesReader

  /// About how many documents match.
  func cost(documentCount: Int) -> Int { min(documentCount, expression.cost) }

  /// Whether texts must be read to know.
  var needsTexts: Bool { expression.needsTexts }

  /// Whether anything counts only in some language.
  package var needsLanguages: Bool { expression.needsLanguages }
}

extension SpanExpression {
  /// About how many documents have a span, whatever their number is.
  var cost: Int {
    switch self {
    case .words(let words): words.reduce(0) { $0 + $1.cost }
    case .sequence(let parts): parts.map(\.expression.cost).min() ?? 0
    case .any(let parts): parts.reduce(0) { $0 + $1.cost }
    case .near(_, let left, let right): min(left.cost, right.cost)
    case .notNear(_, let left, _), .within(_, let left): left.cost
    }
  }

  /// Whether no document can have a span.
  package var isEmpty: Bool {
    switch self {
    case .words(let words): words.isEmpty
    case .sequence(let parts): parts.isEmpty || parts.contains(where: \.expression.isEmpty)
    case .any(let parts): parts.allSatisfy(\.isEmpty)
    case .near(_, let left, let right): left.isEmpty || right.isEmpty
    case .notNear(_, let left, _), .within(_, let left): left.isEmpty
    }
  }

  /// Whether texts must be read to find a span.
  var needsTexts: Bool { words.contains { $0.form != nil } }

  /// Whether anything counts only in some language.
  var needsLanguages: Bool { words.contains { $0.language != nil } }

  /// What boundaries must be known to find spans.
  var needs: DocumentUnits.Needs {
    switch self {
    case .words: []
    case .sequence(let parts): parts.reduce(into: []) { $0.formUnion($1.expression.needs) }
    case .any(let parts): parts.reduce(into: []) { $0.formUnion($1.needs) }
    case .near(let nearness, let left, let right), .notNear(let nearness, let left, let right):
      left.needs.union(right.needs).union(nearness.needs)
    case .within(let region, let inner): inner.needs.union(region.needs)
    }
  }

  /// All words and phrases in it.
  private var words: [SpanWords] {
    switch self {
    case .words(let words): words
    case .sequence(let parts): parts.flatMap(\.expression.words)
    case .any(let parts): parts.flatMap(\.words)
    case .near(_, let left, let right), .notNear(_, let left, let right):
      left.words + right.words
    case .within(_, let inner): inner.words
    }
  }
}

extension SpanNearness {
  fileprivate var needs: DocumentUnits.Needs {
    switch self {
    case .within, .inOrder: .fields
    case .inSentence: .sentences
    case .inParagraph: .paragraphs
    }
  }
}

extension SpanRegion {
  fileprivate var needs: DocumentUnits.Needs {
    if case .lead = self { [.ranges, .lead] } else { .ranges }
  }
}
