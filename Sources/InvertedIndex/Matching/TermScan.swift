// SPDX-License-Identifier: Apache-2.0

/// Finds the best documents of a single term.
///
/// Blocks are looked at in the order of their bounds, the best first, so that the threshold is soon
/// so high that none of the others can hold a document that enters. What is excluded by something
/// other than terms can only be walked forward; then blocks come in the order of documents.
struct TermScan {
  private let context: SearchContext
  private let restriction: Restriction
  private let clause: Clause
  private var candidates: Candidates

  /// A search, if the query is a term with or without filters and exclusions.
  init?(_ shape: QueryShape, context: SearchContext) {
    guard shape.required.count == 1, shape.optional.isEmpty,
      case .term(_, let weight)? = shape.required.first, weight > 0
    else { return nil }
    self.init(
      Clause(shape.required[0], context: context),
      Restriction(shape, context: context),
      Candidates(in: context.arena, capacity: PostingsFormat.blockSize)
    )
  }

  /// A search for the best documents of a clause that is a term and scores; uses its cursor.
  init(_ clause: Clause, _ restriction: Restriction, _ candidates: Candidates) {
    context = clause.context
    self.clause = clause
    self.restriction = restriction
    self.candidates = candidates
  }

  /// Offers the best documents to a collector.
  mutating func collect(into top: inout TopDocuments, segment: UInt32) {
    if restriction.allowsAnyOrder && context.strategy.startsWithBestBlocks != false {
      collectBestFirst(into: &top, segment: segment)
    } else {
      collectInOrder(into: &top, segment: segment)
    }
  }

  /// The blocks that may hold documents of the interval.
  private var blocks: Range<Int> {
    let list = clause.cursors.pointee.list
    let interval = restriction.interval
    if interval.isEmpty { return 0..<0 }
    let first = clause.cursors.pointee.firstBlock(reaching: interval.lowerBound, from: 0)
    if interval.upperBound >= context.documentCount { return first..<list.blocks }
    let last = clause.cursors.pointee.firstBlock(reaching: interval.upperBound, from: first)
    return first..<min(list.blocks, last &+ 1)
  }

  private mutating func collectBestFirst(into top: inout TopDocuments, segment: UInt32) {
    var best = BestBlocks(clause.cursors.pointee.list.bound, blocks)
    var threshold = top.thresholdInAnyOrder(in: segment)
    while let block = best.nextBlock(least: clause.leastByte(reaching: threshold)) {
      take(block, threshold: threshold)
      if candidates.count == 0 { continue }
      restriction.restart()
      restriction.apply(to: &candidates)
      candidates.offer(to: &top, segment: segment)
      threshold = top.thresholdInAnyOrder(in: segment)
    }
  }

  private mutating func collectInOrder(into top: inout TopDocuments, segment: UInt32) {
    let blocks = blocks
    let list = clause.cursors.pointee.list
    var block = blocks.lowerBound
    while context.arena.mayGoOn {
      let threshold = top.threshold(in: segment)
      let least = clause.leastByte(reaching: threshold)
      if least > 255 { return }
      block = list.firstBlock(from: block, bound: least)
      if block >= blocks.upperBound { return }
      take(block, threshold: threshold)
      restriction.apply(to: &candidates)
      candidates.offer(to: &top, segment: segment)
      block &+= 1
    }
  }

  /// Scores the documents of a block.
  private mutating func take(_ block: Int, threshold: Int32) {
    let cursor = clause.cursors
    if cursor.pointee.block != block { cursor.pointee.enter(block) }
    let (from, to) = (restriction.interval.lowerBound, restriction.interval.upperBound)
    let documents = cursor.pointee.documents
    let first = from == 0 ? 0 : BlockSearch.firstIndex(of: from, in: documents)
    let isWhole = to > cursor.pointee.blockLast
    let end = isWhole ? cursor.pointee.size : BlockSearch.firstIndex(of: to, in: documents)
    candidates.count = Contribution.select(
      documents: documents + first,
      frequencies: cursor.pointee.weights() + first,
      count: max(0, end &- first),
      norms: context.norms,
      lengths: context.lengths,
      factor: clause.factor,
      minimum: threshold,
      intoDocuments: candidates.documents,
      scores: candidates.scores
    )
  }
}
