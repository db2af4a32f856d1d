// SPDX-License-Identifier: Apache-2.0

import Glibc
import NewsArchive
import Storage
import SystemPackage

/// A file that results are written to, whole or not at all.
///
/// Everything goes to a file beside it, which gets the name when all is written and on the disk. What
/// ends early leaves the name as it was.
struct OutputFile {
  private let path: FilePath
  private let draft: FilePath
  private let replaces: Bool
  /// Where to write.
  let descriptor: Int32

  /// Makes the file beside the one that is asked for.
  ///
  /// - Throws: ``ArchiveError`` that it cannot be created, also if the name is taken and may not be.
  init(_ name: String, replaces: Bool) throws(ArchiveError) {
    path = FilePath(name)
    self.replaces = replaces
    try Self.check(path, replaces: replaces)
    draft = path.removingLastComponent()
      .appending(".\(path.lastComponent?.string ?? "")-\(getpid()).draft")
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    descriptor = unsafe open(draft.string, flags, 0o666)
    guard descriptor >= 0 else { throw .creating(path, errno: errno) }
  }

  private static func check(_ path: FilePath, replaces: Bool) throws(ArchiveError) {
    var status = stat()
    guard unsafe lstat(path.string, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notReplaceable(path) }
    guard replaces else { throw .existing(path) }
  }

  /// The name for messages.
  var name: String { TerminalText.escape(path) }

  /// Gives the file its name.
  func keep() throws(ArchiveError) {
    guard fsync(descriptor) == 0, close(descriptor) == 0 else {
      let error = errno
      unsafe unlink(draft.string)
      throw .reading(name, errno: error)
    }
    // A second name, unlike a new one, never takes the place of a file that appeared meanwhile.
    let isNamed =
      replaces
      ? unsafe rename(draft.string, path.string) == 0
      : unsafe link(draft.string, path.string) == 0
    let error = errno
    if !replaces || !isNamed { unsafe unlink(draft.string) }
    guard isNamed else {
      throw error == EEXIST ? .existing(path) : .creating(path, errno: error)
    }
  }

  /// Leaves nothing behind.
  func discard() {
    close(descriptor)
    unsafe unlink(draft.string)
  }
}
