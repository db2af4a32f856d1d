// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// A held view of one generation of an archive.
///
/// Once made it looks at no names again: whatever is committed, merged or removed meanwhile, it
/// reads what it has mapped. It takes no lock and creates no file.
package final class Snapshot: Sendable {
  package let manifest: Manifest
  package let directory: ArchiveDirectory
  /// The files that are not what the manifest says, and why; the rest can still be used.
  package let damaged: [(entry: ManifestEntry, error: CorruptionError)]
  /// In the order of the manifest's entries; nil as ``file(_:)`` says.
  private let files: [SealedFile?]

  fileprivate init(
    _ directory: ArchiveDirectory,
    manifest: Manifest,
    files: [SealedFile?],
    damaged: [(entry: ManifestEntry, error: CorruptionError)]
  ) {
    self.directory = directory
    self.manifest = manifest
    self.files = files
    self.damaged = damaged
  }

  /// The file of an entry; nil if it is damaged or its kind was not asked for.
  package func file(_ entry: ManifestEntry) -> SealedFile? {
    manifest.entries.firstIndex { $0.id == entry.id }.flatMap { files[$0] }
  }

  /// The file of this name; nil as ``file(_:)`` says.
  package func file(named name: String) -> SealedFile? {
    manifest.entry(named: name).flatMap { file($0) }
  }

  /// The undamaged files of one kind, in the manifest's order.
  package func files(of kind: FileKind) -> [SealedFile] {
    manifest.entries.indices.compactMap { manifest.entries[$0].kind == kind ? files[$0] : nil }
  }

  /// The file of `kind` that belongs to the file `owner`, or nil.
  package func file(of kind: FileKind, ownedBy owner: FileID) -> SealedFile? {
    manifest.entry(of: kind, ownedBy: owner).flatMap { file($0) }
  }
}

extension ArchiveDirectory {
  /// Opens the files of the current generation, of these kinds.
  ///
  /// A writer may replace files between the reading of the manifest and the opening; then the
  /// manifest is a new one and all is tried again. Damaged files are listed, not thrown.
  /// Costs about 20 µs per file, so ask only for what is needed.
  package func snapshot(
    of kinds: [FileKind] = FileKind.allCases
  ) throws(StorageError) -> Snapshot {
    var manifest = try readManifest()
    for _ in 0..<10 {
      let snapshot = try open(manifest, kinds: kinds)
      let misses = snapshot.damaged.contains { $0.error.kind == .missing }
      guard misses else { return snapshot }
      let current = try readManifest()
      guard current != manifest else { return snapshot }
      manifest = current
    }
    return try open(manifest, kinds: kinds)
  }

  private func open(
    _ manifest: Manifest,
    kinds: [FileKind]
  ) throws(StorageError) -> Snapshot {
    var files = [SealedFile?](repeating: nil, count: manifest.entries.count)
    var damaged: [(entry: ManifestEntry, error: CorruptionError)] = []
    for (index, entry) in manifest.entries.enumerated() where kinds.contains(entry.kind) {
      do {
        files[index] = try SealedFile(paths.file(entry), entry: entry)
      } catch .corruption(let error) {
        damaged.append((entry, error))
      } catch .file(let error) {
        damaged.append((entry, try Self.damage(error, of: entry)))
      }
    }
    return Snapshot(self, manifest: manifest, files: files, damaged: damaged)
  }

  /// Tells what is wrong with the file from what is wrong with us: too many open files, no memory,
  /// no permission.
  private static func damage(
    _ error: FileError,
    of entry: ManifestEntry
  ) throws(StorageError) -> CorruptionError {
    switch error.errno {
    case .noSuchFileOrDirectory, .notDirectory:
      return CorruptionError(.missing, in: entry.place)
    case .tooManySymbolicLinkLevels, .invalidArgument, .isDirectory, .noSuchAddressOrDevice:
      return CorruptionError(.wrongFile, in: entry.place)
    case .ioError:
      return CorruptionError(.unreadable(error.errno.description), in: entry.place)
    default:
      throw .file(error)
    }
  }
}
