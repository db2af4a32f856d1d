// SPDX-License-Identifier: Apache-2.0

private import Glibc
internal import SystemPackage

/// Standard output or standard error, buffered, with every failure noticed.
///
/// `print` to a full disk says nothing and the program ends with 0; this says so. Nothing
/// reaches the system before ``flush()`` or 64 KB, and what was not flushed is lost on purpose
/// when the stream is let go: whoever ends without flushing has an error to report.
package struct OutputStream: ~Copyable, Sendable {
  /// Why nothing more can be written.
  package enum Failure: Error, Sendable, Equatable {
    /// Whoever reads has stopped, as `head` does; no error, but nothing is left to do.
    case closed
    case file(FileError)
  }

  private static let bufferSize = 1 << 16

  private let descriptor: Int32
  private let name: FilePath
  private var buffer: [UInt8] = []

  /// The stream on a descriptor that is open already, `name` being for messages.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = FilePath(name)
  }

  /// Where results go.
  package static func standardOutput() -> OutputStream {
    OutputStream(descriptor: STDOUT_FILENO, name: "standard output")
  }

  /// Where everything else goes.
  package static func standardError() -> OutputStream {
    OutputStream(descriptor: STDERR_FILENO, name: "standard error")
  }

  /// Whether a person is looking.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// How many columns and rows the terminal has; nil if it is none, or does not know.
  package var terminalSize: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Appends text as it is; make what comes from outside safe first, by ``TerminalText``.
  package mutating func write(_ text: String) throws(Failure) {
    var text = text
    text.withUTF8 { buffer.append(contentsOf: UnsafeRawBufferPointer($0)) }
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes as they are.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes as they are.
  package mutating func write(_ bytes: [UInt8]) throws(Failure) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Hands everything over to the system.
  package mutating func flush() throws(Failure) {
    defer { buffer.removeAll(keepingCapacity: true) }
    var done = 0
    while done < buffer.count {
      done += try writeOnce(from: done)
    }
  }

  private func writeOnce(from start: Int) throws(Failure) -> Int {
    let written = buffer.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      return Glibc.write(descriptor, rest.baseAddress, rest.count)
    }
    guard written < 0 else { return written }
    let code = Errno(rawValue: errno)
    switch code {
    case .interrupted: return 0
    case .brokenPipe: throw .closed
    case .wouldBlock:
      // Somebody made the descriptor non-blocking; wait until it takes more.
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&wait, 1, -1)
      return 0
    default: throw .file(FileError("write", name, code))
    }
  }
}
