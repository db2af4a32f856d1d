// SPDX-License-Identifier: Apache-2.0

/// Finds where frequent words stand next to each other, from their positions.
///
/// A window of documents at a time is laid out as the stream of tokens it came from, a slot for each
/// position; the frequent words are put where they stand, and two slots in a row that are taken are
/// a pair. So every word's positions are read once, in order, and nothing is looked up. About 1 ns a
/// position of any word, and what the collector takes for a pair.
struct PairJoin: ~Copyable {
  /// A window ends with this document, or when it has so many positions: then it stays in the
  /// processor's cache.
  private static let windowDocuments = 2048
  private static let windowPositions = 1 << 18

  var collector: PairCollector
  /// The documents' boundaries, from which their lengths are known.
  private let records: UnsafeBufferPointer<UInt8>
  private var offset = 0

  /// The documents of the window.
  private(set) var documents: Range<UInt32> = 0..<0
  /// For each position of the window the number of the frequent word there, plus one.
  private var slots = GrowingArray<UInt16>(capacity: PairJoin.windowPositions)
  /// Where each document of the window begins in the slots, and the end.
  private var starts = GrowingArray<UInt32>(capacity: PairJoin.windowDocuments + 1)
  /// Whether a document's boundaries could not be read.
  private(set) var isDamaged = false

  /// A join over the documents whose boundaries are given, which must outlive it.
  init(words: Int, boundaries: borrowing BoundariesWriter) {
    collector = PairCollector(words: words)
    records = boundaries.records.values
  }

  /// Begins the window of the next documents below `limit`; false if there are none.
  mutating func begin(before limit: UInt32) -> Bool {
    let first = documents.upperBound
    guard first < limit else { return false }
    starts.truncate(to: 0)
    starts.append(0)
    var total: UInt32 = 0
    var next = first
    while next < limit, next - first < Self.windowDocuments, total < Self.windowPositions {
      total += nextLength()
      starts.append(total)
      next += 1
    }
    documents = first..<next
    slots.truncate(to: 0)
    slots.append(repeating: 0, count: Int(total))
    return true
  }

  /// The positions of the next document.
  private mutating func nextLength() -> UInt32 {
    let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(records)[offset...])
    var reader = CheckedBytes(rest)
    let record = reader.bytes(reader.varint(upTo: reader.remaining))
    offset += reader.offset
    guard !reader.isDamaged, let end = DocumentBoundaries.end(of: record) else {
      isDamaged = true
      return 0
    }
    return end
  }

  /// The slots of a document of the window.
  @inline(__always)
  func row(of document: UInt32) -> Row {
    let place = Int(document &- documents.lowerBound)
    let start = starts[place]
    return Row(slots: slots.base + Int(start), length: starts[place &+ 1] &- start)
  }

  /// The slots of one document, one for each of its positions.
  struct Row {
    let slots: UnsafeMutablePointer<UInt16>
    let length: UInt32

    /// Puts a frequent word where it stands.
    @inline(__always)
    func put(_ word: Int, at position: UInt32) {
      if position < length { slots[Int(position)] = UInt16(truncatingIfNeeded: word &+ 1) }
    }
  }

  /// Ends the window: gives all pairs in it to the collector.
  mutating func end() {
    for index in 0..<documents.count {
      let (start, end) = (Int(starts[index]), Int(starts[index + 1]))
      let row = UnsafeBufferPointer(start: slots.base + start, count: end - start)
      collector.take(row, of: documents.lowerBound &+ UInt32(truncatingIfNeeded: index))
    }
  }
}

extension DocumentBoundaries {
  /// The position after a document's last, from its record; nil if that is damaged.
  static func end(of record: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var reader = CheckedBytes(UnsafeRawBufferPointer(record))
    let limit = Int(Int32.max)
    var end = 0
    for _ in 0..<reader.varint(upTo: record.count) {
      _ = reader.byte()
      end += reader.varint(upTo: limit - end)
      end += reader.varint(upTo: limit - end)
    }
    return reader.isDamaged ? nil : UInt32(end)
  }
}
