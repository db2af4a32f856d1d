// SPDX-License-Identifier: Apache-2.0

/// Bytes that grow by little-endian values of explicit width.
///
/// There is no way to write an `Int`: its width is not the format's business.
package struct ByteWriter: Sendable {
  /// Everything written so far.
  package private(set) var bytes: [UInt8] = []

  package init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// How many bytes have been written.
  package var count: Int { bytes.count }

  private mutating func integer(_ value: some FixedWidthInteger & BitwiseCopyable) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends one byte.
  package mutating func u8(_ value: UInt8) { bytes.append(value) }

  /// Appends two bytes.
  package mutating func u16(_ value: UInt16) { integer(value) }

  /// Appends four bytes.
  package mutating func u32(_ value: UInt32) { integer(value) }

  /// Appends eight bytes.
  package mutating func u64(_ value: UInt64) { integer(value) }

  /// Appends eight bytes, in two's complement.
  package mutating func i64(_ value: Int64) { integer(value) }

  /// Appends one to five bytes (LEB128).
  package mutating func varint32(_ value: UInt32) { varint64(UInt64(value)) }

  /// Appends one to ten bytes (LEB128).
  package mutating func varint64(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends bytes as they are.
  package mutating func bytes(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Appends bytes as they are.
  package mutating func bytes(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Appends bytes as they are.
  package mutating func bytes(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }

  /// Appends zeros until the count is a multiple of `alignment`.
  package mutating func align(_ alignment: Int) {
    let surplus = bytes.count % alignment
    guard surplus > 0 else { return }
    bytes.append(contentsOf: repeatElement(0, count: alignment - surplus))
  }

  /// Forgets the bytes and keeps their memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
