// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

// How values that several records share are written. Lengths and counts are varints; texts are
// UTF-8 after their length; signed numbers are folded so that small ones stay short.

extension ByteWriter {
  mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { utf8 in
      varint64(UInt64(utf8.count))
      bytes(UnsafeRawBufferPointer(utf8))
    }
  }

  mutating func sequence(_ value: [UInt8]) {
    varint64(UInt64(value.count))
    bytes(value)
  }

  mutating func signed(_ value: Int64) {
    varint64(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  mutating func digest(_ value: Digest) {
    u64(value.words.0)
    u64(value.words.1)
    u64(value.words.2)
    u64(value.words.3)
  }

  mutating func date(_ value: ArticleDate) {
    u8(value.precision.rawValue | (value.offsetMinutes == nil ? 0 : 0x80))
    signed(value.seconds)
    if let offset = value.offsetMinutes { signed(Int64(offset)) }
  }
}

extension ByteReader {
  /// A count of things of at least one byte each, so never more than there are bytes left.
  @_lifetime(self: copy self)
  mutating func count() throws(CorruptionError) -> Int {
    let value = try varint64()
    guard value <= UInt64(remaining) else { throw corruption(.outOfRange("count")) }
    return Int(value)
  }

  @_lifetime(self: copy self)
  mutating func text() throws(CorruptionError) -> String {
    let part = try bytes(try count())
    return part.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  @_lifetime(self: copy self)
  mutating func sequence() throws(CorruptionError) -> [UInt8] {
    try array(try count())
  }

  @_lifetime(self: copy self)
  mutating func signed() throws(CorruptionError) -> Int64 {
    let value = try varint64()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  @_lifetime(self: copy self)
  mutating func digest() throws(CorruptionError) -> Digest {
    Digest(words: (try u64(), try u64(), try u64(), try u64()))
  }

  @_lifetime(self: copy self)
  mutating func id() throws(CorruptionError) -> ArticleID {
    ArticleID(rawValue: try u64())
  }

  @_lifetime(self: copy self)
  mutating func date() throws(CorruptionError) -> ArticleDate {
    let head = try u8()
    let seconds = try signed()
    let offset = head & 0x80 == 0 ? nil : try signed()
    guard let precision = ArticleDate.Precision(rawValue: head & 0x7F),
      Self.years.contains(seconds), (-1439...1439).contains(offset ?? 0)
    else { throw corruption(.outOfRange("date")) }
    return ArticleDate(
      seconds: seconds,
      precision: precision,
      offsetMinutes: offset.map { Int16($0) }
    )
  }

  /// How often something happened: fewer times than would make a sum of such numbers overflow.
  @_lifetime(self: copy self)
  mutating func tally() throws(CorruptionError) -> UInt64 {
    let value = try varint64()
    guard value < 1 << 48 else { throw corruption(.outOfRange("count")) }
    return value
  }

  /// The number of an article's version, after which another can come.
  @_lifetime(self: copy self)
  mutating func version() throws(CorruptionError) -> UInt32 {
    let value = try varint32()
    guard value < .max else { throw corruption(.outOfRange("version")) }
    return value
  }

  /// When something was done, in seconds since 1970, within the years that dates have.
  @_lifetime(self: copy self)
  mutating func moment() throws(CorruptionError) -> Int64 {
    let seconds = try signed()
    guard Self.years.contains(seconds) else { throw corruption(.outOfRange("time")) }
    return seconds
  }

  /// The seconds of the years 0 to 10,000, whatever the offset.
  private static var years: ClosedRange<Int64> { -62_200_000_000...253_500_000_000 }
}
