// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage
import SystemPackage
import TestSupport
import Testing

/// Another process that takes the lock, or tries to, with the system's own `flock` command.
private struct OtherProcess {
  let pid: pid_t
  private let input: Int32

  /// Runs `flock` on the file; with `holding`, it keeps the lock until it is told to go.
  init(_ lock: FilePath, holding: Bool) throws {
    let ends = try Self.pipe() + Self.pipe()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[3], 1)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let command = ["flock", "-n", "-F", lock.string, holding ? "cat" : "true"]
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    #expect(posix_spawnp(&child, "flock", &actions, nil, &arguments, environ) == 0)
    pid = child
    close(ends[0])
    close(ends[3])
    input = ends[1]
    if holding {
      // What comes back through `cat` comes only once the lock is held.
      var byte: UInt8 = 10
      #expect(write(input, &byte, 1) == 1)
      #expect(read(ends[2], &byte, 1) == 1)
    }
    close(ends[2])
  }

  private static func pipe() throws -> [Int32] {
    var ends: [Int32] = [0, 0]
    #expect(Glibc.pipe(&ends) == 0)
    for end in ends { #expect(fcntl(end, F_SETFD, FD_CLOEXEC) == 0) }
    return ends
  }

  /// Lets it go and answers its exit status.
  func end() -> Int32 {
    close(input)
    var status: Int32 = 0
    #expect(waitpid(pid, &status, 0) == pid)
    return status >> 8
  }
}

@Suite(.serialized)
struct ArchiveLockTests {
  @Test
  func `is held by one at a time and names the holder`() throws {
    let world = try ArchiveWorld()
    do {
      let held = try ArchiveLock.acquire(world.archive)
      let error = #expect(throws: StorageError.self) {
        _ = try ArchiveLock.acquire(world.archive)
      }
      guard case .busy(let pid, let since) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(pid == getpid())
      #expect(since?.hasSuffix("Z") == true)
      withExtendedLifetime(held) {}
    }
    _ = try ArchiveLock.acquire(world.archive)
  }

  @Test
  func `keeps another process out, and is kept out by it`() throws {
    let world = try ArchiveWorld()
    let path = world.archive.paths.lock
    do {
      let held = try ArchiveLock.acquire(world.archive)
      #expect(try OtherProcess(path, holding: false).end() == 1)
      withExtendedLifetime(held) {}
    }
    let other = try OtherProcess(path, holding: true)
    #expect(throws: StorageError.self) { _ = try ArchiveLock.acquire(world.archive) }
    #expect(other.end() == 0)
    _ = try ArchiveLock.acquire(world.archive)
  }

  @Test
  func `dies with its holder`() throws {
    let world = try ArchiveWorld()
    let other = try OtherProcess(world.archive.paths.lock, holding: true)
    #expect(throws: StorageError.self) { _ = try ArchiveLock.acquire(world.archive) }
    kill(other.pid, SIGKILL)
    _ = other.end()
    try world.commit(["a"])
  }

  @Test
  func `does not commit when its file was replaced`() throws {
    let world = try ArchiveWorld()
    var transaction = try Transaction(world.archive, lock: ArchiveLock.acquire(world.archive))
    transaction.add(try transaction.newFile(.segment).seal())
    try TemporaryDirectory.write([], to: world.archive.paths.lock)
    let result = Result { try transaction.commit() }
    #expect(throws: StorageError.lockLost) { try result.get() }
    #expect(try world.archive.readManifest().generation == 0)
  }

  @Test
  func `lets nobody in when its file was removed, and does not commit`() throws {
    let world = try ArchiveWorld()
    do {
      var transaction = try Transaction(world.archive, lock: ArchiveLock.acquire(world.archive))
      transaction.add(try transaction.newFile(.segment).seal())
      try FileSystem.unlink(world.archive.paths.lock)
      #expect(throws: StorageError.busy(pid: nil, since: nil)) {
        _ = try ArchiveLock.acquire(world.archive)
      }
      let result = Result { try transaction.commit() }
      #expect(throws: StorageError.lockLost) { try result.get() }
    }
    try world.commit(["a"])
  }

  @Test
  func `repeats nothing of what others wrote into its file`() throws {
    let world = try ArchiveWorld()
    let held = try ArchiveLock.acquire(world.archive)
    let texts = ["", "pid 12 since \u{1B}[31m", "pid \u{7} since 2025", "\0\0\0", "pid 1 since"]
    for text in texts + [String(repeating: "x", count: 5_000)] {
      let descriptor = open(world.archive.paths.lock.string, O_WRONLY | O_TRUNC | O_CLOEXEC)
      let bytes = Array(text.utf8)
      #expect(write(descriptor, bytes, bytes.count) == bytes.count)
      close(descriptor)
      let error = #expect(throws: StorageError.self) {
        _ = try ArchiveLock.acquire(world.archive)
      }
      guard case .busy(nil, let since) = error else {
        Issue.record("\(text): \(String(describing: error))")
        continue
      }
      #expect(since == nil || since == "2025")
    }
    withExtendedLifetime(held) {}
  }

  @Test
  func `is let go although a program that is being started has a copy of it`() throws {
    let world = try ArchiveWorld()
    var copy: Int32 = -1
    do {
      let held = try ArchiveLock.acquire(world.archive)
      let file = try FileSystem.status(of: world.archive.paths.lock)
      for descriptor in Int32(3)..<256 {
        var raw = stat()
        guard fstat(descriptor, &raw) == 0, raw.st_ino == file?.inode ?? 0 else { continue }
        copy = dup(descriptor)
      }
      withExtendedLifetime(held) {}
    }
    #expect(copy >= 0)
    _ = try ArchiveLock.acquire(world.archive)
    close(copy)
  }

  @Test
  func `knows no file that is not a file`() throws {
    let world = try ArchiveWorld()
    try FileSystem.unlink(world.archive.paths.lock)
    try FileSystem.makeFolder(world.archive.paths.lock)
    #expect(throws: StorageError.self) { _ = try ArchiveLock.acquire(world.archive) }
  }
}
