// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import TestSupport

/// What the built program did with some arguments.
struct ProgramRun {
  let status: Int32
  let output: [UInt8]
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// Where standard output goes.
enum OutputPlace {
  case file
  case device(String)
  /// A pipe that nobody reads.
  case closedPipe
}

/// A folder to run the program in, with clippings of our own.
final class Newsroom {
  private let folder: TemporaryDirectory
  var path: FilePath { folder.path }

  init(withArchive: Bool = true) throws {
    folder = try TemporaryDirectory()
    try write("Ferry stays in harbour\n\nThe ferry stayed in harbour on Monday.\n", to: "ferry.txt")
    try write("Bridge opens\n\nThe bridge over the harbour opened a day early.\n", to: "bridge.txt")
    guard withArchive else { return }
    let made = try run("index", "ferry.txt", "bridge.txt")
    guard made.status == 0 else { throw Failed(run: made) }
  }

  struct Failed: Error {
    let run: ProgramRun
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> FilePath {
    try folder.write(Array(text.utf8), to: name)
  }

  func makeFolder(_ name: String) throws {
    guard folder.appending(name).withPlatformString({ mkdir($0, 0o700) }) == 0 else {
      throw Errno(rawValue: errno)
    }
  }

  /// What the folder holds.
  func names(in name: String = ".") throws -> [String] {
    guard let folder = opendir(folder.appending(name).string) else { throw Errno(rawValue: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
      )
    }
    return names
  }

  func bytes(of name: String) throws -> [UInt8] {
    try TemporaryDirectory.read(folder.appending(name))
  }

  /// Runs the program with these arguments to its end.
  func run(list arguments: [String], environment: [String: String] = [:]) throws -> ProgramRun {
    try result(of: start(arguments, input: "/dev/null", environment: environment))
  }

  /// Runs the program to its end.
  func run(
    _ arguments: String...,
    input: String = "",
    output: OutputPlace = .file,
    environment: [String: String] = [:],
    folder name: String = "."
  ) throws -> ProgramRun {
    try write(input, to: ".input")
    let child = try start(
      arguments,
      input: folder.appending(".input").string,
      output: output,
      environment: environment,
      folder: name
    )
    return try result(of: child)
  }

  /// Runs a script with bash, which finds the program as `morgue`.
  func bash(_ script: String, _ environment: [String: String] = [:]) throws -> ProgramRun {
    try write("", to: ".input")
    let folder = FilePath(Self.program).removingLastComponent().string
    let path = ["PATH": "\(folder):/usr/bin:/bin"].merging(environment) { $1 }
    let input = self.folder.appending(".input").string
    let words = ["--norc", "--noprofile", "-c", script]
    return try result(of: start(words, input: input, environment: path, program: "/bin/bash"))
  }

  /// Starts the program, or another.
  func start(
    _ arguments: [String],
    input: String,
    output: OutputPlace = .file,
    environment: [String: String] = [:],
    folder name: String = ".",
    program: String? = nil,
    errors: String = ".errors"
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    let created = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 2, file(errors), created, 0o600)
    posix_spawn_file_actions_addopen(&actions, 1, file(".output"), created, 0o600)
    var ends: [Int32] = [-1, -1]
    switch output {
    case .file: break
    case .device(let path): posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY, 0)
    case .closedPipe:
      guard pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      close(ends[0])
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    }
    defer { if ends[1] >= 0 { close(ends[1]) } }
    // `env` changes the folder and then becomes the program, with the same process number.
    let words = ["env", "-C", file(name), program ?? Self.program] + arguments
    return try spawn(words, environment, &actions)
  }

  private func spawn(
    _ words: [String],
    _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var variables = ["PATH": "/usr/bin:/bin", "COLUMNS": "80", "LANG": "C.UTF-8", "TERM": "xterm"]
    variables.merge(environment) { $1 }
    var words = words.map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var child: pid_t = 0
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Whatever the tests themselves were told to ignore, as shells tell what runs behind.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    )
    let status = posix_spawn(&child, "/usr/bin/env", &actions, &attributes, &words, &settings)
    guard status == 0 else { throw Errno(rawValue: status) }
    return child
  }

  func result(of child: pid_t, errors name: String = ".errors") throws -> ProgramRun {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw Errno(rawValue: errno) }
    }
    // As a shell tells it: a program that a signal ended has 128 more than the signal's number.
    let signal = status & 0x7F
    return ProgramRun(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
      output: try bytes(of: ".output"),
      errors: String(decoding: try bytes(of: name), as: UTF8.self)
    )
  }

  private func file(_ name: String) -> String { folder.appending(name).string }

  /// The program stands beside the tests.
  private static let program: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(
      decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)),
      as: UTF8.self
    )
    return FilePath(path).removingLastComponent().appending("morgue").string
  }()
}
