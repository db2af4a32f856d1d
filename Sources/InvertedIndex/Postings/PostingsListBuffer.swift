// SPDX-License-Identifier: Apache-2.0

/// The long list being written: an entry for each block, and the blocks.
struct PostingsListBuffer: ~Copyable {
  /// What the directory says of a block; its arrays are made when the list ends.
  struct Block: BitwiseCopyable {
    var last: UInt32
    var positionBase: UInt32
    var offset: UInt16
    var document: UInt8
    var frequency: UInt8
    var extra: UInt8
    var bound: UInt8
  }

  /// What the directory says of a group of blocks.
  struct Group: BitwiseCopyable {
    var last: UInt32
    var offset: UInt32
    var bound: UInt8
  }

  /// How the three parts of a block are written.
  struct Shapes {
    var document: UInt8 = 0
    var frequency: UInt8 = 0
    var extra: UInt8 = 0
  }

  /// The encoded blocks; appended to between ``begin()`` and ``end(_:last:bound:total:)``.
  var payload = GrowingArray<UInt8>(capacity: 1 << 12)

  private var blocks = GrowingArray<Block>()
  private var groups = GrowingArray<Group>()
  private var totalFrequency: UInt32 = 0
  private var groupStart = 0
  private var blockStart = 0

  var isEmpty: Bool { blocks.count == 0 }

  /// Full blocks and the tail, if that is there already.
  var blockCount: Int { blocks.count }

  /// The largest bound of a block so far.
  var maximumBound: UInt8 {
    var largest: UInt8 = 0
    for group in groups.values { largest = max(largest, group.bound) }
    return largest
  }

  mutating func removeAll() {
    payload.truncate(to: 0)
    blocks.truncate(to: 0)
    groups.truncate(to: 0)
    totalFrequency = 0
  }

  /// Opens a block, whose bytes are then appended to ``payload``.
  mutating func begin() {
    if blocks.count % PostingsFormat.groupSize == 0 {
      payload.align(to: 16)
      groupStart = payload.count
      let offset = UInt32(truncatingIfNeeded: groupStart &>> 4)
      groups.append(Group(last: 0, offset: offset, bound: 0))
    }
    blockStart = payload.count
  }

  /// Closes the block, saying how its parts are written, what it ends with and how many positions
  /// it has.
  mutating func end(_ shapes: Shapes, last: UInt32, bound: UInt8, total: UInt32) {
    var group = groups[groups.count - 1]
    group.last = last
    group.bound = max(group.bound, bound)
    groups[groups.count - 1] = group
    blocks.append(
      Block(
        last: last,
        positionBase: totalFrequency,
        offset: UInt16(truncatingIfNeeded: blockStart - groupStart),
        document: shapes.document,
        frequency: shapes.frequency,
        extra: shapes.extra,
        bound: bound
      )
    )
    totalFrequency &+= total
  }

  /// Appends directory and blocks in the order of ``PostingsLayout``.
  func write(to bytes: inout GrowingArray<UInt8>, hasPositions: Bool) {
    let start = bytes.count
    let count = blocks.count
    bytes.reserve(16 * count + 16 * groups.count + 16 + payload.count)
    bytes.append(UInt32.self, count: count) { blocks[$0].last }
    if hasPositions { bytes.append(UInt32.self, count: count) { blocks[$0].positionBase } }
    bytes.append(UInt32.self, count: groups.count) { groups[$0].last }
    bytes.append(UInt32.self, count: groups.count) { groups[$0].offset }
    bytes.append(UInt16.self, count: count) { blocks[$0].offset }
    bytes.append(UInt8.self, count: count) { blocks[$0].document }
    bytes.append(UInt8.self, count: count) { blocks[$0].frequency }
    bytes.append(UInt8.self, count: count) { blocks[$0].extra }
    bytes.append(UInt8.self, count: count) { blocks[$0].bound }
    bytes.append(UInt8.self, count: groups.count) { groups[$0].bound }
    bytes.align(to: 16, from: start)
    bytes.append(contentsOf: payload.values)
  }
}

/// Columns for up to 128 postings on their way to or from disk.
///
/// Whoever makes one frees it.
struct BlockBuffer {
  let documents: UnsafeMutablePointer<UInt32>
  let frequencies: UnsafeMutablePointer<UInt32>
  let extras: UnsafeMutablePointer<UInt32>
  let scratch: UnsafeMutablePointer<UInt32>

  init() {
    let size = PostingsFormat.blockSize
    documents = .allocate(capacity: 4 * size)
    documents.initialize(repeating: 0, count: 4 * size)
    frequencies = documents + size
    extras = documents + 2 * size
    scratch = documents + 3 * size
  }

  func deallocate() {
    documents.deallocate()
  }
}
