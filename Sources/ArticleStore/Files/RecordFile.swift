// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

/// How a kind of file keeps records: blocks, a table of blocks, and a sorted table of rows, each
/// with a key and the place of its record.
struct RecordLayout: Sendable {
  let blocks: SectionTag
  let blockTable: SectionTag
  let rows: SectionTag
  let fences: SectionTag
  /// Of a row, in bytes.
  let width: Int
  /// How many bytes at the beginning of a row tell it from all others.
  let keyLength: Int

  /// Where in a row the record's place is written: after the key.
  var placeOffset: Int { keyLength }
}

/// The records of one file, found by key.
struct RecordFile: Sendable {
  let file: SealedFile
  let layout: RecordLayout
  let blocks: BlockReader?
  let table: SortedTable?

  /// Reads nothing but the lengths of the sections.
  init(_ file: SealedFile, layout: RecordLayout) throws(CorruptionError) {
    self.file = file
    self.layout = layout
    blocks = try BlockReader(in: file, blocks: layout.blocks, table: layout.blockTable)
    table = try SortedTable(
      in: file,
      rows: layout.rows,
      fences: layout.fences,
      width: layout.width
    )
  }

  var count: Int { table?.count ?? 0 }

  /// The row that begins with `key`, which has the layout's key length.
  func row(_ key: [UInt8]) throws(CorruptionError) -> UnsafeRawBufferPointer? {
    guard let table else { return nil }
    let first = key.withUnsafeBytes { $0.number(at: 0) }
    var index = try table.lowerBound(first)
    while index < table.count {
      let row = try table.row(index)
      guard row.number(at: 0) == first else { return nil }
      if row.starts(with: key) { return row }
      index += 1
    }
    return nil
  }

  /// The record that a row leads to.
  func record(_ row: UnsafeRawBufferPointer) throws(CorruptionError) -> [UInt8] {
    try content { (blocks) throws(CorruptionError) in
      try blocks.record(row.place(at: layout.placeOffset))
    }
  }

  /// What a block holds.
  func content(_ block: UInt32) throws(CorruptionError) -> [UInt8] {
    try content { (blocks) throws(CorruptionError) in try blocks.content(block) }
  }

  private func content<Value>(
    _ body: (BlockReader) throws(CorruptionError) -> Value
  ) throws(CorruptionError) -> Value {
    guard let blocks else {
      throw CorruptionError(
        .outOfRange("section \(layout.blocks), not there"),
        in: file.entry.place
      )
    }
    return try body(blocks)
  }

  /// A record's range within its block.
  func range(of place: RecordPlace, in content: [UInt8]) throws(CorruptionError) -> Range<Int> {
    try self.content { (blocks) throws(CorruptionError) in
      try blocks.range(of: place, in: content.count)
    }
  }

  /// A block as it is stored, checked, and its unpacked length.
  func stored(
    _ block: UInt32
  ) throws(CorruptionError) -> (bytes: UnsafeRawBufferPointer, contentCount: UInt32) {
    guard let blocks else {
      throw CorruptionError(
        .outOfRange("section \(layout.blocks), not there"),
        in: file.entry.place
      )
    }
    return try blocks.stored(block)
  }

  /// All rows by the place of their records; 32 bytes of memory each.
  func rowsByPlace() throws(CorruptionError) -> [RecordRow] {
    guard let table else { return [] }
    var rows: [RecordRow] = []
    rows.reserveCapacity(table.count)
    for index in 0..<table.count {
      rows.append(RecordRow(try table.row(index), layout: layout))
    }
    rows.sort { ($0.place.block, $0.place.offset) < ($1.place.block, $1.place.offset) }
    return rows
  }
}

/// A row, taken apart; valid as long as its file is mapped.
struct RecordRow {
  private let bytes: UnsafeRawBufferPointer
  private let keyLength: Int
  let place: RecordPlace

  init(_ bytes: UnsafeRawBufferPointer, layout: RecordLayout) {
    self.bytes = bytes
    keyLength = layout.keyLength
    place = bytes.place(at: layout.placeOffset)
  }

  var key: [UInt8] { Array(bytes[..<keyLength]) }

  /// What follows the place.
  var rest: [UInt8] { Array(bytes[(keyLength + RecordPlace.width)...]) }

  /// The id that begins the key of a row of a file of articles.
  var article: ArticleID { ArticleID(rawValue: bytes.number(at: 0)) }

  /// The digest that is the key of a row of a pack.
  var digest: Digest {
    Digest(
      words: (bytes.number(at: 0), bytes.number(at: 8), bytes.number(at: 16), bytes.number(at: 24))
    )
  }
}

extension [RecordRow] {
  /// Rows in the order of their places, by block.
  var byBlock: [ArraySlice<RecordRow>] {
    var parts: [ArraySlice<RecordRow>] = []
    var start = startIndex
    while start < endIndex {
      let end = self[start...].firstIndex { $0.place.block != self[start].place.block } ?? endIndex
      parts.append(self[start..<end])
      start = end
    }
    return parts
  }
}
