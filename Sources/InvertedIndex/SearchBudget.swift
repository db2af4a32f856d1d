// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization

/// What one search may take of time and memory, and what it has taken.
///
/// Whoever works for long asks ``mayGoOn()`` now and then, and ends early where it may not; what came
/// of it is then no result, and whoever holds the budget says why (``excess``). So nothing is thrown
/// through loops that run millions of times. Any number of threads may share one.
package final class SearchBudget: Sendable {
  /// What memory is taken for.
  package enum Purpose: Sendable, CaseIterable {
    /// The words that patterns and misspellings stand for.
    case patterns
    /// Walking lists of documents and of places.
    case lists
    /// Documents known at once, such as those of some days.
    case sets
    /// What was found.
    case hits
  }

  /// Why a search ended early.
  package enum Excess: Hashable, Sendable {
    /// It took so many seconds.
    case time(seconds: Int)
    /// It wanted more than so many bytes, most of them for one purpose.
    case memory(limit: Int, Purpose)
  }

  private let seconds: Int
  private let memory: Int
  /// How often it may be asked whether to go on; for tests, which cannot wait for a clock.
  private let questions: Int
  private let asked = Atomic(0)
  /// By the clock, in nanoseconds.
  private let deadline: Atomic<Int64>
  private let isOver = Atomic(false)
  private let isTooLarge = Atomic(false)
  private let patterns = Atomic(0)
  private let lists = Atomic(0)
  private let sets = Atomic(0)
  private let hits = Atomic(0)

  /// A budget of so many seconds from now on, 0 for any number, and bytes.
  package init(seconds: Int = 0, memory: Int = .max, questions: Int = .max) {
    self.seconds = seconds
    self.memory = memory
    self.questions = questions
    let end = seconds > 0 ? Self.now + Int64(seconds) * 1_000_000_000 : .max
    deadline = Atomic(end)
  }

  /// A GB, or half of the machine's memory if that is less.
  package static var usualMemory: Int {
    let pages = max(1, Int(sysconf(Int32(_SC_PHYS_PAGES))))
    return min(1 << 30, pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 2)
  }

  /// Some milliseconds late, for a few nanoseconds.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  // MARK: Asking

  /// Why the search has to end; nil if it may go on.
  package var excess: Excess? {
    if isOver.load(ordering: .relaxed) { return .time(seconds: seconds) }
    guard isTooLarge.load(ordering: .relaxed) else { return nil }
    let most = Purpose.allCases.max { bytes(of: $0) < bytes(of: $1) }
    return .memory(limit: memory, most ?? .lists)
  }

  /// Whether nothing has been exceeded as far as is known.
  @inline(__always)
  var isKept: Bool { !isOver.load(ordering: .relaxed) && !isTooLarge.load(ordering: .relaxed) }

  /// Whether to go on, by the clock: some 5 ns.
  package func mayGoOn() -> Bool {
    guard isKept else { return false }
    if questions < .max, asked.wrappingAdd(1, ordering: .relaxed).newValue > questions {
      isOver.store(true, ordering: .relaxed)
      return false
    }
    let end = deadline.load(ordering: .relaxed)
    guard end < .max, Self.now >= end else { return true }
    isOver.store(true, ordering: .relaxed)
    return false
  }

  /// One less than of how many times somebody who asks often need ask only once.
  var leaveOut: UInt32 { questions < .max ? 0 : 15 }

  /// How often it was asked, where that is limited.
  package var questionCount: Int { asked.load(ordering: .relaxed) }

  // MARK: Memory

  /// Notes that memory is taken.
  package func take(_ bytes: Int, for purpose: Purpose) {
    add(bytes, to: purpose)
    let all = Purpose.allCases.reduce(0) { $0 &+ self.bytes(of: $1) }
    if all > memory { isTooLarge.store(true, ordering: .relaxed) }
  }

  /// Notes that memory was given back.
  package func give(back bytes: Int, for purpose: Purpose) {
    add(0 &- bytes, to: purpose)
  }

  private func add(_ bytes: Int, to purpose: Purpose) {
    switch purpose {
    case .patterns: patterns.wrappingAdd(bytes, ordering: .relaxed)
    case .lists: lists.wrappingAdd(bytes, ordering: .relaxed)
    case .sets: sets.wrappingAdd(bytes, ordering: .relaxed)
    case .hits: hits.wrappingAdd(bytes, ordering: .relaxed)
    }
  }

  private func bytes(of purpose: Purpose) -> Int {
    switch purpose {
    case .patterns: patterns.load(ordering: .relaxed)
    case .lists: lists.load(ordering: .relaxed)
    case .sets: sets.load(ordering: .relaxed)
    case .hits: hits.load(ordering: .relaxed)
    }
  }

  // MARK: Waiting

  /// Now, to be given to ``resume(after:)`` when something that is not the search's, such as waiting
  /// for a reader, is over.
  package func pause() -> Int64 { Self.now }

  /// Gives back the time since a pause began.
  package func resume(after pause: Int64) {
    let end = deadline.load(ordering: .relaxed)
    if end < .max { deadline.store(end + (Self.now - pause), ordering: .relaxed) }
  }

  /// Gives the search all of its time again.
  package func beginAnew() {
    if seconds > 0 {
      deadline.store(Self.now + Int64(seconds) * 1_000_000_000, ordering: .relaxed)
    }
  }
}
