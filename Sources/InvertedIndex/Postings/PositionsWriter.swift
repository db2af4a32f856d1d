// SPDX-License-Identifier: Apache-2.0

/// Writes the positions of one list after another.
///
/// A list is a stream of numbers, for each document the first position and then the differences,
/// cut into chunks of 128 that ignore where documents begin; what is left over is a packed tail.
/// Because no number depends on another document, the streams of two lists are put end to end
/// without knowing where documents begin. About 1 ns a number.
struct PositionsWriter: ~Copyable {
  /// What was written and not yet taken.
  private(set) var bytes = GrowingArray<UInt8>(capacity: 1 << 12)

  /// Bytes taken before.
  private var taken: UInt64 = 0

  private var payload = GrowingArray<UInt8>(capacity: 1 << 12)
  private var groupOffsets = GrowingArray<UInt32>()
  private var ends = GrowingArray<UInt16>()
  private var groupStart = 0
  /// The numbers of the chunk that is being filled.
  let chunk: UnsafeMutablePointer<UInt32>
  /// How many there are; below 128 whenever the writer is not at work.
  var held = 0

  init() {
    chunk = .allocate(capacity: PostingsFormat.chunkSize)
    chunk.initialize(repeating: 0, count: PostingsFormat.chunkSize)
  }

  deinit {
    chunk.deallocate()
  }

  /// Where the next list will begin.
  var offset: UInt64 { taken + UInt64(bytes.count) }

  /// Starts a list.
  mutating func begin() {
    held = 0
    guard ends.count > 0 else { return }
    payload.truncate(to: 0)
    groupOffsets.truncate(to: 0)
    ends.truncate(to: 0)
  }

  /// Adds the ascending positions of the next document.
  mutating func append(_ positions: UnsafePointer<UInt32>, count: Int) {
    var previous: UInt32 = 0
    for index in 0..<count {
      chunk[held] = positions[index] &- previous
      previous = positions[index]
      held &+= 1
      if held == PostingsFormat.chunkSize { flush() }
    }
  }

  /// Adds numbers as they stand in another list.
  mutating func append(numbers: UnsafePointer<UInt32>, count: Int) {
    var done = 0
    while done < count {
      let stretch = min(count &- done, PostingsFormat.chunkSize &- held)
      (chunk + held).update(from: numbers + done, count: stretch)
      done &+= stretch
      held &+= stretch
      if held == PostingsFormat.chunkSize { flush() }
    }
  }

  /// Ends the list and returns its offset.
  mutating func finish() -> UInt64 {
    let start = offset
    if ends.count > 0 {
      bytes.append(UInt32.self, count: groupOffsets.count) { groupOffsets[$0] }
      bytes.append(UInt16.self, count: ends.count) { ends[$0] }
      bytes.append(contentsOf: payload.values)
    }
    if held > 0 {
      let width = Pack.width(of: chunk, count: held)
      bytes.append(UInt8(width))
      bytes.append(upTo: Pack.tailSize(count: held, width: width) + 8) { room in
        Pack.tail(chunk, count: held, width: width, into: room)
      }
    }
    return start
  }

  /// Ends the section.
  mutating func pad() {
    bytes.append(repeating: 0, count: PostingsFormat.padding)
  }

  /// Counts what was written as taken and begins anew.
  mutating func drop() {
    taken += UInt64(bytes.count)
    bytes.truncate(to: 0)
  }

  /// Writes out a full chunk.
  mutating func flush() {
    if ends.count % PostingsFormat.chunkGroupSize == 0 {
      groupStart = payload.count
      groupOffsets.append(UInt32(truncatingIfNeeded: groupStart))
    }
    // The shape is not stored: with at most seven exceptions of two bytes, it follows from the
    // chunk's size.
    payload.append(upTo: PatchedBlock.longest) { room in
      PatchedBlock.size(shape: PatchedBlock.encode(chunk, into: room))
    }
    ends.append(UInt16(truncatingIfNeeded: payload.count - groupStart))
    held = 0
  }
}
