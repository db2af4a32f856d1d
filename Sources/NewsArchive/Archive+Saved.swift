// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Glibc
import Searching
import Storage

extension Archive {
  /// The names of the searches that are kept, in order.
  package func searchNames() throws(ArchiveError) -> [String] {
    try translated {
      var names: [String] = []
      try view.store.forEachSearch { names.append($0.name) }
      return names.sorted()
    }
  }

  /// The search that is kept under a name.
  ///
  /// - Throws: ``ArchiveError`` if there is none, with one that may be meant.
  package func keptSearch(_ name: String) throws(ArchiveError) -> KeptSearch {
    let record = try translated { try view.store.search(named: name) }
    guard let record, !record.isDeleted else { throw try missingSearch(name) }
    return try KeptSearch(record)
  }

  private func missingSearch(_ name: String) throws(ArchiveError) -> ArchiveError {
    let names = try searchNames()
    let near =
      names.first { $0.lowercased() == name.lowercased() }
      ?? names.first {
        $0.lowercased().hasPrefix(name.lowercased())
      }
    return ArchiveError(
      .noArchive,
      "no search is kept as `\(TerminalText.escape(name))`",
      hint: near.map { "did you mean `\($0)`?" } ?? "`morgue save --list` says which there are"
    )
  }

  /// The results of a kept search; its name stands in what is wrong with it.
  package func results(
    of search: KeptSearch,
    _ options: SearchOptions
  ) throws(ArchiveError) -> ResultStream {
    do throws(ArchiveError) {
      let stream = try results(options)
      stream.page.search = search.name
      return stream
    } catch {
      guard error.code == .usage, !error.isOverBudget else { throw error }
      throw error.inSearch(named: search.name)
    }
  }
}

extension ArchiveWriter {
  /// Keeps a search under its name, with one commit.
  ///
  /// What is there already counts as seen, unless `fromStart`.
  ///
  /// - Throws: ``ArchiveError`` if the name is taken and not to be `replaced`.
  package func save(
    _ name: String,
    _ options: SearchOptions,
    fromStart: Bool = false,
    replacing: Bool = false
  ) throws(ArchiveError) {
    try KeptSearch.check(name: name)
    let known = try translated { try view.store.search(named: name) }
    guard replacing || known?.isDeleted ?? true else {
      throw ArchiveError(
        .cannotCreate,
        "a search is kept as `\(name)` already; nothing was changed",
        hint: "--force replaces it"
      )
    }
    let search = KeptSearch(
      name: name,
      options: options,
      saved: 0,
      seen: fromStart ? 0 : generation,
      grammar: QueryParser.grammarVersion
    )
    try write { $0.setSearch(search.record(at: Int64(time(nil)))) }
  }

  /// Gives a search up.
  ///
  /// - Throws: ``ArchiveError`` if there is none.
  package func giveUp(_ search: KeptSearch) throws(ArchiveError) {
    var record = search.record(at: search.saved)
    record.isDeleted = true
    let deleted = record
    try write { $0.setSearch(deleted) }
  }

  /// Remembers that everything up to a generation has been seen of some searches, with one commit.
  ///
  /// Only the catalogue is told, and nothing else is written.
  package func remember(_ names: [String], upTo generation: UInt64) throws(ArchiveError) {
    let records = try translated {
      try names.compactMap { try view.store.search(named: $0) }
        .filter { !$0.isDeleted && $0.seen < generation }
    }
    guard !records.isEmpty else { return }
    try write { store in
      for var record in records {
        record.seen = generation
        store.setSeen(record)
      }
    }
  }

  private func write(_ body: (inout ArticleStoreWriter) -> Void) throws(ArchiveError) {
    try committing {
      var store = ArticleStoreWriter(view.store)
      body(&store)
      try store.seal(into: &transaction)
      try commit(changed: [], isLast: true)
    }
  }
}
