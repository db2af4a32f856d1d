// SPDX-License-Identifier: Apache-2.0

/// Encoding of numbers into blocks and tails; the plain counterpart of ``Unpack``.
///
/// All of it writes where it is told to; callers see to it that there is room.
enum Pack {
  /// The bits needed to write `number`.
  @inline(__always)
  static func width(of number: UInt32) -> Int {
    32 &- number.leadingZeroBitCount
  }

  /// Writes 128 numbers packed vertically, `width` bits each, and returns how many bytes that took:
  /// 16 for each bit of width.
  ///
  /// Bits of a number above `width` are dropped. Costs about 30 ns.
  @discardableResult
  static func block(
    _ numbers: UnsafePointer<UInt32>,
    width: Int,
    into out: UnsafeMutableRawPointer
  ) -> Int {
    if width == 0 { return 0 }
    let mask = wide(UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- width))
    var word = Row()
    var filled = 0
    var written = 0
    for index in 0..<32 {
      let numbers = row(index, of: UnsafeRawPointer(numbers)) & mask
      word |= numbers &<< wide(UInt32(truncatingIfNeeded: filled))
      filled &+= width
      guard filled >= 32 else { continue }
      put(word, written, in: out)
      written &+= 1
      filled &-= 32
      let rest = UInt32(truncatingIfNeeded: width &- filled)
      word = filled == 0 ? Row() : numbers &>> wide(rest)
    }
    return 16 &* written
  }

  /// Writes `count` numbers of `width` bits one after the other, filled up to a whole byte, and
  /// returns how many bytes that took.
  ///
  /// Up to eight bytes after them are overwritten. About 1 ns a number.
  @discardableResult
  static func tail(
    _ numbers: UnsafePointer<UInt32>,
    count: Int,
    width: Int,
    into out: UnsafeMutableRawPointer
  ) -> Int {
    var held: UInt64 = 0
    var bits = 0
    var at = 0
    for index in 0..<count {
      held |= UInt64(numbers[index]) &<< UInt64(truncatingIfNeeded: bits)
      bits &+= width
      guard bits >= 32 else { continue }
      let whole = UInt32(truncatingIfNeeded: held)
      out.storeBytes(of: whole.littleEndian, toByteOffset: at, as: UInt32.self)
      held &>>= 32
      bits &-= 32
      at &+= 4
    }
    out.storeBytes(of: held.littleEndian, toByteOffset: at, as: UInt64.self)
    return tailSize(count: count, width: width)
  }

  /// The bytes ``tail(_:count:width:to:)`` appends.
  @inline(__always)
  static func tailSize(count: Int, width: Int) -> Int {
    (count &* width &+ 7) &>> 3
  }

  /// The bits needed for the largest of `count` numbers.
  static func width(of numbers: UnsafePointer<UInt32>, count: Int) -> Int {
    var all: UInt32 = 0
    for index in 0..<count { all |= numbers[index] }
    return width(of: all)
  }

  /// The bits needed for the largest of 128 numbers.
  @inline(__always)
  static func width(ofBlock numbers: UnsafePointer<UInt32>) -> Int {
    var all = Row()
    for index in 0..<32 { all |= row(index, of: UnsafeRawPointer(numbers)) }
    return width(of: all[0] | all[1] | all[2] | all[3])
  }
}

extension Unpack {
  /// Writes `count` numbers packed by ``Pack/tail(_:count:width:to:)``, each increased by `constant`.
  ///
  /// Reads up to seven bytes past the end of the packed numbers. Costs about 0.5 ns a number.
  static func tail(
    count: Int,
    width: Int,
    from source: UnsafeRawPointer,
    adding constant: UInt32,
    into numbers: UnsafeMutablePointer<UInt32>
  ) {
    let mask: UInt64 = (1 &<< UInt64(truncatingIfNeeded: width)) &- 1
    var bit = 0
    for index in 0..<count {
      let held = source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
      let number = (held &>> UInt64(truncatingIfNeeded: bit & 7)) & mask
      numbers[index] = UInt32(truncatingIfNeeded: number) &+ constant
      bit &+= width
    }
  }
}
