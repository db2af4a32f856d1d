// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization

/// The signal that asked to stop, or zero.
private let stopSignal = Atomic<Int32>(0)

/// Where the text is that is said if a signal ends the process at once; 0 while it must not.
private let lastWords = Atomic<UInt>(0)

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
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
    }
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGBUS) { _ in endForShortFile() }
  }

  /// Notes an interrupt or a request to end; a second one ends at once.
  ///
  /// Whoever works for long asks ``stopRequested`` between batches.
  package static func noteStops() {
    // Touched here first, as a handler must not be the one that makes it.
    stopSignal.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        let words = lastWords.load(ordering: .acquiring)
        if let words = UnsafePointer<CChar>(bitPattern: words) {
          _ = write(STDERR_FILENO, words, strlen(words))
          _exit(128 + number)
        }
        if stopSignal.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
    }
  }

  /// Does what may be cut off anywhere, such as merging after a commit: a signal that was noted ends the
  /// process at once, with `words` on standard error.
  package static func endingAtOnce<Failure: Error>(
    saying words: String,
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    let text = strdup(words)
    lastWords.store(UInt(bitPattern: text), ordering: .releasing)
    defer {
      lastWords.store(0, ordering: .releasing)
      free(text)
    }
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
