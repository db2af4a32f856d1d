// SPDX-License-Identifier: Apache-2.0

import Glibc

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

  /// Eight bytes at `offset`, the first as the lowest; there must be as many.
  func word(at offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The place of the first `byte` at or after `start`: near ones eight bytes at a step, far ones by
  /// the C library, which takes more.
  func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    let near = Swift.min(count, start + 32)
    while index + 8 <= near {
      let found = word(at: index).zeroBytes(after: byte)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    guard index < count else { return nil }
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      return unsafe memchr(base + index, Int32(byte), bytes.count - index)
        .map { unsafe UnsafeRawPointer($0) - base }
    }
  }

  /// The place of the first of two bytes at or after `start`, eight bytes at a step.
  func firstIndex(of byte: UInt8, or other: UInt8, from start: Int) -> Int? {
    var index = start
    while index + 8 <= count {
      let word = word(at: index)
      let found = word.zeroBytes(after: byte) | word.zeroBytes(after: other)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      if self[index] == byte || self[index] == other { return index }
      index += 1
    }
    return nil
  }

  /// The place of the first `<`, `&` or NUL at or after `start`, eight bytes at a step.
  func firstMarkup(from start: Int) -> Int? {
    var index = start
    while index + 8 <= count {
      let word = word(at: index)
      let found =
        word.zeroBytes(after: UInt8(ascii: "<")) | word.zeroBytes(after: UInt8(ascii: "&"))
        | word.zeroBytes(after: 0)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      let byte = self[index]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == 0 { return index }
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
    let first = needle.withUTF8Buffer { unsafe $0[0] }
    let other = folding && first.isLetter ? first ^ 0x20 : first
    var index = start
    while let place = other == first
      ? firstIndex(of: first, from: index) : firstIndex(of: first, or: other, from: index),
      place <= count - length
    {
      if has(needle, at: place, folding: folding) { return place..<place + length }
      index = place + 1
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

extension UInt64 {
  /// The byte 1 eight times.
  static var everyByte: UInt64 { 0x0101_0101_0101_0101 }
  /// The highest bit of each byte.
  static var everyHighBit: UInt64 { 0x8080_8080_8080_8080 }

  /// The highest bit of each byte that is `byte`; above the lowest such byte others may be marked
  /// too.
  ///
  /// After Mycroft, "Determine if a word has a zero byte".
  func zeroBytes(after byte: UInt8) -> UInt64 {
    let differences = self ^ (UInt64(byte) &* Self.everyByte)
    return (differences &- Self.everyByte) & ~differences & Self.everyHighBit
  }

  /// The highest bit of each byte below `limit` (at most 128), up to the first at least.
  func bytes(below limit: UInt8) -> UInt64 {
    (self &- UInt64(limit) &* Self.everyByte) & ~self & Self.everyHighBit
  }
}

extension String {
  /// Whether `needle` stands anywhere in it, byte for byte.
  func holds(_ needle: StaticString) -> Bool {
    utf8Span.span.firstRange(of: needle) != nil
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
