// SPDX-License-Identifier: Apache-2.0

/// Collects the boundaries of a segment's documents: the section `BNDS`.
///
/// A record per document, each behind its length, and the offset of every sixteenth.
struct BoundariesWriter: ~Copyable {
  /// Documents per offset.
  static let group = 16

  private(set) var records = GrowingArray<UInt8>(capacity: 1 << 12)
  private(set) var count = 0
  private var offsets = GrowingArray<UInt64>()
  private var record = GrowingArray<UInt8>(capacity: 1 << 10)

  init() {}

  mutating func append(_ boundaries: DocumentBoundaries) {
    record.truncate(to: 0)
    boundaries.encode(into: &record)
    append(record: record.values)
  }

  /// Adds a record that is encoded already.
  mutating func append(record bytes: UnsafeBufferPointer<UInt8>) {
    if count % Self.group == 0 { offsets.append(UInt64(records.count).littleEndian) }
    records.appendVarint(UInt64(bytes.count))
    records.append(contentsOf: bytes)
    count += 1
  }

  /// The same records in another order: `order` names the old number of each new document.
  func reordered(_ order: UnsafeBufferPointer<UInt32>) -> BoundariesWriter {
    var starts: [Int] = []
    var reader = CheckedBytes(records.bytes)
    for _ in 0..<count {
      starts.append(reader.offset)
      _ = reader.bytes(reader.varint(upTo: reader.remaining))
    }
    var result = BoundariesWriter()
    for old in order {
      let start = starts[Int(old)]
      var reader = CheckedBytes(UnsafeRawBufferPointer(rebasing: records.bytes[start...]))
      result.append(record: reader.bytes(reader.varint(upTo: reader.remaining)))
    }
    return result
  }

  /// The offsets, as they are written before the records.
  var directory: UnsafeRawBufferPointer { offsets.bytes }

  var memoryInUse: Int { records.memoryInUse + offsets.memoryInUse }
}
