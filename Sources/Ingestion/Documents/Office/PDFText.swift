// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The text of PDF files, by the program `pdftotext` of poppler where it is installed.
///
/// It is started directly, without a shell; the document reaches it through a file without a name,
/// so that no name of a file is ever an argument. Its time and its output are limited, and its memory
/// where there is `prlimit` (of util-linux).
package enum PDFText {
  /// What came of a document.
  package enum Outcome: Hashable, Sendable {
    case text([UInt8])
    /// The program is not installed.
    case noProgram
    /// It ended with an error, took too long, or said too much.
    case failed
  }

  private static let mostOutput = 64 << 20
  /// Where the program is, looked up once; nil if it is not installed.
  package static let program: String? = find("pdftotext", in: environmentPath)

  /// The text of a document in UTF-8, pages parted by blank lines.
  ///
  /// Costs a process; a program that takes longer than `limit` is ended.
  package static func read(
    _ document: Span<UInt8>,
    by program: String? = program,
    within limit: Duration = .seconds(60)
  ) -> Outcome {
    guard let program else { return .noProgram }
    guard let file = unsafe tmpfile() else { return .failed }
    defer { unsafe _ = fclose(file) }
    let input = unsafe fileno(file)
    guard write(document, to: input), lseek(input, 0, SEEK_SET) == 0,
      let (child, source) = starting.withLock({ _ in start(program, input: input) })
    else { return .failed }
    defer { close(source) }
    let deadline = ContinuousClock.now + limit
    let output = collect(from: source, until: deadline)
    guard let status = end(child, output == nil ? .now : deadline), status == 0, let output else {
      return .failed
    }
    return .text(output.map { $0 == 0x0C ? 0x0A : $0 })
  }

  /// Waits for the program, ends it when time is up, and gives its status; nil if it was ended.
  private static func end(_ child: pid_t, _ deadline: ContinuousClock.Instant) -> Int32? {
    var status: Int32 = 0
    while ContinuousClock.now < deadline {
      let found = unsafe waitpid(child, &status, WNOHANG)
      if found == child { return status }
      // Where the caller ignores its children's ends, none is told; the output was whole.
      if found < 0, errno == ECHILD { return 0 }
      if found < 0, errno != EINTR { return nil }
      usleep(2000)
    }
    kill(child, SIGKILL)
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    return nil
  }

  // MARK: The program

  /// What the program is started by: that sets limits and then becomes the program.
  private static let limits: [String] = {
    let megabytes = 1024
    guard let prlimit = find("prlimit", in: "/usr/bin:/bin") else { return [] }
    return [prlimit, "--as=\(megabytes << 20)", "--cpu=60", "--core=0", "--"]
  }()

  private static var environmentPath: String {
    guard let path = unsafe getenv("PATH") else { return "/usr/bin:/bin" }
    return unsafe String(cString: path)
  }

  /// The first folder of a search path, absolute ones only, that holds a program of this name.
  package static func find(_ name: String, in path: String) -> String? {
    let folders = path.split(separator: ":").filter { $0.hasPrefix("/") }
    return folders.map { "\($0)/\(name)" }.first { candidate in
      unsafe access(candidate, X_OK) == 0
    }
  }

  /// One child at a time is made: none may inherit the other's end of a pipe.
  private static let starting = Mutex<Void>(())

  /// Starts the program; gives its number and where its output can be read.
  private static func start(_ program: String, input: Int32) -> (child: pid_t, output: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    defer { close(ends[1]) }
    for descriptor in [ends[0], ends[1], input] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    guard let child = spawn(program, input: input, output: ends[1]) else {
      close(ends[0])
      return nil
    }
    return (child, ends[0])
  }

  private static func spawn(_ program: String, input: Int32, output: Int32) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let words = limits + [program, "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-"]
    var arguments = unsafe copies(of: words)
    var environment = unsafe copies(of: ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"])
    defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
    var child: pid_t = 0
    let failure = unsafe posix_spawn(&child, words[0], &actions, nil, &arguments, &environment)
    return failure == 0 ? child : nil
  }

  /// Strings as C has them, with the null at the end of the list.
  private static func copies(of words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe words.map { word -> UnsafeMutablePointer<CChar>? in unsafe strdup(word) } + [nil]
  }

  // MARK: Bytes

  private static func write(_ bytes: ByteSpan, to descriptor: Int32) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
        let written = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return false }
        offset += written
      }
      return true
    }
  }

  /// All that comes, up to the limits of time and size; nil beyond them.
  private static func collect(
    from descriptor: Int32,
    until deadline: ContinuousClock.Instant
  ) -> [UInt8]? {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while output.count <= mostOutput {
      guard wait(descriptor, for: deadline - ContinuousClock.now) else { return nil }
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return output }
      output += chunk[..<count]
    }
    return nil
  }

  /// Waits until something can be read; false when time is up.
  private static func wait(_ descriptor: Int32, for time: Duration) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds =
      time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
    guard milliseconds > 0 else { return false }
    let ready = unsafe poll(&request, 1, Int32(clamping: milliseconds))
    return ready > 0 || (ready < 0 && errno == EINTR)
  }
}
