// SPDX-License-Identifier: Apache-2.0

/// Writes the positions of one list after another.
///
/// A list is a stream of numbers, for each document the first position and then the differences,
/// cut into chunks of 128 that ignore where documents begin; what is left over is a packed tail.
struct PositionsWriter: ~Copyable {
  /// What was written and not yet taken.
  private(set) var bytes: [UInt8] = []

  /// Bytes taken before.
  private var taken: UInt64 = 0

  private var payload: [UInt8] = []
  private var groupOffsets: [UInt32] = []
  private var ends: [UInt16] = []
  private var groupStart = 0
  private let chunk: UnsafeMutablePointer<UInt32>
  private var held = 0

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
    payload.removeAll(keepingCapacity: true)
    groupOffsets.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    groupStart = 0
    held = 0
  }

  /// Adds the ascending positions of the next document.
  mutating func append(_ positions: UnsafePointer<UInt32>, count: Int) {
    var previous: UInt32 = 0
    var done = 0
    while done < count {
      let stretch = Swift.min(count &- done, PostingsFormat.chunkSize &- held)
      let target = chunk + held
      for index in 0..<stretch {
        let position = positions[done &+ index]
        target[index] = position &- previous
        previous = position
      }
      done &+= stretch
      held &+= stretch
      if held == PostingsFormat.chunkSize { flush() }
    }
  }

  /// Ends the list and returns its offset.
  mutating func finish() -> UInt64 {
    let start = offset
    bytes.append(littleEndian: groupOffsets)
    bytes.append(littleEndian: ends)
    bytes.append(contentsOf: payload)
    if held > 0 {
      let width = Pack.width(of: chunk, count: held)
      bytes.append(UInt8(width))
      Pack.tail(chunk, count: held, width: width, to: &bytes)
    }
    return start
  }

  /// Ends the section.
  mutating func pad() {
    bytes.append(contentsOf: repeatElement(0, count: PostingsFormat.padding))
  }

  /// Hands over what was written since the last time.
  mutating func take() -> [UInt8] {
    taken += UInt64(bytes.count)
    let result = bytes
    bytes = []
    return result
  }

  private mutating func flush() {
    if ends.count % PostingsFormat.chunkGroupSize == 0 {
      groupStart = payload.count
      groupOffsets.append(UInt32(truncatingIfNeeded: groupStart))
    }
    // The shape is not stored: with at most seven exceptions of two bytes, it follows from the
    // chunk's size.
    _ = PatchedBlock.append(chunk, to: &payload)
    ends.append(UInt16(truncatingIfNeeded: payload.count - groupStart))
    held = 0
  }
}

extension [UInt8] {
  /// Appends numbers one after another, each with its least significant byte first.
  mutating func append(littleEndian numbers: [some FixedWidthInteger & BitwiseCopyable]) {
    #if _endian(little)
    numbers.withUnsafeBytes { append(contentsOf: $0) }
    #else
    #error("postings are read where they lie in the file, which is little-endian")
    #endif
  }
}
