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

  /// Whether documents may have been collected that come after those to be looked at.
  private let isAnyOrder: Bool

  init(_ shape: QueryShape, context: SearchContext) {
    self.init(
      shape.optional.map { Clause($0, context: context) },
      Restriction(shape, context: context),
      Candidates(in: context.arena),
      Window(in: context.arena),
      isAnyOrder: false
    )
  }

  /// A search for documents that match any of some clauses, at least one; the window is empty.
  private init(
    _ clauses: [Clause],
    _ restriction: Restriction,
    _ candidates: Candidates,
    _ window: Window,
    isAnyOrder: Bool
  ) {
    context = clauses[0].context
    self.clauses = clauses
    self.restriction = restriction
    self.candidates = candidates
    self.window = window
    self.isAnyOrder = isAnyOrder
    bounds = context.arena.allocate(Int32.self, count: clauses.count, repeating: 0)
    order = context.arena.allocate(Int.self, count: clauses.count, repeating: 0)
    for index in clauses.indices { order[index] = index }
    sums = context.arena.allocate(Int32.self, count: clauses.count + 1, repeating: 0)
    everywhere = LastingPartition(clauses, in: context.arena)
  }

  /// Offers the best documents to a collector.
  mutating func collect(into top: inout TopDocuments, segment: UInt32) {
    let rare = rareClauses(wanted: top.capacity)
    if !rare.isEmpty {
      return collect(first: rare, into: &top, segment: segment)
    }
    var from = restriction.interval.lowerBound
    let end = restriction.interval.upperBound
    let floor = floor(for: top)
    while from < end, context.arena.mayGoOn {
      let threshold = max(floor, threshold(of: top, segment))
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

  /// A score that as many documents as are wanted are known to reach; zero if none is known, or the
  /// collector has learnt one in other segments.
  private func floor(for top: borrowing TopDocuments) -> Int32 {
    if !isAnyOrder && top.threshold(in: 0) > 0 { return 0 }
    let estimate = ThresholdEstimate(clauses, restriction, candidates)
    let floor = estimate.floor(wanted: top.capacity)
    top.tellOthers(floor)
    return floor
  }

  @inline(__always)
  private func threshold(of top: borrowing TopDocuments, _ segment: UInt32) -> Int32 {
    isAnyOrder ? top.thresholdInAnyOrder(in: segment) : top.threshold(in: segment)
  }

  // MARK: Rare clauses

  /// The numbers of clauses with fewer documents than are wanted, if that is not all.
  ///
  /// They would remain essential to the end, and keep whatever is searched beside them from being
  /// passed over by the bounds of its blocks.
  private func rareClauses(wanted: Int) -> [Int] {
    guard restriction.allowsAnyOrder, clauses.allSatisfy(\.isTerm),
      context.strategy.startsWithRareClauses
        ?? (clauses.reduce(0) { $0 &+ $1.cost } >= ThresholdEstimate.leastPostings)
    else { return [] }
    let rare = clauses.indices.filter { clauses[$0].cost < wanted }
    return rare.count < clauses.count ? rare : []
  }

  /// Looks at all documents of the rare clauses, then at all others.
  private mutating func collect(
    first rare: [Int],
    into top: inout TopDocuments,
    segment: UInt32
  ) {
    let frequent = clauses.indices.filter { !rare.contains($0) }
      .sorted { clauses[$0].maximum < clauses[$1].maximum }
    for (place, index) in (frequent + rare).enumerated() { order[place] = index }
    for (place, index) in frequent.enumerated() {
      sums[place + 1] = sums[place] &+ clauses[index].maximum
    }
    firstEssential = frequent.count
    let interval = restriction.interval
    search(
      from: interval.lowerBound,
      to: interval.upperBound,
      threshold: threshold(of: top, segment),
      into: &top,
      segment: segment
    )
    for clause in clauses { clause.cursors.pointee.restart() }
    restriction.restart()
    let others = frequent.map { clauses[$0] }
    let rest = Restriction(restriction, excluding: rare.map { clauses[$0] })
    if others.count == 1 && others[0].factor > 0 {
      var scan = TermScan(others[0], rest, candidates)
      scan.collect(into: &top, segment: segment)
    } else {
      var disjunction = Disjunction(others, rest, candidates, window, isAnyOrder: true)
      disjunction.collect(into: &top, segment: segment)
    }
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
    guard to &- first <= Self.narrow, everywhere.rest > threshold / 4 else {
      single.collectTerm(from: first, to: to, minimum: needed, into: &candidates)
      finish(everywhere.order, everywhere.sums, everywhere.firstEssential, threshold: threshold)
      return to
    }
    let rest = boundOthers(from: first, to: to)
    if single.bound(from: first, to: to) &+ rest >= threshold {
      let needed = threshold &- rest
      single.collectTerm(from: first, to: to, minimum: needed, into: &candidates)
      finish(everywhere.order, sums, everywhere.firstEssential, threshold: threshold)
    }
    return to
  }

  /// In blocks that span no more documents than this the other clauses are bounded anew, if they
  /// matter much.
  private static let narrow: UInt32 = 4096

  /// Bounds the clauses that are essential nowhere inside a block, into ``sums``.
  private mutating func boundOthers(from: UInt32, to: UInt32) -> Int32 {
    let count = everywhere.firstEssential
    for place in 0..<count {
      let bound = clauses[everywhere.order[place]].bound(from: from, to: to)
      sums[place &+ 1] = sums[place] &+ bound
    }
    return sums[count]
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
    while first < to, context.arena.mayGoOn {
      first = essentialDocument(from: first)
      if first >= to { break }
      let threshold = max(threshold, self.threshold(of: top, segment))
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
