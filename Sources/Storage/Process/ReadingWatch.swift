// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization
internal import SystemPackage

/// A thread that sees when another one takes too long over something, or when all of them together
/// need too much memory, and then starts the program anew.
///
/// Time is counted by how often this thread wakes, so that a process that was stopped for a while
/// has not been slow.
package final class ReadingWatch: Sendable {
  /// What each thread has in work: a number that is new every time, or 0.
  private let marks: Mutex<[UInt64]>
  private let last = Atomic<UInt64>(0)
  private let isOver = Atomic<Bool>(false)
  private let mostTicks: Int
  private let mostBytes: Int
  private static let tick: useconds_t = 100_000

  /// Watches over `threads` threads: so many `seconds` for each thing, and so many `bytes`.
  package init(threads: Int, seconds: Int, bytes: Int) {
    marks = Mutex(Array(repeating: 0, count: threads))
    mostTicks = seconds * 10
    mostBytes = bytes
  }

  /// Begins to watch, until ``end()``.
  package func start() {
    startDetached { self.watch() }
  }

  /// Ends within a tenth of a second.
  package func end() {
    isOver.store(true, ordering: .relaxed)
  }

  /// A thread begins with something.
  package func begin(thread: Int) {
    let number = last.wrappingAdd(1, ordering: .relaxed).newValue
    marks.withLock { $0[thread] = number }
  }

  /// A thread is done with it.
  package func end(thread: Int) {
    marks.withLock { $0[thread] = 0 }
  }

  private func watch() {
    var ages = marks.withLock { $0.map { (mark: $0, ticks: 0) } }
    while !isOver.load(ordering: .relaxed) {
      usleep(Self.tick)
      let now = marks.withLock { $0 }
      for (thread, mark) in now.enumerated() {
        ages[thread] =
          mark != 0 && mark == ages[thread].mark ? (mark, ages[thread].ticks + 1) : (mark, 0)
      }
      if ages.contains(where: { $0.ticks > mostTicks }) { SelfRestart.restart(because: .tooSlow) }
      if memoryInUse() > mostBytes { SelfRestart.restart(because: .tooMuchMemory) }
    }
  }
}

/// Bytes of memory that this process has of its own, without mapped files; 0 if nobody says.
package func memoryInUse() -> Int {
  guard let file = try? FileSystem.open("/proc/self/statm") else { return 0 }
  var bytes = [UInt8](repeating: 0, count: 128)
  let count = (try? bytes.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
  let fields = String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ")
  guard fields.count > 2, let resident = Int(fields[1]), let shared = Int(fields[2]) else {
    return 0
  }
  return max(0, resident - shared) * max(1, sysconf(Int32(_SC_PAGESIZE)))
}
