// SPDX-License-Identifier: Apache-2.0

import Storage

/// Where threads say what they are reading: to the journal for whoever comes after a sudden end, and
/// to the thread that watches the time.
final class ReadingDesk: Sendable {
  private let journal: WorkJournal
  private let watch: ReadingWatch
  private let stacks: [AlternateStack]

  /// For so many `threads`, and the one that cuts collections, which has the number after theirs.
  init(_ journal: WorkJournal, threads: Int, limits: ReadingLimits, memory: Int) {
    self.journal = journal
    stacks = (0..<threads).map { _ in AlternateStack() }
    watch = ReadingWatch(threads: threads + 1, seconds: limits.seconds, bytes: memory)
    watch.start()
  }

  deinit { watch.end() }

  /// To be called by each thread before it reads anything.
  func sit(thread: Int) {
    if thread < stacks.count { stacks[thread].use() }
  }

  /// A thread begins to read.
  func begin(_ entry: WorkEntry, thread: Int) {
    do throws(FileError) {
      try journal.begin(entry, thread: thread)
    } catch {
      // Without the journal another process would not know any better than this one.
      return
    }
    SelfRestart.setReading(true)
    watch.begin(thread: thread)
  }

  /// It has read it; the journal says so only when all have.
  func end(thread: Int) {
    watch.end(thread: thread)
  }

  /// The only thread that was reading has read it.
  func rest(thread: Int) {
    watch.end(thread: thread)
    SelfRestart.setReading(false)
  }

  /// No thread reads any more.
  func clear() {
    SelfRestart.setReading(false)
    try? journal.clear()
  }
}
