// SPDX-License-Identifier: Apache-2.0

/// A document's length in one byte.
///
/// Lengths below 40 are exact; above, four significant bits are kept, rounded down, so that the
/// error stays under 12 %. (The code of Lucene's `SmallFloat.intToByte4`.)
package enum LengthNorm {
  private static let exact: UInt32 = 24

  /// The byte for `length`.
  ///
  /// Lengths above 2³¹ − 1 count as that.
  package static func encode(_ length: UInt32) -> UInt8 {
    let length = min(length, UInt32(Int32.max))
    if length < exact { return UInt8(length) }
    let rest = length - exact
    let bits = 32 - rest.leadingZeroBitCount
    if bits < 4 { return UInt8(exact + rest) }
    let shift = UInt32(bits - 4)
    let code = ((rest >> shift) & 7) | ((shift + 1) << 3)
    return UInt8(exact + code)
  }

  /// The smallest length that is written as `norm`.
  package static func decode(_ norm: UInt8) -> UInt32 {
    let norm = UInt32(norm)
    if norm < exact { return norm }
    let code = norm - exact
    let exponent = code >> 3
    if exponent == 0 { return exact + code }
    return exact + ((code & 7 | 8) << (exponent - 1))
  }
}
