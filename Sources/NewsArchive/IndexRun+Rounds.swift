// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Ingestion
import Storage

extension IndexRun {
  func add(_ task: ReadingTask) throws {
    tasks.append(task)
    waitingBytes += task.size
    let bytes = min(Self.roundBytes, Int64(options.memoryBudget))
    let files = min(Self.roundFiles, options.batchArticles)
    if waitingBytes >= bytes || tasks.count >= files { try finishRound() }
  }

  /// Reads, files and inverts what waits.
  func finishRound() throws {
    guard !tasks.isEmpty else { return }
    let before = memoryInUse
    let outcomes = read(tasks)
    var documents: [NewDocument] = []
    for case let outcome? in outcomes {
      for page in outcome.articles.lazy.compactMap(\.lines) {
        try learning.look(at: page, in: store)
      }
    }
    for case (let task, let outcome?) in zip(tasks, outcomes) {
      batch.articles += outcome.articles.count
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
    let isFull = indexer.isFull || used + (used - before) > options.memoryBudget
    if isFull || isBatchLong {
      try commitBatch()
      if used > Self.returnedMemory { returnFreedMemory() }
    }
  }

  /// Bytes held for what is not committed.
  private var memoryInUse: Int { indexer.memoryInUse + store.memoryInUse }

  /// A batch of so many bytes leaves enough behind to be worth returning.
  private static let returnedMemory = 32 << 20

  /// Reads on all threads; nil stands for what was not read, as the run was to end.
  private func read(_ tasks: [ReadingTask]) -> [ReadingOutcome?] {
    let results = RoundResults(count: tasks.count)
    let desk = isolation?.desk
    desk?.clear()
    var end: ContinuousClock.Instant?
    inParallel(
      count: min(threads, tasks.count),
      unless: {
        // Nobody at a terminal who wants to stop waits for a page that takes long.
        guard isolation != nil, isStopped() else { return false }
        results.close()
        let now = ContinuousClock.now
        end = end ?? now + .milliseconds(300)
        return now > end ?? now
      },
      { thread in
        desk?.sit(thread: thread)
        var reading = FileReading()
        while let next = results.next() {
          if let work = tasks[next].work { desk?.begin(work, thread: thread) }
          results.set(reading.outcome(of: tasks[next]), at: next)
          desk?.end(thread: thread)
        }
      }
    )
    desk?.clear()
    return results.all
  }
}
