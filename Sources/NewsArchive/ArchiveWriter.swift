// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import InvertedIndex
import Storage
package import SystemPackage

/// An archive that is being written: holds its lock until it goes.
///
/// One thread at a time. Every method leaves the archive as it was or with a new generation.
package final class ArchiveWriter {
  var transaction: Transaction
  /// The generation that the next batch builds on.
  var view: ArchiveView

  /// Opens the archive at `path` and takes its lock, waiting so many `seconds` for another writer.
  ///
  /// With `creating`, an archive is made where there is none, and `onCreation` is told before. With
  /// `rebuilding`, only `reindex` may follow, which needs neither a sound index nor a sound manifest.
  package init(
    at path: FilePath,
    creating: Bool = false,
    waiting seconds: Int = 0,
    rebuilding: Bool = false,
    onCreation: () -> Void = {}
  ) throws(ArchiveError) {
    let directory = try translated {
      try Self.directory(at: path, creating: creating, onCreation)
    }
    do throws(StorageError) {
      transaction = try Self.transaction(directory, waiting: seconds, rebuilding: rebuilding)
    } catch {
      throw ArchiveError(error)
    }
    let manifest = transaction.manifest
    view = try translated {
      rebuilding
        ? try ArchiveView(rebuilding: manifest, in: directory)
        : try ArchiveView(directory, kinds: Set(FileKind.allCases))
    }
  }

  private static func transaction(
    _ directory: ArchiveDirectory,
    waiting seconds: Int,
    rebuilding: Bool
  ) throws(StorageError) -> Transaction {
    let lock = try ArchiveLock.acquire(directory, waitSeconds: seconds)
    if rebuilding, isManifestDamaged(directory) {
      return try Transaction.salvaging(directory, lock: lock, kinds: [.originals])
    }
    return try Transaction(directory, lock: lock)
  }

  private static func isManifestDamaged(_ directory: ArchiveDirectory) -> Bool {
    do throws(StorageError) {
      _ = try directory.readManifest()
      return false
    } catch .corruption {
      return true
    } catch {
      return false
    }
  }

  private static func directory(
    at path: FilePath,
    creating: Bool,
    _ onCreation: () -> Void
  ) throws(StorageError) -> ArchiveDirectory {
    do {
      return try ArchiveDirectory.open(at: path)
    } catch .notAnArchive where creating {
      onCreation()
      return try ArchiveDirectory.create(at: path)
    }
  }

  /// Makes sure that every path names something.
  ///
  /// - Throws: ``ArchiveError`` that names the first that does not.
  package static func checkInputs(_ paths: [FilePath]) throws(ArchiveError) {
    for path in paths {
      do throws(FileError) {
        guard try FileSystem.status(of: path) != nil else {
          throw FileError("open", path, .noSuchFileOrDirectory)
        }
      } catch {
        throw ArchiveError(
          error.errno == .permissionDenied ? .permission : .noArchive,
          "\(TerminalText.escape(path)): \(error.errno)"
        )
      }
    }
  }

  /// Makes what the transaction has durable and visible, with the states of the documents of
  /// `changed` articles worked out anew, then merges what the policy asks for.
  ///
  /// `isRemoved` says whether readers have removed an article; if it is nil the catalogue does.
  func commit(changed: Set<ArticleID>, isRemoved: ((ArticleID) throws -> Bool)? = nil) throws {
    if !changed.isEmpty {
      var states = DocumentStates(try pendingSegments())
      let store = view.store
      try states.update(changed, isRemoved: isRemoved ?? { try store.state(of: $0).isRemoved })
      try states.write(into: &transaction)
    }
    try transaction.commit()
    try refresh()
    try mergeByPolicy()
  }

  /// The segments as the next commit will have them.
  private func pendingSegments() throws -> [SegmentReader] {
    let open = Dictionary(
      view.segments.map { ($0.file.entry.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let paths = transaction.directory.paths
    return try transaction.manifest.entries(of: .segment).map { entry in
      if let reader = open[entry.id] { return reader }
      return try SegmentReader(SealedFile(paths.file(entry), entry: entry))
    }
  }

  func refresh() throws {
    view = try ArchiveView(transaction.directory, kinds: Set(FileKind.allCases))
  }

  /// Runs what may commit several times, and sees to it that an error says what is kept.
  func committing<Result>(_ body: () throws -> Result) throws(ArchiveError) -> Result {
    let before = generation
    do throws(ArchiveError) {
      return try translated(body)
    } catch {
      throw generation > before ? error.keeping(generation: generation) : error
    }
  }

  /// The newest generation.
  var generation: UInt64 { transaction.committed.generation }
}
