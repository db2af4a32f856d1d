// SPDX-License-Identifier: Apache-2.0

import Storage

/// Reads records out of a file's compressed blocks.
///
/// A record costs unpacking its block, some 30 µs.
struct BlockReader: Sendable {
  private let data: SealedSection
  private let table: SealedSection
  private let name: String
  let count: Int

  /// Nil if the file has no such sections; reads nothing of them.
  init?(
    in file: SealedFile,
    blocks: SectionTag,
    table tableTag: SectionTag
  ) throws(CorruptionError) {
    guard let data = file.checkable(blocks), let table = file.checkable(tableTag) else {
      return nil
    }
    self.data = data
    self.table = table
    name = file.entry.place
    count = table.bytes.count / BlockRow.width
    guard table.bytes.count == count * BlockRow.width else {
      throw CorruptionError(.outOfRange("length of table \(tableTag)"), in: name)
    }
  }

  /// A block as it is stored, checked, and its unpacked length.
  func stored(
    _ block: UInt32
  ) throws(CorruptionError) -> (bytes: UnsafeRawBufferPointer, contentCount: UInt32) {
    guard block < count else { throw CorruptionError(.outOfRange("number of a block"), in: name) }
    let start = Int(block) * BlockRow.width
    let row = try table.checked(start..<start + BlockRow.width)
    let offset = row.number(at: 0)
    let length = UInt64(row.shortNumber(at: 8))
    let room = UInt64(data.bytes.count)
    guard offset <= room, length <= room - offset else {
      throw CorruptionError(.outOfRange("place of a block"), in: name)
    }
    let bytes = try data.checked(Int(offset)..<Int(offset + length))
    return (bytes, row.shortNumber(at: 12))
  }

  /// A block's content.
  func content(_ block: UInt32) throws(CorruptionError) -> [UInt8] {
    let (bytes, contentCount) = try stored(block)
    if bytes.count == Int(contentCount) { return Array(bytes) }
    guard let content = Zstandard.unpack(bytes, count: Int(contentCount)) else {
      throw CorruptionError(.outOfRange("frame of block \(block)"), in: name)
    }
    return content
  }

  /// The bytes of a record.
  func record(_ place: RecordPlace) throws(CorruptionError) -> [UInt8] {
    guard place.count > 0 else { return [] }
    let content = try content(place.block)
    let range = try range(of: place, in: content.count)
    return range.count == content.count ? content : Array(content[range])
  }

  /// The record's range, which must lie within its block.
  func range(of place: RecordPlace, in count: Int) throws(CorruptionError) -> Range<Int> {
    guard UInt64(place.offset) + UInt64(place.count) <= UInt64(count) else {
      throw CorruptionError(.outOfRange("place of a record"), in: name)
    }
    return Int(place.offset)..<Int(place.offset) + Int(place.count)
  }
}

extension UnsafeRawBufferPointer {
  /// The place written at `offset` of a row.
  func place(at offset: Int) -> RecordPlace {
    RecordPlace(
      block: shortNumber(at: offset),
      offset: shortNumber(at: offset + 4),
      count: shortNumber(at: offset + 8)
    )
  }
}

extension ByteWriter {
  mutating func place(_ place: RecordPlace) {
    u32(place.block)
    u32(place.offset)
    u32(place.count)
  }
}
