// SPDX-License-Identifier: Apache-2.0

/// A ranked document as two numbers, of which the larger is the better.
struct Entry {
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
    isLess(left, right) != 0
  }

  /// One if the left is the worse, else zero; without a branch.
  @inline(__always)
  static func isLess(_ left: Entry, _ right: Entry) -> Int {
    let isLess = left.high < right.high ? 1 : 0
    let isEqual = left.high == right.high ? 1 : 0
    return isLess | (isEqual & (left.low < right.low ? 1 : 0))
  }
}

/// A copy of a collector's entries, to be brought into order.
///
/// Partitions without branching on the data, which scores at random would make mispredict every
/// other time: about 1 ns an entry and step. (Lomuto's scheme; the swap always takes place.)
struct EntryRanking {
  private let entries: UnsafeMutablePointer<Entry>
  private var count: Int

  init(_ source: UnsafePointer<Entry>, count: Int) {
    entries = .allocate(capacity: max(1, count))
    entries.initialize(from: source, count: count)
    self.count = count
  }

  func deallocate() {
    entries.deallocate()
  }

  /// The entries in their present order.
  var documents: [RankedDocument] {
    (0..<count).map {
      let one = entries[$0]
      return RankedDocument(score: one.score, segment: one.segment, document: one.document)
    }
  }

  /// Leaves only the best `wanted`, in any order.
  mutating func select(_ wanted: Int) {
    Self.select(entries, count: count, wanted: wanted)
    count = min(count, max(0, wanted))
  }

  /// Puts the best first.
  mutating func sort() {
    Self.sort(entries, 0, count - 1)
  }

  /// Brings the best `wanted` to the front, the worst of them last.
  static func select(_ entries: UnsafeMutablePointer<Entry>, count: Int, wanted: Int) {
    if wanted <= 0 || wanted >= count { return }
    var (low, high) = (0, count - 1)
    while low < high {
      let place = partition(entries, low, high)
      if place == wanted - 1 { return }
      if place < wanted - 1 { low = place + 1 } else { high = place - 1 }
    }
  }

  private static func sort(_ entries: UnsafeMutablePointer<Entry>, _ from: Int, _ to: Int) {
    var (low, high) = (from, to)
    while high - low > 16 {
      let place = partition(entries, low, high)
      // The shorter side by recursion, so that it goes less deep than the logarithm.
      if place - low < high - place {
        sort(entries, low, place - 1)
        low = place + 1
      } else {
        sort(entries, place + 1, high)
        high = place - 1
      }
    }
    insertionSort(entries, low, high)
  }

  private static func insertionSort(
    _ entries: UnsafeMutablePointer<Entry>,
    _ low: Int,
    _ high: Int
  ) {
    var next = low + 1
    while next <= high {
      let one = entries[next]
      var hole = next
      while hole > low && entries[hole - 1] < one {
        entries[hole] = entries[hole - 1]
        hole -= 1
      }
      entries[hole] = one
      next += 1
    }
  }

  /// Moves what is better than the middle entry of a range before it; returns where it ends up.
  private static func partition(
    _ entries: UnsafeMutablePointer<Entry>,
    _ low: Int,
    _ high: Int
  ) -> Int {
    let pivot = middle(entries, low, high)
    var place = low
    for index in low..<high {
      let one = entries[index]
      entries[index] = entries[place]
      entries[place] = one
      place &+= Entry.isLess(pivot, one)
    }
    entries[high] = entries[place]
    entries[place] = pivot
    return place
  }

  /// Takes the middle one of the first, the middle and the last out; the last moves into its place.
  private static func middle(
    _ entries: UnsafeMutablePointer<Entry>,
    _ low: Int,
    _ high: Int
  ) -> Entry {
    let half = (low + high) / 2
    if entries[low] < entries[half] { swap(entries, low, half) }
    if entries[low] < entries[high] { swap(entries, low, high) }
    if entries[half] < entries[high] { swap(entries, half, high) }
    let pivot = entries[half]
    entries[half] = entries[high]
    return pivot
  }

  private static func swap(_ entries: UnsafeMutablePointer<Entry>, _ left: Int, _ right: Int) {
    let one = entries[left]
    entries[left] = entries[right]
    entries[right] = one
  }
}
