// SPDX-License-Identifier: Apache-2.0

/// The charset that the web means when it says Latin-1.
///
/// After the WHATWG Encoding Standard, but for the five bytes without a meaning, which become
/// U+FFFD instead of control characters.
enum Windows1252 {
  /// Bytes 0x80 to 0x9F.
  private static let middle: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  /// What a byte means.
  static func scalar(for byte: UInt8) -> UInt32 {
    (0x80...0x9F).contains(byte) ? UInt32(middle[Int(byte) - 0x80]) : UInt32(byte)
  }

  /// All of `bytes` in UTF-8.
  static func decode(_ bytes: ByteSpan) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte < 0x80 { text.append(byte) } else { text.append(scalar: scalar(for: byte)) }
    }
    return text
  }
}
