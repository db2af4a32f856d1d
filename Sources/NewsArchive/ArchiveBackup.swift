// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Storage
package import SystemPackage

/// How a backup is made, or an archive from one.
package struct BackupOptions: Sendable {
  /// Write every file once more, where it could have one more name instead.
  package var copiesAll = false
  /// Check every byte of every file of the copy.
  package var verifies = true
  /// Seconds to wait for whoever writes to the copy.
  package var wait = 0

  package init() {}
}

/// What a backup, or the making of an archive from one, did.
package struct BackupReport: Sendable, Equatable {
  /// The folder of the copy.
  package var path: FilePath
  /// The generation that it holds; nil if the copying was stopped.
  package var generation: UInt64?
  package var files = 0
  /// Files the copy had already, with their bytes.
  package var kept = 0
  package var keptBytes: UInt64 = 0
  /// Files that have one more name now.
  package var linked = 0
  package var linkedBytes: UInt64 = 0
  /// Files that were written.
  package var copied = 0
  package var copiedBytes: UInt64 = 0
  /// Whether every byte was checked.
  package var isVerified = true
}

extension Archive {
  /// Makes a backup of the archive's newest generation, or brings one up to date.
  ///
  /// The backup is an archive of its own. Whoever writes to the archive meanwhile is not disturbed;
  /// `progress` is told bytes done and bytes in all.
  ///
  /// - Throws: ``ArchiveError`` of creating for a place that will not do.
  package static func backUp(
    _ archive: FilePath,
    to place: FilePath,
    options: BackupOptions = BackupOptions(),
    isStopped: @escaping () -> Bool = { false },
    progress: @escaping (UInt64, UInt64) -> Void = { _, _ in }
  ) throws(ArchiveError) -> BackupReport {
    try copy(archive, to: place, options, mayUpdate: true, isStopped, progress)
  }

  /// Makes an archive anew from a backup, by copying all of it; the backup is only read.
  ///
  /// - Throws: ``ArchiveError`` of creating where an archive is, or anything else.
  package static func restore(
    _ archive: FilePath,
    from backup: FilePath,
    options: BackupOptions = BackupOptions(),
    isStopped: @escaping () -> Bool = { false },
    progress: @escaping (UInt64, UInt64) -> Void = { _, _ in }
  ) throws(ArchiveError) -> BackupReport {
    var options = options
    options.copiesAll = true
    return try copy(backup, to: archive, options, mayUpdate: false, isStopped, progress)
  }

  private static func copy(
    _ source: FilePath,
    to place: FilePath,
    _ options: BackupOptions,
    mayUpdate: Bool,
    _ isStopped: @escaping () -> Bool,
    _ progress: @escaping (UInt64, UInt64) -> Void
  ) throws(ArchiveError) -> BackupReport {
    var choice = ArchiveCopy.Options()
    choice.mayLink = !options.copiesAll
    choice.mayUpdate = mayUpdate
    choice.verifies = options.verifies
    choice.waitSeconds = options.wait
    choice.companions = [(namesFile, try names(in: source))]
    choice.knows = { (packs, left) throws(CorruptionError) in
      try ArticleStoreReader(packs).journal.tells(ArticleStoreReader(left).journal)
    }
    do throws(StorageError) {
      let directory = try ArchiveDirectory.open(at: source)
      let report = try ArchiveCopy.make(
        of: directory,
        at: place,
        options: choice,
        isStopped: isStopped,
        progress: progress
      )
      return BackupReport(report, at: place, isVerified: options.verifies)
    } catch .stopped {
      return BackupReport(path: place)
    } catch {
      throw ArchiveError(error)
    }
  }

  /// What readers keep in the archive's folder beside it.
  private static let namesFile = "names.txt"

  /// The file of names that readers keep in the archive's folder; nil if there is none.
  private static func names(in archive: FilePath) throws(ArchiveError) -> [UInt8]? {
    let path = archive.appending(namesFile)
    let status = try translated { try FileSystem.status(of: path, followingLink: true) }
    guard status?.kind == .regular else { return nil }
    return try UserFile.read(path, limit: 1 << 28)
  }
}

extension BackupReport {
  fileprivate init(_ report: ArchiveCopy.Report, at path: FilePath, isVerified: Bool) {
    self.init(path: path)
    generation = report.generation
    files = report.files
    (kept, keptBytes) = (report.kept.files, report.kept.bytes)
    (linked, linkedBytes) = (report.linked.files, report.linked.bytes)
    (copied, copiedBytes) = (report.copied.files, report.copied.bytes)
    self.isVerified = isVerified
  }
}
