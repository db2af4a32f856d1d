// SPDX-License-Identifier: Apache-2.0

import CArguments
import Glibc
import NewsArchive
import SystemPackage

/// What the program asks of the process it runs in.
enum Process {
  /// The folder that relative paths start from; `.` if it has been deleted.
  static var workingDirectory: FilePath {
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe FilePath(platformString: path)
  }

  /// What the process was started with, without its own name.
  static var arguments: [String] {
    (1..<max(1, carguments_count())).compactMap { index in
      unsafe carguments_value(index).map { unsafe String(cString: $0) }
    }
  }

  /// What this process was started for by another one of its kind, which does not want to be harmed.
  static var readingApart: ApartReading? {
    let count = carguments_count()
    guard count > 1, let word = unsafe carguments_value(1),
      unsafe strcmp(word, ApartReading.command) == 0
    else { return nil }
    return ApartReading(
      arguments: (1..<count).compactMap { index in
        unsafe carguments_value(index).map { text in
          unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
        }
      }
    )
  }

  /// Ends the process at once: nothing is left to be written, and the system takes the memory back.
  static func end(_ status: Int32) -> Never {
    _exit(status)
  }

  /// Whether a person can answer.
  static var isInteractive: Bool {
    isatty(STDIN_FILENO) == 1
  }

  /// All of standard input.
  ///
  /// - Throws: ``ArchiveError`` beyond `limit` bytes or when reading fails.
  static func standardInput(limit: Int) throws(ArchiveError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .reading("standard input", errno: errno) }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= limit else { throw .tooLarge("standard input", limit: limit) }
    }
  }

  /// A new folder of our own for a file that another program will read.
  static func temporaryFolder() throws(ArchiveError) -> FilePath {
    let parent = environmentValue("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(parent)/morgue-\(String(repeating: "X", count: 6))".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
      guard let base = buffer.baseAddress, unsafe mkdtemp(base) != nil else { return nil }
      return unsafe String(validatingCString: base)
    }
    guard let made else { throw .creating(FilePath(parent), errno: errno) }
    return FilePath(made)
  }

  /// Hands a file to the system's viewer and does not wait for it.
  static func open(_ path: FilePath) throws(ArchiveError) {
    let opener = environmentValue("MORGUE_OPENER") ?? "xdg-open"
    guard let child = ChildProcess([opener, path.string], hasInput: false) else {
      throw .missingProgram(opener)
    }
    guard child.wait() == 0 else { throw .missingProgram(opener) }
  }
}

/// The value of an environment variable, or nil.
func environmentValue(_ name: String) -> String? {
  unsafe getenv(name).flatMap { unsafe String(validatingCString: $0) }
}

/// A program started by this one.
struct ChildProcess {
  private let identifier: pid_t
  /// Where to write what the child reads, or -1.
  let input: Int32

  /// Starts `arguments[0]`, looked up in `PATH`; nil if that failed.
  init?(_ arguments: [String], hasInput: Bool) {
    var ends: [Int32] = [-1, -1]
    if hasInput {
      guard unsafe pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if hasInput { unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], 0) }
    var child: pid_t = 0
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    let status = unsafe posix_spawnp(&child, arguments[0], &actions, nil, &words, environ)
    if hasInput { close(ends[0]) }
    guard status == 0 else {
      if hasInput { close(ends[1]) }
      return nil
    }
    identifier = child
    input = ends[1]
  }

  /// Waits for the end and returns the exit status.
  func wait() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return (status >> 8) & 0xFF
  }
}
