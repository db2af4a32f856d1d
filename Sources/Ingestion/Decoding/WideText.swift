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

  /// UTF-16 or UTF-32 without a mark, told by how the first kilobytes read in them.
  ///
  /// No other text has zeros, but not all of these have: Chinese and Japanese have none, and are
  /// looked at only if they are not UTF-8.
  static func sniff(_ bytes: ByteSpan) -> Charset? {
    let sample = bytes.part(0..<(min(bytes.count, 4096) & ~3))
    guard sample.count >= 8, mayBeWide(sample, isWhole: bytes.count % 2 == 0) else { return nil }
    for charset in [Charset.utf32LittleEndian, .utf32BigEndian]
    where Reading(sample, charset).isText {
      return charset
    }
    let little = Reading(sample, .utf16LittleEndian)
    let big = Reading(sample, .utf16BigEndian)
    if little.isText, !big.isText || little.anchors > big.anchors * 2 { return .utf16LittleEndian }
    let isBig = big.isText && (!little.isText || big.anchors > little.anchors * 2)
    return isBig ? .utf16BigEndian : nil
  }

  private static func mayBeWide(_ sample: ByteSpan, isWhole: Bool) -> Bool {
    var zeros = 0
    var next = 0
    while zeros < 4, let place = sample.firstIndex(of: 0, from: next) {
      zeros += 1
      next = place + 1
    }
    if zeros == 4 { return true }
    return isWhole && UTF8Validation.check(sample).validCount + 4 <= sample.count
  }

  /// How bytes read in a charset.
  private struct Reading {
    private var units = 0
    /// Controls, halves of pairs, and what is not assigned or for private use.
    private var strange = 0
    /// Characters that texts of today's languages have.
    private var usual = 0
    /// Of these, those of ASCII, of the small alphabets and of punctuation: all texts have many.
    private(set) var anchors = 0

    init(_ sample: ByteSpan, _ charset: Charset) {
      var isAfterHalf = false
      for index in stride(from: 0, to: sample.count, by: charset.unit) {
        let value = WideText.number(at: index, in: sample, charset)
        units += 1
        let isSecondHalf = (0xDC00..<0xE000).contains(value)
        if isSecondHalf != isAfterHalf { strange += 1 }
        isAfterHalf = (0xD800..<0xDC00).contains(value) && charset.unit == 2
        count(value)
      }
    }

    private mutating func count(_ value: UInt32) {
      switch value {
      case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0xA0..<0x180, 0x370..<0x700, 0xE00..<0xE80,
        0x3000..<0x3100, 0xFF00..<0xFFF0:
        anchors += 1
        usual += 1
      case 0x180..<0x370, 0x900..<0xE00, 0x1E00..<0x1F00, 0x2010..<0x2030, 0x20AC,
        0x4E00..<0xA000, 0xAC00..<0xD7A4, 0xD800..<0xE000, 0x1_F000..<0x2_0000:
        usual += 1
      case 0x700..<0xD800, 0xF900..<0xFF00, 0x1_0000..<0x3_0000: break
      default: strange += 1
      }
    }

    var isText: Bool {
      strange * 50 <= units && usual * 100 >= units * 92 && anchors * 30 >= units
    }
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
