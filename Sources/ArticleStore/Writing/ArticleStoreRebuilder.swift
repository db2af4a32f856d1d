// SPDX-License-Identifier: Apache-2.0

import Articles
package import Storage

/// Makes articles and catalogue again from the packs of originals, for `reindex`.
///
/// The caller walks ``ArticleStoreReader/journal`` and hands over each entry: of `filed` ones the
/// original extracted anew, of the others as they are. Ids, versions, removals and corrections stay
/// what they were, whatever extraction finds today. What files looked like when they were last read
/// comes from the old catalogue as far as that is readable, else from the journal; a file that held
/// several articles is then read once more by the next run.
///
/// The packs stay; the old articles and catalogue leave the archive with the transaction's commit,
/// which must be the only one. Holds no more than was handed over since the last flush.
package struct ArticleStoreRebuilder: ~Copyable {
  private let reader: ArticleStoreReader
  private let replaced: [String]
  private var batch = StoreBatch()
  /// Whether what the old catalogue says of files can be read, and whether that is all there was.
  private let readsFiles: Bool
  private let isWhole: Bool
  /// Files as far as the journal tells, since the last flush.
  private var files: [UInt64: FileRecord] = [:]
  /// What was flushed of the new catalogue; nil if nothing was, or nobody asks.
  private var flushed: ArticleStoreReader?
  private var states: [ArticleID: ArticleState] = [:]
  private var searches: [String: SavedSearch] = [:]

  /// `reader` has the packs, and whatever else of the archive is readable, all of the catalogue if it
  /// `isWhole`; `replaced` names the files that are to go.
  package init(
    _ reader: ArticleStoreReader,
    isWhole: Bool = true,
    replacing replaced: [String] = []
  ) {
    self.reader = reader
    self.replaced = replaced
    self.isWhole = isWhole
    readsFiles = reader.canReadFiles
  }

  /// Goes on with what the transaction has of the new catalogue already.
  package init(
    _ reader: ArticleStoreReader,
    isWhole: Bool,
    goingOnFrom transaction: borrowing Transaction
  ) throws(StorageError) {
    self.init(reader, isWhole: isWhole)
    try reopen(transaction)
  }

  /// The memory it holds, in bytes; ``flush(into:)`` frees it.
  package var memoryInUse: Int {
    batch.memoryInUse + (files.count + states.count) * 256
  }

  /// Files a text that was extracted again, as the journal says.
  package mutating func add(
    _ prepared: PreparedArticle,
    as filed: FiledSighting
  ) throws(CorruptionError) {
    _ = batch.add(prepared.article, identity: prepared.identity, as: filed)
    try note(filed)
  }

  /// Notes a sighting that the journal tells.
  package mutating func addSighting(_ filed: FiledSighting) throws(CorruptionError) {
    batch.add(filed)
    try note(filed)
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
    for file in files.sorted(by: { $0.key < $1.key }) { batch.catalogue.add(file.value) }
    for state in states.sorted(by: { $0.key < $1.key }) { batch.catalogue.add(state.value) }
    files = [:]
    states = [:]
    try batch.seal(into: &transaction)
    try reopen(transaction)
  }

  /// Writes the rest and what is known of files.
  package consuming func seal(into transaction: inout Transaction) throws(StorageError) {
    for search in searches.sorted(by: { $0.key < $1.key }) { batch.catalogue.add(search.value) }
    try flush(into: &transaction)
    for name in replaced { transaction.retire(name) }
    let kept = reader.readableTables([.lines, .sites]) + (readsFiles ? [.files] : [])
    guard !kept.isEmpty else { return }
    try CatalogueMerger(all: reader.runs, tables: kept).write(into: &transaction, replacing: [])
  }

  /// Opens what was written of the new catalogue, if files are to be looked up in it.
  private mutating func reopen(_ transaction: borrowing Transaction) throws(StorageError) {
    guard !(readsFiles && isWhole) else { return }
    var runs: [SealedFile] = []
    for entry in transaction.manifest.entries(of: .catalogue)
    where entry.generation == transaction.generation {
      runs.append(try SealedFile(transaction.directory.paths.file(entry), entry: entry))
    }
    do { flushed = try ArticleStoreReader(runs) } catch { throw .corruption(error) }
  }

  /// Notes the file of a sighting where the old catalogue does not know it.
  private mutating func note(_ filed: FiledSighting) throws(CorruptionError) {
    let sighting = filed.sighting
    guard !(readsFiles && isWhole), !sighting.path.isEmpty else { return }
    if readsFiles, try reader.file(atPath: sighting.path) != nil { return }
    let key = PathHash(of: sighting.path).key
    var known = files[key]
    if known == nil { known = try flushed?.file(atPath: sighting.path) }
    if known == nil { batch.counts[.files] += 1 }
    var articles = known?.articles ?? []
    if !articles.contains(filed.article) { articles.append(filed.article) }
    files[key] = FileRecord(
      path: sighting.path,
      stat: FileStat(size: sighting.range.upperBound, modified: sighting.fileModified),
      digest: sighting.original,
      seen: sighting.seen,
      articles: articles
    )
  }
}
