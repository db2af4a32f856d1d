// SPDX-License-Identifier: Apache-2.0

import Storage

/// One run of the catalogue: eight tables of records, each sorted by key.
struct CatalogueFile: Sendable {
  /// Of a row: key, offset and length of its payload.
  static let rowWidth = 20

  let file: SealedFile
  private let tables: [Table?]

  /// A table of rows and the payloads they lead to.
  private struct Table: Sendable {
    let rows: SortedTable
    let payloads: SealedSection
  }

  init(_ file: SealedFile) throws(CorruptionError) {
    self.file = file
    var tables: [Table?] = []
    for table in CatalogueTable.allCases {
      let rows = try SortedTable(
        in: file,
        rows: table.rowsTag,
        fences: table.fencesTag,
        width: Self.rowWidth
      )
      let payloads = file.checkable(table.payloadsTag)
      if let rows, let payloads {
        tables.append(Table(rows: rows, payloads: payloads))
      } else {
        tables.append(nil)
      }
    }
    self.tables = tables
  }

  func count(_ table: CatalogueTable) -> Int {
    tables[Int(table.rawValue)]?.rows.count ?? 0
  }

  /// The key and payload of one row.
  func row(
    _ index: Int,
    of table: CatalogueTable
  ) throws(CorruptionError) -> (key: UInt64, payload: UnsafeRawBufferPointer) {
    guard let found = tables[Int(table.rawValue)] else {
      throw CorruptionError(.outOfRange("row of a table that is not there"), in: file.entry.place)
    }
    let row = try found.rows.row(index)
    let offset = row.number(at: 8)
    let length = UInt64(row.shortNumber(at: 16))
    let room = UInt64(found.payloads.bytes.count)
    guard offset <= room, length <= room - offset, Int(length) >= table.identityLength else {
      throw CorruptionError(.outOfRange("place of a record"), in: file.entry.place)
    }
    return (row.number(at: 0), try found.payloads.checked(Int(offset)..<Int(offset + length)))
  }

  /// The first row whose key is not smaller than `key`.
  func lowerBound(_ key: UInt64, in table: CatalogueTable) throws(CorruptionError) -> Int {
    try tables[Int(table.rawValue)]?.rows.lowerBound(key) ?? 0
  }

  /// Calls `body` with the payloads of all rows with `key`, until it answers false.
  func forEach(
    _ key: UInt64,
    in table: CatalogueTable,
    _ body: (UnsafeRawBufferPointer) throws(CorruptionError) -> Bool
  ) throws(CorruptionError) {
    guard let rows = tables[Int(table.rawValue)]?.rows else { return }
    for index in try rows.lowerBound(key)..<rows.count {
      guard try rows.row(index).number(at: 0) == key else { return }
      guard try body(try row(index, of: table).payload) else { return }
    }
  }

  /// Decodes one payload.
  func decode<Record: CatalogueRecord>(
    _: Record.Type,
    key: UInt64,
    _ payload: UnsafeRawBufferPointer
  ) throws(CorruptionError) -> Record {
    var reader = ByteReader(payload, of: file.entry.place)
    return try Record(key: key, from: &reader)
  }
}

extension CatalogueTable {
  private static let tags: [(rows: SectionTag, fences: SectionTag, payloads: SectionTag)] = [
    (SectionTag("FILR"), SectionTag("FILF"), SectionTag("FILP")),
    (SectionTag("VERR"), SectionTag("VERF"), SectionTag("VERP")),
    (SectionTag("KEYR"), SectionTag("KEYF"), SectionTag("KEYP")),
    (SectionTag("SEER"), SectionTag("SEEF"), SectionTag("SEEP")),
    (SectionTag("STAR"), SectionTag("STAF"), SectionTag("STAP")),
    (SectionTag("LINR"), SectionTag("LINF"), SectionTag("LINP")),
    (SectionTag("SITR"), SectionTag("SITF"), SectionTag("SITP")),
    (SectionTag("SAVR"), SectionTag("SAVF"), SectionTag("SAVP")),
  ]

  var rowsTag: SectionTag { Self.tags[Int(rawValue)].rows }
  var fencesTag: SectionTag { Self.tags[Int(rawValue)].fences }
  var payloadsTag: SectionTag { Self.tags[Int(rawValue)].payloads }
}

/// Gathers records for a new run of the catalogue.
struct CatalogueBuilder {
  private var tables = [Table](repeating: Table(), count: CatalogueTable.allCases.count)

  private struct Table {
    var rows: [(key: UInt64, offset: UInt64, length: UInt32)] = []
    var payloads: [UInt8] = []
  }

  var count: Int { tables.reduce(0) { $0 + $1.rows.count } }

  var memoryInUse: Int { tables.reduce(0) { $0 + $1.rows.count * 24 + $1.payloads.count } }

  mutating func add<Record: CatalogueRecord>(_ record: Record) {
    var writer = ByteWriter()
    record.encode(into: &writer)
    writer.bytes.withUnsafeBytes { add(key: record.key, payload: $0, to: Record.table) }
  }

  mutating func add(key: UInt64, payload: UnsafeRawBufferPointer, to table: CatalogueTable) {
    let index = Int(table.rawValue)
    let offset = UInt64(tables[index].payloads.count)
    tables[index].rows.append((key, offset, UInt32(payload.count)))
    tables[index].payloads.append(contentsOf: payload)
  }

  /// Writes the sections of a new run; a table without records has none.
  mutating func write(to file: inout SealedFileWriter) throws(StorageError) {
    for table in CatalogueTable.allCases {
      let rows = tables[Int(table.rawValue)].rows.sorted {
        ($0.key, $0.offset) < ($1.key, $1.offset)
      }
      guard !rows.isEmpty else { continue }
      var writer = ByteWriter(reservingCapacity: rows.count * CatalogueFile.rowWidth)
      for row in rows { writer.row(key: row.key, offset: row.offset, count: Int(row.length)) }
      try file.table(
        writer.bytes,
        width: CatalogueFile.rowWidth,
        rows: table.rowsTag,
        fences: table.fencesTag
      )
      try file.beginSection(table.payloadsTag)
      try file.write(tables[Int(table.rawValue)].payloads)
      file.endSection()
    }
  }
}
