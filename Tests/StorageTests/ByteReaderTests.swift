// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing

struct ByteReaderTests {
  @Test
  func `reads back what was written`() throws {
    var writer = ByteWriter()
    writer.u8(0xFE)
    writer.u16(0xFEDC)
    writer.u32(0xFEDC_BA98)
    writer.u64(0xFEDC_BA98_7654_3210)
    writer.i64(-2)
    writer.varint32(300)
    writer.varint64(.max)
    writer.bytes([1, 2, 3])
    let bytes = writer.bytes
    var reader = ByteReader(bytes.span.bytes)
    #expect(try reader.u8() == 0xFE)
    #expect(try reader.u16() == 0xFEDC)
    #expect(try reader.u32() == 0xFEDC_BA98)
    #expect(try reader.u64() == 0xFEDC_BA98_7654_3210)
    #expect(try reader.i64() == -2)
    #expect(try reader.varint32() == 300)
    #expect(try reader.varint64() == .max)
    #expect(try reader.array(3) == [1, 2, 3])
    let isAtEnd = reader.isAtEnd
    #expect(isAtEnd)
  }

  @Test
  func `is little-endian`() {
    var writer = ByteWriter()
    writer.u32(0x0102_0304)
    #expect(writer.bytes == [4, 3, 2, 1])
  }

  @Test(
    arguments: [
      ([0x00], 0), ([0x7F], 127), ([0x80, 0x01], 128), ([0xFF, 0x7F], 16383),
      ([0x80, 0x80, 0x01], 16384), ([0xFF, 0xFF, 0xFF, 0xFF, 0x0F], .max),
    ] as [([UInt8], UInt32)]
  )
  func `reads a varint at every width boundary`(bytes: [UInt8], expected: UInt32) throws {
    var reader = ByteReader(bytes.span.bytes)
    #expect(try reader.varint32() == expected)
    var writer = ByteWriter()
    writer.varint32(expected)
    #expect(writer.bytes == bytes)
  }

  @Test(
    arguments: [
      [0xFF, 0xFF, 0xFF, 0xFF, 0x1F],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x03],
    ] as [[UInt8]]
  )
  func `refuses a varint of more bits than its type has`(bytes: [UInt8]) {
    #expect(throws: CorruptionError(.outOfRange("number"), in: "f", at: 7)) {
      var reader = ByteReader(bytes.span.bytes, of: "f", at: 7)
      _ = try reader.varint32()
    }
  }

  @Test
  func `says how much is missing when the bytes are cut short`() {
    let bytes: [UInt8] = [1, 2, 3]
    #expect(throws: CorruptionError(.truncated(needed: 4, available: 2), in: "f", at: 11)) {
      var reader = ByteReader(bytes.span.bytes, of: "f", at: 10)
      try reader.skip(1)
      _ = try reader.u32()
    }
    #expect(throws: CorruptionError.self) {
      var reader = ByteReader(bytes.span.bytes)
      try reader.skip(-1)
    }
  }
}
