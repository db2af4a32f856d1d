// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import InvertedIndex
package import Storage
package import SystemPackage

/// An archive that is being written: holds its lock until it goes.
///
/// One thread at a time. Every method leaves the archive as it was or with a new generation.
package final class ArchiveWriter {
  var transaction: Transaction
  /// The generation that the next batch builds on.
  var view: ArchiveView
  /// Whether ``view`` is older than the last commit, after which nothing was left to be done.
  private var isStale = false

  /// Opens the archive at `path` and takes its lock, waiting so many `seconds` for another writer.
  ///
  /// With `creating`, an archive is made where there is none, and `onCreation` is told before. With
  /// `rebuilding`, only `reindex` may follow, which needs neither a sound index nor a sound manifest,
  /// nor an archive of the version that this `program` writes. On a network's file system, where locks
  /// fail, it is refused unless `allowingNetwork`.
  package init(
    at path: FilePath,
    creating: Bool = false,
    waiting seconds: Int = 0,
    allowingNetwork: Bool = false,
    rebuilding: Bool = false,
    program: FormatVersion = .current,
    onCreation: () -> Void = {}
  ) throws(ArchiveError) {
    let directory: ArchiveDirectory = try translated {
      if rebuilding {
        return try ArchiveDirectory.open(at: path, rebuilding: true, program: program)
      }
      return creating
        ? try Self.directory(making: path, allowingNetwork: allowingNetwork, onCreation)
        : try ArchiveDirectory.open(at: path)
    }
    do throws(StorageError) {
      let lock = try ArchiveLock.acquire(
        directory,
        waitSeconds: seconds,
        allowingNetwork: allowingNetwork
      )
      transaction = try Self.transaction(directory, lock, rebuilding: rebuilding)
    } catch {
      throw ArchiveError(error)
    }
    let manifest = transaction.manifest
    view = try translated {
      rebuilding
        ? try ArchiveView(rebuilding: manifest, in: directory)
        : try ArchiveView(directory, kinds: FileKind.allCases, isForWriting: true)
    }
    if !rebuilding, let damage = view.damagedStore.first { throw .unwritable(damage) }
  }

  private static func transaction(
    _ directory: ArchiveDirectory,
    _ lock: consuming ArchiveLock,
    rebuilding: Bool
  ) throws(StorageError) -> Transaction {
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

  /// The archive at `path`, made if there is none.
  private static func directory(
    making path: FilePath,
    allowingNetwork: Bool,
    _ onCreation: () -> Void
  ) throws(StorageError) -> ArchiveDirectory {
    do {
      return try ArchiveDirectory.open(at: path)
    } catch .notAnArchive {
      onCreation()
      do {
        return try ArchiveDirectory.create(at: path, allowingNetwork: allowingNetwork)
      } catch .alreadyExists where ArchiveDirectory.isArchive(at: path) {
        // Another process made it meanwhile; that one will do.
        return try ArchiveDirectory.open(at: path)
      }
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
  /// After the last commit of a run (`isLast`), if nobody looks at ``view`` again, the new generation
  /// is opened only if something has to be merged: the process is likely to end, or ``freshen()``
  /// will see to it. Without `merges`, merging is left to the next commit.
  func commit(
    changed: Set<ArticleID>,
    isLast: Bool = false,
    merges: Bool = true,
    isRemoved: ((ArticleID) throws -> Bool)? = nil
  ) throws {
    if !changed.isEmpty {
      var states = DocumentStates(try pendingSegments())
      let store = view.store
      try states.update(changed, isRemoved: isRemoved ?? { try store.state(of: $0).isRemoved })
      try states.write(into: &transaction)
    }
    try transaction.commit()
    isStale = true
    if isLast, !merges || !isMergeDue { return }
    try refresh()
    guard merges else { return }
    let words = "morgue: stopped; generation \(generation) is kept\n"
    try ProcessSignals.endingAtOnce(saying: words) { try mergeByPolicy() }
  }

  /// Opens the newest generation if the last commit left that for later.
  func freshen() throws {
    if isStale { try refresh() }
  }

  /// Whether the policies ask for merging, as far as the manifest tells.
  private var isMergeDue: Bool {
    let manifest = transaction.committed
    let sizes = manifest.entries(of: .segment).map { Int(clamping: $0.attributes.first ?? 0) }
    return !MergePolicy().merges(of: sizes).isEmpty || ArticleStoreMaintenance.isDue(in: manifest)
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
    view = try ArchiveView(
      transaction.directory,
      kinds: FileKind.allCases,
      isForWriting: true
    )
    isStale = false
  }

  /// Runs what may commit several times, and sees to it that an error says what is kept.
  func committing<Result>(_ body: () throws -> Result) throws(ArchiveError) -> Result {
    let before = generation
    do throws(ArchiveError) {
      return try translated {
        try freshen()
        return try body()
      }
    } catch {
      throw generation > before ? error.keeping(generation: generation) : error
    }
  }

  /// The newest generation.
  var generation: UInt64 { transaction.committed.generation }
}
