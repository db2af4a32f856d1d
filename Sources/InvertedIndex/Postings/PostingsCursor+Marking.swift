// SPDX-License-Identifier: Apache-2.0

extension PostingsCursor {
  /// Sets the bits of all documents in `from..<to`, which lie in the window of `bits` that begins at
  /// `base`, and leaves the walk at `to` or behind.
  ///
  /// Blocks kept as bit sets are taken over word by word. Costs about 1 ns a posting otherwise.
  mutating func mark(
    from: UInt32,
    to: UInt32,
    in bits: UnsafeMutablePointer<UInt64>,
    base: UInt32
  ) {
    advance(to: from)
    while document < to {
      if blockLast >= to {
        let end = BlockSearch.firstIndex(of: to, in: documents)
        Window.mark(documents + index, count: end &- index, base: base, in: bits)
        return stand(at: end)
      }
      Window.mark(documents + index, count: size &- index, base: base, in: bits)
      var next = block &+ 1
      while next < list.fullBlocks && list.last[next] < to
        && copyBits(of: next, into: bits, base: base)
      {
        next &+= 1
      }
      enter(next)
    }
  }

  /// Sets the bits of a whole block, which lies inside the window, if it is kept as a bit set.
  private func copyBits(
    of number: Int,
    into bits: UnsafeMutablePointer<UInt64>,
    base: UInt32
  ) -> Bool {
    let shape = list.documentShape[number]
    let (previous, last) = (list.last[number &- 1], list.last[number])
    guard shape >= PostingsFormat.bitsetShape, previous >= base, previous < last,
      last < documentCount, let bytes = list.bytes(of: number, count: PostingsFormat.blockSize)
    else { return false }
    let first = DocumentBlock.firstBit(after: previous)
    let words = Int(shape &- PostingsFormat.bitsetShape)
    // Anything else is damage, which entering the block will find.
    guard words == Int(last >> 6) &- Int(first >> 6) &+ 1 else { return false }
    let target = bits + Int((first &- base) >> 6)
    for word in 0..<words &- 1 {
      target[word] |= bytes.loadUnaligned(fromByteOffset: 8 &* word, as: UInt64.self)
    }
    // Even a damaged block must not claim documents that do not exist.
    let end = bytes.loadUnaligned(fromByteOffset: 8 &* (words &- 1), as: UInt64.self)
    target[words &- 1] |= end & (UInt64.max &>> UInt64(63 &- last & 63))
    return true
  }
}
