// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import SystemPackage

/// A folder held open, whose names are bytes and nothing more.
///
/// Names that are not UTF-8 exist too; whoever reads them as text loses the files.
package struct Folder: ~Copyable, Sendable {
  /// One name in a folder.
  package struct Entry: Sendable, Equatable {
    package let name: [UInt8]
    /// What it stands for, if the file system says so for free.
    package let kind: FileStatus.Kind?
  }

  private let file: OpenFile

  /// Opens the folder at `path`; a link there is followed only if `followingLink`.
  package init(_ path: FilePath, followingLink: Bool = false) throws(FileError) {
    // "path/." is the folder itself even where O_NOFOLLOW would stop at a link.
    let opened = followingLink ? path.appending(name: [UInt8(ascii: ".")]) : path
    file = try OpenFile(opened, flags: O_RDONLY | O_DIRECTORY)
  }

  private init(file: consuming OpenFile) {
    self.file = file
  }

  /// Where it was found.
  package var path: FilePath { file.path }

  /// Opens a folder in this one, never through a link.
  package func folder(_ name: [UInt8]) throws(FileError) -> Folder {
    Folder(file: try OpenFile(name, in: file, flags: O_RDONLY | O_DIRECTORY))
  }

  /// Opens an entry for reading, never through a link; it may be anything, so ask its status first.
  package func open(_ name: [UInt8]) throws(FileError) -> OpenFile {
    try OpenFile(name, in: file, flags: O_RDONLY)
  }

  /// What the system knows about the folder itself.
  package func status() throws(FileError) -> FileStatus {
    try file.status()
  }

  /// What the system knows about an entry; of a link, the link itself unless `followingLink`.
  package func status(
    of name: [UInt8],
    followingLink: Bool = false
  ) throws(FileError) -> FileStatus {
    var raw = stat()
    let flags = followingLink ? 0 : AT_SYMLINK_NOFOLLOW
    try systemCall("stat", file.path.appending(name: name)) {
      file.withDescriptor { held in
        withZeroEnded(name) { fstatat(held, $0, &raw, flags) }
      }
    }
    return FileStatus(raw)
  }

  /// All names but `.` and `..`, in the order of their bytes.
  package func entries() throws(FileError) -> [Entry] {
    let copy = try file.call("fcntl") { fcntl($0, F_DUPFD_CLOEXEC, 0) }
    guard let stream = fdopendir(copy) else {
      let code = Errno(rawValue: errno)
      _ = close(copy)
      throw FileError("opendir", path, code)
    }
    defer { closedir(stream) }
    rewinddir(stream)
    var entries: [Entry] = []
    while let entry = try next(of: stream) {
      if !entry.isSelfOrParent { entries.append(entry) }
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  private func next(of stream: OpaquePointer) throws(FileError) -> Entry? {
    errno = 0
    guard let raw = readdir(stream) else {
      guard errno == 0 else { throw FileError("readdir", path, Errno(rawValue: errno)) }
      return nil
    }
    let name = withUnsafeBytes(of: &raw.pointee.d_name) { [UInt8]($0.prefix { $0 != 0 }) }
    return Entry(name: name, kind: FileStatus.Kind(directoryType: raw.pointee.d_type))
  }
}

extension Folder.Entry {
  fileprivate var isSelfOrParent: Bool {
    name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")]
  }
}
