// SPDX-License-Identifier: Apache-2.0

/// Finds the best documents that match any clause: MaxScore over windows.
///
/// In each window, the clauses that even together cannot lift a document over the threshold are
/// not essential: only documents of the others are looked at, and the non-essential ones are asked
/// about those that may still enter. Windows are cut where blocks of the essential clauses end, so
/// that bounds are tight, and widen while they yield little.
/// (Turtle and Flood, 1995; Ding and Suel, 2011; in this form Lucene's `MaxScoreBulkScorer`.)
struct Disjunction {
  private let context: SearchContext
  private let restriction: Restriction
  private let clauses: [Clause]

  /// The clauses' bounds in the present window.
  private let bounds: UnsafeMutablePointer<Int32>

  /// The clauses' numbers: the non-essential ones, best last, then the essential ones.
  private let order: UnsafeMutablePointer<Int>

  /// How many are not essential, and for each number of them the sum of their bounds.
  private var firstEssential = 0
  private let sums: UnsafeMutablePointer<Int32>

  /// The same for all windows at once, by the largest bounds of whole lists.
  private var everywhere: LastingPartition

  private var candidates: Candidates
  private let window: Window

  /// Windows are at least this wide.
  private var leastSpan: UInt32 = 1

  init(_ shape: QueryShape, context: SearchContext) {
    self.context = context
    restriction = Restriction(shape, context: context)
    clauses = shape.optional.map { Clause($0, context: context) }
    bounds = context.arena.allocate(Int32.self, count: clauses.count, repeating: 0)
    order = context.arena.allocate(Int.self, count: clauses.count, repeating: 0)
    for index in clauses.indices { order[index] = index }
    sums = context.arena.allocate(Int32.self, count: clauses.count + 1, repeating: 0)
    everywhere = LastingPartition(clauses, in: context.arena)
    candidates = Candidates(in: context.arena)
    window = Window(in: context.arena)
  }

  /// Offers the best documents to a collector.
  mutating func collect(into top: inout TopDocuments, segment: UInt32) {
    var from = restriction.interval.lowerBound
    let end = restriction.interval.upperBound
    let floor = floor(of: top)
    while from < end {
      let threshold = max(floor, top.threshold(in: segment))
      everywhere.update(threshold: threshold)
      if everywhere.firstEssential == clauses.count { return }
      if let single = everywhere.single, single.isTerm {
        from = searchBlock(of: single, from: from, end: end, threshold: threshold)
        candidates.offer(to: &top, segment: segment)
        continue
      }
      let to = partition(from: from, end: end, threshold: threshold)
      if firstEssential < clauses.count {
        search(from: from, to: to, threshold: threshold, into: &top, segment: segment)
      }
      from = to
    }
  }

  /// A score that as many documents as are wanted are known to reach; zero if none is known.
  private func floor(of top: borrowing TopDocuments) -> Int32 {
    let estimate = ThresholdEstimate(clauses, restriction, candidates)
    return estimate.floor(wanted: top.capacity)
  }

  // MARK: One essential clause

  /// Makes candidates of the next block worth looking at of the only clause that is essential
  /// wherever one looks; returns where to go on.
  private mutating func searchBlock(
    of single: Clause,
    from: UInt32,
    end: UInt32,
    threshold: Int32
  ) -> UInt32 {
    candidates.count = 0
    let needed = threshold &- everywhere.rest
    let first = single.skip(from: from, needed: needed)
    if first >= end { return end }
    let to = min(end, min(single.boundBlockLast, PostingsFormat.noDocument &- 1) &+ 1)
    single.collectTerm(from: first, to: to, minimum: needed, into: &candidates)
    finish(everywhere.order, everywhere.sums, everywhere.firstEssential, threshold: threshold)
    return to
  }

  // MARK: Windows

  /// Chooses the window that begins at `from` and which clauses are essential in it; returns its end.
  private mutating func partition(from: UInt32, end: UInt32, threshold: Int32) -> UInt32 {
    let to = min(end, windowEnd(from: from))
    for index in clauses.indices { bounds[index] = clauses[index].bound(from: from, to: to) }
    firstEssential = 0
    if threshold == 0 { return to }
    sortByWorth()
    var sum: Int32 = 0
    for place in clauses.indices where sum &+ bounds[order[place]] < threshold {
      let one = order[place]
      sum &+= bounds[one]
      order[place] = order[firstEssential]
      order[firstEssential] = one
      firstEssential += 1
    }
    sortNonEssential()
    return to
  }

  /// Where the first block of a clause that was essential last time ends, but not too soon.
  private mutating func windowEnd(from: UInt32) -> UInt32 {
    var to = PostingsFormat.noDocument
    for place in min(firstEssential, clauses.count - 1)..<clauses.count {
      to = min(to, clauses[order[place]].blockEnd(from: from))
    }
    let isSingle = firstEssential >= clauses.count - 1
    return max(to &+ 1, from &+ (isSingle ? 1 : leastSpan))
  }

  /// Sorts by what a posting of the clause is worth, the least first.
  private mutating func sortByWorth() {
    for place in 1..<max(1, clauses.count) {
      let one = order[place]
      var hole = place
      while hole > 0 && isWorthLess(one, than: order[hole - 1]) {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = one
    }
  }

  @inline(__always)
  private func isWorthLess(_ one: Int, than other: Int) -> Bool {
    Int64(bounds[one]) &* Int64(clauses[other].cost)
      < Int64(bounds[other]) &* Int64(clauses[one].cost)
  }

  /// Sorts the non-essential clauses by bound and sums them up.
  private mutating func sortNonEssential() {
    for place in 1..<max(1, firstEssential) {
      let one = order[place]
      var hole = place
      while hole > 0 && bounds[one] < bounds[order[hole - 1]] {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = one
    }
    for place in 0..<firstEssential { sums[place + 1] = sums[place] &+ bounds[order[place]] }
  }

  // MARK: Documents

  private mutating func search(
    from: UInt32,
    to: UInt32,
    threshold: Int32,
    into top: inout TopDocuments,
    segment: UInt32
  ) {
    let single = firstEssential == clauses.count - 1 ? clauses[order[firstEssential]] : nil
    var found = 0
    var batches = 0
    var first = from
    while first < to {
      first = essentialDocument(from: first)
      if first >= to { break }
      let threshold = max(threshold, top.threshold(in: segment))
      let last: UInt32
      if let single, single.isTerm {
        _ = single.bound(from: first, to: first &+ 1)
        last = min(to &- 1, single.boundEnd)
        let needed = threshold &- sums[firstEssential]
        single.collectTerm(from: first, to: last &+ 1, minimum: needed, into: &candidates)
      } else {
        last = min(to &- 1, first | UInt32(Window.size - 1))
        gatherEssential(from: first, to: last &+ 1, threshold: threshold)
      }
      found += candidates.count
      batches += 1
      finish(order, sums, firstEssential, threshold: threshold)
      candidates.offer(to: &top, segment: segment)
      first = last &+ 1
    }
    adaptSpan(found: found, batches: batches)
  }

  /// Widens windows that yield little, and narrows others.
  private mutating func adaptSpan(found: Int, batches: Int) {
    if found < 32 * clauses.count * max(1, batches) {
      leastSpan = min(leastSpan * 2, UInt32(Window.size))
    } else {
      leastSpan = max(1, leastSpan / 2)
    }
  }

  /// The first document from `from` on of an essential clause.
  private func essentialDocument(from: UInt32) -> UInt32 {
    var first = PostingsFormat.noDocument
    for place in firstEssential..<clauses.count {
      first = min(first, clauses[order[place]].firstDocument(from: from))
    }
    return first
  }

  private mutating func gatherEssential(from: UInt32, to: UInt32, threshold: Int32) {
    let base = from & ~UInt32(Window.size - 1)
    for place in firstEssential..<clauses.count {
      clauses[order[place]].gather(from: from, to: to, into: window, base: base)
    }
    candidates.take(from: window, base: base, minimum: threshold &- sums[firstEssential])
  }

  /// Asks the non-essential clauses, the best first.
  private mutating func finish(
    _ order: UnsafeMutablePointer<Int>,
    _ sums: UnsafeMutablePointer<Int32>,
    _ count: Int,
    threshold: Int32
  ) {
    var place = count - 1
    while place >= 0 && candidates.count > 0 {
      let clause = clauses[order[place]]
      if clause.isSweepCheaper(for: candidates) {
        clause.sweep(&candidates, scratch: window)
      } else {
        clause.prefer(&candidates, needed: threshold &- sums[place])
      }
      candidates.keep(scoresFrom: threshold &- sums[place])
      place -= 1
    }
    restriction.apply(to: &candidates)
  }
}
