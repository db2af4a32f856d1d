// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentSearch {
  /// Offers the best documents that match to a collector, and returns how many match.
  ///
  /// Where what must match leaves few documents, they are found once, counted and scored; elsewhere
  /// counting by bits and ranking by bounds each look at so little that both together are cheaper
  /// than scoring everything.
  ///
  /// - Throws: ``CorruptionError`` for damage in a list that had to be read.
  package func topAndCount(
    _ matcher: Matcher,
    into top: inout TopDocuments,
    segment: UInt32
  ) throws(CorruptionError) -> Int {
    let shape = QueryShape(matcher)
    if shape.isNothing { return 0 }
    if isOnePassCheaper(shape) {
      let context = SearchContext(self)
      if var conjunction = Conjunction(shape, context: context) {
        let count = conjunction.collectAll(into: &top, segment: segment)
        try context.arena.check()
        return count
      }
    }
    let count = try count(matcher)
    if count > 0 { try self.top(matcher, into: &top, segment: segment) }
    return count
  }

  /// Whether ``topAndCount(_:into:segment:)`` finds documents only once.
  package func isOnePassCheaper(_ matcher: Matcher) -> Bool {
    isOnePassCheaper(QueryShape(matcher))
  }

  /// Whether scoring all that should match costs less than looking for the best apart.
  ///
  /// Terms are taken as independent of each other. In nanoseconds, a document that matches costs about
  /// fifteen for each term; ranking costs some thousands and four for each document of the rarest.
  private func isOnePassCheaper(_ shape: QueryShape) -> Bool {
    if let isWanted = strategy.countsWhileRanking { return isWanted }
    let clauses = shape.required + shape.optional
    guard shape.required.count > 1, clauses.allSatisfy(\.isTerm) else { return false }
    let all = Double(max(1, source.documentCount))
    let frequencies = shape.required.map { Double($0.cost(documentCount: Int(all))) }
    let least = frequencies.reduce(all, min)
    let matching = frequencies.reduce(all) { $0 * $1 / all }
    return least * 8 < all && matching * 15 * Double(clauses.count) < least * 4 + 3000
  }
}

extension Matcher {
  /// Whether it is a single list.
  fileprivate var isTerm: Bool {
    if case .term = self { true } else { false }
  }
}
