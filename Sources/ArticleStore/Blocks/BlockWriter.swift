// SPDX-License-Identifier: Apache-2.0

import Storage

/// Packs records into compressed blocks and remembers where each lies.
///
/// Records gather until there are about 32 KB of them: more would compress better, less would read
/// faster. A record as long as that has a block of its own. Stored blocks wait in `output` until
/// somebody writes them to a file.
struct BlockWriter {
  /// Unpacked bytes after which a block is closed.
  static let blockLength = 32 << 10

  private var rows: [BlockRow] = []
  private var gathered: [UInt8] = []
  private(set) var output: [UInt8] = []
  private var written: UInt64 = 0

  /// The memory it holds.
  var memoryInUse: Int { output.count + gathered.count + rows.count * BlockRow.width }

  var isEmpty: Bool { rows.isEmpty && gathered.isEmpty }

  /// Adds a record to the block that is being gathered.
  mutating func add(_ record: UnsafeRawBufferPointer) -> RecordPlace {
    if !gathered.isEmpty, gathered.count + record.count > Self.blockLength { close() }
    let place = RecordPlace(
      block: UInt32(rows.count),
      offset: UInt32(gathered.count),
      count: UInt32(record.count)
    )
    gathered.append(contentsOf: record)
    if gathered.count >= Self.blockLength { close() }
    return place
  }

  /// Adds a block that is one record.
  mutating func add(alone block: StoredBlock) -> RecordPlace {
    close()
    block.bytes.withUnsafeBytes { append($0, contentCount: block.contentCount) }
    return RecordPlace(block: UInt32(rows.count - 1), offset: 0, count: block.contentCount)
  }

  /// Adds a stored block of another file as it is and returns its number.
  mutating func copy(_ stored: UnsafeRawBufferPointer, contentCount: UInt32) -> UInt32 {
    close()
    append(stored, contentCount: contentCount)
    return UInt32(rows.count - 1)
  }

  /// Compresses what was gathered.
  mutating func close() {
    guard !gathered.isEmpty else { return }
    let block = gathered.withUnsafeBytes { StoredBlock(of: $0) }
    gathered.removeAll(keepingCapacity: true)
    block.bytes.withUnsafeBytes { append($0, contentCount: block.contentCount) }
  }

  private mutating func append(_ stored: UnsafeRawBufferPointer, contentCount: UInt32) {
    let row = BlockRow(
      offset: written,
      storedCount: UInt32(stored.count),
      contentCount: contentCount
    )
    rows.append(row)
    output.append(contentsOf: stored)
    written += UInt64(stored.count)
  }

  /// Writes the blocks that wait into the open section.
  mutating func drain(into file: inout SealedFileWriter) throws(StorageError) {
    try file.write(output)
    output.removeAll(keepingCapacity: true)
  }

  /// The table of blocks as bytes; everything must be closed.
  var encodedRows: [UInt8] {
    var writer = ByteWriter(reservingCapacity: rows.count * BlockRow.width)
    for row in rows {
      writer.u64(row.offset)
      writer.u32(row.storedCount)
      writer.u32(row.contentCount)
    }
    return writer.bytes
  }
}
