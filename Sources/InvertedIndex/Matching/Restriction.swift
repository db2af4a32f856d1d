// SPDX-License-Identifier: Apache-2.0

/// What keeps documents out of a result without scoring: hidden ones, filters, exclusions.
struct Restriction {
  private let hidden: DocumentSet?
  private let filters: [DocumentSet]
  private let excluded: [Clause]

  /// All documents outside are kept out.
  let interval: Range<UInt32>

  /// Whether that is because only some documents are looked at.
  private let isCut: Bool

  init(_ shape: QueryShape, context: SearchContext) {
    hidden = context.hidden
    filters = shape.filters
    let clauses = shape.excluded.map { Clause($0.unscored, context: context) }
    // Those that read texts see only what the others leave.
    excluded = clauses.filter { !$0.needsTexts } + clauses.filter(\.needsTexts)
    interval = shape.filters.reduce(context.documents) { $0.clamped(to: $1.bounds) }
    isCut = context.documents.count < context.documentCount
  }

  /// Keeps out what `other` does, and what some more clauses match.
  init(_ other: Restriction, excluding clauses: [Clause]) {
    hidden = other.hidden
    filters = other.filters
    excluded = other.excluded + clauses
    interval = other.interval
    isCut = other.isCut
  }

  /// Whether everything is let in.
  var isEmpty: Bool { hidden == nil && filters.isEmpty && excluded.isEmpty && !isCut }

  /// Whether candidates may come in any order, each batch of them ascending.
  var allowsAnyOrder: Bool { excluded.allSatisfy(\.isTerm) }

  /// Goes back to the first document, where ``allowsAnyOrder``.
  func restart() {
    for clause in excluded { clause.cursors.pointee.restart() }
  }

  /// Clears the bits of documents that are to be kept out of a window.
  func apply(to window: Window, from: UInt32, to: UInt32, base: UInt32, scratch: Window) {
    let first = Int(base) >> 6
    if let hidden {
      for word in 0..<Window.words { window.bits[word] &= ~hidden.word(first &+ word) }
    }
    for filter in filters {
      for word in 0..<Window.words { window.bits[word] &= filter.word(first &+ word) }
    }
    for clause in excluded where !window.isEmpty {
      scratch.clear(withScores: false)
      clause.gather(from: from, to: to, into: scratch, base: base)
      for word in 0..<Window.words { window.bits[word] &= ~scratch.bits[word] }
    }
  }

  /// Drops candidates that are to be kept out.
  func apply(to candidates: inout Candidates) {
    if isEmpty || candidates.count == 0 { return }
    if let hidden { candidates.keep(membersOf: hidden, isWanted: false) }
    for filter in filters { candidates.keep(membersOf: filter, isWanted: true) }
    for clause in excluded { clause.reject(&candidates) }
  }
}

extension Matcher {
  /// The same matches, all with a score of zero.
  var unscored: Matcher {
    switch self {
    case .term(let term, _): .term(term, weight: 0)
    case .synonyms(let lists, let combine, _): .synonyms(lists, combine: combine, weight: 0)
    case .gathered(let gathered, _): .gathered(gathered, weight: 0)
    case .phrase(let terms, _): .phrase(terms, weight: 0)
    case .spans(let match, _): .spans(match, weight: 0)
    case .documents, .everything, .nothing: self
    case .all(let parts): .all(parts.map(\.unscored))
    case .any(let parts): .any(parts.map(\.unscored))
    case .atLeast(let count, let parts): .atLeast(count, parts.map(\.unscored))
    case .excluding(let part, let other): .excluding(part.unscored, other.unscored)
    case .preferring(let part, _): part.unscored
    }
  }
}
