// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import TestSupport

/// A folder with corpora and indexes, and the built program to work on them.
struct BenchmarkRoom {
  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
  }

  /// What the program did.
  struct Run: Equatable {
    let status: Int32
    let output: String
    let errors: String
    var lines: [String] {
      output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  func path(_ name: String) -> String { folder.appending(name).string }

  func write(_ lines: [String], to name: String) throws {
    try folder.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: name)
  }

  /// Runs the program with `lines` on its standard input.
  func run(_ arguments: String..., asking lines: [String] = []) throws -> Run {
    try write(lines, to: ".input")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let created = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, path(".input"), O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path(".output"), created, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, path(".errors"), created, 0o600)
    var words = ([Self.program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, Self.program, &actions, nil, &words, environ)
    guard status == 0 else { throw Errno(rawValue: status) }
    return Run(
      status: try Self.wait(for: child),
      output: try text(".output"),
      errors: try text(".errors")
    )
  }

  private static func wait(for child: pid_t) throws -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw Errno(rawValue: errno) }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try TemporaryDirectory.read(folder.appending(name)), as: UTF8.self)
  }

  /// The program stands beside the tests.
  private static let program: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let bytes = buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:))
    let tests = FilePath(String(decoding: bytes, as: UTF8.self))
    return tests.removingLastComponent().appending("morgue-bench").string
  }()
}
