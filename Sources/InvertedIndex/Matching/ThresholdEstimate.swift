// SPDX-License-Identifier: Apache-2.0

/// A threshold for a disjunction before its documents are gone through.
///
/// The best documents of one clause, looked for by its blocks' bounds, get at least what that clause
/// gives them; if there are as many as are wanted, none with a lower score can be among the best.
/// So other clauses are known from the start not to be essential, instead of after the first windows.
struct ThresholdEstimate {
  /// Fewer postings than this are gone through sooner than an estimate is made.
  static let leastPostings = 4096

  /// Asking another clause about a document costs about as much as so many postings in a row; it is
  /// done where that is little in comparison.
  private static let postingsPerQuestion = 100

  private let clauses: [Clause]
  private let restriction: Restriction
  private let candidates: Candidates

  init(_ clauses: [Clause], _ restriction: Restriction, _ candidates: Candidates) {
    self.clauses = clauses
    self.restriction = restriction
    self.candidates = candidates
  }

  /// A score that at least `wanted` documents reach; zero if none is known.
  ///
  /// Leaves all cursors at the beginning.
  func floor(wanted: Int) -> Int32 {
    guard wanted > 0, restriction.allowsAnyOrder, isWorthIt, let best = best(wanted: wanted)
    else { return 0 }
    var top = TopDocuments(capacity: wanted)
    var scan = TermScan(best, restriction, candidates)
    scan.collect(into: &top, segment: 0)
    best.cursors.pointee.restart()
    restriction.restart()
    let found = top.sorted()
    guard found.count == wanted, let last = found.last else { return 0 }
    let questions = wanted &* (clauses.count - 1)
    let isCheap = questions &* Self.postingsPerQuestion <= postings
    return isCheap ? completed(found, but: best) : last.score
  }

  private var isWorthIt: Bool {
    clauses.first?.context.strategy.estimatesThreshold
      ?? (postings >= Self.leastPostings)
  }

  private var postings: Int { clauses.reduce(0) { $0 &+ $1.cost } }

  /// The clause that gives most, of those with enough documents.
  private func best(wanted: Int) -> Clause? {
    var best: Clause?
    for clause in clauses where clause.isTerm && clause.factor > 0 && clause.cost >= wanted {
      if let known = best, known.maximum >= clause.maximum { continue }
      best = clause
    }
    return best
  }

  /// The least of the documents' scores with what the other terms give them.
  private func completed(_ found: [RankedDocument], but best: Clause) -> Int32 {
    var some = candidates
    some.count = found.count
    for (index, one) in found.sorted(by: { $0.document < $1.document }).enumerated() {
      some.documents[index] = one.document
      some.scores[index] = one.score
    }
    for clause in clauses where clause !== best && clause.isTerm {
      clause.prefer(&some, needed: Int32.min)
      clause.cursors.pointee.restart()
    }
    var least = Int32.max
    for index in 0..<some.count { least = min(least, some.scores[index]) }
    return least
  }
}
