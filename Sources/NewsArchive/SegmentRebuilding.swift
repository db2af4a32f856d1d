// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import InvertedIndex
import Storage

/// Makes damaged segments anew from the stored articles.
///
/// Which articles a lost segment had nobody says: it had what the sound ones lack. Deletions follow from
/// the catalogue.
struct SegmentRebuilding {
  private let writer: ArchiveWriter
  private let damage: Damage
  private let store: ArticleStoreReader
  private let indexer: DocumentIndexer
  private let series: ArticleSeries
  /// The segments that stay, with deletions where these are sound.
  private var kept: [SegmentReader] = []
  private var changed: Set<ArticleID> = []
  private var documents: [NewDocument] = []
  private var count = 0

  private static let round = 512

  /// One text of an article.
  private struct Text: Hashable {
    var article: ArticleID
    var version: UInt32
  }

  init(_ writer: ArchiveWriter, _ damage: Damage, threads: Int) {
    self.writer = writer
    self.damage = damage
    store = writer.view.store
    series = ArticleSeries(store)
    indexer = DocumentIndexer(threads: threads)
  }

  /// Does it and commits; answers how many texts were indexed, or nil if it was stopped.
  mutating func run(isStopped: () -> Bool) throws -> Int? {
    try openKept()
    let covered = try covered()
    try store.forEachVersion { version in
      let text = Text(article: version.article, version: version.version)
      guard !covered.contains(text) else { return }
      changed.insert(version.article)
    }
    for id in changed.sorted() {
      if isStopped() { return nil }
      for version in try store.versions(of: id) {
        let text = Text(article: id, version: version.version)
        if !covered.contains(text) { try add(version) }
      }
    }
    try flush()
    for entry in damage.index { try writer.transaction.quarantine(entry.name) }
    try indexer.seal(into: &writer.transaction)
    writer.view = ArchiveView(of: writer.transaction.committed, store, kept)
    let states = store
    try writer.commit(changed: changed) { try states.state(of: $0).isRemoved }
    return count
  }

  private mutating func openKept() throws {
    let paths = writer.transaction.directory.paths
    let manifest = writer.transaction.manifest
    let bad = Set(damage.index.map(\.id))
    for entry in manifest.entries(of: .segment) where !bad.contains(entry.id) {
      let file = try SealedFile(paths.file(entry), entry: entry)
      let deletions = try manifest.entry(of: .deletions, ownedBy: entry.id).flatMap { own in
        bad.contains(own.id) ? nil : try SealedFile(paths.file(own), entry: own)
      }
      let segment = try SegmentReader(file, deletions: deletions)
      kept.append(segment)
      let hadDeletions = manifest.entry(of: .deletions, ownedBy: entry.id) != nil
      guard hadDeletions, deletions == nil else { continue }
      for document in 0..<UInt32(segment.documentCount) {
        changed.insert(ArticleID(rawValue: try segment.articleID(of: document)))
      }
    }
  }

  /// The texts that the kept segments have as they are now.
  ///
  /// A document that is not found may be from before a correction; of an article that was removed nobody
  /// can tell.
  private func covered() throws -> Set<Text> {
    var covered: Set<Text> = []
    for segment in kept {
      let knowsHidden = segment.deletions != nil || !hasDeletions(segment)
      for document in 0..<UInt32(segment.documentCount) {
        let id = ArticleID(rawValue: try segment.articleID(of: document))
        let isHidden = segment.hidden?.contains(document) ?? false
        if !knowsHidden || isHidden {
          let state = try store.state(of: id)
          guard state.edits.isEmpty, state.isRemoved || !knowsHidden else { continue }
        }
        covered.insert(Text(article: id, version: try segment.version(of: document)))
      }
    }
    return covered
  }

  private func hasDeletions(_ segment: SegmentReader) -> Bool {
    writer.transaction.manifest.entry(of: .deletions, ownedBy: segment.file.entry.id) != nil
  }

  private mutating func add(_ version: ArticleVersion) throws {
    guard let article = try series.article(version.article, version: version.version) else {
      return
    }
    documents.append(
      NewDocument(
        id: version.article,
        version: version.version,
        article: article,
        filed: version.filed,
        revision: version.revision
      )
    )
    count += 1
    if documents.count >= Self.round { try flush() }
  }

  private mutating func flush() throws {
    indexer.add(documents)
    documents = []
    guard indexer.isFull || indexer.memoryInUse > IndexOptions().memoryBudget else { return }
    try indexer.seal(into: &writer.transaction)
  }
}

extension ArchiveView {
  /// A view of segments and a store that are open already.
  init(of manifest: Manifest, _ store: ArticleStoreReader, _ segments: [SegmentReader]) {
    self.manifest = manifest
    self.store = store
    self.segments = segments
    damaged = []
  }
}
