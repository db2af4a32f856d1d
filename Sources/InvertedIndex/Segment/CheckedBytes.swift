// SPDX-License-Identifier: Apache-2.0

/// A walk along bytes from a file that may be damaged.
///
/// A read past the end gives zero and sets ``isDamaged``, so that inner steps neither throw nor
/// trap; whoever walks looks at the flag once per term or record and throws.
struct CheckedBytes {
  private let base: UnsafePointer<UInt8>?
  private let count: Int
  private(set) var offset = 0
  private(set) var isDamaged = false

  init(_ bytes: UnsafeRawBufferPointer) {
    base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    count = bytes.count
  }

  var remaining: Int { count - offset }

  /// Notes what the caller found to be damage.
  mutating func noteDamage() {
    isDamaged = true
  }

  @inline(__always)
  mutating func byte() -> UInt8 {
    guard offset < count, let base else {
      isDamaged = true
      return 0
    }
    defer { offset &+= 1 }
    return base[offset]
  }

  /// An unsigned LEB128 number; more than 64 bits are damage.
  @inline(__always)
  mutating func varint() -> UInt64 {
    let first = byte()
    if first < 0x80 { return UInt64(first) }
    return longVarint(after: first)
  }

  private mutating func longVarint(after first: UInt8) -> UInt64 {
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      let next = byte()
      if shift == 63, next > 1 { isDamaged = true }
      guard !isDamaged else { return 0 }
      value |= UInt64(next & 0x7F) &<< shift
      if next < 0x80 { return value }
      shift &+= 7
    }
  }

  /// A number that has to be at most `limit`: else it is damage, and zero.
  @inline(__always)
  mutating func varint(upTo limit: Int) -> Int {
    let value = varint()
    guard value <= UInt64(limit) else {
      isDamaged = true
      return 0
    }
    return Int(truncatingIfNeeded: value)
  }

  /// The next bytes; none, and damage, if there are fewer.
  @inline(__always)
  mutating func bytes(_ wanted: Int) -> UnsafeBufferPointer<UInt8> {
    guard wanted >= 0, wanted <= count &- offset, let base else {
      isDamaged = isDamaged || wanted != 0
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    defer { offset &+= wanted }
    return UnsafeBufferPointer(start: base + offset, count: wanted)
  }
}

extension UnsafeRawBufferPointer {
  /// The little-endian number at an offset that the caller has checked.
  @inline(__always)
  func number<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int,
    as type: Number.Type
  ) -> Number {
    Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
