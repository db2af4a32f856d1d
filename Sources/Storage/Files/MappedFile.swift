// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import SystemPackage

/// A whole file as memory, for reading.
///
/// The memory stays valid as long as this object lives, also when the file has lost its name. A
/// file that is cut short while mapped is beyond repair by a reader: the system sends `SIGBUS`,
/// which ``ProcessSignals`` turns into a message. Opening costs four system calls, about 5 µs.
package final class MappedFile {
  package let path: FilePath
  /// The first byte; not to be read when `count` is zero.
  package let base: UnsafeRawPointer
  /// In bytes.
  package let count: Int

  /// Maps the regular file at `path`, following no link at its end.
  ///
  /// - Throws: `EINVAL` as the error of `mmap` for what is no regular file.
  package init(_ path: FilePath) throws(FileError) {
    let file = try FileSystem.open(path)
    let status = try file.status()
    guard status.kind == .regular, let count = Int(exactly: status.size) else {
      throw FileError("mmap", path, .invalidArgument)
    }
    self.path = path
    self.count = count
    guard count > 0 else {
      base = UnsafeRawPointer(UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))
      return
    }
    base = try Self.map(file, count: count)
  }

  private static func map(
    _ file: borrowing OpenFile,
    count: Int
  ) throws(FileError) -> UnsafeRawPointer {
    try FaultPoint.reached("mmap", file.path)
    let memory = file.withDescriptor { mmap(nil, count, PROT_READ, MAP_PRIVATE, $0, 0) }
    guard let memory, memory != MAP_FAILED else {
      throw FileError("mmap", file.path, Errno(rawValue: errno))
    }
    return UnsafeRawPointer(memory)
  }

  deinit {
    let memory = UnsafeMutableRawPointer(mutating: base)
    if count > 0 { munmap(memory, count) } else { memory.deallocate() }
  }

  /// All bytes, as a pointer that must not outlive this object.
  package var buffer: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base, count: count)
  }

  /// All bytes, borrowed.
  package var bytes: RawSpan {
    @_lifetime(borrow self)
    get {
      let span = RawSpan(_unsafeBytes: buffer)
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// Gives memory back that held these bytes; reading them again fetches them from the file.
  package func release(_ range: Range<Int>) {
    let page = 4096
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    guard start < end else { return }
    madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
  }

  /// Asks the system to have these bytes ready soon.
  package func prefetch(_ range: Range<Int>) {
    let page = 4096
    let start = range.lowerBound / page * page
    let memory = UnsafeMutableRawPointer(mutating: base + start)
    _ = madvise(memory, min(range.upperBound, count) - start, MADV_WILLNEED)
  }
}

// The mapping never changes between `init` and `deinit`, so any number of
// threads may read it.
extension MappedFile: @unchecked Sendable {}
