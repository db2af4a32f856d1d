// SPDX-License-Identifier: Apache-2.0

/// Reads little-endian values one after another from bytes it borrows.
///
/// For headers, tables and dictionaries, where clarity is worth a check per value; inner loops
/// over postings take pointers from memory that was validated first. Each read costs one
/// comparison and one unaligned load, and nothing is allocated.
package struct ByteReader: ~Escapable {
  private let bytes: RawSpan
  private let file: String
  private let origin: UInt64
  /// Where the next value begins, counted from the first borrowed byte.
  package private(set) var offset = 0

  /// Begins at the first of `bytes`, which lie at byte `origin` of the file that errors name.
  @_lifetime(copy bytes)
  package init(_ bytes: RawSpan, of file: String = "", at origin: UInt64 = 0) {
    self.bytes = bytes
    self.file = file
    self.origin = origin
  }

  /// The same over a pointer whose memory the caller keeps alive.
  @_lifetime(borrow bytes)
  package init(_ bytes: UnsafeRawBufferPointer, of file: String = "", at origin: UInt64 = 0) {
    self.init(RawSpan(_unsafeBytes: bytes), of: file, at: origin)
  }

  /// How many bytes have not been read.
  package var remaining: Int { bytes.byteCount - offset }

  /// Whether everything has been read.
  package var isAtEnd: Bool { remaining == 0 }

  /// What has not been read, borrowed.
  package var rest: RawSpan {
    @_lifetime(copy self)
    get { bytes.extracting(offset...) }
  }

  /// An error about the place reached, for the values only the caller can judge.
  package func corruption(_ kind: CorruptionError.Kind) -> CorruptionError {
    CorruptionError(kind, in: file, at: origin + UInt64(offset))
  }

  private func require(_ count: Int) throws(CorruptionError) {
    guard count >= 0, count <= remaining else {
      throw corruption(.truncated(needed: count, available: remaining))
    }
  }

  @_lifetime(self: copy self)
  private mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _: Value.Type
  ) throws(CorruptionError) -> Value {
    try require(MemoryLayout<Value>.size)
    let value = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self)
    offset += MemoryLayout<Value>.size
    return Value(littleEndian: value)
  }

  /// One byte.
  @_lifetime(self: copy self)
  package mutating func u8() throws(CorruptionError) -> UInt8 {
    try integer(UInt8.self)
  }

  /// Two bytes.
  @_lifetime(self: copy self)
  package mutating func u16() throws(CorruptionError) -> UInt16 {
    try integer(UInt16.self)
  }

  /// Four bytes.
  @_lifetime(self: copy self)
  package mutating func u32() throws(CorruptionError) -> UInt32 {
    try integer(UInt32.self)
  }

  /// Eight bytes.
  @_lifetime(self: copy self)
  package mutating func u64() throws(CorruptionError) -> UInt64 {
    try integer(UInt64.self)
  }

  /// Eight bytes, in two's complement.
  @_lifetime(self: copy self)
  package mutating func i64() throws(CorruptionError) -> Int64 {
    try integer(Int64.self)
  }

  /// A number below 2³² in one to five bytes (LEB128).
  ///
  /// - Throws: ``CorruptionError`` also for more bytes or bits than such a number has.
  @_lifetime(self: copy self)
  package mutating func varint32() throws(CorruptionError) -> UInt32 {
    UInt32(truncatingIfNeeded: try varint(bits: 32))
  }

  /// A number below 2⁶⁴ in one to ten bytes (LEB128).
  ///
  /// - Throws: ``CorruptionError`` also for more bytes or bits than such a number has.
  @_lifetime(self: copy self)
  package mutating func varint64() throws(CorruptionError) -> UInt64 {
    try varint(bits: 64)
  }

  @_lifetime(self: copy self)
  private mutating func varint(bits: UInt64) throws(CorruptionError) -> UInt64 {
    let start = offset
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try u8()
      let part = UInt64(byte & 0x7F)
      guard shift < bits, bits - shift >= 7 || part >> (bits - shift) == 0 else {
        offset = start
        throw corruption(.outOfRange("number"))
      }
      value |= part << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  /// The next `count` bytes, borrowed.
  @_lifetime(copy self)
  @_lifetime(self: copy self)
  package mutating func bytes(_ count: Int) throws(CorruptionError) -> RawSpan {
    try require(count)
    defer { offset += count }
    return bytes.extracting(offset..<offset + count)
  }

  /// The next `count` bytes, copied.
  @_lifetime(self: copy self)
  package mutating func array(_ count: Int) throws(CorruptionError) -> [UInt8] {
    let part = try bytes(count)
    return part.withUnsafeBytes { [UInt8]($0) }
  }

  /// Passes over `count` bytes.
  @_lifetime(self: copy self)
  package mutating func skip(_ count: Int) throws(CorruptionError) {
    try require(count)
    offset += count
  }
}
