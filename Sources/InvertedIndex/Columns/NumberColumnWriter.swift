// SPDX-License-Identifier: Apache-2.0

/// Writes a ``NumberColumn``: finds the base, the unit and the width for its numbers.
struct NumberColumnWriter: ~Copyable {
  private(set) var bytes: GrowingArray<UInt8>

  /// A column of numbers, of which those equal to `missing` are none.
  init<Number: UnsignedInteger & FixedWidthInteger>(
    _ numbers: UnsafeBufferPointer<Number>,
    missing: Number? = nil
  ) {
    let shape = Shape(numbers, missing: missing)
    bytes = GrowingArray(
      capacity: NumberColumn.headerSize + numbers.count * shape.width + NumberColumn.padding
    )
    append(shape.base, width: 8)
    append(shape.unit, width: 8)
    bytes.append(UInt8(shape.width))
    bytes.append(shape.hasMissing ? 1 : 0)
    bytes.append(repeating: 0, count: 6)
    for number in numbers { append(shape.stored(UInt64(number)), width: shape.width) }
    bytes.append(repeating: 0, count: NumberColumn.padding)
  }

  private mutating func append(_ number: UInt64, width: Int) {
    var rest = number
    for _ in 0..<width {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest &>>= 8
    }
  }

  /// How numbers are stored.
  private struct Shape<Number: UnsignedInteger & FixedWidthInteger> {
    var base: UInt64 = 0
    var unit: UInt64 = 1
    var width = 0
    var hasMissing = false
    private let missing: Number?

    init(_ numbers: UnsafeBufferPointer<Number>, missing: Number?) {
      self.missing = missing
      var least = Number.max
      var greatest: Number = 0
      for number in numbers where number != missing {
        least = min(least, number)
        greatest = max(greatest, number)
      }
      hasMissing = missing.map { numbers.contains($0) } ?? false
      guard least <= greatest else { return }
      base = UInt64(least)
      unit = Self.commonUnit(of: numbers, from: least, missing: missing)
      // Where numbers may be missing they leave one free: those of columns that use it are small.
      let most = UInt64(greatest - least) / unit
      width = (64 - (most &+ (hasMissing ? 1 : 0)).leadingZeroBitCount + 7) / 8
    }

    /// The greatest number that divides all distances from the least; 1 if they are all the same.
    private static func commonUnit(
      of numbers: UnsafeBufferPointer<Number>,
      from least: Number,
      missing: Number?
    ) -> UInt64 {
      var unit: UInt64 = 0
      for number in numbers where number != missing && unit != 1 {
        var rest = UInt64(number - least)
        if unit != 0, rest % unit == 0 { continue }
        while rest != 0 { (unit, rest) = (rest, unit % rest) }
      }
      return max(unit, 1)
    }

    @inline(__always)
    func stored(_ number: UInt64) -> UInt64 {
      if let missing, number == UInt64(missing) { return 0 }
      return (number &- base) / unit &+ (hasMissing ? 1 : 0)
    }
  }
}
