// SPDX-License-Identifier: Apache-2.0

import Storage

/// Copies the records of several files into a new one.
///
/// Full blocks are copied as they are stored; small ones are packed together anew, and so are the
/// records that stay of a block from which some go.
struct RecordFileMerger {
  /// A block of at least this many unpacked bytes is copied as it is.
  private static let copiedLength = BlockWriter.blockLength / 2
  /// Stored bytes that may wait before they are written.
  private static let drainLength = 1 << 20

  /// What follows the place in a row that is kept; nil if the record goes.
  let transform: (RecordRow) -> [UInt8]?
  /// Notices records that are not what they should be, given their block's content.
  let check: ((RecordFile, RecordRow, [UInt8]) throws(CorruptionError) -> Void)?

  /// Copies everything of `source` that stays; the section of blocks must be open.
  func copy(
    _ source: RecordFile,
    to builder: inout RecordFileBuilder,
    _ file: inout SealedFileWriter
  ) throws(StorageError) {
    let rows: [RecordRow]
    do { rows = try source.rowsByPlace() } catch { throw .corruption(error) }
    for block in rows.byBlock {
      do { try copy(block, of: source, to: &builder) } catch { throw .corruption(error) }
      if builder.blocks.output.count >= Self.drainLength { try builder.blocks.drain(into: &file) }
    }
  }

  /// Copies the records of one block.
  private func copy(
    _ rows: ArraySlice<RecordRow>,
    of source: RecordFile,
    to builder: inout RecordFileBuilder
  ) throws(CorruptionError) {
    let block = rows[rows.startIndex].place.block
    let kept = rows.compactMap { row in transform(row).map { (row: row, rest: $0) } }
    let stored = try source.stored(block)
    let length = kept.reduce(0) { $0 + Int($1.row.place.count) }
    let isWhole = length == Int(stored.contentCount) && length >= Self.copiedLength
    let content = isWhole && check == nil ? [] : try source.content(block)
    if let check { for (row, _) in kept { try check(source, row, content) } }
    if isWhole {
      let copy = builder.blocks.copy(stored.bytes, contentCount: stored.contentCount)
      for (row, rest) in kept { builder.add(row, rest, ofBlock: copy) }
    } else {
      for (row, rest) in kept {
        let range = try source.range(of: row.place, in: content)
        builder.add(row, rest, content[range])
      }
    }
  }
}

extension RecordFileBuilder {
  /// Adds the row of a record in a block that was copied as it is.
  mutating func add(_ row: RecordRow, _ rest: [UInt8], ofBlock block: UInt32) {
    var place = row.place
    place.block = block
    addRow(key: row.key, place: place, rest: rest)
  }

  /// Packs a record anew.
  mutating func add(_ row: RecordRow, _ rest: [UInt8], _ record: ArraySlice<UInt8>) {
    let place = record.withUnsafeBytes { blocks.add($0) }
    addRow(key: row.key, place: place, rest: rest)
  }
}
