// SPDX-License-Identifier: Apache-2.0

/// UTF-8 text as borrowed bytes: what every reader here works on.
///
/// A string is made once, when a value is kept.
typealias ByteSpan = Span<UInt8>

extension Span where Element == UInt8 {
  /// A copy as a string; bytes that are no UTF-8 become U+FFFD.
  var string: String {
    if let valid = try? UTF8Span(validating: self) { return String(copying: valid) }
    return unsafe withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A copy of the bytes.
  var array: [UInt8] {
    unsafe withUnsafeBufferPointer { unsafe [UInt8]($0) }
  }

  /// The bytes of a range, which must lie within.
  @_lifetime(copy self)
  func part(_ range: Range<Int>) -> ByteSpan {
    extracting(range)
  }

  /// The place of the first `byte` at or after `start`.
  func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// The place of the first `needle` at or after `start`, in ASCII lower case if `folding`; then
  /// `needle` must be in lower case.
  func firstRange(
    of needle: StaticString,
    from start: Int = 0,
    folding: Bool = false
  ) -> Range<Int>? {
    let length = needle.utf8CodeUnitCount
    guard length > 0, count >= length else { return nil }
    var index = start
    while index <= count - length {
      if has(needle, at: index, folding: folding) { return index..<index + length }
      index += 1
    }
    return nil
  }

  /// Whether `needle` stands at `offset`; with `folding`, ASCII capitals here read as small.
  func has(_ needle: StaticString, at offset: Int, folding: Bool = true) -> Bool {
    let length = needle.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    return needle.withUTF8Buffer { wanted in
      for index in 0..<length {
        let byte = self[offset + index]
        if unsafe (folding ? byte.lowercased : byte) != wanted[index] { return false }
      }
      return true
    }
  }

  /// Whether both hold the same bytes.
  func equals(_ other: ByteSpan) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }

  /// The range without blanks (ASCII white space) at either end.
  func trimmedRange(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// Without blanks (ASCII white space) at either end.
  @_lifetime(copy self)
  func trimmed() -> ByteSpan {
    extracting(trimmedRange(0..<count))
  }
}

extension Array where Element == UInt8 {
  /// Appends all bytes of a span, in one copy.
  mutating func append(contentsOf span: ByteSpan) {
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends one scalar in UTF-8.
  mutating func append(scalar value: UInt32) {
    switch value {
    case 0..<0x80: append(UInt8(value))
    case 0x80..<0x800:
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 63))
    case 0xD800..<0xE000: append(scalar: 0xFFFD)
    case 0x800..<0x1_0000:
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 63))
      append(UInt8(0x80 | value & 63))
    case 0x1_0000..<0x11_0000:
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 63))
      append(UInt8(0x80 | value >> 6 & 63))
      append(UInt8(0x80 | value & 63))
    default: append(scalar: 0xFFFD)
    }
  }
}

extension UInt8 {
  /// Space, tab, line feed, carriage return, form feed or vertical tab.
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  var isDigit: Bool { (0x30...0x39).contains(self) }

  var isUpper: Bool { (0x41...0x5A).contains(self) }

  /// An ASCII letter.
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  /// The small letter for an ASCII capital, else itself.
  var lowercased: UInt8 { isUpper ? self | 0x20 : self }

  /// The second or a later byte of a character in UTF-8.
  var isContinuation: Bool { self & 0xC0 == 0x80 }
}
