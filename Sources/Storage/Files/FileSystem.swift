// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import SystemPackage

/// The calls that change names, each checked.
///
/// A name is on the disk only when the folder that holds it has been synchronized.
package enum FileSystem {
  /// Opens an existing file for reading; it may be anything, so ask its status first.
  package static func open(_ path: FilePath) throws(FileError) -> OpenFile {
    try OpenFile(path, flags: O_RDONLY)
  }

  /// Creates a file, readable by its owner only, that must not exist.
  package static func create(_ path: FilePath) throws(FileError) -> OpenFile {
    try OpenFile(path, flags: O_WRONLY | O_CREAT | O_EXCL)
  }

  /// Opens a file for reading and writing, and creates it if need be.
  package static func openOrCreate(_ path: FilePath) throws(FileError) -> OpenFile {
    try OpenFile(path, flags: O_RDWR | O_CREAT)
  }

  /// Opens a folder, which may be known by a link, to hold on to it.
  static func openFolder(_ path: FilePath) throws(FileError) -> OpenFile {
    try OpenFile(path.appending(name: [UInt8(ascii: ".")]), flags: O_RDONLY | O_DIRECTORY)
  }

  /// Makes a folder that only its owner may enter; answers whether it was not there before.
  @discardableResult
  package static func makeFolder(_ path: FilePath) throws(FileError) -> Bool {
    do {
      try systemCall("mkdir", path) { path.withPlatformString { mkdir($0, 0o700) } }
      return true
    } catch {
      guard error.errno == .fileExists else { throw error }
      return false
    }
  }

  /// Gives a file another name, replacing what had it, at once for every reader.
  package static func rename(_ old: FilePath, to new: FilePath) throws(FileError) {
    try systemCall("rename", new) {
      old.withPlatformString { from in new.withPlatformString { Glibc.rename(from, $0) } }
    }
  }

  /// Gives a file one more name, which must not exist.
  package static func link(_ old: FilePath, to new: FilePath) throws(FileError) {
    try systemCall("link", new) {
      old.withPlatformString { from in new.withPlatformString { Glibc.link(from, $0) } }
    }
  }

  /// Takes a name away; answers whether it was there.
  @discardableResult
  package static func unlink(_ path: FilePath) throws(FileError) -> Bool {
    do {
      try systemCall("unlink", path) { path.withPlatformString { Glibc.unlink($0) } }
      return true
    } catch {
      guard error.errno == .noSuchFileOrDirectory else { throw error }
      return false
    }
  }

  /// Waits until the names in a folder are on the disk; the folder may be known by a link.
  package static func synchronizeFolder(_ path: FilePath) throws(FileError) {
    var folder = try openFolder(path)
    try folder.synchronize()
    try folder.close()
  }

  /// What the system knows about a name; nil if it stands for nothing.
  package static func status(
    of path: FilePath,
    followingLink: Bool = false
  ) throws(FileError) -> FileStatus? {
    var raw = stat()
    do {
      try systemCall("stat", path) {
        path.withPlatformString { followingLink ? stat($0, &raw) : lstat($0, &raw) }
      }
    } catch {
      guard error.errno == .noSuchFileOrDirectory || error.errno == .notDirectory else {
        throw error
      }
      return nil
    }
    return FileStatus(raw)
  }

  /// Replaces a file's bytes so that every reader, also after a power cut, finds the old or the new.
  ///
  /// Written to `draft` first, which must lie on the same file system and is overwritten. The
  /// new bytes are sure to stay only when the folder of `path` has been synchronized after this.
  package static func replace(
    _ path: FilePath,
    with bytes: [UInt8],
    draft: FilePath
  ) throws(FileError) {
    try unlink(draft)
    do {
      var file = try create(draft)
      try file.write(bytes)
      try file.synchronize()
      try file.close()
      try rename(draft, to: path)
    } catch {
      _ = try? unlink(draft)
      throw error
    }
  }

  /// Reads a file to its end, so that what the disk cannot read is an error and not, in a mapping, a
  /// signal.
  package static func requireReadable(_ path: FilePath) throws(FileError) {
    let file = try open(path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    while try file.read(into: buffer) > 0 {}
  }

  /// Keeps what is at `path` also in `folder`, under a name nothing has there.
  ///
  /// What cannot have two names, as a folder in the place of a file, is moved.
  static func keepAside(_ path: FilePath, in folder: FilePath) throws(FileError) {
    let name = path.lastComponent?.string ?? ""
    let aside = folder.appending("\(name).\(hexadecimal(.random(in: 0 ... .max), digits: 16))")
    do {
      try link(path, to: aside)
    } catch {
      if error.errno == .noSuchFileOrDirectory { return }
      guard error.meansNoLinks else { throw error }
      try rename(path, to: aside)
    }
  }
}

extension FileError {
  /// Whether a second name was refused because such a file, or file system, cannot have one.
  var meansNoLinks: Bool {
    [.notPermitted, .notSupported, .tooManyLinks, .noFunction].contains(errno)
  }
}
