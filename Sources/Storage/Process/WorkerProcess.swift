// SPDX-License-Identifier: Apache-2.0

private import Glibc

/// This very program started once more, to do something that may kill it.
///
/// It gets no input, no descriptor but a pipe for what it says, and a process group of its own, so
/// that an interrupt at the terminal leaves it to us.
package enum WorkerProcess {
  /// How it ended, and all that it said.
  package struct Outcome: Sendable {
    /// Nil if it was ended because nobody waits any more.
    package let end: End?
    package let output: [UInt8]
    /// The most memory it had, in bytes.
    package let memory: Int
  }

  package enum End: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Runs it to its end; nil if it cannot be started.
  ///
  /// `givesUp` is asked some times a second whether nobody waits any more.
  package static func run(
    _ arguments: [[UInt8]],
    unless givesUp: () -> Bool
  ) -> Outcome? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let child = spawn(arguments, output: ends[1])
    close(ends[1])
    guard let child else { return nil }
    let output = collect(from: ends[0], unless: givesUp)
    if output == nil { kill(child, SIGKILL) }
    var usage = rusage()
    var status: Int32 = 0
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { return nil }
    }
    let signal = status & 0x7F
    return Outcome(
      end: output == nil ? nil : signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal),
      output: output ?? [],
      memory: usage.ru_maxrss << 10
    )
  }

  /// What a worker does first of all: it lets go of what it has inherited, and takes no more memory of its own than so many bytes, nor processor time than
  /// so many seconds; neither core files nor traces.
  package static func limit(memory bytes: UInt64, seconds: UInt64) {
    for descriptor in STDERR_FILENO + 1..<256 { close(descriptor) }
    set(RLIMIT_DATA, bytes)
    set(RLIMIT_CORE, 0)
    var used = rusage()
    getrusage(RUSAGE_SELF.rawNumber, &used)
    let sofar = UInt64(clamping: used.ru_utime.tv_sec + used.ru_stime.tv_sec)
    // At the second limit the system kills without saying why.
    set(RLIMIT_CPU, sofar + seconds, most: sofar + seconds + 2)
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGPIPE] {
      signal(number, SIG_DFL)
    }
  }

  /// Ends the worker with `SIGALRM` after so many seconds from now.
  package static func expectEnd(within seconds: Int) {
    alarm(UInt32(clamping: seconds))
  }

  /// Says something to the process that waits.
  package static func say(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  private static func set(_ resource: __rlimit_resource, _ value: UInt64, most: UInt64? = nil) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(most ?? value))
    setrlimit(resource.rawNumber, &limit)
  }

  private static func spawn(_ words: [[UInt8]], output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var arguments =
      words.map { word in
        (word.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer {
          strdup($0.baseAddress.unsafelyUnwrapped)
        }
      } + [nil]
    defer { for word in arguments { free(word) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, "/proc/self/exe", &actions, &attributes, &arguments, environ)
    return status == 0 ? child : nil
  }

  /// All that comes until the end; nil if nobody waits any more.
  private static func collect(from descriptor: Int32, unless givesUp: () -> Bool) -> [UInt8]? {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, 100)
      if givesUp() { return nil }
      guard ready > 0 else { continue }
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return output }
      output += chunk[..<count]
    }
  }
}

// The C library declares these as enumerations, and its functions to take their numbers.

extension __rlimit_resource {
  fileprivate var rawNumber: Int32 { Int32(bitPattern: rawValue) }
}

extension __rusage_who {
  fileprivate var rawNumber: Int32 { rawValue }
}
