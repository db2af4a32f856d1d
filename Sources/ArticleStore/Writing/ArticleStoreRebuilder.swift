// SPDX-License-Identifier: Apache-2.0

import Articles
package import Storage

/// Makes articles and catalogue again from the packs of originals, for `reindex`.
///
/// The caller walks ``ArticleStoreReader/forEachJournalEntry(_:)`` and hands over each entry: of
/// `filed` ones the original extracted anew, of the others as they are. Ids, versions, removals and
/// corrections stay what they were, whatever extraction finds today. What files looked like when
/// they were last read comes from the old catalogue as far as that is readable, else from the
/// journal; a file that held several articles is then read once more by the next run.
///
/// The packs stay; the old articles and catalogue leave the archive with the transaction's commit,
/// which must be the only one.
package struct ArticleStoreRebuilder: ~Copyable {
  private let reader: ArticleStoreReader
  private let replaced: [String]
  private var batch = StoreBatch()
  private var hasRetired = false
  /// Files as far as the journal tells, or nil where the old catalogue does.
  private var files: [UInt64: FileRecord]?
  private var states: [ArticleID: ArticleState] = [:]
  private var searches: [String: SavedSearch] = [:]

  /// `reader` has the packs, and whatever else of the archive is readable; `replaced` names the
  /// files of articles and catalogue that are to go.
  package init(_ reader: ArticleStoreReader, replacing replaced: [String]) {
    self.reader = reader
    self.replaced = replaced
    files = reader.canReadFiles ? nil : [:]
  }

  /// The memory it holds, in bytes; ``flush(into:)`` frees it.
  package var memoryInUse: Int { batch.memoryInUse }

  /// Files a text that was extracted again, as the journal says.
  package mutating func add(_ prepared: PreparedArticle, as filed: FiledSighting) {
    _ = batch.add(prepared.article, identity: prepared.identity, as: filed)
    note(filed)
  }

  /// Notes a sighting that the journal tells.
  package mutating func addSighting(_ filed: FiledSighting) {
    batch.add(filed)
    note(filed)
  }

  /// Notes what readers decided about an article; the last word holds.
  package mutating func setState(_ state: ArticleState) {
    states[state.article] = state
  }

  /// Notes a search that the journal says is kept; the last word holds.
  ///
  /// Up to where its results were seen the old catalogue tells, as far as it can be read.
  package mutating func setSearch(_ search: SavedSearch) {
    var search = search
    if let known = try? reader.search(named: search.name), known.isSame(as: search) {
      search.seen = max(search.seen, known.seen)
    }
    searches[search.name] = search
  }

  /// Writes what was gathered, so that memory stays bounded.
  package mutating func flush(into transaction: inout Transaction) throws(StorageError) {
    if !hasRetired {
      for name in replaced { transaction.retire(name) }
      hasRetired = true
    }
    try batch.seal(into: &transaction)
  }

  /// Writes the rest and what is known of files.
  package consuming func seal(into transaction: inout Transaction) throws(StorageError) {
    for file in (files ?? [:]).sorted(by: { $0.key < $1.key }) {
      batch.catalogue.add(file.value)
      batch.counts[.files] += 1
    }
    for state in states.sorted(by: { $0.key < $1.key }) { batch.catalogue.add(state.value) }
    for search in searches.sorted(by: { $0.key < $1.key }) { batch.catalogue.add(search.value) }
    try flush(into: &transaction)
    let kept = reader.readableTables([.lines, .sites]) + (files == nil ? [.files] : [])
    guard !kept.isEmpty else { return }
    try CatalogueMerger(all: reader.runs, tables: kept).write(into: &transaction, replacing: [])
  }

  private mutating func note(_ filed: FiledSighting) {
    let sighting = filed.sighting
    guard files != nil, !sighting.path.isEmpty else { return }
    let key = PathHash(of: sighting.path).key
    var articles = files?[key]?.articles ?? []
    if !articles.contains(filed.article) { articles.append(filed.article) }
    files?[key] = FileRecord(
      path: sighting.path,
      stat: FileStat(size: sighting.range.upperBound, modified: sighting.fileModified),
      digest: sighting.original,
      seen: sighting.seen,
      articles: articles
    )
  }
}
