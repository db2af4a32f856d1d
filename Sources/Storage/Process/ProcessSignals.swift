// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization

/// The signal that asked to stop, or zero.
private let stopSignal = Atomic<Int32>(0)

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
    signal(SIGBUS) { _ in
      let text: StaticString =
        "morgue: error: a file of the archive became shorter, or could not be read, while in use\n"
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(74)
    }
  }

  /// Notes an interrupt or a request to end; a second one ends at once.
  ///
  /// Whoever works for long asks ``stopRequested`` between batches.
  package static func noteStops() {
    // Touched here first, as a handler must not be the one that makes it.
    stopSignal.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if stopSignal.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
    }
  }

  /// The signal that asked to stop, or nil; the exit code is 128 more.
  package static var stopRequested: Int32? {
    let number = stopSignal.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
