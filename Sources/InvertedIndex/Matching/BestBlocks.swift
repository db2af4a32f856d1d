// SPDX-License-Identifier: Apache-2.0

/// The blocks of a list by their bounds, the best first; among equals in the order of documents.
///
/// The bounds lie side by side as bytes. They are gone through once for each value that occurs,
/// sixteen at a time, which costs less than sorting them when few values are asked for.
struct BestBlocks {
  private let bounds: UnsafeRawPointer
  private let blocks: Range<Int>
  private var next: Int

  /// The bound of the blocks being handed out.
  private(set) var bound: Int

  /// The largest bound below, of the blocks passed so far; negative if there is none.
  private var lower = -1

  /// The given blocks, of the list whose bounds these are.
  init(_ bounds: UnsafePointer<UInt8>, _ blocks: Range<Int>) {
    self.bounds = UnsafeRawPointer(bounds)
    self.blocks = blocks
    next = blocks.lowerBound
    bound = Int(UInt8.max)
  }

  /// The next block, unless its bound is below `least`.
  mutating func nextBlock(least: Int) -> Int? {
    while bound >= least {
      if let block = nextOfBound() { return block }
      if lower < 0 { return nil }
      bound = lower
      lower = -1
      next = blocks.lowerBound
    }
    return nil
  }

  private mutating func nextOfBound() -> Int? {
    let wanted = SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: bound))
    var largest = SIMD16<UInt8>(repeating: 0)
    var hasLower = false
    while next &+ 16 <= blocks.upperBound {
      let sixteen = bounds.loadUnaligned(fromByteOffset: next, as: SIMD16<UInt8>.self)
      if let place = Self.firstLane(sixteen .== wanted) {
        // Bounds before it have been seen; those behind it will be.
        for index in next..<next &+ place { note(index) }
        next &+= place &+ 1
        take(largest, hasLower)
        return next &- 1
      }
      let below = sixteen .< wanted
      largest = largest.replacing(with: pointwiseMax(largest, sixteen), where: below)
      hasLower = hasLower || Self.firstLane(below) != nil
      next &+= 16
    }
    take(largest, hasLower)
    while next < blocks.upperBound {
      next &+= 1
      if Int(bounds.load(fromByteOffset: next &- 1, as: UInt8.self)) == bound { return next &- 1 }
      note(next &- 1)
    }
    return nil
  }

  private mutating func take(_ largest: SIMD16<UInt8>, _ hasLower: Bool) {
    if hasLower { lower = max(lower, Int(largest.max())) }
  }

  private mutating func note(_ index: Int) {
    let one = Int(bounds.load(fromByteOffset: index, as: UInt8.self))
    if one < bound { lower = max(lower, one) }
  }

  @inline(__always)
  private static func firstLane(_ mask: SIMDMask<SIMD16<Int8>>) -> Int? {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if halves[0] != 0 { return halves[0].trailingZeroBitCount &>> 3 }
    if halves[1] != 0 { return 8 &+ halves[1].trailingZeroBitCount &>> 3 }
    return nil
  }
}
