// SPDX-License-Identifier: Apache-2.0

/// What to match in one segment and how to score it: a query with its words looked up.
///
/// Knows lists and weights, no query syntax. A weight is the clause's inverse document frequency
/// times any boost, from statistics of all segments; a weight of zero matches without scoring. The
/// score of a document is the sum over all clauses that match it; inside `excluding` the right side
/// adds nothing.
package indirect enum Matcher: Sendable {
  /// Documents that hold a term.
  case term(TermPostings, weight: Float)

  /// Documents that hold any of several lists, scored as if they were one term.
  case synonyms([Synonym], combine: FrequencyCombination, weight: Float)

  /// Documents that hold any of many lists, read already, scored as if they were one term.
  case gathered(GatheredPostings, weight: Float)

  /// Documents that hold terms at fixed distances; how often they do is the frequency.
  case phrase([PhraseTerm], weight: Float)

  /// Documents that have spans of an expression; how often they do is the frequency.
  case spans(SpanMatch, weight: Float)

  /// Given documents, unscored.
  case documents(DocumentSet)

  /// Documents that match every one; none match an empty list.
  case all([Matcher])

  /// Documents that match at least one.
  case any([Matcher])

  /// Documents that match the first and not the second.
  case excluding(Matcher, Matcher)

  /// Documents that match the first, scored higher where others match too.
  case preferring(Matcher, optional: [Matcher])

  /// Documents that match at least so many, scored by all that match; at least one.
  case atLeast(Int, [Matcher])

  /// Every document, unscored.
  case everything

  /// No document.
  case nothing
}

/// One of the lists that count as the same term.
package struct Synonym: Sendable, Hashable {
  package let postings: TermPostings

  /// Only documents of this language count, if there is one: a number local to the segment.
  package let language: UInt8?

  package init(postings: TermPostings, language: UInt8? = nil) {
    self.postings = postings
    self.language = language
  }
}

/// How the frequencies of synonyms in one document become one.
package enum FrequencyCombination: Sendable {
  /// The largest: for lists that may count the same occurrence, such as a word and its stem group.
  case maximum

  /// The sum: for lists that never do.
  case sum
}

/// One term of a phrase.
package struct PhraseTerm: Sendable, Hashable {
  package let postings: TermPostings

  /// Its distance from the phrase's beginning, in positions.
  package let offset: UInt32

  /// The documents in which the next term of the phrase follows at the next position, and how often,
  /// if there is such a list.
  package var next: TermPostings?

  package init(postings: TermPostings, offset: UInt32) {
    self.postings = postings
    self.offset = offset
  }
}

extension Matcher {
  /// The weights of all scored clauses, for ``ScoringModel/init(averageLength:weights:)``.
  package var weights: [Float] {
    switch self {
    case .term(_, let weight), .synonyms(_, _, let weight), .gathered(_, let weight),
      .phrase(_, let weight), .spans(_, let weight):
      [weight]
    case .documents, .everything, .nothing: []
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(\.weights)
    case .excluding(let part, _): part.weights
    case .preferring(let part, let optional): part.weights + optional.flatMap(\.weights)
    }
  }

  /// Whether any clause scores.
  var isScored: Bool { weights.contains { $0 != 0 } }
}

extension Matcher {
  /// Whether positions must be read to know what matches.
  var readsPositions: Bool {
    switch self {
    case .phrase, .spans: true
    case .term, .synonyms, .gathered, .documents, .everything, .nothing: false
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      parts.contains(where: \.readsPositions)
    case .excluding(let part, let other): part.readsPositions || other.readsPositions
    case .preferring(let part, let optional):
      part.readsPositions || optional.contains(where: \.readsPositions)
    }
  }

  /// Whether texts must be read to know what matches.
  package var needsTexts: Bool {
    switch self {
    case .spans(let match, _): match.needsTexts
    case .term, .synonyms, .gathered, .phrase, .documents, .everything, .nothing: false
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      parts.contains(where: \.needsTexts)
    case .excluding(let part, let other): part.needsTexts || other.needsTexts
    case .preferring(let part, let optional):
      part.needsTexts || optional.contains(where: \.needsTexts)
    }
  }
}
