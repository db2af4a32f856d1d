// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Ingestion
import InvertedIndex
import Storage
import SystemPackage

/// Builds articles, catalogue and index anew from the packs of originals.
///
/// Nothing of the index is read, and of the rest only what cannot be told from the originals. All of
/// it becomes visible with one commit; a run that is stopped leaves the archive as it was.
final class Reindexing {
  private let writer: ArchiveWriter
  private let reader: ArticleStoreReader
  /// Whether there is anything to tell boilerplate by.
  private let knowsSites: Bool
  private let isStopped: () -> Bool
  private let onProgress: (IndexProgress) -> Void
  private let threads: Int
  private let indexer: DocumentIndexer
  private var states: [ArticleID: ArticleState] = [:]
  private var searches: [String: SavedSearch] = [:]
  private var changed: Set<ArticleID> = []
  private var waiting: [FiledSighting] = []
  private var waitingBytes: UInt64 = 0
  private var progress = IndexProgress()
  private(set) var problems: [String] = []
  private(set) var wasStopped = false

  private static let memoryBudget = 256 << 20
  private static let roundBytes: UInt64 = 8 << 20

  init(
    _ writer: ArchiveWriter,
    threads: Int,
    isStopped: @escaping () -> Bool,
    onProgress: @escaping (IndexProgress) -> Void
  ) {
    self.writer = writer
    self.threads = threads
    indexer = DocumentIndexer(threads: threads)
    self.isStopped = isStopped
    self.onProgress = onProgress
    reader = writer.view.store
    knowsSites = reader.canReadLines
  }

  /// Does all of it and commits.
  func run() throws {
    let manifest = writer.transaction.manifest
    let stale = manifest.entries(of: .articles) + manifest.entries(of: .catalogue)
    var rebuilder = ArticleStoreRebuilder(reader, replacing: stale.map(\.name))
    try readDecisions()
    for entry in manifest.entries(of: .segment) { writer.transaction.retire(entry.name) }
    try replay(into: &rebuilder)
    guard !wasStopped else { return }
    for state in states.values.sorted(by: { $0.article < $1.article }) { rebuilder.setState(state) }
    for search in searches.values { rebuilder.setSearch(search) }
    try indexer.seal(into: &writer.transaction)
    try rebuilder.seal(into: &writer.transaction)
    let states = states
    try writer.commit(changed: changed) { states[$0]?.isRemoved ?? false }
  }

  /// What readers decided, the last word for each article and each search.
  private func readDecisions() throws(CorruptionError) {
    try reader.forEachJournalEntry { entry throws(CorruptionError) in
      switch entry {
      case .decided(let state): states[state.article] = state
      case .saved(let search): searches[search.name] = search
      case .filed, .sighted: break
      }
    }
    changed = Set(states.values.filter(\.isRemoved).map(\.article))
  }

  /// Goes through everything that was done, in order.
  private func replay(into rebuilder: inout ArticleStoreRebuilder) throws {
    var entries: [JournalEntry] = []
    try reader.forEachJournalEntry { entry throws(CorruptionError) in
      switch entry {
      case .filed, .sighted: entries.append(entry)
      case .decided, .saved: break
      }
    }
    for entry in entries {
      if isStopped() { wasStopped = true }
      guard !wasStopped else { return }
      switch entry {
      case .filed(let filed): try wait(filed, &rebuilder)
      case .sighted(let filed): rebuilder.addSighting(filed)
      case .decided, .saved: continue
      }
    }
    try finishRound(&rebuilder)
  }

  private func wait(
    _ filed: FiledSighting,
    _ rebuilder: inout ArticleStoreRebuilder
  ) throws {
    if waiting.last?.sighting.original != filed.sighting.original {
      waitingBytes += filed.sighting.size
    }
    waiting.append(filed)
    if waitingBytes >= Self.roundBytes || waiting.count >= 512 { try finishRound(&rebuilder) }
  }

  private func finishRound(_ rebuilder: inout ArticleStoreRebuilder) throws {
    let results = ReextractionResults(count: waiting.count)
    let (reader, waiting) = (reader, waiting)
    inParallel(count: min(threads, max(waiting.count, 1))) { _ in
      var extraction = Reextraction(reader)
      while let next = results.next() {
        results.set(extraction.result(of: waiting[next]), at: next)
      }
    }
    var documents: [NewDocument] = []
    for (filed, result) in zip(waiting, results.outcomes) {
      if let problem = result.problem { problems.append(problem) }
      guard var prepared = result.prepared else { continue }
      prepared.article = try withoutBoilerplate(prepared, filed)
      rebuilder.add(prepared, as: filed)
      documents.append(document(prepared.article, filed))
    }
    self.waiting = []
    waitingBytes = 0
    indexer.add(documents)
    report(documents, waiting)
    guard indexer.isFull || indexer.memoryInUse + rebuilder.memoryInUse > Self.memoryBudget
    else { return }
    try indexer.seal(into: &writer.transaction)
    try rebuilder.flush(into: &writer.transaction)
  }

  /// The article without what all the pages of its site, later ones too, have shown to be none of it.
  private func withoutBoilerplate(
    _ prepared: PreparedArticle,
    _ filed: FiledSighting
  ) throws -> Article {
    guard knowsSites, let page = prepared.pageLines(mediaType: filed.sighting.mediaType)
    else { return prepared.article }
    return try BoilerplateLearning()
      .boilerplate(of: prepared.article, page, as: filed.article, in: reader)
      .removed(from: prepared.article)
  }

  private func document(_ article: Article, _ filed: FiledSighting) -> NewDocument {
    if filed.version > 1 { changed.insert(filed.article) }
    let corrected = states[filed.article]?.applied(to: article) ?? article
    return NewDocument(
      id: filed.article,
      version: filed.version,
      article: corrected,
      filed: filed.sighting.seen,
      revision: filed.sighting.revision
    )
  }

  private func report(_ documents: [NewDocument], _ filed: [FiledSighting]) {
    progress.articles += documents.count
    progress.files += filed.count
    progress.bytes += filed.reduce(0) { $0 + Int64(clamping: $1.sighting.size) }
    onProgress(progress)
  }
}

/// One thread's tools for reading originals again.
private struct Reextraction: ~Copyable {
  private let store: ArticleStoreReader
  private var reader = ArticleReader()
  /// The original that was read last; the articles of one that holds several come one after another.
  private var last: Reread?

  /// An original and all that was read from it.
  private struct Reread {
    let digest: Digest
    let prepared: PreparedOriginal
    let articles: [ReadArticle]
  }

  init(_ store: ArticleStoreReader) {
    self.store = store
  }

  mutating func result(of filed: FiledSighting) -> ReextractionResult {
    let name = "original \(filed.sighting.original)"
    do throws(CorruptionError) {
      guard let original = try original(of: filed.sighting) else {
        return ReextractionResult(problem: "\(name): missing")
      }
      let ordinal = Int(filed.sighting.ordinal)
      let read = original.articles.indices.contains(ordinal) ? original.articles[ordinal] : nil
      if let article = read.map({ withLanguage($0.article) }) ?? stored(filed) {
        let prepared = PreparedArticle(article, original: original.prepared)
        return ReextractionResult(prepared: prepared)
      }
      return ReextractionResult(problem: "\(name): no article could be read from it")
    } catch {
      let article = stored(filed)
      return ReextractionResult(
        prepared: article.map { prepare($0, []) },
        problem: "\(name): \(error)"
      )
    }
  }

  private mutating func original(of sighting: Sighting) throws(CorruptionError) -> Reread? {
    if let last, last.digest == sighting.original { return last }
    guard let bytes = try store.original(sighting.original) else { return nil }
    let original = Reread(
      digest: sighting.original,
      prepared: unsafe bytes.withUnsafeBytes { unsafe PreparedOriginal($0) },
      articles: articles(in: bytes, sighting)
    )
    last = original
    return original
  }

  private mutating func articles(in bytes: [UInt8], _ sighting: Sighting) -> [ReadArticle] {
    let name = FilePath(String(decoding: sighting.path, as: UTF8.self)).lastComponent
    let hint = SourceHint(
      fileName: name?.string,
      modified: sighting.fileModified,
      mediaType: sighting.mediaType
    )
    return reader.read(bytes, as: hint).articles
  }

  /// The text as it was filed, where the original gives none any more.
  private func stored(_ filed: FiledSighting) -> Article? {
    try? store.articleAsFiled(filed.article, version: filed.version)?.article
  }

  private func prepare(_ article: Article, _ bytes: [UInt8]) -> PreparedArticle {
    unsafe bytes.withUnsafeBytes { unsafe PreparedArticle(article, original: $0) }
  }
}

/// What became of one original.
struct ReextractionResult: Sendable {
  var prepared: PreparedArticle?
  var problem: String?
}

extension ArchiveWriter {
  /// Rebuilds everything from the originals; see `morgue reindex`.
  ///
  /// The writer must have been opened for rebuilding. With `threads` nil, one for each processor.
  package func reindex(
    threads: Int? = nil,
    isStopped: @escaping () -> Bool = { false },
    progress: @escaping (IndexProgress) -> Void = { _ in }
  ) throws(ArchiveError) -> UpkeepReport {
    let before = transaction.manifest.entries(of: .segment).count
    let run = Reindexing(
      self,
      threads: threads ?? processorCount(),
      isStopped: isStopped,
      onProgress: progress
    )
    try committing { try run.run() }
    return UpkeepReport(
      generation: generation,
      segmentsBefore: before,
      segmentsAfter: view.segments.count,
      articles: view.store.articleCount,
      wasStopped: run.wasStopped,
      problems: run.problems
    )
  }
}
