// SPDX-License-Identifier: Apache-2.0

/// Finds the best documents of a single term.
///
/// The directory's bounds lie side by side as bytes, so that blocks none of whose documents can
/// enter are passed over sixteen at a time without being touched.
struct TermScan {
  private let context: SearchContext
  private let restriction: Restriction
  private let clause: Clause
  private var candidates: Candidates

  /// The least bound a block must have to be looked at.
  private var least = 0

  /// A search, if the query is a term with or without filters and exclusions.
  init?(_ shape: QueryShape, context: SearchContext) {
    guard shape.required.count == 1, shape.optional.isEmpty,
      case .term(_, let weight)? = shape.required.first, weight > 0
    else { return nil }
    self.context = context
    clause = Clause(shape.required[0], context: context)
    restriction = Restriction(shape, context: context)
    candidates = Candidates(in: context.arena, capacity: PostingsFormat.blockSize)
  }

  /// Offers the best documents to a collector.
  mutating func collect(into top: inout TopDocuments, segment: UInt32) {
    let (from, end) = (restriction.interval.lowerBound, restriction.interval.upperBound)
    let cursor = clause.cursors
    var block = cursor.pointee.firstBlock(reaching: from)
    while true {
      let threshold = top.threshold(in: segment)
      while least <= 255 && clause.bound(least) < threshold { least += 1 }
      if least > 255 { return }
      block = cursor.pointee.list.firstBlock(from: block, bound: least)
      if block >= cursor.pointee.list.blocks { return }
      if block > 0 && cursor.pointee.list.last[block &- 1] >= end { return }
      if cursor.pointee.block != block { cursor.pointee.enter(block) }
      take(&cursor.pointee, from: from, to: end)
      candidates.keep(scoresFrom: threshold)
      restriction.apply(to: &candidates)
      candidates.offer(to: &top, segment: segment)
      block &+= 1
    }
  }

  /// Scores the documents of the block entered.
  private mutating func take(_ cursor: inout PostingsCursor, from: UInt32, to: UInt32) {
    let first = BlockSearch.firstIndex(of: from, in: cursor.documents)
    let count = min(cursor.size, BlockSearch.firstIndex(of: to, in: cursor.documents)) &- first
    candidates.count = max(0, count)
    candidates.documents.update(from: cursor.documents + first, count: candidates.count)
    Contribution.many(
      documents: candidates.documents,
      frequencies: cursor.weights() + first,
      count: candidates.count,
      norms: context.norms,
      lengths: context.lengths,
      factor: clause.factor,
      into: candidates.scores
    )
  }
}
