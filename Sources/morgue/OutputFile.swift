// SPDX-License-Identifier: Apache-2.0

import Glibc
import NewsArchive
import Storage
import SystemPackage

/// A file that results are written to, whole or not at all.
///
/// Everything goes to a file without a name, which gets its name when all is written and on the disk.
/// What ends early, however it ends, leaves the name as it was and nothing beside it. Where files must
/// have names from the beginning, as on network file systems, a signal takes the draft away; only a
/// sudden end leaves it.
struct OutputFile {
  private let path: FilePath
  /// A name beside the one that is asked for.
  private let draft: FilePath
  private let hasName: Bool
  private let replaces: Bool
  /// Where to write.
  let descriptor: Int32

  /// Makes a file in the folder of the one that is asked for; `mayHide` says whether it may do without
  /// a name.
  ///
  /// - Throws: ``ArchiveError`` that it cannot be created, also if the name is taken and may not be.
  init(_ name: String, replaces: Bool, mayHide: Bool = true) throws(ArchiveError) {
    path = FilePath(name)
    self.replaces = replaces
    try Self.check(path, replaces: replaces)
    let folder = path.removingLastComponent()
    draft = folder.appending(".\(path.lastComponent?.string ?? "")-\(getpid()).draft")
    if mayHide, let hidden = Self.hiddenFile(in: folder) {
      descriptor = hidden
      hasName = false
      return
    }
    hasName = true
    ProcessSignals.removeOnStop(draft)
    descriptor = unsafe open(draft.string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let error = errno
      ProcessSignals.removeOnStop(nil)
      throw .creating(path, errno: error)
    }
  }

  /// A file without a name; nil where there is no such thing, or no way to name it later.
  private static func hiddenFile(in folder: FilePath) -> Int32? {
    // `O_TMPFILE`, which Swift does not import.
    let flags = 0o20000000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC
    let descriptor = unsafe open(folder.isEmpty ? "." : folder.string, flags, 0o666)
    guard descriptor >= 0 else { return nil }
    guard unsafe access(systemName(of: descriptor), F_OK) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// The name the system gives an open file.
  private static func systemName(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

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
    defer { ProcessSignals.removeOnStop(nil) }
    let isWhole = fsync(descriptor) == 0
    let failure = errno
    // A second name, unlike a new one, never takes the place of a file that appeared meanwhile.
    let isNamed = isWhole && (replaces ? isRenamed() : isLinked(to: path))
    let error = isWhole ? errno : failure
    let isClosed = close(descriptor) == 0
    let lateError = errno
    if hasName, !(replaces && isNamed) { unsafe unlink(draft.string) }
    guard isWhole else { throw .reading(name, errno: error) }
    guard isNamed else {
      throw error == EEXIST ? .existing(path) : .creating(path, errno: error)
    }
    guard isClosed else { throw .reading(name, errno: lateError) }
    try Self.confirm(path)
  }

  /// Makes the name of a file or folder outlive a power cut, as its bytes do.
  static func confirm(_ path: FilePath) throws(ArchiveError) {
    let folder = path.removingLastComponent()
    do {
      try FileSystem.synchronizeFolder(folder.isEmpty ? "." : folder)
    } catch {
      throw ArchiveError(error, at: TerminalText.escape(path))
    }
  }

  /// Whether the file could be given a name that nothing has.
  private func isLinked(to target: FilePath) -> Bool {
    if hasName { return unsafe link(draft.string, target.string) == 0 }
    let source = Self.systemName(of: descriptor)
    return unsafe linkat(AT_FDCWD, source, AT_FDCWD, target.string, AT_SYMLINK_FOLLOW) == 0
  }

  /// Whether the file could be put in the place of the one that has its name.
  private func isRenamed() -> Bool {
    if !hasName {
      ProcessSignals.removeOnStop(draft)
      guard isLinked(to: draft) else { return false }
    }
    if unsafe rename(draft.string, path.string) == 0 { return true }
    let error = errno
    if !hasName { unsafe unlink(draft.string) }
    errno = error
    return false
  }

  /// Leaves nothing behind.
  func discard() {
    close(descriptor)
    if hasName { unsafe unlink(draft.string) }
    ProcessSignals.removeOnStop(nil)
  }
}
