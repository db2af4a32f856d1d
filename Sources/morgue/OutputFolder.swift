// SPDX-License-Identifier: Apache-2.0

import Glibc
import NewsArchive
import Storage
import SystemPackage

/// A folder of files that appears when all of them are written, or not at all.
///
/// They are written to a folder beside it, which gets the name when all is on the disk.
struct OutputFolder {
  private let path: FilePath
  private let draft: FilePath

  /// Makes the folder beside the one that is asked for.
  ///
  /// - Throws: ``ArchiveError`` if the name is taken or nothing can be created there.
  init(_ name: String) throws(ArchiveError) {
    var path = FilePath(name)
    if let last = path.lastComponent { path = path.removingLastComponent().appending(last) }
    self.path = path
    var status = stat()
    guard unsafe lstat(path.string, &status) != 0 else { throw .folderExists(path) }
    draft = path.removingLastComponent()
      .appending(".\(path.lastComponent?.string ?? "")-\(getpid()).draft")
    guard unsafe mkdir(draft.string, 0o777) == 0 else { throw .creating(path, errno: errno) }
  }

  /// Writes a file, which must be the first of its name.
  func write(_ text: String, to name: String) throws(ArchiveError) {
    let file = draft.appending(name)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    let descriptor = unsafe open(file.string, flags, 0o666)
    guard descriptor >= 0 else { throw .creating(file, errno: errno) }
    defer { close(descriptor) }
    var stream = OutputStream(descriptor: descriptor, name: name)
    do throws(OutputStream.Failure) {
      try stream.write(text)
      try stream.flush()
    } catch {
      guard case .file(let failure) = error else { return }
      throw ArchiveError(failure, at: TerminalText.escape(path))
    }
  }

  /// Gives the folder its name, after all that is in it is on the disk.
  func keep() throws(ArchiveError) {
    let descriptor = unsafe open(draft.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .creating(path, errno: errno) }
    defer { close(descriptor) }
    // One call for all files is some thousand times cheaper than one for each.
    sync()
    guard fsync(descriptor) == 0 else { throw .creating(path, errno: errno) }
    // An empty folder that appeared meanwhile is replaced; anything else stays.
    guard unsafe rename(draft.string, path.string) == 0 else {
      let isTaken = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
      throw isTaken ? .folderExists(path) : .creating(path, errno: errno)
    }
    try OutputFile.confirm(path)
  }

  /// Leaves nothing behind.
  func discard() {
    guard let folder = unsafe opendir(draft.string) else { return }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { place in
        unsafe place.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { unsafe unlink(draft.appending(name).string) }
    }
    unsafe closedir(folder)
    unsafe rmdir(draft.string)
  }
}
