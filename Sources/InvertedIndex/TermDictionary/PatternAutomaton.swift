// SPDX-License-Identifier: Apache-2.0

/// What follows the first letters of a pattern, as a machine that is in several states at once.
///
/// Bit `i` of a state says that the first `i` elements are matched, where an element is a byte, a gap
/// for one code point, or a star (the "shift-and" method of Baeza-Yates and Gonnet 1992, with loops for
/// gaps). A step is three operations on 128 bits.
struct PatternAutomaton: TermAutomaton {
  /// Bytes and gaps after the first letters; longer patterns are refused.
  static let longest = 120

  /// For each byte, the elements that it matches.
  private let elements: [UInt128]
  /// For each byte, the places at which it may stand without matching more.
  private let loops: [UInt128]
  private let final: UInt128

  let start: UInt128 = 1

  /// Nil if the pattern is longer than ``longest``.
  init?(_ parts: some Sequence<WordPattern.Part>) {
    var elements = [UInt128](repeating: 0, count: 256)
    var loops = elements
    var place = 0
    for part in parts {
      switch part {
      case .letters(let bytes):
        for byte in bytes where place < Self.longest {
          elements[Int(byte)] |= 1 << UInt128(place)
          place += 1
        }
      case .one:
        for byte in 0..<256 where byte & 0xC0 != 0x80 {
          elements[byte] |= 1 << UInt128(place)
        }
        place += 1
        // The rest of a code point that has begun.
        for byte in 0x80..<0xC0 { loops[byte] |= 1 << UInt128(place) }
      case .any:
        for byte in 0..<256 { loops[byte] |= 1 << UInt128(place) }
      }
      guard place < Self.longest else { return nil }
    }
    self.elements = elements
    self.loops = loops
    final = 1 << UInt128(place)
  }

  @inline(__always)
  func step(_ state: UInt128, _ byte: UInt8) -> UInt128 {
    (state & elements[Int(byte)]) << 1 | state & loops[Int(byte)]
  }

  @inline(__always)
  func isDead(_ state: UInt128) -> Bool { state == 0 }

  @inline(__always)
  func accepts(_ state: UInt128) -> Bool { state & final != 0 }
}
