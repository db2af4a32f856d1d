// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// Where the files of an archive lie.
package struct ArchivePaths: Sendable, Equatable {
  /// The archive's folder.
  package let root: FilePath

  package init(_ root: FilePath) {
    self.root = root
  }

  /// The one line that makes a folder an archive.
  package var format: FilePath { root.appending("FORMAT") }
  /// What writers lock; its text is only for messages.
  package var lock: FilePath { root.appending("LOCK") }
  /// The commit point.
  package var manifest: FilePath { root.appending("MANIFEST") }
  /// The commit point before it.
  package var previousManifest: FilePath { root.appending("MANIFEST.prev") }
  /// Files that are being written.
  package var drafts: FilePath { root.appending("tmp") }
  /// Damaged things, moved aside.
  package var quarantine: FilePath { root.appending("quarantine") }

  /// The folder of the files of a kind.
  package func folder(of kind: FileKind) -> FilePath { root.appending(kind.folder) }

  /// All folders within the archive.
  var folders: [FilePath] { FileKind.folders.map { root.appending($0) } + [drafts, quarantine] }

  /// Where a sealed file lies.
  package func file(_ name: SealedFileName) -> FilePath {
    folder(of: name.kind).appending(name.text)
  }

  /// Where a sealed file lies.
  package func file(_ entry: ManifestEntry) -> FilePath {
    folder(of: entry.kind).appending(entry.name)
  }

  /// Where a sealed file lies until it is complete.
  func draft(of name: SealedFileName) -> FilePath { drafts.appending(name.text) }
}
