// SPDX-License-Identifier: Apache-2.0

/// Reads the positions of one list after another as a stream of numbers, a chunk at a time.
///
/// The numbers are as they are written: for each document the first position, then differences.
struct PositionChunks: ~Copyable {
  private let section: UnsafeRawBufferPointer
  private let buffer: UnsafeMutablePointer<UInt32>
  private var taken = 0
  /// Numbers of the chunk that were not yet skipped.
  private(set) var count = 0
  /// Numbers of the list in chunks not yet read.
  private(set) var rest: UInt64 = 0

  private var offset: UInt64 = 0
  private var isInline = false
  private var layout: PositionsLayout?
  private var chunk = 0
  /// Where the next chunk begins, in bytes from the section's first.
  private var place = 0

  init(_ source: PostingsSource) {
    section = source.positions
    buffer = .allocate(capacity: PostingsFormat.chunkSize)
    buffer.initialize(repeating: 0, count: PostingsFormat.chunkSize)
  }

  deinit {
    buffer.deallocate()
  }

  var numbers: UnsafePointer<UInt32> { UnsafePointer(buffer + taken) }

  /// Begins the list of a term.
  mutating func open(_ term: TermPostings) {
    offset = term.positions
    rest = term.hasPositions ? term.totalFrequency : 0
    isInline = term.hasInlinePosition
    layout = nil
    chunk = 0
    count = 0
  }

  /// Passes over `more` of the numbers there are.
  mutating func skip(_ more: Int) {
    taken += more
    count -= more
  }

  /// Reads the next chunk; false if the bytes cannot be one.
  mutating func next() -> Bool {
    taken = 0
    if isInline {
      buffer[0] = UInt32(truncatingIfNeeded: offset)
      count = 1
      rest = 0
      return true
    }
    guard layout != nil || open() else { return false }
    count = Int(min(rest, UInt64(PostingsFormat.chunkSize)))
    rest -= UInt64(count)
    return count == PostingsFormat.chunkSize ? readFull() : readTail()
  }

  /// Finds the list's directory and checks that it lies inside the section.
  private mutating func open() -> Bool {
    let usable = PostingsSource.usableCount(of: section)
    // A chunk takes two bytes of directory at least, which bounds what a list can claim.
    guard offset < UInt64(usable), rest / 64 <= UInt64(usable) else { return false }
    let found = PositionsLayout(totalFrequency: rest)
    guard found.payload < usable - Int(offset) else { return false }
    layout = found
    place = Int(offset) + found.payload
    return true
  }

  private mutating func readFull() -> Bool {
    guard let layout, let base = section.baseAddress else { return false }
    let ends = base + Int(offset) + layout.end
    let isFirst = chunk % PostingsFormat.chunkGroupSize == 0
    let end = ends.loadUnaligned(fromByteOffset: 2 * chunk, as: UInt16.self)
    let start = isFirst ? 0 : ends.loadUnaligned(fromByteOffset: 2 * chunk - 2, as: UInt16.self)
    guard start <= end else { return false }
    let size = Int(end - start)
    let shape = (size >> 4) << 3 | (size & 15) >> 1
    guard shape <= 255, size & 1 == 0, place + size <= PostingsSource.usableCount(of: section)
    else { return false }
    PatchedBlock.decode(shape: UInt8(shape), from: base + place, adding: 0, into: buffer)
    place += size
    chunk += 1
    return true
  }

  private mutating func readTail() -> Bool {
    guard let base = section.baseAddress, place < PostingsSource.usableCount(of: section) else {
      return false
    }
    let width = Int(section[place])
    let end = place + 1 + Pack.tailSize(count: count, width: width)
    guard width <= 32, end <= PostingsSource.usableCount(of: section) else { return false }
    Unpack.tail(count: count, width: width, from: base + place + 1, adding: 0, into: buffer)
    return true
  }
}
