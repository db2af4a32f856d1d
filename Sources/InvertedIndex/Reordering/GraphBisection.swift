// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization

#if canImport(Glibc)
private import Glibc
#endif

/// Recursive graph bisection: puts documents with the same terms next to each other, so that
/// postings get smaller differences and searches skip more.
///
/// A run of documents is cut into halves; documents that hold terms which are more frequent in the
/// other half change places with such of the other that want to leave it, until none gain; then
/// each half is treated in the same way.
///
/// Sources: Dhulipala et al., "Compressing Graphs and Indexes with Recursive Graph Bisection"
/// (2016); Mackenzie et al., "Tradeoff Options for Bipartite Graph Partitioning" (2022) for the
/// first-order gain, for selecting instead of sorting and for the rising demand on gains, as in
/// Lucene's `BPIndexReorderer`.
struct GraphBisection {
  /// Runs of fewer documents stay in the order of time.
  static let leastDocuments = 32
  /// How often documents change places at most before a run is cut.
  static let mostIterations = 20

  private let index: ForwardIndex
  /// Old numbers; what is bisected are places in it.
  private let documents: [UInt32]

  /// Prepares to reorder documents of the index, which are given in the order of time.
  init(_ index: ForwardIndex, documents: [UInt32]) {
    self.index = index
    self.documents = documents
  }

  /// The old numbers in their new order: each bucket's documents stay within its places.
  ///
  /// The same whatever the number of threads. About 10 ns for each posting of the index, iteration
  /// and level.
  func order(of buckets: [Range<Int>], threads: Int) -> [UInt32] {
    let places = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, documents.count))
    defer { places.deallocate() }
    for place in 0..<documents.count { places[place] = UInt32(place) }
    documents.withUnsafeBufferPointer { documents in
      guard let documents = documents.baseAddress else { return }
      let shared = SharedRuns(places: places, documents: documents)
      var runs = buckets
      do {
        // Cutting in two is work for one thread: only until there is a run for each.
        var bisector = Bisector(index, shared)
        while runs.count < threads, let largest = Self.largest(of: runs) {
          let run = runs.remove(at: largest)
          let middle = bisector.cut(run)
          runs.insert(contentsOf: [run.lowerBound..<middle, middle..<run.upperBound], at: largest)
        }
      }
      runs.sort { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) }
      bisect(RunQueue(runs), shared, threads: min(threads, runs.count))
    }
    return (0..<documents.count).map { documents[Int(places[$0])] }
  }

  private static func largest(of runs: [Range<Int>]) -> Int? {
    runs.indices.filter { runs[$0].count > 2 * leastDocuments }
      .max { (runs[$0].count, $1) < (runs[$1].count, $0) }
  }

  private func bisect(_ runs: RunQueue, _ shared: SharedRuns, threads: Int) {
    inParallel(count: threads) { [index] _ in
      var bisector = Bisector(index, shared)
      while let run = runs.next() { bisector.bisect(run) }
    }
  }
}

/// Runs that several threads take from, each run once.
private final class RunQueue: Sendable {
  private let runs: [Range<Int>]
  private let taken = Mutex(0)

  init(_ runs: [Range<Int>]) {
    self.runs = runs
  }

  func next() -> Range<Int>? {
    taken.withLock { taken in
      guard taken < runs.count else { return nil }
      taken += 1
      return runs[taken - 1]
    }
  }
}

/// The order in the making; threads work on runs that have no place in common.
private struct SharedRuns: @unchecked Sendable {
  let places: UnsafeMutablePointer<UInt32>
  let documents: UnsafePointer<UInt32>
}

/// One thread's counters.
private struct Bisector: ~Copyable {
  /// A document of a run and how much it wants to be in the right half.
  private struct Member: BitwiseCopyable {
    var bias: Float
    var place: UInt32
    var isRight: Bool
  }

  /// How many documents of each half hold a term.
  private struct Degrees: BitwiseCopyable {
    var left: Int32 = 0
    var right: Int32 = 0
  }

  private let index: ForwardIndex
  private let shared: SharedRuns
  private let degrees: UnsafeMutablePointer<Degrees>
  private let weights: UnsafeMutablePointer<Float>
  private var present = GrowingArray<UInt32>()
  private var members = GrowingArray<Member>()
  private let logarithms: UnsafeMutablePointer<Float>
  private static let logarithmCount: Int32 = 4096

  init(_ index: ForwardIndex, _ shared: SharedRuns) {
    self.index = index
    self.shared = shared
    let terms = max(1, index.termCount)
    degrees = .allocate(capacity: terms)
    degrees.initialize(repeating: Degrees(), count: terms)
    weights = .allocate(capacity: terms)
    weights.initialize(repeating: 0, count: terms)
    logarithms = .allocate(capacity: Int(Self.logarithmCount))
    for number in 0..<Int(Self.logarithmCount) {
      logarithms[number] = log2f(Float(max(1, number)))
    }
  }

  deinit {
    degrees.deallocate()
    weights.deallocate()
    logarithms.deallocate()
  }

  /// Orders a run.
  mutating func bisect(_ run: Range<Int>) {
    guard run.count > GraphBisection.leastDocuments else {
      var places = UnsafeMutableBufferPointer(
        start: shared.places + run.lowerBound,
        count: run.count
      )
      places.sort()
      return
    }
    let middle = cut(run)
    bisect(run.lowerBound..<middle)
    bisect(middle..<run.upperBound)
  }

  /// Cuts a run into halves that have as much of their terms for themselves as can be.
  mutating func cut(_ run: Range<Int>) -> Int {
    let half = run.count / 2
    members.truncate(to: 0)
    for place in run {
      let isRight = place >= run.lowerBound + half
      members.append(Member(bias: 0, place: shared.places[place], isRight: isRight))
    }
    count()
    for iteration in 0..<GraphBisection.mostIterations {
      weigh()
      guard gain(half) > Float(iteration) else { break }
      select(half)
      changeSides(half)
    }
    for index in 0..<members.count {
      shared.places[run.lowerBound + index] = members[index].place
    }
    for index in 0..<present.count { degrees[Int(present[index])] = Degrees() }
    present.truncate(to: 0)
    return run.lowerBound + half
  }

  @inline(__always)
  private func terms(of member: Member) -> UnsafeBufferPointer<UInt32> {
    let document = Int(shared.documents[Int(member.place)])
    let start = index.starts[document]
    return UnsafeBufferPointer(
      start: index.terms + start,
      count: index.starts[document + 1] - start
    )
  }

  private mutating func count() {
    for index in 0..<members.count {
      let member = members[index]
      let (left, right): (Int32, Int32) = member.isRight ? (0, 1) : (1, 0)
      for term in terms(of: member) {
        let place = degrees + Int(term)
        if place.pointee.left | place.pointee.right == 0 { present.append(term) }
        place.pointee.left &+= left
        place.pointee.right &+= right
      }
    }
  }

  @inline(__always)
  private func logarithm(_ number: Int32) -> Float {
    number < Self.logarithmCount ? logarithms[Int(number)] : log2f(Float(number))
  }

  /// Works out each member's bias: the sum over its terms of how much more frequent they are in
  /// the right half, in bits.
  private mutating func weigh() {
    for index in 0..<present.count {
      let term = Int(present[index])
      weights[term] = logarithm(degrees[term].right) - logarithm(degrees[term].left)
    }
    for index in 0..<members.count {
      var bias: Float = 0
      for term in terms(of: members[index]) { bias += weights[Int(term)] }
      members.base[index].bias = bias
    }
  }

  /// What the two members gain together that most want to change places.
  private func gain(_ half: Int) -> Float {
    var most = -Float.infinity
    var least = Float.infinity
    for index in 0..<half { most = max(most, members[index].bias) }
    for index in half..<members.count { least = min(least, members[index].bias) }
    return most - least
  }

  @inline(__always)
  private static func precedes(_ left: Member, _ right: Member) -> Bool {
    left.bias != right.bias ? left.bias < right.bias : left.place < right.place
  }

  /// Brings those to the front that want least to be in the right half.
  private mutating func select(_ half: Int) {
    let members = members.base
    var low = 0
    var high = self.members.count - 1
    while low < high {
      let pivot = members[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while Self.precedes(members[left], pivot) { left += 1 }
        while Self.precedes(pivot, members[right]) { right -= 1 }
        guard left <= right else { break }
        (members[left], members[right]) = (members[right], members[left])
        left += 1
        right -= 1
      }
      if half <= right { high = right } else if half >= left { low = left } else { break }
    }
  }

  /// Moves the counts of those that have come to the other half.
  private mutating func changeSides(_ half: Int) {
    for index in 0..<members.count where members[index].isRight != (index >= half) {
      let change: Int32 = members[index].isRight ? 1 : -1
      for term in terms(of: members[index]) {
        degrees[Int(term)].left &+= change
        degrees[Int(term)].right &-= change
      }
      members.base[index].isRight.toggle()
    }
  }
}
