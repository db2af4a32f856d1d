// SPDX-License-Identifier: Apache-2.0

import Articles
package import Storage

/// Makes a damaged pack of originals anew from what is left of it and what the catalogue knows.
package enum ArticleStoreRepair {
  /// Writes a new pack in the place of the damaged one, which is kept aside.
  ///
  /// It has every original that still has its SHA-256, the entries of the journal's sound blocks, and
  /// entries for all else that the catalogue knows and no journal tells any more. Files whose originals
  /// are lost are forgotten as files, so that the next run of `index` reads them again.
  ///
  /// - Parameters:
  ///   - name: the damaged pack.
  ///   - others: the packs that are sound, and the catalogue as far as it can be read.
  ///   - isOrdered: whether it is known which of the catalogue's files are the later ones; if not, what
  ///     readers decided is taken from it only where no journal says a word about the article.
  ///   - transaction: where the new pack goes.
  /// - Returns: how many originals were rescued, which the catalogue knows of that are lost, and of how
  ///   many texts nobody says any more how they were filed.
  /// - Throws: ``StorageError`` if the new pack cannot be written.
  package static func rescuePack(
    named name: String,
    beside others: ArticleStoreReader,
    isOrdered: Bool = true,
    into transaction: inout Transaction
  ) throws(StorageError) -> (rescued: Int, lost: [Digest], untold: Int) {
    guard let entry = transaction.manifest.entry(named: name) else { return (0, [], 0) }
    let path = transaction.directory.paths.file(entry)
    let pack = (try? SealedFile(path, entry: entry)).flatMap { try? OriginalsFile($0) }
    let wanted = wanted(notIn: others)
    var builder = OriginalsBuilder()
    let known = SurvivingJournal(pack, others)
    let missing = known.missing(in: others, isOrdered: isOrdered)
    for entry in known.sound { builder.add(entry) }
    for entry in missing { builder.add(entry) }
    var file = try transaction.newFile(.originals)
    try file.beginSection(OriginalsFile.layout.blocks)
    var lost = Array(wanted.keys)
    var rescued = 0
    var untold = 0
    if let remains = SealedFileRemains(path) {
      var rescue = PackRescue(remains, wanted: wanted, into: builder)
      builder = try rescue.run(draining: &file)
      lost = Array(rescue.wanted.keys)
      rescued = rescue.rescued
      untold = known.untold(of: rescue.filed, beside: missing)
    }
    try builder.finish(&file)
    let receipt = try file.seal()
    try transaction.keepAside(name)
    let count = UInt64(builder.records.count)
    transaction.add(receipt, attributes: [count], replacing: [name])
    try forgetFiles(of: Set(lost), others, &transaction)
    return (rescued, lost.sorted { $0.description < $1.description }, untold)
  }

  /// The originals that the catalogue knows and no sound pack has.
  private static func wanted(notIn others: ArticleStoreReader) -> [Digest: PackRescue.Wanted] {
    var wanted: [Digest: PackRescue.Wanted] = [:]
    // What cannot be read of the catalogue cannot be asked for; the pack's own table may know it.
    try? others.forEachSighting { (filed) throws(CorruptionError) in
      let digest = filed.sighting.original
      guard wanted[digest] == nil, (try? others.filed(original: digest)) ?? nil == nil else {
        return
      }
      wanted[digest] = PackRescue.Wanted(
        size: filed.sighting.size,
        article: filed.article,
        version: filed.version
      )
    }
    return wanted
  }

  /// Makes the files that lost originals came from look as if they had never been read.
  private static func forgetFiles(
    of lost: Set<Digest>,
    _ store: ArticleStoreReader,
    _ transaction: inout Transaction
  ) throws(StorageError) {
    guard !lost.isEmpty else { return }
    var articles: Set<ArticleID> = []
    try? store.forEachSighting { filed in
      if lost.contains(filed.sighting.original) { articles.insert(filed.article) }
    }
    var writer = ArticleStoreWriter(store)
    for id in articles.sorted() {
      for filed in (try? store.sightings(of: id)) ?? [] where lost.contains(filed.sighting.original)
      {
        guard var file = try? store.file(atPath: filed.sighting.path) else { continue }
        file.stat = FileStat(size: 0, modified: 0)
        file.digest = Digest(words: (0, 0, 0, 0))
        try? writer.record(file)
      }
    }
    try writer.seal(into: &transaction)
  }
}

/// What is left of the journal, and what the catalogue knows besides.
private struct SurvivingJournal {
  /// The entries of the damaged pack that can be read.
  private(set) var sound: [JournalEntry] = []
  private var versions: Set<PackRescue.FiledVersion> = []
  private var sightings: Set<Place> = []
  private var states: [ArticleID: ArticleState] = [:]
  private var searches: [String: SavedSearch] = [:]

  private struct Place: Hashable {
    var article: ArticleID
    var original: Digest
    var path: [UInt8]
  }

  init(_ pack: OriginalsFile?, _ others: ArticleStoreReader) {
    for block in 0..<UInt32(pack?.journal?.count ?? 0) {
      if let entries = try? pack?.journalEntries(ofBlock: block) { sound += entries }
    }
    for entry in sound { note(entry) }
    try? others.forEachJournalEntry { note($0) }
  }

  private mutating func note(_ entry: JournalEntry) {
    switch entry {
    case .filed(let filed):
      versions.insert(PackRescue.FiledVersion(article: filed.article, version: filed.version))
      note(filed)
    case .sighted(let filed): note(filed)
    case .decided(let state): states[state.article] = state
    case .saved(let search): searches[search.name] = search
    }
  }

  private mutating func note(_ filed: FiledSighting) {
    let sighting = filed.sighting
    sightings.insert(
      Place(article: filed.article, original: sighting.original, path: sighting.path)
    )
  }

  /// Entries for what no journal tells, in the order in which it happened.
  func missing(in store: ArticleStoreReader, isOrdered: Bool) -> [JournalEntry] {
    var entries = missingSightings(in: store)
    try? store.forEachState { state in
      guard isOrdered || states[state.article] == nil, states[state.article] != state else {
        return
      }
      entries.append(.decided(state))
    }
    try? store.forEachSearch { search in
      if searches[search.name]?.isSame(as: search) != true { entries.append(.saved(search)) }
    }
    return entries
  }

  /// How many of these texts no journal tells of, and no entry made for what is missing either.
  func untold(of filed: Set<PackRescue.FiledVersion>, beside made: [JournalEntry]) -> Int {
    var untold = filed.subtracting(versions)
    for case .filed(let entry) in made {
      untold.remove(PackRescue.FiledVersion(article: entry.article, version: entry.version))
    }
    return untold.count
  }

  private func missingSightings(in store: ArticleStoreReader) -> [JournalEntry] {
    var articles: [ArticleID] = []
    try? store.forEachVersion { if articles.last != $0.article { articles.append($0.article) } }
    var found: [(order: (UInt64, Int64, ArticleID, UInt32), entry: JournalEntry)] = []
    for id in articles {
      guard let versions = try? store.versions(of: id), let all = try? store.sightings(of: id)
      else { continue }
      var told = Set(versions.filter { isFiled($0) }.map(\.version))
      for filed in all where !isKnown(filed) {
        let original = versions.first { $0.version == filed.version }?.original
        let isFirst = original == filed.sighting.original && told.insert(filed.version).inserted
        let order = (filed.sighting.revision, filed.sighting.seen, id, filed.version)
        found.append((order, isFirst ? .filed(filed) : .sighted(filed)))
      }
    }
    return found.sorted { $0.order < $1.order }.map(\.entry)
  }

  private func isFiled(_ version: ArticleVersion) -> Bool {
    versions.contains(
      PackRescue.FiledVersion(article: version.article, version: version.version)
    )
  }

  private func isKnown(_ filed: FiledSighting) -> Bool {
    sightings.contains(
      Place(
        article: filed.article,
        original: filed.sighting.original,
        path: filed.sighting.path
      )
    )
  }
}
