// SPDX-License-Identifier: Apache-2.0

package import SystemPackage
import Storage

/// Finds the archive that a command means.
///
/// In this order: the folder named by hand, `MORGUE_ARCHIVE`, a folder `index/` that is an archive
/// (by its magic, not by its name) here or in the nearest parent.
package struct ArchiveLocator: Sendable {
  /// The folder given with `--archive`.
  package var named: FilePath?
  /// The value of `MORGUE_ARCHIVE`; empty counts as not set.
  package var environment: FilePath?
  /// The folder to look from.
  package var workingDirectory: FilePath

  package init(named: FilePath?, environment: FilePath?, workingDirectory: FilePath) {
    self.named = named
    self.environment = environment.flatMap { $0.isEmpty ? nil : $0 }
    self.workingDirectory = workingDirectory
  }

  /// The archive to read.
  ///
  /// - Throws: ``ArchiveError`` `.noArchive` if there is none.
  package func existing() throws(ArchiveError) -> FilePath {
    if let chosen = named ?? environment { return chosen }
    if let found = nearest() { return found }
    throw ArchiveError(
      .noArchive,
      "there is no archive here or in any parent folder",
      hint: "`morgue index PATH...` makes one in ./index; --archive DIR names another"
    )
  }

  /// The archive to write: the existing one, else `index` in the working folder.
  package func forWriting() -> FilePath {
    named ?? environment ?? nearest() ?? workingDirectory.appending("index")
  }

  /// Where an archive is made that was somewhere else before: in no parent folder's.
  package func forMaking() -> FilePath {
    named ?? environment ?? workingDirectory.appending("index")
  }

  private func nearest() -> FilePath? {
    var folder = workingDirectory
    while true {
      let candidate = folder.appending("index")
      if ArchiveDirectory.isArchive(at: candidate) { return candidate }
      guard folder.removeLastComponent() else { return nil }
    }
  }
}
