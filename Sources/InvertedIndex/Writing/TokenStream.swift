// SPDX-License-Identifier: Apache-2.0

/// Every token of a segment in the order of reading, four bytes each.
///
/// An entry is a term's number, and each stands one position after the one before, unless the
/// number carries ``stay`` (the next entry has the same position: a short field's own term or a
/// joined one follows). An entry with ``jump`` is no token: it says the position of the next one within its
/// document. Kept in chunks, so that growing never copies and memory is what it seems.
struct TokenStream: ~Copyable {
  static let jump: UInt32 = 0x8000_0000
  static let stay: UInt32 = 0x4000_0000
  static let numberMask: UInt32 = 0x3FFF_FFFF
  static let positionMask: UInt32 = 0x7FFF_FFFF

  /// A quarter of a million entries, 1 MiB.
  private static let chunkSize = 1 << 18

  private var chunks: [UnsafeMutablePointer<UInt32>] = []
  /// Where the next entry goes, and how much room its chunk has.
  private var next: UnsafeMutablePointer<UInt32>
  private var room = 0
  /// Entries in all chunks but the last.
  private var full = 0

  init() {
    let first = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.chunkSize)
    chunks = [first]
    next = first
    room = Self.chunkSize
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  var count: Int { full + Self.chunkSize - room }

  var memoryInUse: Int { chunks.count * Self.chunkSize * MemoryLayout<UInt32>.stride }

  mutating func append(_ entries: UnsafePointer<UInt32>, count: Int) {
    var done = 0
    while done < count {
      if room == 0 { addChunk() }
      let stretch = min(room, count &- done)
      next.update(from: entries + done, count: stretch)
      next += stretch
      room &-= stretch
      done &+= stretch
    }
  }

  @inline(never)
  private mutating func addChunk() {
    let chunk = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.chunkSize)
    chunks.append(chunk)
    next = chunk
    room = Self.chunkSize
    full += Self.chunkSize
  }

  /// Forgets the entries from `newCount` on: a document that was given up.
  mutating func truncate(to newCount: Int) {
    guard newCount < count else { return }
    while newCount < full {
      chunks.removeLast().deallocate()
      full -= Self.chunkSize
    }
    room = Self.chunkSize - (newCount - full)
    next = chunks[chunks.count - 1] + (newCount - full)
  }

  /// Calls `body` with the entries of a range, which may lie in several chunks.
  @inline(__always)
  func forEachStretch(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt32>) -> Void) {
    var start = range.lowerBound
    while start < range.upperBound {
      let place = start % Self.chunkSize
      let end = min(range.upperBound, start &- place &+ Self.chunkSize)
      body(
        UnsafeBufferPointer(start: chunks[start / Self.chunkSize] + place, count: end &- start)
      )
      start = end
    }
  }
}
