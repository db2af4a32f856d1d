// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import SystemPackage

/// A file or folder held open; closed when its owner lets go.
///
/// Calls that a signal interrupts are repeated. A failed `fsync` is not: the kernel may have
/// dropped the very bytes it could not write, so a second one that succeeds proves nothing.
package struct OpenFile: ~Copyable, Sendable {
  /// Where it was found when it was opened; used in errors only.
  package let path: FilePath
  private var descriptor: Int32

  /// Opens `path`, following no link at its end and waiting for no other process.
  init(_ path: FilePath, flags: Int32) throws(FileError) {
    let mode = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    descriptor = try systemCall("open", path) {
      path.withPlatformString { open($0, mode, 0o600) }
    }
    self.path = path
  }

  /// Opens the entry `name` of the folder `parent`.
  init(_ name: [UInt8], in parent: borrowing OpenFile, flags: Int32) throws(FileError) {
    let whole = parent.path.appending(name: name)
    let folder = parent.descriptor
    let mode = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    descriptor = try systemCall("open", whole) {
      withZeroEnded(name) { openat(folder, $0, mode, 0o600) }
    }
    path = whole
  }

  /// Takes over a descriptor that a call has made, `path` being for messages.
  init(adopting descriptor: Int32, _ path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Closes the file and says whether the system was content.
  ///
  /// Interrupted by a signal it counts as closed, as it is on Linux. Nothing may follow.
  package mutating func close() throws(FileError) {
    let held = descriptor
    descriptor = -1
    let result = Glibc.close(held)
    let code = Errno(rawValue: errno)
    try FaultPoint.reached("close", path)
    guard result < 0, code != .interrupted else { return }
    throw FileError("close", path, code)
  }

  /// The number the system knows it by, for the length of a call.
  func withDescriptor<Result>(_ body: (Int32) -> Result) -> Result {
    body(descriptor)
  }

  /// Makes one call on the descriptor; see ``systemCall(_:_:_:)``.
  @discardableResult
  func call<Value: SignedInteger>(
    _ operation: String,
    _ body: (Int32) -> Value
  ) throws(FileError) -> Value {
    let held = descriptor
    return try systemCall(operation, path) { body(held) }
  }

  /// Writes all of `bytes`, in as many calls as the system needs.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      done += try call("write") { Glibc.write($0, rest.baseAddress, rest.count) }
    }
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in try write(buffer) }
  }

  /// Writes all of `bytes` from the byte `place` on, wherever writing has come.
  package func write(_ bytes: [UInt8], at place: Int) throws(FileError) {
    try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        let target = place + done
        done += try call("pwrite") { pwrite($0, rest.baseAddress, rest.count, target) }
      }
    }
  }

  /// Cuts the file off after so many bytes.
  package func truncate(to count: Int) throws(FileError) {
    try call("ftruncate") { ftruncate($0, count) }
  }

  /// Reads up to `buffer.count` bytes and answers how many; zero at the end of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    try call("read") { Glibc.read($0, buffer.baseAddress, buffer.count) }
  }

  /// Waits until everything written is on the disk.
  package func synchronize() throws(FileError) {
    try call("fsync") { fsync($0) }
  }

  /// What the system knows about the file.
  package func status() throws(FileError) -> FileStatus {
    var raw = stat()
    try call("fstat") { fstat($0, &raw) }
    return FileStatus(raw)
  }
}
