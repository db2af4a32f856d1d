// SPDX-License-Identifier: Apache-2.0

/// A block whose form tells at once whether it holds a document, without being decoded: a bit set or
/// a run without gaps.
struct BlockProbe {
  /// The words of the bit set; nil for a run.
  private let words: UnsafeRawPointer?
  private let count: Int

  /// The document of the first bit.
  private let first: UInt32

  /// A probe into a block of a list; nil if the block has to be decoded, or may be damaged.
  @inline(__always)
  init?(_ list: PostingsDirectory, _ number: Int) {
    guard number < list.fullBlocks else { return nil }
    let shape = list.documentShape[number]
    let last = list.last[number]
    let previous = number == 0 ? UInt32.max : list.last[number &- 1]
    if shape == PostingsFormat.consecutiveShape {
      guard last &- previous == UInt32(PostingsFormat.blockSize) else { return nil }
      (words, count, first) = (nil, PostingsFormat.blockSize, previous &+ 1)
      return
    }
    guard shape >= PostingsFormat.bitsetShape,
      let bytes = list.bytes(of: number, count: PostingsFormat.blockSize)
    else { return nil }
    words = bytes
    first = DocumentBlock.firstBit(after: previous)
    count = Int(shape &- PostingsFormat.bitsetShape) &<< 6
    // Anything else is damage, which decoding the block will find.
    guard count == Int((last >> 6) &- (first >> 6) &+ 1) &<< 6 else { return nil }
  }

  /// The bit of a document, wherever that lies.
  @inline(__always)
  func place(of document: UInt32) -> UInt32 {
    document &- first
  }

  /// Whether the bit of a place is set; false outside the block.
  @inline(__always)
  func isSet(_ place: UInt32) -> Bool {
    guard Int(place) < count else { return false }
    guard let words else { return true }
    let word = words.loadUnaligned(fromByteOffset: Int(place >> 6) &* 8, as: UInt64.self)
    return word &>> UInt64(place & 63) & 1 != 0
  }

  /// Sets the bits of all documents in `from..<to`, which lie in the window of `bits` that begins at
  /// `base`.
  @inline(__always)
  func mark(
    from: UInt32,
    to: UInt32,
    in bits: UnsafeMutablePointer<UInt64>,
    base: UInt32
  ) {
    let low = max(first, from)
    if low >= to { return }
    let (start, end) = (Int(low >> 6), Int((to &- 1) >> 6))
    let lowest = UInt64.max &<< UInt64(low & 63)
    let highest = UInt64.max &>> UInt64(63 &- (to &- 1) & 63)
    let target = bits - Int(base >> 6)
    if start == end {
      target[start] |= word(start) & lowest & highest
      return
    }
    target[start] |= word(start) & lowest
    for index in start &+ 1..<end { target[index] |= word(index) }
    target[end] |= word(end) & highest
  }

  /// The bits of the documents from `64 · index` on, which must be in the block.
  @inline(__always)
  private func word(_ index: Int) -> UInt64 {
    guard let words else { return UInt64.max }
    return words.loadUnaligned(fromByteOffset: 8 &* (index &- Int(first >> 6)), as: UInt64.self)
  }

  /// Replaces places of set bits, ascending, by which posting of the block each is.
  ///
  /// About 3 ns for each and for each word.
  func resolve(_ places: UnsafeMutablePointer<UInt32>, _ range: Range<Int>) {
    guard let words else { return }
    var word = 0
    var before = 0
    for index in range {
      let place = places[index]
      while word < Int(place >> 6) {
        before &+= words.loadUnaligned(fromByteOffset: 8 &* word, as: UInt64.self).nonzeroBitCount
        word &+= 1
      }
      let bits = words.loadUnaligned(fromByteOffset: 8 &* word, as: UInt64.self)
      let lower = bits & ((1 &<< UInt64(place & 63)) &- 1)
      // In a damaged block there may be more.
      let rank = (before &+ lower.nonzeroBitCount) & (PostingsFormat.blockSize &- 1)
      places[index] = UInt32(truncatingIfNeeded: rank)
    }
  }
}
