// SPDX-License-Identifier: Apache-2.0

package import Articles
package import Storage

/// Files one batch of articles: looks up what is known, gathers what is new, writes it at once.
///
/// A batch goes like this, for each file, on one thread:
///
/// 1. ``file(atPath:)``: if its stat describes the same bytes, the file is unchanged; done.
/// 2. Read and digest it. If the record has that digest, ``record(_:)`` the new stat; done.
/// 3. ``filed(original:)``: if these bytes were filed from elsewhere, ``addSighting(_:)`` and record
///    the file; there is nothing to extract.
/// 4. Else extract, make a ``PreparedArticle`` (any thread), ``identify(_:atPath:isAlone:)`` it and
///    ``add(_:as:sighting:)`` it; after the file's last article, or if it gave none,
///    ``record(_:)`` the file.
///
/// At the end ``seal(into:)`` adds at most three files to the transaction. After its commit the next
/// batch begins with a new reader and a new writer. Memory grows with the batch: ``memoryInUse``.
package struct ArticleStoreWriter: ~Copyable {
  private let reader: ArticleStoreReader
  private var batch = StoreBatch()
  private var originals: [Digest: (article: ArticleID, version: UInt32)] = [:]
  private var versions: [ArticleID: [ArticleVersion]] = [:]
  private var keys: [TextFingerprint: KeyRecord] = [:]
  private var files: [[UInt8]: FileRecord] = [:]
  private var states: [ArticleID: ArticleState] = [:]
  private var searches: [String: SavedSearch] = [:]
  private var lines: [UInt64: LineRecord] = [:]
  private var sites: [UInt64: SiteRecord] = [:]
  /// The newest text of articles of this batch, as encoded, for comparison.
  private var texts: [ArticleID: [UInt8]] = [:]
  private var textBytes = 0

  /// Begins a batch on top of what `reader` sees.
  package init(_ reader: ArticleStoreReader) {
    self.reader = reader
  }

  /// The memory it holds, in bytes.
  package var memoryInUse: Int {
    batch.memoryInUse + textBytes + versions.count * 400 + lines.count * 200
  }

  /// Whether there is nothing to write.
  package var isEmpty: Bool { batch.isEmpty && files.isEmpty && states.isEmpty && searches.isEmpty }
}

extension ArticleStoreWriter {
  /// The last look at a file, in this batch or before.
  package func file(atPath path: [UInt8]) throws(CorruptionError) -> FileRecord? {
    if let record = files[path] { return record }
    return try reader.file(atPath: path)
  }

  /// The article and version that the original was first filed as.
  package func filed(
    original: Digest
  ) throws(CorruptionError) -> (article: ArticleID, version: UInt32)? {
    if let filed = originals[original] { return filed }
    return try reader.filed(original: original)
  }

  /// All versions of an article, the first first.
  package func versions(of id: ArticleID) throws(CorruptionError) -> [ArticleVersion] {
    try reader.versions(of: id) + (versions[id] ?? [])
  }

  /// What readers decided about an article.
  package func state(of id: ArticleID) throws(CorruptionError) -> ArticleState {
    if let state = states[id] { return state }
    return try reader.state(of: id)
  }

  /// The article that a text or an address leads to.
  func article(for key: TextFingerprint) throws(CorruptionError) -> KeyRecord? {
    if let record = keys[key] { return record }
    return try reader.article(for: key)
  }

  /// Whether these bytes were seen at this path as this article.
  func hasSighting(
    of id: ArticleID,
    original: Digest,
    at path: [UInt8]
  ) throws(CorruptionError) -> Bool {
    if batch.hasSighting(of: id, original: original, at: path) { return true }
    return try reader.hasSighting(of: id, original: original, at: path)
  }

  /// The newest version of an article with its text.
  func newest(_ id: ArticleID) throws(CorruptionError) -> StoredArticle? {
    guard let encoded = texts[id] else { return try reader.articleAsFiled(id) }
    return try decode(encoded, of: "") { (bytes) throws(CorruptionError) in
      try StoredArticle(from: &bytes)
    }
  }
}

extension ArticleStoreWriter {
  /// Files an article as what ``identify(_:atPath:isAlone:)`` said it is.
  ///
  /// Stores its original if that is new, its text if that is new, and where it was seen; nothing for
  /// `unchanged`. `sighting` has the original's digest.
  package mutating func add(
    _ prepared: PreparedArticle,
    as filing: Filing,
    sighting: Sighting
  ) throws(CorruptionError) {
    let filed = FiledSighting(
      article: filing.article,
      version: filing.version,
      sighting: sighting
    )
    switch filing {
    case .unchanged:
      // Its bytes may have been lost meanwhile.
      try addOriginal(prepared.original, as: filing)
    case .sighting:
      try addOriginal(prepared.original, as: filing)
      addSighting(filed)
    case .newVersion, .newArticle:
      try addOriginal(prepared.original, as: filing)
      addVersion(prepared, filed)
    }
  }

  private mutating func addOriginal(
    _ original: PreparedOriginal,
    as filing: Filing
  ) throws(CorruptionError) {
    guard try filed(original: original.digest) == nil else { return }
    originals[original.digest] = (filing.article, filing.version)
    batch.originals.add(original, article: filing.article, version: filing.version)
  }

  private mutating func addVersion(_ prepared: PreparedArticle, _ filed: FiledSighting) {
    let text = batch.add(prepared.article, identity: prepared.identity, as: filed)
    batch.originals.add(.filed(filed))
    versions[filed.article, default: []].append(text.version)
    for key in text.keys { keys[key.fingerprint] = key }
    textBytes += text.encoded.count - (texts[filed.article]?.count ?? 0)
    texts[filed.article] = text.encoded
  }

  /// Notes that bytes or a text that are filed already were seen in one more place.
  package mutating func addSighting(_ filed: FiledSighting) {
    batch.originals.add(.sighted(filed))
    batch.add(filed)
  }

  /// Notes what came of a file; replaces what was known of its path.
  package mutating func record(_ file: FileRecord) throws(CorruptionError) {
    if try self.file(atPath: file.path) == nil { batch.counts[.files] += 1 }
    files[file.path] = file
  }

  /// Notes what readers decided about an article; replaces what was decided before.
  package mutating func setState(_ state: ArticleState) {
    states[state.article] = state
    batch.originals.add(.decided(state))
  }

  /// Keeps a search under its name, or gives it up; replaces what was kept under it.
  package mutating func setSearch(_ search: SavedSearch) {
    searches[search.name] = search
    batch.originals.add(.saved(search))
  }

  /// Notes up to which revision a search's results were seen.
  ///
  /// Only the catalogue has it, since it is asked often; where that is lost, what was seen since the
  /// search was kept comes once more.
  package mutating func setSeen(_ search: SavedSearch) {
    searches[search.name] = search
  }

  /// Writes the batch as new files of the transaction: a pack of originals and journal, the
  /// articles, a run of the catalogue; each only if there is something for it.
  package consuming func seal(into transaction: inout Transaction) throws(StorageError) {
    for path in files.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let file = files[path] { batch.catalogue.add(file) }
    }
    for id in states.keys.sorted() {
      if let state = states[id] { batch.catalogue.add(state) }
    }
    for name in searches.keys.sorted() {
      if let search = searches[name] { batch.catalogue.add(search) }
    }
    for key in lines.keys.sorted() {
      if let line = lines[key] { batch.catalogue.add(line) }
    }
    for key in sites.keys.sorted() {
      if let site = sites[key] { batch.catalogue.add(site) }
    }
    try batch.seal(into: &transaction)
  }
}

extension ArticleStoreWriter {
  /// What is known of a line of a site's pages, in this batch or before.
  package func line(_ key: UInt64) throws(CorruptionError) -> LineRecord? {
    if let line = lines[key] { return line }
    return try reader.line(key)
  }

  /// How many articles of a site are filed, in this batch or before.
  package func site(_ key: UInt64) throws(CorruptionError) -> SiteRecord? {
    if let site = sites[key] { return site }
    return try reader.site(key)
  }

  /// Counts a new article of a site, and some lines at the edges of its text.
  package mutating func count(
    _ article: ArticleID,
    of page: PageLines,
    with keys: [UInt64]
  ) throws(CorruptionError) {
    var site = try site(page.site) ?? SiteRecord(key: page.site)
    site.pages += 1
    sites[page.site] = site
    let witness = LineRecord.Witness(article: article, traits: page.traits)
    for key in keys {
      var line = try line(key) ?? LineRecord(key: key)
      line.add(witness)
      lines[key] = line
    }
  }
}
