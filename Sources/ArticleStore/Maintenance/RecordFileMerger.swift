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

  /// What becomes of one row: nil if its record goes, else the row to write.
  let transform: (RecordRow) -> RecordRow?
  /// Notices records that are not what they should be, given their block's content.
  let check: ((RecordFile, RecordRow, [UInt8]) throws(CorruptionError) -> Void)?

  /// Copies everything of `source` that stays; the section of blocks must be open.
  func copy(
    _ source: RecordFile,
    to builder: inout RecordFileBuilder,
    _ file: inout SealedFileWriter
  ) throws(StorageError) {
    let blocks: [(block: UInt32, rows: [RecordRow])]
    do { blocks = try source.blockRows() } catch { throw .corruption(error) }
    for (block, rows) in blocks {
      do { try copy(block, rows, of: source, to: &builder) } catch { throw .corruption(error) }
      if builder.blocks.output.count >= Self.drainLength { try builder.blocks.drain(into: &file) }
    }
  }

  private func copy(
    _ block: UInt32,
    _ rows: [RecordRow],
    of source: RecordFile,
    to builder: inout RecordFileBuilder
  ) throws(CorruptionError) {
    let kept = rows.compactMap(transform)
    let stored = try source.stored(block)
    let length = kept.reduce(0) { $0 + Int($1.place.count) }
    let isWhole = length == Int(stored.contentCount) && length >= Self.copiedLength
    guard !isWhole || check != nil else {
      let copy = builder.blocks.copy(stored.bytes, contentCount: stored.contentCount)
      builder.addRows(kept, of: copy)
      return
    }
    let content = try source.content(block)
    for row in kept { try check?(source, row, content) }
    if isWhole {
      let copy = builder.blocks.copy(stored.bytes, contentCount: stored.contentCount)
      builder.addRows(kept, of: copy)
    } else {
      for row in kept {
        let range = try source.range(of: row.place, in: content)
        builder.add(row, content[range])
      }
    }
  }
}

extension RecordFileBuilder {
  /// Adds the rows of a block that was copied as it is.
  mutating func addRows(_ rows: [RecordRow], of block: UInt32) {
    for row in rows {
      var place = row.place
      place.block = block
      addRow(key: row.key, place: place, rest: row.rest)
    }
  }

  /// Packs a record anew.
  mutating func add(_ row: RecordRow, _ record: ArraySlice<UInt8>) {
    let place = record.withUnsafeBytes { blocks.add($0) }
    addRow(key: row.key, place: place, rest: row.rest)
  }
}
