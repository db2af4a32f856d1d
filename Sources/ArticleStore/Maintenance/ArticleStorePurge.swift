// SPDX-License-Identifier: Apache-2.0

package import Articles
package import Storage

extension ArticleStoreMaintenance {
  /// Writes every file that holds anything of these articles anew without it: originals, texts,
  /// versions, sightings, paths, journal.
  ///
  /// Must come before the batch of the same transaction is sealed. An original that another article
  /// was seen in as well stays, in that one's name. After the commit the bytes are in no file of the
  /// store; what `MANIFEST.prev` and the quarantine still reach is the caller's to remove.
  package static func purge(
    _ ids: Set<ArticleID>,
    from reader: ArticleStoreReader,
    into transaction: inout Transaction
  ) throws(StorageError) {
    guard !ids.isEmpty else { return }
    let plan: PurgePlan
    do { plan = try PurgePlan(ids, reader) } catch { throw .corruption(error) }
    for pack in plan.packs {
      try merge(
        [pack],
        into: &transaction,
        transform: { plan.transform($0) },
        keeping: { $0.article.map { !ids.contains($0) } ?? true }
      )
    }
    for file in plan.articles {
      try merge([file], into: &transaction, transform: { ids.contains($0.article) ? nil : $0.rest })
    }
    guard !reader.runs.isEmpty else { return }
    try CatalogueMerger(all: reader.runs, purging: ids)
      .write(into: &transaction, replacing: reader.runs.map(\.file.entry.name))
  }
}

/// What goes with the articles that are purged.
private struct PurgePlan {
  /// Originals of nothing but those articles.
  private let purged: Set<Digest>
  /// Originals that another article was seen in as well, and that article.
  private let shared: [Digest: FiledSighting]
  /// The packs and files of articles that hold anything of them.
  let packs: [OriginalsFile]
  let articles: [ArticlesFile]

  /// Reads the whole journal.
  init(_ ids: Set<ArticleID>, _ reader: ArticleStoreReader) throws(CorruptionError) {
    let originals = try Self.originals(of: ids, reader)
    let shared = try Self.others(among: originals, ids, reader)
    self.shared = shared
    purged = originals.subtracting(shared.keys)
    var packs: [OriginalsFile] = []
    for pack in reader.packs where try Self.names(ids, originals, pack) { packs.append(pack) }
    self.packs = packs
    var articles: [ArticlesFile] = []
    for file in reader.articles where try Self.holds(ids, file) { articles.append(file) }
    self.articles = articles
  }

  /// All originals those articles were seen in.
  private static func originals(
    of ids: Set<ArticleID>,
    _ reader: ArticleStoreReader
  ) throws(CorruptionError) -> Set<Digest> {
    var originals: Set<Digest> = []
    try reader.forEachJournalEntry { (entry) throws(CorruptionError) in
      if let filed = entry.filed, ids.contains(filed.article) {
        originals.insert(filed.sighting.original)
      }
    }
    return originals
  }

  /// Those of `originals` that another article was seen in.
  private static func others(
    among originals: Set<Digest>,
    _ ids: Set<ArticleID>,
    _ reader: ArticleStoreReader
  ) throws(CorruptionError) -> [Digest: FiledSighting] {
    var shared: [Digest: FiledSighting] = [:]
    try reader.forEachJournalEntry { (entry) throws(CorruptionError) in
      if let filed = entry.filed, !ids.contains(filed.article),
        originals.contains(filed.sighting.original)
      {
        shared[filed.sighting.original] = filed
      }
    }
    return shared
  }

  private static func names(
    _ ids: Set<ArticleID>,
    _ originals: Set<Digest>,
    _ pack: OriginalsFile
  ) throws(CorruptionError) -> Bool {
    for digest in originals where try pack.filed(digest) != nil { return true }
    var isNamed = false
    try pack.forEachJournalEntry { (entry) throws(CorruptionError) in
      if let id = entry.article, ids.contains(id) { isNamed = true }
    }
    return isNamed
  }

  private static func holds(
    _ ids: Set<ArticleID>,
    _ file: ArticlesFile
  ) throws(CorruptionError) -> Bool {
    for id in ids where try file.holds(id) { return true }
    return false
  }

  /// See ``RecordFileMerger/transform``, for packs.
  func transform(_ row: RecordRow) -> [UInt8]? {
    guard !purged.contains(row.digest) else { return nil }
    guard let other = shared[row.digest] else { return row.rest }
    return OriginalsFile.rest(article: other.article, version: other.version)
  }
}

extension JournalEntry {
  /// The sighting that this is about, if it is about one.
  var filed: FiledSighting? {
    switch self {
    case .filed(let filed), .sighted(let filed): filed
    case .decided, .saved: nil
    }
  }
}
