// SPDX-License-Identifier: Apache-2.0

import Storage

/// A postings list read whole and given out again in another order of documents.
///
/// About 10 ns a posting and 2 ns a position; as much memory as the longest list unpacked.
struct RearrangedList: ~Copyable {
  private let newNumbers: UnsafePointer<UInt32>
  private let documentCount: Int
  private var documents = GrowingArray<UInt32>()
  private var frequencies = GrowingArray<UInt32>()
  private var extras = GrowingArray<UInt32>()
  /// Where the positions of each posting begin.
  private var starts = GrowingArray<Int>()
  private var positions = GrowingArray<UInt32>()
  private var reader: PostingsListReader
  /// For a list of many documents: which there are, and the place of each.
  private let present: UnsafeMutablePointer<UInt64>
  private let places: UnsafeMutablePointer<UInt32>
  private var keys: [UInt64] = []

  /// `newNumbers` has one for each document of the source, and outlives this.
  init(_ source: PostingsSource, newNumbers: UnsafePointer<UInt32>) {
    self.newNumbers = newNumbers
    documentCount = Int(source.documentCount)
    reader = PostingsListReader(source)
    let words = documentCount / 64 + 1
    present = .allocate(capacity: words)
    present.initialize(repeating: 0, count: words)
    places = .allocate(capacity: words * 64)
    places.initialize(repeating: 0, count: words * 64)
  }

  deinit {
    present.deallocate()
    places.deallocate()
  }

  /// Reads a list.
  mutating func read(_ term: TermPostings) throws(CorruptionError) {
    documents.truncate(to: 0)
    frequencies.truncate(to: 0)
    extras.truncate(to: 0)
    starts.truncate(to: 0)
    positions.truncate(to: 0)
    try reader.open(term)
    while try reader.nextBlock() {
      for index in 0..<reader.count {
        documents.append(newNumbers[Int(reader.block.documents[index])])
        let frequency = reader.block.frequencies[index]
        frequencies.append(frequency)
        extras.append(reader.block.extras[index])
        starts.append(positions.count)
        if term.hasPositions { try readPositions(Int(frequency)) }
      }
    }
  }

  /// Reads the positions of a posting, which are differences but for the first.
  private mutating func readPositions(_ count: Int) throws(CorruptionError) {
    var left = count
    var position: UInt32 = 0
    while left > 0 {
      guard try reader.nextNumbers() else {
        throw CorruptionError(.outOfRange("number of positions"), in: "postings")
      }
      let step = min(left, reader.numberCount)
      for index in 0..<step {
        position &+= reader.numbers[index]
        positions.append(position)
      }
      reader.skip(step)
      left -= step
    }
  }

  /// Calls `body` with each posting in the new order: document, frequency, extra, positions.
  mutating func forEach(
    _ body: (UInt32, UInt32, UInt32, UnsafePointer<UInt32>) -> Void
  ) {
    if documents.count * 32 < documentCount {
      forEachSorted(body)
    } else {
      forEachMarked(body)
    }
  }

  private func give(
    _ place: Int,
    _ body: (UInt32, UInt32, UInt32, UnsafePointer<UInt32>) -> Void
  ) {
    body(documents[place], frequencies[place], extras[place], positions.base + starts[place])
  }

  private mutating func forEachSorted(
    _ body: (UInt32, UInt32, UInt32, UnsafePointer<UInt32>) -> Void
  ) {
    keys.removeAll(keepingCapacity: true)
    for place in 0..<documents.count {
      keys.append(UInt64(documents[place]) << 32 | UInt64(place))
    }
    keys.sort()
    for key in keys { give(Int(key & 0xFFFF_FFFF), body) }
  }

  private mutating func forEachMarked(
    _ body: (UInt32, UInt32, UInt32, UnsafePointer<UInt32>) -> Void
  ) {
    for place in 0..<documents.count {
      let document = Int(documents[place])
      present[document >> 6] |= 1 &<< UInt64(document & 63)
      places[document] = UInt32(place)
    }
    for word in 0...documentCount / 64 {
      var rest = present[word]
      present[word] = 0
      while rest != 0 {
        give(Int(places[word << 6 + rest.trailingZeroBitCount]), body)
        rest &= rest &- 1
      }
    }
  }
}
