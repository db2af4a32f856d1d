// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// Where the files of an archive lie.
package struct ArchivePaths: Sendable, Equatable {
  /// The archive's folder.
  package let root: FilePath
  /// The one line that makes a folder an archive.
  package let format: FilePath
  /// What writers lock; its text is only for messages.
  package let lock: FilePath
  /// The commit point.
  package let manifest: FilePath
  /// The commit point before it.
  package let previousManifest: FilePath
  /// The note of when everything was last looked at.
  package let verified: FilePath
  /// The folder of files that are being written.
  package let drafts: FilePath
  /// The folder of things that were moved aside.
  package let quarantine: FilePath
  /// The folders of sealed files, in the order of ``FileKind/folders``.
  private let sealed: [FilePath]

  package init(_ root: FilePath) {
    self.root = root
    format = root.appending(FormatLine.name)
    lock = root.appending("LOCK")
    manifest = root.appending(ManifestFormat.name)
    previousManifest = root.appending("MANIFEST.prev")
    verified = root.appending(VerificationNote.name)
    drafts = root.appending("tmp")
    quarantine = root.appending("quarantine")
    sealed = FileKind.folders.map { root.appending($0) }
  }

  /// The folder of the files of a kind.
  package func folder(of kind: FileKind) -> FilePath {
    sealed[FileKind.folders.firstIndex(of: kind.folder) ?? 0]
  }

  /// All folders within the archive.
  var folders: [FilePath] { sealed + [drafts, quarantine] }

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
