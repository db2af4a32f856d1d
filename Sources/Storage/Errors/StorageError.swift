// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// Why an archive could not be opened, read or changed.
package enum StorageError: Error, Sendable, Equatable {
  /// A call to the operating system failed; nothing was changed.
  case file(FileError)
  /// Bytes of the archive are damaged.
  case corruption(CorruptionError)
  /// Another process is writing; who and since when, as far as its lock file says.
  case busy(pid: Int32?, since: String?)
  /// The lock that this process held was taken away, so that it may not change anything.
  case lockLost
  /// The folder holds no archive, or is not a folder, or is not there.
  case notAnArchive(FilePath)
  /// The folder holds an archive already, or things that are none of ours.
  case alreadyExists(FilePath)
  /// Locks cannot be trusted on the file system the archive lies on.
  case networkFileSystem(FilePath)
  /// Written in a later format than this program knows; nothing was touched.
  case newerFormat(found: String, supported: String)
  /// Written in an earlier format that this program no longer writes.
  case olderFormat(found: String, supported: String)
  /// Too little room on the disk for what is about to be written; in bytes.
  case noSpace(needed: UInt64, available: UInt64)
  /// The generation is visible, but the disk did not confirm that it will survive a power cut.
  case unconfirmed(generation: UInt64, FileError)
  /// No copy of an archive can be made in that place; nothing was touched there.
  case refused(FilePath, CopyRefusal)
  /// Whoever asked for it has asked to stop; nothing has become visible.
  case stopped
}

/// Runs file calls where every failure is a ``StorageError``.
///
/// - Throws: the body's error as ``StorageError/file(_:)``.
package func asStorageError<Result: ~Copyable>(
  _ body: () throws(FileError) -> Result
) throws(StorageError) -> Result {
  do {
    return try body()
  } catch {
    throw .file(error)
  }
}

/// Decodes where every failure is a ``StorageError``.
///
/// - Throws: the body's error as ``StorageError/corruption(_:)``.
package func asStorageError<Result: ~Copyable>(
  _ body: () throws(CorruptionError) -> Result
) throws(StorageError) -> Result {
  do {
    return try body()
  } catch {
    throw .corruption(error)
  }
}
