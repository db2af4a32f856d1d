// SPDX-License-Identifier: Apache-2.0

/// One of the best documents of a search.
package struct RankedDocument: Hashable, Sendable {
  /// Its score in fixed-point units; see ``ScoringModel/scale``.
  package let score: Int32

  /// The number the search gave its segment.
  package let segment: UInt32

  package let document: UInt32

  package init(score: Int32, segment: UInt32, document: UInt32) {
    self.score = score
    self.segment = segment
    self.document = document
  }
}

/// The best k documents seen so far: by score, then by segment and document in ascending order.
///
/// Keeps twice as many as asked for before it sorts out the better half, so that a document costs
/// under 1 ns on average however large k is; up to ``heapLimit`` it is a heap instead, whose
/// threshold rises with every document.
package struct TopDocuments: ~Copyable {
  /// The largest k kept as a heap.
  static let heapLimit = 200

  /// How many are wanted.
  package let capacity: Int

  private var entries: UnsafeMutablePointer<Entry>
  private var count = 0
  private var isFull = false
  private let isHeap: Bool

  /// The entry to beat, once `capacity` documents are held.
  private var worst = Entry(high: 0, low: 0)

  /// A collector for the best `capacity` documents.
  package init(capacity: Int) {
    self.capacity = max(0, capacity)
    isHeap = capacity <= Self.heapLimit
    entries = .allocate(capacity: max(1, isHeap ? self.capacity : 2 * self.capacity))
    if capacity <= 0 { isFull = true }
  }

  deinit {
    entries.deallocate()
  }

  /// The least score with which a document of `segment` may still enter.
  ///
  /// Holds for documents that come after those of the same segment inserted before: a tie is then
  /// lost. More than any score when nothing can enter.
  @inline(__always)
  package func threshold(in segment: UInt32) -> Int32 {
    if !isFull { return 0 }
    if capacity == 0 { return Int32.max }
    return segment < worst.segment ? worst.score : worst.score &+ 1
  }

  /// The same for documents in any order: a tie may still be won.
  @inline(__always)
  package func thresholdInAnyOrder(in segment: UInt32) -> Int32 {
    if !isFull { return 0 }
    if capacity == 0 { return Int32.max }
    return segment > worst.segment ? worst.score &+ 1 : worst.score
  }

  /// Offers a document; scores are not negative.
  @inline(__always)
  package mutating func insert(score: Int32, segment: UInt32, document: UInt32) {
    let entry = Entry(score: score, segment: segment, document: document)
    if isFull && !(worst < entry) { return }
    add(entry)
  }

  /// The documents held, the best first.
  package func sorted() -> [RankedDocument] {
    var all = Array(UnsafeBufferPointer(start: entries, count: count))
    all.sort { $1 < $0 }
    return all.prefix(capacity).map {
      RankedDocument(score: $0.score, segment: $0.segment, document: $0.document)
    }
  }
}

/// A ranked document as two numbers, of which the larger is the better.
private struct Entry {
  let high: UInt64
  let low: UInt32

  init(high: UInt64, low: UInt32) {
    self.high = high
    self.low = low
  }

  init(score: Int32, segment: UInt32, document: UInt32) {
    high = UInt64(UInt32(bitPattern: score)) << 32 | UInt64(~segment)
    low = ~document
  }

  var score: Int32 { Int32(truncatingIfNeeded: high >> 32) }
  var segment: UInt32 { ~UInt32(truncatingIfNeeded: high) }
  var document: UInt32 { ~low }

  @inline(__always)
  static func < (left: Entry, right: Entry) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }
}

extension TopDocuments {
  private mutating func add(_ entry: Entry) {
    if !isHeap { return buffer(entry) }
    if isFull {
      replaceWorst(by: entry)
    } else {
      push(entry)
    }
    if count == capacity {
      isFull = true
      worst = entries[0]
    }
  }

  /// Puts an entry at the end of the heap, whose root is the worst, and lets it rise.
  private mutating func push(_ entry: Entry) {
    var place = count
    (entries + count).initialize(to: entry)
    count += 1
    while place > 0 {
      let parent = (place - 1) / 2
      if !(entry < entries[parent]) { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = entry
  }

  /// Puts an entry at the root of the heap and lets it sink.
  private mutating func replaceWorst(by entry: Entry) {
    var place = 0
    while true {
      var child = 2 &* place &+ 1
      if child >= count { break }
      if child &+ 1 < count && entries[child &+ 1] < entries[child] { child &+= 1 }
      if !(entries[child] < entry) { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = entry
  }

  private mutating func buffer(_ entry: Entry) {
    (entries + count).initialize(to: entry)
    count += 1
    if count == 2 * capacity { keepBetterHalf() }
  }

  /// Brings the best `capacity` of twice as many to the front and learns the worst of them.
  private mutating func keepBetterHalf() {
    var low = 0
    var high = count - 1
    let wanted = capacity - 1
    while low < high {
      let middle = partition(low, high)
      if middle == wanted { break }
      if middle < wanted { low = middle + 1 } else { high = middle - 1 }
    }
    count = capacity
    isFull = true
    worst = entries[wanted]
  }

  /// Moves what is better than the middle entry of a range before it; returns where it ends up.
  private mutating func partition(_ low: Int, _ high: Int) -> Int {
    let middle = (low + high) / 2
    let pivot = entries[middle]
    entries[middle] = entries[high]
    var place = low
    for index in low..<high where pivot < entries[index] {
      let better = entries[index]
      entries[index] = entries[place]
      entries[place] = better
      place += 1
    }
    entries[high] = entries[place]
    entries[place] = pivot
    return place
  }
}
