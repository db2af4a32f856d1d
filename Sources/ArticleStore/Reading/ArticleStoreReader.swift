// SPDX-License-Identifier: Apache-2.0

package import Articles
package import Storage

/// The originals, articles and catalogue of one snapshot of the archive.
///
/// Opening reads nothing but the lengths of tables. A look-up asks the runs from the newest to the
/// oldest, about 0.2 µs for each; there are never more than some twenty.
package final class ArticleStoreReader: Sendable {
  /// Oldest first, as in the manifest.
  let packs: [OriginalsFile]
  let articles: [ArticlesFile]
  let runs: [CatalogueFile]
  private let entries: [ManifestEntry]
  /// Whether no run of the catalogue is missing.
  let hasAllRuns: Bool

  /// The store in `files`; those of other kinds are passed over.
  ///
  /// `hasAllRuns` is false if the catalogue has runs that cannot be opened.
  package init(_ files: [SealedFile], hasAllRuns: Bool = true) throws(CorruptionError) {
    self.hasAllRuns = hasAllRuns
    var packs: [OriginalsFile] = []
    var articles: [ArticlesFile] = []
    var runs: [CatalogueFile] = []
    for file in files {
      switch file.entry.kind {
      case .originals: packs.append(try OriginalsFile(file))
      case .articles: articles.append(try ArticlesFile(file))
      case .catalogue: runs.append(try CatalogueFile(file))
      case .segment, .deletions: break
      }
    }
    self.packs = packs
    self.articles = articles
    self.runs = runs
    entries = runs.map(\.file.entry)
  }

  /// The store in a snapshot, without the files that are damaged.
  package convenience init(_ snapshot: Snapshot) throws(CorruptionError) {
    let kinds: [FileKind] = [.originals, .articles, .catalogue]
    try self.init(kinds.flatMap { snapshot.files(of: $0) })
  }

  /// How many articles there are, removed ones among them.
  package var articleCount: Int { sum(.articles) }

  /// How many versions of articles there are.
  package var versionCount: Int { sum(.versions) }

  /// How many files were looked at, skipped ones among them.
  package var fileCount: Int { sum(.files) }

  private func sum(_ attribute: CatalogueCounts.Attribute) -> Int {
    // What a damaged or forged manifest says may be any number.
    let sum = entries.reduce(UInt64(0)) { sum, entry in
      let (sum, isTooLarge) = sum.addingReportingOverflow(
        CatalogueCounts(from: entry.attributes)[attribute]
      )
      return isTooLarge ? .max : sum
    }
    return Int(clamping: sum)
  }
}

extension ArticleStoreReader {
  /// The last look at a file; nil if it was never read: a microsecond or two.
  package func file(atPath path: [UInt8]) throws(CorruptionError) -> FileRecord? {
    let hash = PathHash(of: path)
    return try newest(FileRecord.self, key: hash.key) { $0.number(at: 0) == hash.identity }
  }

  /// The article and version that the original was first filed as; nil for bytes never seen.
  package func filed(
    original: Digest
  ) throws(CorruptionError) -> (article: ArticleID, version: UInt32)? {
    for pack in packs.reversed() {
      if let filed = try pack.filed(original) { return filed }
    }
    return nil
  }

  /// All versions of an article, the first first; none for an unknown id.
  package func versions(of id: ArticleID) throws(CorruptionError) -> [ArticleVersion] {
    try all(ArticleVersion.self, key: id.rawValue).sorted { $0.version < $1.version }
  }

  /// Everywhere an article was seen, in the order in which it was.
  package func sightings(of id: ArticleID) throws(CorruptionError) -> [FiledSighting] {
    var result: [FiledSighting] = []
    for record in try all(SightingRecord.self, key: id.rawValue) {
      var filed = record.filed
      filed.sighting.path = try path(withKey: record.pathKey)
      result.append(filed)
    }
    // By nothing that depends on which file of the catalogue has what.
    return result.sorted { one, other in
      let (a, b) = (one.sighting, other.sighting)
      let keys = ((one.version, a.seen, a.revision), (other.version, b.seen, b.revision))
      if keys.0 != keys.1 { return keys.0 < keys.1 }
      return a.path == b.path
        ? a.original.bytes.lexicographicallyPrecedes(b.original.bytes)
        : a.path.lexicographicallyPrecedes(b.path)
    }
  }

  /// Whether these bytes were seen at this path as this article.
  func hasSighting(
    of id: ArticleID,
    original: Digest,
    at path: [UInt8]
  ) throws(CorruptionError) -> Bool {
    var identity = ByteWriter(reservingCapacity: CatalogueTable.sightings.identityLength)
    identity.digest(original)
    identity.u64(SightingRecord.pathKey(of: path))
    var isKnown = false
    for run in runs.reversed() where !isKnown {
      try run.forEach(id.rawValue, in: .sightings) { (payload) throws(CorruptionError) in
        isKnown = payload.starts(with: identity.bytes)
        return !isKnown
      }
    }
    return isKnown
  }

  /// What readers decided about an article; nothing for most.
  package func state(of id: ArticleID) throws(CorruptionError) -> ArticleState {
    try newest(ArticleState.self, key: id.rawValue) { _ in true } ?? ArticleState(article: id)
  }

  /// The ids within a range, ascending, at most `limit` of them; to find what a prefix means.
  package func ids(
    in range: ClosedRange<ArticleID>,
    limit: Int
  ) throws(CorruptionError) -> [ArticleID] {
    var found: Set<UInt64> = []
    for run in runs {
      var own: Set<UInt64> = []
      let start = try run.lowerBound(range.lowerBound.rawValue, in: .versions)
      for index in start..<run.count(.versions) where own.count < limit {
        let key = try run.row(index, of: .versions).key
        guard key <= range.upperBound.rawValue else { break }
        own.insert(key)
      }
      found.formUnion(own)
    }
    return found.sorted().prefix(limit).map(ArticleID.init)
  }

  /// What is known of a line of a site's pages; see ``PageLines``.
  package func line(_ key: UInt64) throws(CorruptionError) -> LineRecord? {
    try newest(LineRecord.self, key: key) { _ in true }
  }

  /// The search that is kept under a name, or was until it was given up.
  package func search(named name: String) throws(CorruptionError) -> SavedSearch? {
    try newest(SavedSearch.self, key: SavedSearch.key(of: name)) { _ in true }
  }

  /// How many articles of a site are filed.
  package func site(_ key: UInt64) throws(CorruptionError) -> SiteRecord? {
    try newest(SiteRecord.self, key: key) { _ in true }
  }

  /// The article that a text or an address leads to.
  func article(for key: TextFingerprint) throws(CorruptionError) -> KeyRecord? {
    try newest(KeyRecord.self, key: key.high) { $0.number(at: 0) == key.low }
  }

  private func path(withKey key: UInt64) throws(CorruptionError) -> [UInt8] {
    guard key != 0 else { return [] }
    for run in runs.reversed() {
      var path: [UInt8]?
      try run.forEach(key, in: FileRecord.table) { (payload) throws(CorruptionError) in
        var reader = ByteReader(payload, of: run.file.entry.place)
        path = try FileRecord(headFrom: &reader).path
        return false
      }
      if let path { return path }
    }
    return []
  }
}

extension ArticleStoreReader {
  /// One version of an article, or the newest, with readers' corrections; nil if there is none.
  ///
  /// Some 50 µs, most of them for unpacking a block.
  package func article(
    _ id: ArticleID,
    version: UInt32? = nil
  ) throws(CorruptionError) -> StoredArticle? {
    guard var stored = try articleAsFiled(id, version: version) else { return nil }
    stored.article = try state(of: id).applied(to: stored.article)
    return stored
  }

  /// The same as it was read from its original.
  package func articleAsFiled(
    _ id: ArticleID,
    version: UInt32? = nil
  ) throws(CorruptionError) -> StoredArticle? {
    guard let version else {
      let newest = try versions(of: id).last
      return try newest.flatMap { (newest) throws(CorruptionError) in
        try articleAsFiled(id, version: newest.version)
      }
    }
    for file in articles.reversed() {
      if let found = try file.article(id, version: version) { return found }
    }
    return nil
  }

  /// The exact bytes of an original; nil if it is not stored.
  ///
  /// - Throws: ``CorruptionError`` if the bytes do not have that digest any more.
  package func original(_ digest: Digest) throws(CorruptionError) -> [UInt8]? {
    var damage: CorruptionError?
    for pack in packs.reversed() {
      do {
        if let bytes = try pack.original(digest) { return bytes }
      } catch { damage = damage ?? error }
    }
    if let damage { throw damage }
    return nil
  }
}

extension ArticleStoreReader {
  /// The newest record with `key` whose payload passes `isWanted`.
  private func newest<Record: CatalogueRecord>(
    _: Record.Type,
    key: UInt64,
    where isWanted: (UnsafeRawBufferPointer) -> Bool
  ) throws(CorruptionError) -> Record? {
    for run in runs.reversed() {
      var found: Record?
      try run.forEach(key, in: Record.table) { (payload) throws(CorruptionError) in
        guard isWanted(payload) else { return true }
        found = try run.decode(Record.self, key: key, payload)
        return false
      }
      if let found { return found }
    }
    return nil
  }

  /// The newest states of all things with `key`, oldest first.
  private func all<Record: CatalogueRecord>(
    _: Record.Type,
    key: UInt64
  ) throws(CorruptionError) -> [Record] {
    let length = Record.table.identityLength
    var identities: Set<[UInt8]> = []
    var result: [Record] = []
    for run in runs.reversed() {
      try run.forEach(key, in: Record.table) { (payload) throws(CorruptionError) in
        guard identities.insert(Array(payload.prefix(length))).inserted else { return true }
        result.append(try run.decode(Record.self, key: key, payload))
        return true
      }
    }
    return result.reversed()
  }
}
