// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization
package import SystemPackage

/// The signal that asked to stop, or zero.
private let stopSignal = Atomic<Int32>(0)
/// The name of a file that must not outlive this process, or nil; what it points to never changes.
nonisolated(unsafe) private let draft = Atomic<UnsafeMutablePointer<CChar>?>(nil)

/// Where the text is that is said if a signal ends the process at once; 0 while it must not.
private let lastWords = Atomic<UInt>(0)

/// Whether the first signal only asks.
private let isNoting = Atomic(false)

/// Notes the first signal where that is wanted; else ends at once, without leaving the draft behind.
private func handle(_ number: Int32) {
  let words = UnsafePointer<CChar>(bitPattern: lastWords.load(ordering: .acquiring))
  if let words { _ = write(STDERR_FILENO, words, strlen(words)) }
  let mayWait = words == nil && isNoting.load(ordering: .relaxed) && number != SIGHUP
  if mayWait, stopSignal.exchange(number, ordering: .relaxed) == 0 { return }
  if let name = draft.load(ordering: .relaxed) { unlink(name) }
  _exit(128 + number)
}

/// What this process does when the system signals to it.
///
/// Handlers only set a number or write a fixed line and end, as nothing else is safe in one.
package enum ProcessSignals {
  /// Makes a write past a limit or into a closed pipe an error instead of a sudden end, and a file
  /// cut short while mapped a message and exit code 74 instead of a trap.
  ///
  /// Also opens the three standard descriptors where the caller left them closed, so that no file
  /// of the archive can become one of them. To be called first of all. What is ignored here is
  /// ignored by programs this one starts, too, unless they are told otherwise.
  package static func prepare() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      let mode = descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY
      guard open("/dev/null", mode) == descriptor else { _exit(74) }
    }
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGBUS) { _ in endForShortFile() }
  }

  /// Notes an interrupt or a request to end; a second one ends at once.
  ///
  /// Whoever works for long asks ``stopRequested`` between batches.
  package static func noteStops() {
    touchState()
    isNoting.store(true, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] { signal(number) { handle($0) } }
  }

  /// Makes what handlers look at, which none of them must be the first to do.
  private static func touchState() {
    _ = stopSignal.load(ordering: .relaxed)
    _ = draft.load(ordering: .relaxed)
    _ = isNoting.load(ordering: .relaxed)
    _ = lastWords.load(ordering: .relaxed)
  }

  /// Sees to it that a signal that ends the process takes this file with it, one at a time; nil if
  /// there is none any more.
  package static func removeOnStop(_ path: FilePath?) {
    guard let path else { return draft.store(nil, ordering: .relaxed) }
    touchState()
    // Never freed, as a handler may be looking at it.
    draft.store(path.withPlatformString { strdup($0) }, ordering: .relaxed)
    for number in [SIGHUP, SIGINT, SIGTERM] where !isIgnored(number) {
      signal(number) { handle($0) }
    }
  }

  /// Whether we were started so as to ignore a signal, as nohup starts programs.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    return handler == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Does what may be cut off anywhere, such as merging after a commit: a signal that was noted ends the
  /// process at once, with `words` on standard error.
  package static func endingAtOnce<Failure: Error>(
    saying words: String,
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    // Never freed, as a handler may be writing it.
    lastWords.store(UInt(bitPattern: strdup(words)), ordering: .releasing)
    defer { lastWords.store(0, ordering: .releasing) }
    try body()
  }

  /// The signal that comes when a set time is up.
  package static let alarm = SIGALRM
  /// The signal of a process that has used the processor for too long.
  package static let processorTime = SIGXCPU

  /// The signal that asked to stop, or nil; the exit code is 128 more.
  package static var stopRequested: Int32? {
    let number = stopSignal.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
