// SPDX-License-Identifier: Apache-2.0

/// Encoding of numbers into blocks and tails; the slow, plain counterpart of ``Unpack``.
enum Pack {
  /// The bits needed to write `number`.
  @inline(__always)
  static func width(of number: UInt32) -> Int {
    32 &- number.leadingZeroBitCount
  }

  /// Appends 128 numbers packed vertically, `width` bits each: 16 bytes for each bit of width.
  ///
  /// Bits of a number above `width` are dropped.
  static func block(_ numbers: UnsafePointer<UInt32>, width: Int, to bytes: inout [UInt8]) {
    if width == 0 { return }
    let mask = wide(UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- width))
    withUnsafeTemporaryAllocation(of: Row.self, capacity: width) { words in
      words.initialize(repeating: Row())
      for index in 0..<32 {
        let numbers = row(index, of: UnsafeRawPointer(numbers)) & mask
        let (word, shift) = ((index &* width) &>> 5, (index &* width) & 31)
        words[word] |= numbers &<< wide(UInt32(truncatingIfNeeded: shift))
        if shift &+ width > 32 {
          words[word &+ 1] |= numbers &>> wide(UInt32(truncatingIfNeeded: 32 &- shift))
        }
      }
      bytes.append(contentsOf: UnsafeRawBufferPointer(words))
    }
  }

  /// Appends `count` numbers of `width` bits one after the other, filled up to a whole byte.
  static func tail(
    _ numbers: UnsafePointer<UInt32>,
    count: Int,
    width: Int,
    to bytes: inout [UInt8]
  ) {
    let size = tailSize(count: count, width: width)
    withUnsafeTemporaryAllocation(byteCount: size + 8, alignment: 8) { packed in
      packed.initializeMemory(as: UInt8.self, repeating: 0)
      var bit = 0
      for index in 0..<count {
        let byte = bit &>> 3
        let held = packed.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
        let number = UInt64(numbers[index]) &<< UInt64(truncatingIfNeeded: bit & 7)
        packed.storeBytes(of: held | number, toByteOffset: byte, as: UInt64.self)
        bit &+= width
      }
      bytes.append(contentsOf: packed[..<size])
    }
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
