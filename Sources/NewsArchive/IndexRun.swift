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
/// invert the new texts. A batch is committed when its memory is used up.
final class IndexRun {
  private let writer: ArchiveWriter
  private let options: IndexOptions
  private let threads: Int
  private let isStopped: () -> Bool
  private let onProgress: (IndexProgress) -> Void
  private(set) var report = IndexReport()
  private var progress = IndexProgress()

  private var store: ArticleStoreWriter
  private let indexer: DocumentIndexer
  /// Articles of this batch whose documents' states must be worked out again.
  private var changed: Set<ArticleID> = []
  private var learning = BoilerplateLearning()
  private var tasks: [ReadingTask] = []
  private var waitingBytes: Int64 = 0
  /// The file of many articles whose parts are going through.
  private var collecting: FileRecord?
  /// What the paths of the archive's own files begin with.
  private let ownPrefix: [UInt8]
  private let now = Int64(time(nil))

  /// Files of a round have this many bytes together, or as many as memory may hold, or are this many.
  private static let roundBytes: Int64 = 8 << 20
  private static let roundFiles = 512
  /// Collections are read in parts of about as many bytes.
  private static let partBytes = 1 << 20

  init(
    _ writer: ArchiveWriter,
    options: IndexOptions,
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
  private func skip(_ path: FilePath, _ reason: SkipReason) throws {
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
    if file.isLargeCollection || file.size > options.scanner.maximumSize {
      try takeCollection(file, known)
    } else {
      try add(
        ReadingTask(
          file: file,
          known: known,
          content: .unread,
          limit: options.scanner.maximumSize
        )
      )
    }
  }

  private func isWorthRetrying(_ known: FileRecord) -> Bool {
    known.problems.contains { options.retriesSkipped || SkipReason($0).mayPass }
  }

  /// Counts a file that has not changed since the last look.
  private func count(_ known: FileRecord, at path: FilePath) {
    report.unchanged += known.articles.count
    for problem in known.problems {
      report.skip(path, SkipReason(problem), count: Int(clamping: problem.count))
    }
  }

  private func add(_ task: ReadingTask) throws {
    tasks.append(task)
    waitingBytes += task.size
    let bytes = min(Self.roundBytes, Int64(options.memoryBudget))
    if waitingBytes >= bytes || tasks.count >= Self.roundFiles { try finishRound() }
  }

  /// Ends the run: everything that was taken is committed.
  func finish() throws {
    progress.isScanComplete = true
    try finishRound()
    try commitBatch(isLast: true)
    report.generation = writer.generation
  }
}

extension IndexRun {
  /// Takes a file of many articles, part by part, without holding it in memory.
  private func takeCollection(_ file: SourceFile, _ known: FileRecord?) throws {
    try finishRound()
    let map: MappedFile
    do throws(FileError) {
      map = try MappedFile(file.path)
    } catch {
      return report.skip(file.path, .unreadable(errno: error.errno.rawValue))
    }
    var parts = unsafe SourceParts(
      of: map.buffer,
      as: SourceHint(fileName: file.name, modified: file.modified),
      about: Self.partBytes
    )
    guard parts.isCollection || file.size <= options.scanner.maximumSize else {
      return try skip(file.path, .tooLarge(limit: options.scanner.maximumSize))
    }
    let digest = SHA256.hash(map)
    var record = FileRecord(path: file.path.bytes, stat: file.stat, digest: digest, seen: now)
    if let known, known.digest == digest, !isWorthRetrying(known) {
      count(known, at: file.path)
      record.articles = known.articles
      record.problems = known.problems
      return try store.record(record)
    }
    collecting = record
    var released = 0
    while !mustStop, let part = unsafe parts.next(in: map.buffer) {
      let content = ReadingTask.Content.part(map, part)
      let before = report.bytes
      try add(ReadingTask(file: file, known: known, content: content, limit: .max))
      // Once a round is read, nothing asks for what lies before the next part.
      if report.bytes > before {
        map.release(released..<max(released, part.place.lowerBound))
        released = part.place.lowerBound
      }
    }
    try finishRound()
    if !report.wasStopped, var collected = collecting {
      if collected.articles.isEmpty, collected.problems.isEmpty {
        report.skip(file.path, .noText)
        collected.add(FileProblem(.noText))
      }
      try store.record(collected)
    }
    collecting = nil
  }

  /// Reads, files and inverts what waits.
  private func finishRound() throws {
    guard !tasks.isEmpty else { return }
    let before = memoryInUse
    let outcomes = read(tasks)
    var documents: [NewDocument] = []
    for outcome in outcomes {
      for page in outcome.articles.lazy.compactMap(\.lines) {
        try learning.look(at: page, in: store)
      }
    }
    for (task, outcome) in zip(tasks, outcomes) {
      try file(outcome, task, into: &documents)
    }
    try learning.finishRound { (article, page, keys) throws(CorruptionError) in
      try store.count(article, of: page, with: keys)
    }
    tasks = []
    waitingBytes = 0
    indexer.add(documents)
    progress.articles = report.added + report.changed
    onProgress(progress)
    // The next round takes about as much as this one and must still fit.
    let used = memoryInUse
    if indexer.isFull || used + (used - before) > options.memoryBudget {
      try commitBatch()
      if used > Self.returnedMemory { returnFreedMemory() }
    }
  }

  /// Bytes held for what is not committed.
  private var memoryInUse: Int { indexer.memoryInUse + store.memoryInUse }

  /// A batch of so many bytes leaves enough behind to be worth returning.
  private static let returnedMemory = 32 << 20

  private func read(_ tasks: [ReadingTask]) -> [ReadingOutcome] {
    let results = RoundResults(count: tasks.count)
    inParallel(count: min(threads, tasks.count)) { _ in
      var reading = FileReading()
      while let next = results.next() {
        results.set(reading.outcome(of: tasks[next]), at: next)
      }
    }
    return results.outcomes
  }

  /// Decides what the articles of one file are, and notes what became of the file.
  private func file(
    _ outcome: ReadingOutcome,
    _ task: ReadingTask,
    into documents: inout [NewDocument]
  ) throws {
    report.bytes += outcome.byteCount
    progress.bytes += outcome.byteCount
    let path = task.file.path.bytes
    if outcome.isUnchanged, let known = task.known {
      var record = known
      record.stat = outcome.stat
      count(known, at: task.file.path)
      return try store.record(record)
    }
    var record = FileRecord(
      path: path,
      stat: outcome.stat,
      digest: outcome.digest ?? Digest(words: (0, 0, 0, 0)),
      seen: now
    )
    for part in outcome.skipped {
      report.skip(task.file.path, part.reason, count: part.count)
      record.add(FileProblem(part.reason, count: part.count))
    }
    let isAlone = outcome.articles.count == 1 && !task.isPart
    for result in outcome.articles {
      record.articles.append(
        try file(result, task, isAlone: isAlone, into: &documents)
      )
    }
    if task.isPart {
      collecting?.articles += record.articles
      for problem in record.problems { collecting?.add(problem) }
    } else if !task.isMemory {
      try store.record(record)
    }
  }

  private func file(
    _ result: ReadingResult,
    _ task: ReadingTask,
    isAlone: Bool,
    into documents: inout [NewDocument]
  ) throws -> ArticleID {
    let path = task.file.path.bytes
    var prepared = result.prepared
    let filing = try store.identify(prepared, atPath: path, isAlone: isAlone)
    switch filing {
    case .unchanged: report.unchanged += 1
    case .sighting: report.copies += 1
    case .newVersion: report.changed += 1
    case .newArticle: report.added += 1
    }
    for note in result.notes { report.note(task.file.path, note) }
    if filing.hasNewText { try dropBoilerplate(of: &prepared, result.lines, filing) }
    let article = prepared.article
    try store.add(
      prepared,
      as: filing,
      sighting: Sighting(
        path: path,
        range: result.range,
        size: UInt64(prepared.original.count),
        ordinal: result.ordinal,
        original: prepared.original.digest,
        mediaType: result.mediaType,
        url: article.url?.value,
        fileModified: task.file.modified,
        seen: now,
        revision: writer.transaction.generation
      )
    )
    guard filing.hasNewText else { return filing.article }
    let state = try store.state(of: filing.article)
    documents.append(
      NewDocument(
        id: filing.article,
        version: filing.version,
        article: state.applied(to: article),
        filed: now,
        revision: writer.transaction.generation
      )
    )
    if filing.version > 1 || state.isRemoved { changed.insert(filing.article) }
    return filing.article
  }

  /// Leaves out what the site's other pages have at their edges, too.
  private func dropBoilerplate(
    of prepared: inout PreparedArticle,
    _ page: PageLines?,
    _ filing: Filing
  ) throws {
    guard let page else { return }
    let learned = try learning.boilerplate(
      of: prepared.article,
      page,
      as: filing.article,
      in: store
    )
    prepared.article = learned.removed(from: prepared.article)
    report.boilerplate += learned.dropped.count
    if case .newArticle = filing { learning.filed(filing.article, page, learned) }
  }

  /// Makes everything so far durable and visible, and begins a new batch unless this is the last.
  func commitBatch(isLast: Bool = false) throws {
    var fresh = ArticleStoreWriter(writer.view.store)
    swap(&store, &fresh)
    guard !fresh.isEmpty || !indexer.isEmpty else { return }
    try indexer.seal(into: &writer.transaction)
    try fresh.seal(into: &writer.transaction)
    try writer.commit(changed: changed, isLast: isLast)
    changed = []
    if !isLast { store = ArticleStoreWriter(writer.view.store) }
  }
}

extension ReadingTask {
  var isPart: Bool {
    if case .part = content { true } else { false }
  }

  /// Not from a file.
  var isMemory: Bool {
    if case .bytes = content { true } else { false }
  }

  var size: Int64 {
    if case .part(_, let part) = content { Int64(part.count) } else { file.size }
  }
}

extension SourceFile {
  /// Probably many articles, so many that reading them in parts pays.
  var isLargeCollection: Bool {
    size > 1 << 20 && SourceScanner.isNamedCollection(path)
  }
}
