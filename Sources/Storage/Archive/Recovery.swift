// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// What a writer that died had left behind, cleared away by the next one under the lock.
///
/// Only what we would have named so ourselves and no commit point names: an editor's backup or a
/// `.DS_Store` in a folder of the archive is not touched.
package struct Recovery: Sendable, Equatable {
  /// Files that were never committed, removed.
  package private(set) var removed = 0
  /// Files of a later generation than the archive's, moved to `quarantine`.
  ///
  /// They mean that an old manifest was put back; what they hold may be all there is.
  package private(set) var quarantined = 0

  /// Nothing was there to clear.
  init() {}

  /// Clears; with a checkpoint that counts, it and what it names stay.
  ///
  /// After a rollback the next generation has been committed once already, and its files are no remains.
  init(
    _ paths: ArchivePaths,
    manifest: Manifest,
    keeping checkpoint: Checkpoint? = nil,
    afterRollback isRolledBack: Bool = false
  ) throws(FileError) {
    // A copy made by a program that skips empty folders lacks some.
    for folder in paths.folders where try FileSystem.status(of: folder) == nil {
      try FileSystem.makeFolder(folder)
    }
    let isKept = { (name: [UInt8]) in
      // What was being read when the writer died is of use to the next run that reads.
      name.elementsEqual(WorkJournal.name.utf8)
        || checkpoint != nil && name.elementsEqual(Checkpoint.name.utf8)
    }
    for entry in try Folder(paths.drafts).entries()
    where entry.kind != .folder && !isKept(entry.name) {
      if try FileSystem.unlink(paths.drafts.appending(name: entry.name)) { removed += 1 }
    }
    let named = Set((manifest.entries + (checkpoint?.entries ?? [])).map(\.place))
    for folder in FileKind.folders {
      for entry in try Folder(paths.root.appending(folder)).entries() {
        let text = String(decoding: entry.name, as: UTF8.self)
        guard entry.kind != .folder, let name = SealedFileName(text),
          name.kind.folder == folder, !named.contains("\(folder)/\(text)")
        else { continue }
        let isKeptAside = name.generation > manifest.generation + (isRolledBack ? 0 : 1)
        try clear(name, in: paths, keptAside: isKeptAside)
      }
    }
  }

  private mutating func clear(
    _ name: SealedFileName,
    in paths: ArchivePaths,
    keptAside: Bool
  ) throws(FileError) {
    guard keptAside else {
      if try FileSystem.unlink(paths.file(name)) { removed += 1 }
      return
    }
    try FileSystem.rename(paths.file(name), to: paths.quarantine.appending(name.text))
    quarantined += 1
  }
}
