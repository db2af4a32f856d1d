// SPDX-License-Identifier: Apache-2.0

package import Storage

extension ArticleStoreReader {
  /// Calls `body` with every version of every article, by id and version.
  package func forEachVersion(
    _ body: (ArticleVersion) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    try forEach(ArticleVersion.self, body)
  }

  /// Calls `body` with every file that was ever looked at, in no useful order.
  package func forEachFile(
    _ body: (FileRecord) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    try forEach(FileRecord.self, body)
  }

  /// Calls `body` with every article that readers decided something about, by id.
  package func forEachState(
    _ body: (ArticleState) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    try forEachAlone(ArticleState.self, body)
  }

  /// Calls `body` with every search that is kept, in no useful order.
  package func forEachSearch(
    _ body: (SavedSearch) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    try forEach(SavedSearch.self) { (search) throws(CorruptionError) in
      if !search.isDeleted { try body(search) }
    }
  }

  /// Whether there is a catalogue and all it says of files can be read.
  var canReadFiles: Bool {
    guard !runs.isEmpty, hasAllRuns else { return false }
    do {
      try forEachFile { _ in }
      return true
    } catch {
      return false
    }
  }

  /// Whether anything was learned of the lines of sites, and all of it can be read.
  package var canReadLines: Bool { readableTables([.lines, .sites]).count == 2 }

  /// Those tables whose every record can be read, of which there must be any.
  func readableTables(_ tables: [CatalogueTable]) -> [CatalogueTable] {
    tables.filter { table in
      guard runs.contains(where: { $0.count(table) > 0 }) else { return false }
      do {
        switch table {
        case .lines: try forEach(LineRecord.self) { _ in }
        case .sites: try forEach(SiteRecord.self) { _ in }
        default: return false
        }
        return true
      } catch {
        return false
      }
    }
  }

  func forEach<Record: CatalogueRecord>(
    _: Record.Type,
    _ body: (Record) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    var merge = try CatalogueMerge(runs, Record.table)
    while true {
      let group = try merge.nextGroup()
      guard !group.isEmpty else { return }
      for found in group {
        try body(try found.run.decode(Record.self, key: found.key, found.payload))
      }
    }
  }

  /// The same for records that are alone with their keys, of which queries may ask for all: no memory
  /// is asked for but by what is decoded.
  private func forEachAlone<Record: CatalogueRecord>(
    _: Record.Type,
    _ body: (Record) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    var walks: [RunWalk] = []
    for run in runs where run.count(Record.table) > 0 {
      walks.append(try RunWalk(run, Record.table))
    }
    while let least = walks.lazy.compactMap(\.key).min() {
      var newest: Record?
      for index in walks.indices.reversed() where walks[index].key == least {
        if newest == nil { newest = try walks[index].record() }
        try walks[index].step()
      }
      if let newest { try body(newest) }
    }
  }

  /// Calls `body` with everything that was done, in that order; what `reindex` goes by.
  package func forEachJournalEntry(
    _ body: (JournalEntry) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    for pack in packs { try pack.forEachJournalEntry(body) }
  }
}

/// A walk along a table of one run.
private struct RunWalk {
  private let run: CatalogueFile
  private let table: CatalogueTable
  private var next = 0
  /// Of the row it stands on; nil at the end.
  private(set) var key: UInt64?

  init(_ run: CatalogueFile, _ table: CatalogueTable) throws(CorruptionError) {
    self.run = run
    self.table = table
    key = try run.row(0, of: table).key
  }

  /// What the row says.
  func record<Record: CatalogueRecord>() throws(CorruptionError) -> Record {
    let row = try run.row(next, of: table)
    return try run.decode(Record.self, key: row.key, row.payload)
  }

  /// Goes on to the next key.
  mutating func step() throws(CorruptionError) {
    let last = key
    repeat {
      next += 1
      key = next < run.count(table) ? try run.row(next, of: table).key : nil
    } while key != nil && key == last
  }
}
