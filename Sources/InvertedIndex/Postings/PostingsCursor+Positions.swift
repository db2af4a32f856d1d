// SPDX-License-Identifier: Apache-2.0

extension PostingsCursor {
  /// Writes the positions, each increased by `shift`, of the document the walk stands on, and
  /// returns their number.
  ///
  /// In any order within a block. Costs about 10 ns and 1 ns for each.
  mutating func readPositions(
    adding shift: UInt32 = 0,
    into buffer: inout PositionBuffer
  ) -> Int {
    let (start, count) = placeOfPositions()
    buffer.reserve(count)
    let isRight = positions.read(
      from: start,
      count: count,
      adding: shift,
      into: buffer.numbers
    )
    return isRight ? count : 0
  }

  /// Keeps of ascending numbers those that are positions, each increased by `shift`, of the document
  /// the walk stands on, and returns how many; no more than `enough`.
  ///
  /// Positions behind the last number are not looked at.
  mutating func keepPositions(
    of numbers: UnsafeMutablePointer<UInt32>,
    count: Int,
    adding shift: UInt32,
    upTo enough: Int
  ) -> Int {
    let place = placeOfPositions()
    return positions.keep(
      numbers,
      count: count,
      from: place.start,
      among: place.count,
      adding: shift,
      upTo: enough
    )
  }

  /// Which of the list's positions are those of the document the walk stands on.
  @inline(__always)
  private mutating func placeOfPositions() -> (start: Int, count: Int) {
    let frequencies = frequencies()
    if index < summedIndex {
      summed = 0
      summedIndex = 0
    }
    summed &+= Self.sum(frequencies + summedIndex, count: index &- summedIndex)
    summedIndex = index
    let count = Int(frequencies[index])
    guard count < PostingsFormat.frequencyLimit else {
      damage.pointee.note("frequency", at: UInt64(block))
      return (0, 0)
    }
    return (Int(list.positionBase[block]) &+ Int(summed), count)
  }

  /// The sum of up to 128 frequencies, behind which there is room for eight more.
  @inline(__always)
  private static func sum(_ frequencies: UnsafePointer<UInt32>, count: Int) -> UInt32 {
    let source = UnsafeRawPointer(frequencies)
    var sums = SIMD8<UInt32>()
    var index = 0
    while index &+ 8 <= count {
      sums &+= source.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD8<UInt32>.self)
      index &+= 8
    }
    let rest = SIMD8<UInt32>(repeating: UInt32(truncatingIfNeeded: count &- index))
    let last = source.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD8<UInt32>.self)
    sums &+= last.replacing(with: 0, where: SIMD8<UInt32>(0, 1, 2, 3, 4, 5, 6, 7) .>= rest)
    return sums.wrappedSum()
  }
}
