// SPDX-License-Identifier: Apache-2.0

extension PostingsCursor {
  /// The largest bound of the blocks that may hold documents of `from..<to`.
  ///
  /// Nothing is decoded. Intervals must be asked for in ascending order of where they begin. Costs
  /// about 1 ns for each block of the interval, less where whole groups lie inside.
  @inline(__always)
  mutating func largestBound(from: UInt32, to: UInt32) -> UInt8 {
    boundBlock = firstBlock(reaching: from, from: max(boundBlock, block))
    var number = boundBlock
    if number >= list.blocks { return 0 }
    var best = list.bound[number]
    while list.last[number] &+ 1 < to {
      number &+= 1
      if number >= list.blocks { break }
      best = max(best, list.bound[number])
      if number & (PostingsFormat.groupSize &- 1) == 0 {
        best = skipGroups(&number, to: to, best: best)
      }
    }
    return best
  }

  /// Takes whole groups at once, as far as they lie before `to`, from the first block of one on.
  private func skipGroups(_ number: inout Int, to: UInt32, best: UInt8) -> UInt8 {
    var best = best
    var group = number / PostingsFormat.groupSize
    while group &+ 1 < list.groups && list.groupLast[group] &+ 1 < to {
      best = max(best, list.groupBound[group])
      group &+= 1
      number = group &* PostingsFormat.groupSize
      best = max(best, list.bound[number])
    }
    return best
  }

  /// The last document of the block in which ``largestBound(from:to:)`` last began.
  @inline(__always)
  var boundBlockLast: UInt32 {
    boundBlock < list.blocks ? list.last[boundBlock] : PostingsFormat.noDocument
  }

  /// The first document from `from` on that may lie in a block of at least the given bound.
  ///
  /// ``PostingsFormat/noDocument`` if there is none. Ascending, like ``largestBound(from:to:)``.
  mutating func skip(from: UInt32, bound: Int) -> UInt32 {
    boundBlock = firstBlock(reaching: from, from: max(boundBlock, block))
    let number = list.firstBlock(from: boundBlock, bound: bound)
    if number >= list.blocks { return PostingsFormat.noDocument }
    return number == boundBlock ? from : list.last[number &- 1] &+ 1
  }
}

extension PostingsDirectory {
  /// The first block from `start` on of at least the given bound, below 256.
  ///
  /// Sixteen bounds are compared at a time.
  func firstBlock(from start: Int, bound least: Int) -> Int {
    let bounds = UnsafeRawPointer(bound)
    let wanted = SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: least))
    var block = start
    while block &+ 16 <= blocks {
      let sixteen = bounds.loadUnaligned(fromByteOffset: block, as: SIMD16<UInt8>.self)
      let halves = unsafeBitCast(sixteen .>= wanted, to: SIMD2<UInt64>.self)
      if halves[0] != 0 { return block &+ halves[0].trailingZeroBitCount &>> 3 }
      if halves[1] != 0 { return block &+ 8 &+ halves[1].trailingZeroBitCount &>> 3 }
      block &+= 16
    }
    while block < blocks && Int(bound[block]) < least { block &+= 1 }
    return block
  }
}
