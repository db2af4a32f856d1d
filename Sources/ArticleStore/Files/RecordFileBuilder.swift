// SPDX-License-Identifier: Apache-2.0

private import Glibc
import Storage

/// Gathers records for a new file.
struct RecordFileBuilder {
  let layout: RecordLayout
  var blocks = BlockWriter()
  private var rows: [UInt8] = []

  init(layout: RecordLayout) {
    self.layout = layout
  }

  var isEmpty: Bool { rows.isEmpty }

  var count: Int { rows.count / layout.width }

  var memoryInUse: Int { blocks.memoryInUse + rows.count }

  /// Adds the row of a record whose bytes were given to `blocks`.
  ///
  /// The row is the key, the place, the rest, and zeros up to the width.
  mutating func addRow(key: [UInt8], place: RecordPlace, rest: [UInt8] = []) {
    var writer = ByteWriter(reservingCapacity: layout.width)
    writer.bytes(key)
    writer.place(place)
    writer.bytes(rest)
    writer.align(layout.width)
    rows.append(contentsOf: writer.bytes)
  }

  /// Writes all sections; whatever `blocks` holds already may have been drained into an open
  /// section of blocks, which this closes.
  mutating func finish(_ file: inout SealedFileWriter) throws(StorageError) {
    blocks.close()
    try blocks.drain(into: &file)
    file.endSection()
    try file.beginSection(layout.blockTable)
    try file.write(blocks.encodedRows)
    file.endSection()
    try file.table(
      sortedRows(),
      width: layout.width,
      rows: layout.rows,
      fences: layout.fences
    )
  }

  /// The rows by key; of several with one key, the last that was added.
  private func sortedRows() -> [UInt8] {
    let width = layout.width
    return rows.withUnsafeBytes { bytes in
      var order = (0..<bytes.count / width).map { index in
        (bytes.number(at: index * width), bytes.shortNumber(at: index * width + 8), index)
      }
      order.sort { $0 < $1 }
      var sorted: [UInt8] = []
      sorted.reserveCapacity(bytes.count)
      for (place, row) in order.enumerated() {
        let next = place + 1 < order.count ? order[place + 1].2 : nil
        guard next.map({ !hasEqualKeys(bytes, row.2, $0) }) ?? true else { continue }
        let start = row.2 * width
        sorted.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<start + width]))
      }
      return sorted
    }
  }

  private func hasEqualKeys(_ rows: UnsafeRawBufferPointer, _ one: Int, _ other: Int) -> Bool {
    guard let base = rows.baseAddress else { return false }
    return memcmp(base + one * layout.width, base + other * layout.width, layout.keyLength) == 0
  }
}
