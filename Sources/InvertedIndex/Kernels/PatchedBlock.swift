// SPDX-License-Identifier: Apache-2.0

/// A block of 128 numbers packed at a width that most of them fit, with the few that do not patched.
///
/// Frequencies and positions have outliers: one large number would widen all 128. Up to seven
/// numbers may therefore exceed the width by up to eight bits; the excess follows the packed rows
/// as one byte of index each, then one byte of high bits each. (Zukowski et al., "Super-scalar
/// RAM-CPU cache compression", 2006; the form with few exceptions is Lucene's.)
///
/// Width and number of exceptions are told together in one byte, the *shape*: `width << 3 | exceptions`.
enum PatchedBlock {
  /// The most exceptions a block may have.
  static let maximumExceptions = 7

  /// The largest width, so that numbers below 2³¹ can be held.
  static let maximumWidth = 31

  /// The bytes of a block of the given shape.
  @inline(__always)
  static func size(shape: UInt8) -> Int {
    16 &* Int(truncatingIfNeeded: shape &>> 3) &+ 2 &* Int(truncatingIfNeeded: shape & 7)
  }

  /// The most bytes a block takes.
  static let longest = 16 * maximumWidth + 2 * maximumExceptions

  /// Writes 128 numbers, each below 2³¹, in the smallest form, and returns its shape.
  ///
  /// There is room for ``longest`` bytes at `out`; ``size(shape:)`` of them are written. Costs
  /// about 100 ns.
  static func encode(
    _ numbers: UnsafePointer<UInt32>,
    into out: UnsafeMutableRawPointer
  ) -> UInt8 {
    let shape = bestShape(of: numbers)
    let width = Int(shape &>> 3)
    let start = Pack.block(numbers, width: width, into: out)
    let exceptions = Int(shape & 7)
    if exceptions == 0 { return shape }
    var exception = 0
    var index = 0
    while exception < exceptions {
      let high = numbers[index] &>> UInt32(truncatingIfNeeded: width)
      if high != 0 {
        let place = start &+ exception
        out.storeBytes(of: UInt8(truncatingIfNeeded: index), toByteOffset: place, as: UInt8.self)
        out.storeBytes(
          of: UInt8(truncatingIfNeeded: high),
          toByteOffset: place &+ exceptions,
          as: UInt8.self
        )
        exception &+= 1
      }
      index &+= 1
    }
    return shape
  }

  /// Writes the 128 numbers of a block, each increased by `constant`.
  ///
  /// Reads ``size(shape:)`` bytes. Costs 5-8 ns and about 1 ns for each exception. The shape's
  /// width is at most 31 by construction, and an index is taken modulo 128, so no bytes can make
  /// it write elsewhere.
  static func decode(
    shape: UInt8,
    from source: UnsafeRawPointer,
    adding constant: UInt32,
    into numbers: UnsafeMutablePointer<UInt32>
  ) {
    let width = Int(truncatingIfNeeded: shape &>> 3)
    Unpack.numbers(width: width, from: source, adding: constant, into: numbers)
    let exceptions = Int(truncatingIfNeeded: shape & 7)
    if exceptions == 0 { return }
    let patches = source + 16 &* width
    for exception in 0..<exceptions {
      let index = Int(patches.load(fromByteOffset: exception, as: UInt8.self) & 127)
      let high = patches.load(fromByteOffset: exceptions &+ exception, as: UInt8.self)
      numbers[index] &+= UInt32(high) &<< UInt32(truncatingIfNeeded: width)
    }
  }

  /// The shape that takes the fewest bytes, the narrowest among equals.
  private static func bestShape(of numbers: UnsafePointer<UInt32>) -> UInt8 {
    var width = Pack.width(ofBlock: numbers)
    var best = UInt8(width &<< 3)
    let least = max(0, width &- 8)
    while width > least {
      width &-= 1
      let exceptions = count(of: numbers, wider: width)
      if exceptions > maximumExceptions { break }
      let shape = UInt8(width &<< 3 | exceptions)
      if size(shape: shape) <= size(shape: best) { best = shape }
    }
    return best
  }

  /// How many of 128 numbers below 2³¹ need more than `width` bits.
  @inline(__always)
  private static func count(of numbers: UnsafePointer<UInt32>, wider width: Int) -> Int {
    let bits = wide(UInt32(truncatingIfNeeded: width))
    var wider = Row()
    for index in 0..<32 {
      // One where bits are left above the width: the sign of what is minus them.
      let above = row(index, of: UnsafeRawPointer(numbers)) &>> bits
      wider &+= (Row() &- above) &>> wide(31)
    }
    return Int(wider.wrappedSum())
  }
}
