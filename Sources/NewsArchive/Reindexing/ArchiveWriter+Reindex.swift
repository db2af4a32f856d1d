// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Storage
import SystemPackage

/// How much of the machine a rebuilding takes.
package struct ReindexOptions: Sendable {
  /// Threads that read and analyse; nil for one for each processor.
  package var threads: Int?
  /// Bytes of memory for what has not been written.
  package var memoryBudget = 256 << 20
  /// After how many articles, at the latest, there is a checkpoint.
  package var batch = 20_000
  /// The most articles that are read side by side.
  package var round = 512

  package init() {}
}

/// What a rebuilding did.
package struct ReindexReport: Sendable {
  package var generation: UInt64 = 0
  package var segmentsBefore: Int
  package var segmentsAfter = 0
  package var articles = 0
  /// How many texts there were to be read again.
  package var originals: Int
  /// How many of them are done, with those that an earlier run had done.
  package var done = 0
  /// How many an earlier run had done.
  package var resumed = 0
  package var wasStopped = false
  /// Whether the next run goes on from where this one was stopped.
  package var canGoOn = false
  /// One line for each original that could not be read again.
  package var problems: [String] = []
  /// Texts of which nothing is left, neither the original nor what was filed.
  package var lost = 0
}

/// What a rebuilding asks and tells on its way.
struct ReindexHooks {
  var isStopped: () -> Bool
  var onResumption: (_ done: Int, _ all: Int) -> Void
  var onProgress: (IndexProgress) -> Void
}

extension ArchiveWriter {
  /// Rebuilds everything from the originals; see `morgue reindex`.
  ///
  /// The writer must have been opened for rebuilding. With `threads` nil, the options say how many.
  /// `resumption` is told how many of how many texts an earlier run had done, if it had.
  package func reindex(
    threads: Int? = nil,
    options: ReindexOptions = ReindexOptions(),
    isStopped: @escaping () -> Bool = { false },
    resumption: @escaping (Int, Int) -> Void = { _, _ in },
    progress: @escaping (IndexProgress) -> Void = { _ in }
  ) throws(ArchiveError) -> ReindexReport {
    let hooks = ReindexHooks(
      isStopped: isStopped,
      onResumption: resumption,
      onProgress: progress
    )
    var options = options
    if let threads { options.threads = threads }
    let run = try translated { try Reindexing(self, options, hooks) }
    try committing { try run.run() }
    var report = run.report
    report.generation = generation
    report.segmentsAfter = view.segments.count
    report.articles = view.store.articleCount
    return report
  }

  /// Makes sure that every pack of originals can be opened.
  func requirePacks() throws(ArchiveError) {
    let advice = "`morgue repair` saves what is left of its originals"
    if let pack = transaction.unsalvaged.first {
      throw ArchiveError(CorruptionError(.badChecksum, in: pack.place)).withHint(advice)
    }
    for entry in transaction.manifest.entries(of: .originals) {
      do throws(StorageError) {
        // Without the manifest nothing else would say what a damaged block of one held.
        guard !transaction.isSalvaged || transaction.directory.isSound(entry) else {
          throw StorageError.corruption(CorruptionError(.badChecksum, in: entry.place))
        }
        let file = try SealedFile(transaction.directory.paths.file(entry), entry: entry)
        try asStorageError { () throws(CorruptionError) in _ = try ArticleStoreReader([file]) }
      } catch {
        if case .file(let error) = error, error.errno == .noSuchFileOrDirectory {
          throw ArchiveError(CorruptionError(.missing, in: entry.place)).withHint(advice)
        }
        throw ArchiveError(error).withHint(advice)
      }
    }
    // What could not be opened a moment ago is not among what is read, whatever it is now.
    let packs = "\(FileKind.originals.folder)/"
    if let line = view.damaged.first(where: { $0.hasPrefix(packs) }) {
      throw ArchiveError(.inputOutput, TerminalText.escape(line), consequence: .nothingChanged)
    }
  }

  /// Whether all files of the old catalogue can be opened.
  var hasWholeCatalogue: Bool {
    transaction.committed.entries(of: .catalogue).allSatisfy { entry in
      (try? SealedFile(transaction.directory.paths.file(entry), entry: entry)) != nil
    }
  }

  /// Takes everything that was rebuilt out of the next commit, and keeps what is damaged of it.
  func takeOutReplaced() throws(StorageError) {
    for kind in [FileKind.articles, .catalogue, .deletions, .segment] {
      for entry in transaction.manifest.entries(of: kind)
      where entry.generation < transaction.generation {
        try takeOut(entry)
      }
    }
  }
}
