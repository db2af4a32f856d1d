// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Glibc
import Ingestion
import Storage
import SystemPackage

/// One run of `index`: findings of the scan in, batches committed, a report out.
///
/// Files go through in rounds. In a round all threads read, decode, digest and compress; then one
/// thread, in the order of the scan, decides what each article is; then all threads analyse and
/// invert the new texts. A batch is committed when its memory is used up, or has lasted long enough.
final class IndexRun {
  let writer: ArchiveWriter
  let options: IndexOptions
  let threads: Int
  let isStopped: () -> Bool
  /// Against files that harm their reader.
  let isolation: ReadingGuard?
  let onProgress: (IndexProgress) -> Void
  var report = IndexReport()
  var progress = IndexProgress()

  var store: ArticleStoreWriter
  let indexer: DocumentIndexer
  /// Articles of this batch whose documents' states must be worked out again.
  var changed: Set<ArticleID> = []
  var learning = BoilerplateLearning()
  var tasks: [ReadingTask] = []
  var waitingBytes: Int64 = 0
  /// Articles met since the last commit, and when that was.
  var batch = (articles: 0, start: ContinuousClock.now)
  /// The file of many articles whose parts are going through.
  var collecting: FileRecord?
  /// What the paths of the archive's own files begin with.
  private let ownPrefix: [UInt8]
  let now = Int64(time(nil))

  /// Files of a round have this many bytes together, or as many as memory may hold, or are this many.
  static let roundBytes: Int64 = 8 << 20
  static let roundFiles = 512

  init(
    _ writer: ArchiveWriter,
    options: IndexOptions,
    canRepeat: Bool,
    isStopped: @escaping () -> Bool,
    onProgress: @escaping (IndexProgress) -> Void
  ) {
    self.writer = writer
    self.options = options
    self.isStopped = isStopped
    self.onProgress = onProgress
    threads = options.threads ?? processorCount()
    ownPrefix = writer.transaction.directory.path.resolved.bytes + [UInt8(ascii: "/")]
    store = ArticleStoreWriter(writer.view.store)
    indexer = DocumentIndexer(threads: threads)
    isolation =
      options.isIsolated
      ? ReadingGuard(
        writer.transaction.directory.paths,
        options: options,
        threads: threads,
        canRepeat: canRepeat,
        isStopped: isStopped
      ) : nil
  }

  /// Whether a signal has asked for the end.
  var mustStop: Bool {
    if isStopped() { report.wasStopped = true }
    return report.wasStopped
  }

  /// Takes what the scan found.
  func take(_ findings: [SourceScanner.Finding]) throws {
    for finding in findings {
      guard !mustStop else { throw Stop() }
      switch finding {
      case .file(let file): try take(file)
      case .skipped(let path, let reason): try skip(path, reason)
      case .passedOver: report.passedOver += 1
      }
    }
  }

  /// Counts what the scan could not take, and keeps the reason unless it is known.
  func skip(_ path: FilePath, _ reason: SkipReason) throws {
    report.skip(path, reason)
    let problem = FileProblem(reason)
    let known = try store.file(atPath: path.bytes)
    if let known, known.isSkipped, known.problems == [problem] { return }
    var record = FileRecord(
      path: path.bytes,
      stat: FileStat(size: 0, modified: 0, device: 0, inode: 0),
      digest: Digest(words: (0, 0, 0, 0)),
      seen: now
    )
    record.problems = [problem]
    try store.record(record)
  }

  /// Thrown through the scanner to leave it early.
  struct Stop: Error {}

  /// Takes an article that is in memory already.
  func take(_ bytes: [UInt8], name: String?) throws {
    let file = SourceFile(
      path: FilePath(name ?? ""),
      size: Int64(bytes.count),
      modified: 0,
      device: 0,
      inode: 0
    )
    try add(
      ReadingTask(
        file: file,
        known: nil,
        content: .bytes(bytes, name: name),
        limit: Int64(bytes.count)
      )
    )
  }

  private func take(_ file: SourceFile) throws {
    // An archive never indexes itself, not even a file that is named by hand.
    guard !file.path.bytes.starts(with: ownPrefix) else {
      report.passedOver += 1
      return
    }
    report.files += 1
    progress.files = report.files
    progress.bytesFound += file.size
    let known = try store.file(atPath: file.path.bytes)
    if let known, file.stat.describesSameBytes(as: known.stat), !isWorthRetrying(known) {
      count(known, at: file.path)
      progress.bytes += file.size
      return
    }
    if let isolation, isolation.suspects(file) || known?.isHarmful ?? false {
      return try takeSuspect(file, known, isolation)
    }
    if isInParts(file) {
      try takeCollection(file, known)
    } else {
      try add(task(for: file, known))
    }
  }

  /// Whether a file is mapped and read part by part.
  func isInParts(_ file: SourceFile) -> Bool {
    file.isLargeCollection || file.size > options.scanner.maximumSize
  }

  func task(for file: SourceFile, _ known: FileRecord?) -> ReadingTask {
    // What is to be tried again is read, though its bytes be the same.
    let known = known.flatMap { isWorthRetrying($0) ? nil : $0 }
    return ReadingTask(
      file: file,
      known: known,
      content: .unread,
      limit: options.scanner.maximumSize
    )
  }

  func isWorthRetrying(_ known: FileRecord) -> Bool {
    known.problems.contains { options.retriesSkipped || SkipReason($0).mayPass }
  }

  /// Counts a file that has not changed since the last look.
  func count(_ known: FileRecord, at path: FilePath) {
    report.unchanged += known.articles.count
    for problem in known.problems {
      report.skip(path, SkipReason(problem), count: Int(clamping: problem.count))
    }
  }

  /// Ends the run: everything that was taken is committed.
  func finish() throws {
    progress.isScanComplete = true
    try finishRound()
    isolation?.finish(isComplete: !report.wasStopped)
    try commitBatch(isLast: true)
    report.generation = writer.generation
  }
}
