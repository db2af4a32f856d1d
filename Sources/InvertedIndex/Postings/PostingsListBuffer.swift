// SPDX-License-Identifier: Apache-2.0

/// The list being written: its directory as arrays, and its blocks.
struct PostingsListBuffer {
  /// The encoded blocks; appended to between ``begin(last:bound:)`` and the matching end.
  var payload: [UInt8] = []

  private var last: [UInt32] = []
  private var positionBase: [UInt32] = []
  private var groupLast: [UInt32] = []
  private var groupOffset: [UInt32] = []
  private var offset: [UInt16] = []
  private var documentShape: [UInt8] = []
  private var frequencyShape: [UInt8] = []
  private var extraShape: [UInt8] = []
  private var bound: [UInt8] = []
  private var groupBound: [UInt8] = []
  private var totalFrequency: UInt32 = 0
  private var groupStart = 0

  /// The largest bound of a block so far.
  var maximumBound: UInt8 { groupBound.max() ?? 0 }

  mutating func removeAll() {
    payload.removeAll(keepingCapacity: true)
    last.removeAll(keepingCapacity: true)
    positionBase.removeAll(keepingCapacity: true)
    groupLast.removeAll(keepingCapacity: true)
    groupOffset.removeAll(keepingCapacity: true)
    offset.removeAll(keepingCapacity: true)
    documentShape.removeAll(keepingCapacity: true)
    frequencyShape.removeAll(keepingCapacity: true)
    extraShape.removeAll(keepingCapacity: true)
    bound.removeAll(keepingCapacity: true)
    groupBound.removeAll(keepingCapacity: true)
    totalFrequency = 0
  }

  /// Opens a block, whose bytes are then appended to ``payload``.
  mutating func begin(last document: UInt32, bound blockBound: UInt8) {
    if last.count % PostingsFormat.groupSize == 0 {
      while payload.count % 16 != 0 { payload.append(0) }
      groupStart = payload.count
      groupOffset.append(UInt32(truncatingIfNeeded: groupStart >> 4))
      groupLast.append(document)
      groupBound.append(blockBound)
    }
    let group = groupLast.count - 1
    groupLast[group] = document
    groupBound[group] = max(groupBound[group], blockBound)
    last.append(document)
    positionBase.append(totalFrequency)
    offset.append(UInt16(truncatingIfNeeded: payload.count - groupStart))
    bound.append(blockBound)
  }

  /// Closes the block, saying how its three parts are written and how many positions it has.
  mutating func end(document: UInt8, frequency: UInt8, extra: UInt8, total: UInt32) {
    documentShape.append(document)
    frequencyShape.append(frequency)
    extraShape.append(extra)
    totalFrequency &+= total
  }

  /// Appends directory and blocks in the order of ``PostingsLayout``.
  func write(to bytes: inout [UInt8], hasPositions: Bool) {
    let start = bytes.count
    bytes.append(littleEndian: last)
    if hasPositions { bytes.append(littleEndian: positionBase) }
    bytes.append(littleEndian: groupLast)
    bytes.append(littleEndian: groupOffset)
    bytes.append(littleEndian: offset)
    for shapes in [documentShape, frequencyShape, extraShape, bound, groupBound] {
      bytes.append(contentsOf: shapes)
    }
    while (bytes.count - start) % 16 != 0 { bytes.append(0) }
    bytes.append(contentsOf: payload)
  }
}

/// Columns for up to 128 postings on their way to disk.
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
