// SPDX-License-Identifier: Apache-2.0

extension PostingsCursor {
  /// Sets the bits of all documents in `from..<to`, which lie in the window of `bits` that begins at
  /// `base`.
  ///
  /// Stretches must be asked for in ascending order. Bit sets are taken over word by word and runs
  /// filled in, without being decoded: about 10 ns a block. Costs about 0.7 ns a posting otherwise.
  mutating func mark(
    from: UInt32,
    to: UInt32,
    in bits: UnsafeMutablePointer<UInt64>,
    base: UInt32
  ) {
    var number = firstBlock(reaching: from, from: max(block, boundBlock))
    while number < list.blocks {
      let last = list.last[number]
      if let probe = BlockProbe(list, number), last < documentCount {
        probe.mark(from: from, to: min(to, last &+ 1), in: bits, base: base)
      } else {
        if block != number { enter(number) }
        // Damage ends the walk.
        if block != number { return }
        markDecoded(from: from, to: to, in: bits, base: base)
      }
      if last &+ 1 >= to { break }
      number &+= 1
    }
    boundBlock = max(boundBlock, number)
  }

  /// Sets the bits of those documents of the block entered that lie in `from..<to`.
  private func markDecoded(
    from: UInt32,
    to: UInt32,
    in bits: UnsafeMutablePointer<UInt64>,
    base: UInt32
  ) {
    let start = from <= documents[0] ? 0 : BlockSearch.firstIndex(of: from, in: documents)
    let end = blockLast < to ? size : BlockSearch.firstIndex(of: to, in: documents)
    if start >= end { return }
    Window.mark(documents + start, count: end &- start, base: base, in: bits)
  }
}
