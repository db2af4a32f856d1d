// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

/// Merges neighbouring runs of the catalogue into one, of each thing the newest state.
struct CatalogueMerger {
  private let runs: [CatalogueFile]
  private let tables: [CatalogueTable]
  /// Articles that are to leave no trace.
  private let purged: Set<ArticleID>
  /// What the runs brought together; nil where it has to be counted.
  ///
  /// Counting is right only over all runs: a record that an older run has as well is nothing new.
  private let novelties: CatalogueCounts?

  /// Merges neighbours, oldest first.
  init(_ runs: [CatalogueFile]) {
    self.runs = runs
    tables = CatalogueTable.allCases
    purged = []
    novelties = runs.reduce(into: CatalogueCounts()) { sum, run in
      sum.add(CatalogueCounts(from: run.file.entry.attributes))
    }
  }

  /// Merges all runs, oldest first, as far as some tables go, and leaves out some articles.
  init(
    all runs: [CatalogueFile],
    tables: [CatalogueTable] = CatalogueTable.allCases,
    purging purged: Set<ArticleID> = []
  ) {
    self.runs = runs
    self.tables = tables
    self.purged = purged
    novelties = nil
  }

  /// Writes the new run in place of the files `names`.
  ///
  /// Streams payloads; holds 20 bytes of memory per record of a table.
  func write(
    into transaction: inout Transaction,
    replacing names: [String]
  ) throws(StorageError) {
    var counts = CatalogueCounts()
    var file = try transaction.newFile(.catalogue)
    for table in tables {
      try write(table, to: &file, counting: &counts)
    }
    if let novelties {
      for attribute in [.articles, .versions, .files] as [CatalogueCounts.Attribute] {
        counts[attribute] = novelties[attribute]
      }
    }
    transaction.add(try file.seal(), attributes: counts.attributes, replacing: names)
  }

  private func write(
    _ table: CatalogueTable,
    to file: inout SealedFileWriter,
    counting counts: inout CatalogueCounts
  ) throws(StorageError) {
    guard runs.contains(where: { $0.count(table) > 0 }) else { return }
    var merge: CatalogueMerge
    do { merge = try CatalogueMerge(runs, table) } catch { throw .corruption(error) }
    var rows = ByteWriter()
    try file.beginSection(table.payloadsTag)
    while true {
      let group: [CatalogueMerge.Found]
      do { group = try merge.nextGroup() } catch { throw .corruption(error) }
      guard !group.isEmpty else { break }
      for found in group where try write(found, of: table, to: &file, &rows) {
        counts.count(found, of: table)
      }
    }
    file.endSection()
    try file.table(
      rows.bytes,
      width: CatalogueFile.rowWidth,
      rows: table.rowsTag,
      fences: table.fencesTag
    )
  }

  /// Answers whether anything of the record stays.
  private func write(
    _ found: CatalogueMerge.Found,
    of table: CatalogueTable,
    to file: inout SealedFileWriter,
    _ rows: inout ByteWriter
  ) throws(StorageError) -> Bool {
    if purged.isEmpty {
      rows.row(key: found.key, offset: file.sectionOffset, count: found.payload.count)
      try file.write(found.payload)
      return true
    }
    let payload: [UInt8]?
    do { payload = try remainder(of: found, table) } catch { throw .corruption(error) }
    guard let payload else { return false }
    rows.row(key: found.key, offset: file.sectionOffset, count: payload.count)
    try file.write(payload)
    return true
  }

  /// What stays of a record when the purged articles are gone; nil if nothing does.
  private func remainder(
    of found: CatalogueMerge.Found,
    _ table: CatalogueTable
  ) throws(CorruptionError) -> [UInt8]? {
    switch table {
    case .versions, .sightings, .states:
      return purged.contains(ArticleID(rawValue: found.key)) ? nil : Array(found.payload)
    case .sites, .searches: return Array(found.payload)
    case .lines:
      var record: LineRecord? = try found.run.decode(LineRecord.self, key: found.key, found.payload)
      for id in record?.witnesses.map(\.article) ?? [] where purged.contains(id) {
        record = record?.without(id)
      }
      return record?.encoded()
    case .keys:
      let record = try found.run.decode(KeyRecord.self, key: found.key, found.payload)
      return purged.contains(record.article) ? nil : Array(found.payload)
    case .files:
      var record = try found.run.decode(FileRecord.self, key: found.key, found.payload)
      let count = record.articles.count
      record.articles.removeAll { purged.contains($0) }
      if record.articles.count == count { return Array(found.payload) }
      guard !record.articles.isEmpty else { return nil }
      return record.encoded()
    }
  }
}

extension ByteWriter {
  /// A row of a table of the catalogue.
  mutating func row(key: UInt64, offset: UInt64, count: Int) {
    u64(key)
    u64(offset)
    u32(UInt32(count))
  }
}

extension CatalogueCounts {
  /// Counts a record that is the only state of its thing.
  mutating func count(_ found: CatalogueMerge.Found, of table: CatalogueTable) {
    self[.records] += 1
    switch table {
    case .files: self[.files] += 1
    case .versions:
      self[.versions] += 1
      if found.payload.shortNumber(at: 0) == 1 { self[.articles] += 1 }
    case .keys, .sightings, .states, .lines, .sites, .searches: break
    }
  }
}
