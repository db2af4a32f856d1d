// SPDX-License-Identifier: Apache-2.0

/// Counts the documents that match, without their scores.
///
/// What must match is counted either document by document of the rarest clause or by windows of
/// bits, whichever should be cheaper. Of alternatives the one with most documents need not be walked
/// at all where the dictionary knows its number: what the others have besides it is counted instead.
struct DocumentCount {
  /// How to count; given by tests, chosen by cost otherwise.
  enum Way {
    case byCandidates
    case byWindows
  }

  private let context: SearchContext
  private let restriction: Restriction

  /// What must match; empty for alternatives.
  private let required: [Clause]

  /// The alternatives, without ``known``.
  private let alternatives: [Clause]

  /// The alternative of which the dictionary knows how many documents it has, if nothing is kept out.
  private let known: Clause?
  private let way: Way

  /// A count, if there is something that must match, or alternatives only.
  init?(_ shape: QueryShape, context: SearchContext, way: Way? = nil) {
    self.context = context
    restriction = Restriction(shape, context: context)
    let hasRequired = !shape.required.isEmpty
    let clauses = (hasRequired ? shape.required : shape.optional)
      .map { Clause($0.unscored, context: context) }
      .sorted { $0.cost < $1.cost }
    guard let largest = clauses.last else { return nil }
    self.way = way ?? Self.cheaper(clauses, context)
    required = hasRequired ? clauses : []
    known = !hasRequired && restriction.isEmpty && largest.isTerm ? largest : nil
    alternatives = hasRequired ? [] : known == nil ? clauses : clauses.dropLast()
  }

  /// The number of documents.
  func count() -> Int {
    if required.isEmpty { return countAlternatives() }
    if way == .byWindows { return countWindows(required[0]) { intersect($0, $1, $2) } }
    return countCandidates(required)
  }

  // MARK: Alternatives

  private func countAlternatives() -> Int {
    guard let known else { return countWindows(nil) { window, base, _ in unite(window, base) } }
    if alternatives.count == 1, alternatives[0].isTerm, way == .byCandidates {
      return known.cost &+ alternatives[0].cost &- countCandidates([alternatives[0], known])
    }
    let others = alternatives.count == 1 ? alternatives[0] : nil
    return known.cost
      &+ countWindows(others) { window, base, scratch in
        unite(window, base)
        if !window.isEmpty { subtract(known, from: window, base, scratch) }
      }
  }

  private func unite(_ window: Window, _ base: UInt32) {
    for clause in alternatives {
      clause.gather(from: base, to: base &+ UInt32(Window.size), into: window, base: base)
    }
  }

  private func subtract(_ clause: Clause, from window: Window, _ base: UInt32, _ scratch: Window) {
    scratch.clear(withScores: false)
    clause.gather(from: base, to: base &+ UInt32(Window.size), into: scratch, base: base)
    for word in 0..<Window.words { window.bits[word] &= ~scratch.bits[word] }
  }

  // MARK: What must match

  private func intersect(_ window: Window, _ base: UInt32, _ scratch: Window) {
    let to = base &+ UInt32(Window.size)
    required[0].gather(from: base, to: to, into: window, base: base)
    for clause in required.dropFirst() where !window.isEmpty {
      scratch.clear(withScores: false)
      clause.gather(from: base, to: to, into: scratch, base: base)
      for word in 0..<Window.words { window.bits[word] &= scratch.bits[word] }
    }
  }

  private func countCandidates(_ clauses: [Clause]) -> Int {
    guard
      var conjunction = Conjunction(required: clauses, optional: [], restriction, context)
    else { return 0 }
    var count = 0
    conjunction.forEachBatch { count &+= $0.count }
    return count
  }

  // MARK: Windows

  /// Counts what `fill` puts into each empty window; windows without a document of `lead`, if there
  /// is one, are passed over.
  private func countWindows(_ lead: Clause?, _ fill: (Window, UInt32, Window) -> Void) -> Int {
    let (window, scratch) = (Window(in: context.arena), Window(in: context.arena))
    let interval = restriction.interval
    var count = 0
    var base = interval.lowerBound & ~UInt32(Window.size - 1)
    while base < interval.upperBound, context.arena.mayGoOn {
      if let lead, !lead.isDense {
        base = max(base, lead.firstDocument(from: base) & ~UInt32(Window.size - 1))
        if base >= interval.upperBound { break }
      }
      window.clear(withScores: false)
      fill(window, base, scratch)
      if !restriction.isEmpty && !window.isEmpty {
        let to = base &+ UInt32(Window.size)
        restriction.apply(to: window, from: base, to: to, base: base, scratch: scratch)
      }
      count &+= window.count
      base &+= UInt32(Window.size)
    }
    return count
  }

  // MARK: Costs

  /// Compares what asking all others about the documents of the rarest clause costs with what setting
  /// everybody's bits does, in nanoseconds.
  private static func cheaper(_ clauses: [Clause], _ context: SearchContext) -> Way {
    guard let lead = clauses.first, clauses.allSatisfy(\.isTerm) else { return .byCandidates }
    let documents = Int(context.documentCount)
    let windows = documents / Window.size &+ 1
    var asking = lead.cost
    var setting = windows &* 100 &* clauses.count
    for (place, clause) in clauses.enumerated() {
      let blocks = clause.cost / PostingsFormat.blockSize &+ 1
      let isDense = clause.isDense
      setting &+= isDense ? blocks &* 12 : blocks &* 80
      if place == 0 { continue }
      asking &+= lead.cost &* 5 &+ (isDense ? 0 : min(lead.cost, blocks) &* 40)
    }
    return asking < setting ? .byCandidates : .byWindows
  }
}
