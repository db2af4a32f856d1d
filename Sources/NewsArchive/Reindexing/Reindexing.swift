// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Storage

/// Builds articles, catalogue and index anew from the packs of originals.
///
/// Nothing of the index is read, and of the rest only what cannot be told from the originals. All of
/// it becomes visible with one commit. Now and then a checkpoint is written, from which the next run
/// goes on if this one is stopped or dies; the archive stays as it was until the commit. Memory is
/// bounded by a budget, whatever the number of articles.
final class Reindexing {
  private let writer: ArchiveWriter
  private let options: ReindexOptions
  private let hooks: ReindexHooks
  private let reader: ArticleStoreReader
  /// Whether there is anything to tell boilerplate by.
  private let knowsSites: Bool
  private let threads: Int
  private let indexer: DocumentIndexer
  private var plan: ReindexPlan
  private var note = ReindexNote()
  /// How many entries of the journal have been taken.
  private var taken = 0
  private var waiting: [FiledSighting] = []
  private var waitingBytes: UInt64 = 0
  private var progress = IndexProgress()
  private var sinceCheckpoint = 0
  private(set) var report: ReindexReport

  private static let roundBytes: UInt64 = 8 << 20

  /// Reads the whole journal once.
  ///
  /// - Throws: ``ArchiveError`` of damage if a pack cannot be read, as its articles would be gone.
  init(_ writer: ArchiveWriter, _ options: ReindexOptions, _ hooks: ReindexHooks) throws {
    self.writer = writer
    self.options = options
    self.hooks = hooks
    threads = options.threads ?? processorCount()
    indexer = DocumentIndexer(threads: threads)
    reader = writer.view.store
    try writer.requirePacks()
    plan = try ReindexPlan(reader.journal)
    knowsSites = reader.canReadLines
    report = ReindexReport(
      segmentsBefore: writer.transaction.manifest.entries(of: .segment).count,
      originals: plan.originals
    )
  }

  /// Does all of it and commits.
  func run() throws {
    try resume()
    var rebuilder = try ArticleStoreRebuilder(
      reader,
      isWhole: writer.hasWholeCatalogue,
      goingOnFrom: writer.transaction
    )
    try replay(into: &rebuilder)
    (report.problems, report.lost) = (note.problems, note.lost)
    guard !report.wasStopped else { return try suspend(&rebuilder) }
    for search in plan.searches.values { rebuilder.setSearch(search) }
    try indexer.seal(into: &writer.transaction)
    try rebuilder.seal(into: &writer.transaction)
    try writer.takeOutReplaced()
    let removed = plan.removed
    try writer.commit(changed: plan.changed) { removed.contains($0) }
  }

  /// Goes on where an earlier run was stopped or died, if it left anything to go on from.
  private func resume() throws {
    let left = try writer.transaction.resume { ReindexNote(decoding: $0) != nil }
    note = left.flatMap { ReindexNote(decoding: $0) } ?? ReindexNote()
  }

  /// Goes through everything that was done, in order.
  private func replay(into rebuilder: inout ArticleStoreRebuilder) throws {
    var journal = reader.journal
    let start = note.position
    while let entry = try journal.next() {
      guard taken >= start else {
        pass(entry)
        continue
      }
      if taken == start { begin() }
      if hooks.isStopped() {
        report.wasStopped = true
        break
      }
      taken += 1
      switch entry {
      case .filed(let filed): try wait(filed, &rebuilder)
      case .sighted(let filed): try rebuilder.addSighting(filed)
      case .decided(let state): rebuilder.setState(state)
      case .saved: continue
      }
    }
    try finishRound(&rebuilder)
  }

  /// Passes over an entry that an earlier run is done with.
  private func pass(_ entry: JournalEntry) {
    taken += 1
    guard case .filed(let filed) = entry else { return }
    report.done += 1
    plan.pass(filed)
  }

  /// Says how far an earlier run had come.
  private func begin() {
    report.resumed = report.done
    progress.bytesFound = plan.bytes
    progress.isScanComplete = true
    if report.done > 0 { hooks.onResumption(report.done, report.originals) }
  }

  private func wait(
    _ filed: FiledSighting,
    _ rebuilder: inout ArticleStoreRebuilder
  ) throws {
    if waiting.last?.sighting.original != filed.sighting.original {
      waitingBytes += filed.sighting.size
    }
    waiting.append(filed)
    if waitingBytes >= Self.roundBytes || waiting.count >= options.round {
      try finishRound(&rebuilder)
    }
  }

  private func finishRound(_ rebuilder: inout ArticleStoreRebuilder) throws {
    guard !waiting.isEmpty else { return }
    let outcomes = extract()
    var documents: [NewDocument] = []
    for (filed, result) in zip(waiting, outcomes) {
      if let problem = result.problem { complain(problem) }
      guard var prepared = result.prepared else {
        note.lost += 1
        continue
      }
      prepared.article = try withoutBoilerplate(prepared, filed)
      try rebuilder.add(prepared, as: filed)
      documents.append(document(prepared.article, filed))
    }
    indexer.add(documents)
    count(documents)
    waiting = []
    waitingBytes = 0
    let memory = indexer.memoryInUse + rebuilder.memoryInUse
    guard indexer.isFull || memory > options.memoryBudget || sinceCheckpoint >= options.batch
    else { return }
    try flush(&rebuilder)
  }

  /// Reads what waits again, on all threads.
  private func extract() -> [ReextractionResult] {
    let results = ReextractionResults(count: waiting.count)
    let (reader, waiting) = (reader, waiting)
    inParallel(count: min(threads, waiting.count)) { _ in
      var extraction = Reextraction(reader)
      while let next = results.next() {
        results.set(extraction.result(of: waiting[next]), at: next)
      }
    }
    return results.outcomes
  }

  private func complain(_ problem: String) {
    if note.problems.count < ReindexNote.mostProblems { note.problems.append(problem) }
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
    NewDocument(
      id: filed.article,
      version: filed.version,
      article: plan.corrected[filed.article]?.applied(to: article) ?? article,
      filed: filed.sighting.seen,
      revision: filed.sighting.revision
    )
  }

  private func count(_ documents: [NewDocument]) {
    report.done += waiting.count
    sinceCheckpoint += waiting.count
    progress.articles += documents.count
    progress.files += waiting.count
    progress.bytes += waiting.reduce(0) { $0 + Int64(clamping: $1.sighting.size) }
    hooks.onProgress(progress)
  }
}

extension Reindexing {
  /// Writes what is held, so that memory stays bounded, and how far that is.
  private func flush(_ rebuilder: inout ArticleStoreRebuilder) throws {
    try indexer.seal(into: &writer.transaction)
    try rebuilder.flush(into: &writer.transaction)
    note.position = taken
    sinceCheckpoint = 0
    try writer.transaction.checkpoint(note.encoded)
  }

  /// Keeps what was done until now for the next run.
  private func suspend(_ rebuilder: inout ArticleStoreRebuilder) throws {
    if taken > note.position { try flush(&rebuilder) }
    writer.transaction.suspend()
    report.canGoOn = writer.transaction.isSuspended
  }
}
