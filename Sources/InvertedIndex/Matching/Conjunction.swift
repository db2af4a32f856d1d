// SPDX-License-Identifier: Apache-2.0

/// Finds the best documents that match every required clause.
///
/// The rarest clause leads. Its documents are taken a block at a time, unless the bounds of all
/// clauses there say that none can enter; then every other clause in turn keeps those it matches,
/// rarest first, and what can no longer enter is dropped before each. Optional clauses come last.
/// (Grand et al., "From MaxScore to Block-Max WAND", 2020, and what Lucene and Tantivy made of it.)
struct Conjunction {
  private let context: SearchContext
  private let restriction: Restriction
  private var lead: Clause
  private var others: [Clause]
  private var optional: [Clause]
  private let bounds: UnsafeMutablePointer<Int32>

  /// What all clauses but the lead may add to any document.
  private var largestRest: Int32

  /// What all required clauses may add to any document.
  private var largestRequired: Int32
  private var candidates: Candidates
  private var scratch: Window?

  /// A search for what has a required clause.
  init?(_ shape: QueryShape, context: SearchContext) {
    self.init(
      required: shape.required.map { Clause($0, context: context) },
      optional: shape.optional.map { Clause($0, context: context) },
      Restriction(shape, context: context),
      context
    )
  }

  /// The same for clauses that were made before.
  init?(
    required: [Clause],
    optional: [Clause],
    _ restriction: Restriction,
    _ context: SearchContext
  ) {
    self.context = context
    self.restriction = restriction
    let required = required.sorted { $0.isBetterLead(than: $1) }
    guard let lead = required.first else { return nil }
    self.lead = lead
    others = Array(required.dropFirst())
    self.optional = optional.sorted { $0.maximum > $1.maximum }
    largestRequired = required.reduce(0) { $0 &+ $1.maximum }
    largestRest = (others + optional).reduce(0) { $0 &+ $1.maximum }
    bounds = context.arena.allocate(
      Int32.self,
      count: others.count + optional.count,
      repeating: 0
    )
    candidates = Candidates(in: context.arena)
    scratch = lead.isTerm ? nil : Window(in: context.arena)
  }

  /// Offers the best documents to a collector.
  mutating func collect(into top: inout TopDocuments, segment: UInt32) {
    var from = restriction.interval.lowerBound
    let end = restriction.interval.upperBound
    while from < end, context.arena.mayGoOn {
      let threshold = top.threshold(in: segment)
      requireWhatIsNeeded(threshold: threshold)
      from = lead.skip(from: from, needed: threshold &- largestRest)
      if !lead.isSkippable && from < end { from = lead.firstDocument(from: from) }
      if from >= end { return }
      var leadBound = lead.bound(from: from, to: from &+ 1)
      let to = min(end, lead.batchEnd(from: from) &+ 1)
      if leadBound &+ largestRest >= threshold || !lead.isTerm {
        if !lead.isTerm { leadBound = lead.bound(from: from, to: to) }
        let rest = updateBounds(from: from, to: to)
        if leadBound &+ rest >= threshold {
          let needed = threshold &- rest
          lead.collect(from: from, to: to, needed: needed, into: &candidates, scratch: scratch)
          narrow(threshold: threshold, rest: rest)
          candidates.offer(to: &top, segment: segment)
        }
      }
      from = to
    }
  }

  /// Requires optional clauses without which no document can enter any more; so one that is rarer
  /// comes to lead.
  private mutating func requireWhatIsNeeded(threshold: Int32) {
    if optional.isEmpty || largestRequired >= threshold { return }
    let most = optional.reduce(largestRequired) { $0 &+ $1.maximum }
    let needed = optional.filter { most &- $0.maximum < threshold }
    if needed.isEmpty { return }
    optional.removeAll { one in needed.contains { $0 === one } }
    let required = ([lead] + others + needed).sorted { $0.isBetterLead(than: $1) }
    lead = required[0]
    others = Array(required.dropFirst())
    largestRequired = required.reduce(0) { $0 &+ $1.maximum }
    largestRest = (others + optional).reduce(0) { $0 &+ $1.maximum }
    if scratch == nil && !lead.isTerm { scratch = Window(in: context.arena) }
  }

  /// Calls `body` with all documents that match, a batch at a time; for unscored clauses.
  mutating func forEachBatch(_ body: (Candidates) -> Void) {
    var from = restriction.interval.lowerBound
    while let next = collectBatch(from: from) {
      body(candidates)
      from = next
    }
  }

  /// Offers all documents that match to a collector and returns how many they are.
  mutating func collectAll(into top: inout TopDocuments, segment: UInt32) -> Int {
    var count = 0
    var from = restriction.interval.lowerBound
    while let next = collectBatch(from: from) {
      count &+= candidates.count
      addOptional(threshold: top.threshold(in: segment))
      candidates.offer(to: &top, segment: segment)
      from = next
    }
    return count
  }

  /// Makes candidates of the next documents that match, from `from` on; returns where to go on, or
  /// nil at the end.
  private mutating func collectBatch(from start: UInt32) -> UInt32? {
    let end = restriction.interval.upperBound
    guard start < end, context.arena.mayGoOn else { return nil }
    let from = lead.firstDocument(from: start)
    if from >= end { return nil }
    _ = lead.bound(from: from, to: from &+ 1)
    let to = min(end, lead.batchEnd(from: from) &+ 1)
    lead.collect(from: from, to: to, needed: 0, into: &candidates, scratch: scratch)
    var isRestricted = false
    for clause in others where candidates.count > 0 {
      restrict(before: clause, &isRestricted)
      clause.require(&candidates, needed: 0)
    }
    if !isRestricted { restriction.apply(to: &candidates) }
    return to
  }

  /// Adds what the optional clauses contribute to candidates that may still enter.
  private mutating func addOptional(threshold: Int32) {
    var rest = optional.reduce(0) { $0 &+ $1.maximum }
    candidates.keep(scoresFrom: threshold &- rest)
    for clause in optional where candidates.count > 0 {
      rest &-= clause.maximum
      clause.prefer(&candidates, needed: threshold &- rest)
      candidates.keep(scoresFrom: threshold &- rest)
    }
  }

  /// Bounds all clauses but the lead, and returns the sum.
  private mutating func updateBounds(from: UInt32, to: UInt32) -> Int32 {
    var rest: Int32 = 0
    for (index, clause) in others.enumerated() {
      bounds[index] = clause.bound(from: from, to: to)
      rest &+= bounds[index]
    }
    for (index, clause) in optional.enumerated() {
      bounds[others.count + index] = clause.bound(from: from, to: to)
      rest &+= bounds[others.count + index]
    }
    return rest
  }

  /// Leaves the candidates that match everything and may enter.
  private mutating func narrow(threshold: Int32, rest: Int32) {
    var rest = rest
    if !lead.isTerm { candidates.keep(scoresFrom: threshold &- rest) }
    var isRestricted = false
    for (index, clause) in others.enumerated() {
      if candidates.count == 0 { return }
      restrict(before: clause, &isRestricted)
      rest &-= bounds[index]
      clause.require(&candidates, needed: threshold &- rest)
      candidates.keep(scoresFrom: threshold &- rest)
    }
    for (index, clause) in optional.enumerated() {
      if candidates.count == 0 { return }
      restrict(before: clause, &isRestricted)
      rest &-= bounds[others.count + index]
      clause.prefer(&candidates, needed: threshold &- rest)
      candidates.keep(scoresFrom: threshold &- rest)
    }
    if !isRestricted { restriction.apply(to: &candidates) }
  }

  /// Drops what is to be kept out before a clause reads texts.
  private mutating func restrict(before clause: Clause, _ isRestricted: inout Bool) {
    guard clause.needsTexts, !isRestricted else { return }
    restriction.apply(to: &candidates)
    isRestricted = true
  }
}
