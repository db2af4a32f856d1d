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

  /// The offsets, as they are written before the records.
  var directory: UnsafeRawBufferPointer { offsets.bytes }

  var memoryInUse: Int { records.memoryInUse + offsets.memoryInUse }
}
