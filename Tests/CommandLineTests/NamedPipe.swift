// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage

/// A pipe with a name in a room, by which a test and the program wait for each other.
final class NamedPipe {
  let path: String
  private var descriptor: Int32 = -1

  init(_ name: String, in room: Newsroom) throws {
    path = room.path.appending(name).string
    guard mkfifo(path, 0o600) == 0 else { throw Errno(rawValue: errno) }
    // Until the program is there both ends are open, so that neither side waits for the other.
    descriptor = open(path, O_RDWR | O_CLOEXEC)
  }

  deinit {
    end()
  }

  /// To be called when the program has been started that reads from it.
  func openForWriting() throws { try take(O_WRONLY) }

  /// To be called when the program has been started that writes to it; it holds no more than a page.
  func openForReading() throws {
    try take(O_RDONLY)
    _ = fcntl(descriptor, 1031, 4096)
  }

  private func take(_ end: Int32) throws {
    let taken = open(path, end | O_CLOEXEC)
    guard taken >= 0 else { throw Errno(rawValue: errno) }
    close(descriptor)
    descriptor = taken
  }

  /// Writes, and waits until the program has taken it.
  func write(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw Errno(rawValue: errno)
    }
    var left: Int32 = 1
    while left > 0 {
      guard ioctl(descriptor, UInt(FIONREAD), &left) == 0 else { throw Errno(rawValue: errno) }
      var state = pollfd(fd: descriptor, events: 0, revents: 0)
      poll(&state, 1, 1)
      // Whoever should have read has gone.
      guard state.revents & Int16(POLLERR) == 0 else { throw Errno.brokenPipe }
    }
  }

  /// Reads up to so many bytes; none at the end.
  func read(_ count: Int = 1 << 16) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = Glibc.read(descriptor, &bytes, count)
    guard read >= 0 else { throw Errno(rawValue: errno) }
    return Array(bytes.prefix(read))
  }

  /// Reads to the end.
  func readAll() throws -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let bytes = try read()
      if bytes.isEmpty { return all }
      all += bytes
    }
  }

  func end() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}
