// SPDX-License-Identifier: Apache-2.0

/// UTF-16 and UTF-32, with and without a byte order mark.
enum WideText {
  enum Charset: String {
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case utf32LittleEndian = "utf-32le"
    case utf32BigEndian = "utf-32be"

    var unit: Int {
      switch self {
      case .utf16LittleEndian, .utf16BigEndian: 2
      case .utf32LittleEndian, .utf32BigEndian: 4
      }
    }

    /// In bytes.
    var markLength: Int { unit }

    var isLittleEndian: Bool { self == .utf16LittleEndian || self == .utf32LittleEndian }
  }

  /// The charset whose byte order mark begins `bytes`.
  static func mark(of bytes: ByteSpan) -> Charset? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE):
      let wide = bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0
      return wide ? .utf32LittleEndian : .utf16LittleEndian
    case (0xFE, 0xFF): return .utf16BigEndian
    case (0, 0) where bytes.count >= 4 && bytes[2] == 0xFE && bytes[3] == 0xFF:
      return .utf32BigEndian
    default: return nil
    }
  }

  /// UTF-16 without a mark, told by zeros in every other byte of the first kilobyte.
  static func sniff(_ bytes: ByteSpan) -> Charset? {
    let sample = min(bytes.count, 1024) & ~1
    guard sample >= 8 else { return nil }
    var even = 0
    var odd = 0
    for index in stride(from: 0, to: sample, by: 2) {
      if bytes[index] == 0 { even += 1 }
      if bytes[index + 1] == 0 { odd += 1 }
    }
    let units = sample / 2
    if odd * 10 >= units * 6, even * 20 <= units { return .utf16LittleEndian }
    if even * 10 >= units * 6, odd * 20 <= units { return .utf16BigEndian }
    return nil
  }

  /// All of `bytes` in UTF-8; lone surrogates and values beyond Unicode become U+FFFD, and so does
  /// a last unit that is cut short.
  static func decode(_ bytes: ByteSpan, _ charset: Charset) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    let unit = charset.unit
    var index = 0
    while index + unit <= bytes.count {
      var value = number(at: index, in: bytes, charset)
      index += unit
      if unit == 2, (0xD800..<0xDC00).contains(value), index + 2 <= bytes.count {
        let low = number(at: index, in: bytes, charset)
        if (0xDC00..<0xE000).contains(low) {
          value = 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00)
          index += 2
        }
      }
      text.append(scalar: value)
    }
    if index < bytes.count { text.append(scalar: 0xFFFD) }
    return text
  }

  private static func number(at index: Int, in bytes: ByteSpan, _ charset: Charset) -> UInt32 {
    var value: UInt32 = 0
    for place in 0..<charset.unit {
      let offset = charset.isLittleEndian ? charset.unit - 1 - place : place
      value = value << 8 | UInt32(bytes[index + offset])
    }
    return value
  }
}
