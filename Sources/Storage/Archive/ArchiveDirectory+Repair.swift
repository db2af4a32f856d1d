// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

// What is mended about an archive's own small files. Nothing is overwritten that was not kept aside.

extension ArchiveDirectory {
  /// Finds the archive at `path`, also where `FORMAT` is damaged or lost but a commit point says whose
  /// it is.
  ///
  /// - Returns: the archive, and what is wrong with `FORMAT`; nil if nothing is.
  /// - Throws: what ``open(at:)`` does where nothing says so.
  package static func openForRepair(
    at path: FilePath
  ) throws(StorageError) -> (directory: ArchiveDirectory, format: CorruptionError?) {
    let error: StorageError
    do throws(StorageError) {
      return (try open(at: path), nil)
    } catch let failure {
      error = failure
    }
    let damage: CorruptionError
    switch error {
    case .corruption(let found): damage = found
    case .notAnArchive: damage = CorruptionError(.missing, in: FormatLine.name)
    default: throw error
    }
    let paths = ArchivePaths(path)
    for place in [paths.manifest, paths.previousManifest] {
      guard let manifest = try? readManifest(at: place, archive: nil), manifest.generation > 0
      else { continue }
      return (ArchiveDirectory(paths: paths, id: manifest.archive), damage)
    }
    throw error
  }

  /// Writes `FORMAT` anew; a damaged one is kept aside.
  package func restoreFormat(holding lock: borrowing ArchiveLock) throws(StorageError) {
    try replace(paths.format, with: FormatLine(archive: id).encoded)
  }

  /// Makes this commit point also the one before, which is damaged or lost.
  ///
  /// For the holder of the lock.
  package func restorePreviousManifest(from manifest: Manifest) throws(StorageError) {
    try replace(paths.previousManifest, with: manifest.encoded)
  }

  /// Moves a damaged `VERIFIED` aside.
  ///
  /// For the holder of the lock.
  package func quarantineVerificationNote() throws(StorageError) {
    try asStorageError { () throws(FileError) in
      try moveAside(paths.verified)
      try FileSystem.synchronizeFolder(path)
    }
  }

  /// The places of the sealed files that lie here and that a manifest does not name.
  package func places(unnamedBy manifest: Manifest) throws(StorageError) -> [String] {
    try asStorageError { () throws(FileError) in
      try names(unnamedBy: manifest.entries).map { "\($0.kind.folder)/\($0.text)" }
    }
  }

  /// Keeps the sealed files aside that a manifest does not name, but for those that were just made, and
  /// answers which they are.
  ///
  /// For the holder of the lock, where the manifest had to be made anew: what it does not name would be
  /// taken for what a writer that died had left, and be removed. They keep their names until there is
  /// such a manifest, so that whoever is cut off before finds them again.
  func keepUnnamedAside(
    by manifest: Manifest,
    sparing pending: [ManifestEntry]
  ) throws(FileError) -> [SealedFileName] {
    try makeFolders()
    let unnamed = try names(unnamedBy: manifest.entries + pending)
    for name in unnamed { try FileSystem.keepAside(paths.file(name), in: paths.quarantine) }
    try FileSystem.synchronizeFolder(paths.quarantine)
    return unnamed
  }

  private func names(unnamedBy entries: [ManifestEntry]) throws(FileError) -> [SealedFileName] {
    let named = Set(entries.map(\.place))
    return try sealedFileNames().filter { !named.contains("\($0.kind.folder)/\($0.text)") }
  }

  /// Whether something here knows of a commit after the one of this number, so that an old manifest was
  /// put back.
  func isRolledBack(to generation: UInt64) -> Bool {
    let previous = (try? readPreviousManifest())?.generation ?? 0
    let seen = (try? readVerificationNote())?.generation ?? 0
    return max(previous, seen) > generation
  }

  private func replace(_ place: FilePath, with bytes: [UInt8]) throws(StorageError) {
    try asStorageError { () throws(FileError) in
      try makeFolders()
      let name = place.lastComponent?.string ?? ""
      if try FileSystem.status(of: place)?.kind == .folder {
        try moveAside(place)
      } else {
        try FileSystem.keepAside(place, in: paths.quarantine)
      }
      try FileSystem.replace(place, with: bytes, draft: paths.drafts.appending(name))
      try FileSystem.synchronizeFolder(path)
    }
  }

  private func makeFolders() throws(FileError) {
    for folder in [paths.drafts, paths.quarantine] { try FileSystem.makeFolder(folder) }
  }

  /// Moves what has a name into the quarantine, under a name nothing has there.
  private func moveAside(_ place: FilePath) throws(FileError) {
    let name = place.lastComponent?.string ?? ""
    let suffix = hexadecimal(.random(in: 0 ... .max), digits: 16)
    try FileSystem.rename(place, to: paths.quarantine.appending("\(name).\(suffix)"))
  }

  /// A later generation than that of a manifest that was here before, by what anything here tells: the commit
  /// point before, the note of the last look, the names of files; nil if there was none.
  package func laterGeneration(than generation: UInt64, note: VerificationNote?) -> UInt64? {
    let previous = (try? readPreviousManifest())?.generation ?? 0
    let names = (try? sealedFileNames()) ?? []
    let latest = names.map(\.generation).max() ?? 0
    // A writer may be at work on the next one.
    let later = max(previous, note?.generation ?? 0, latest > generation + 1 ? latest : 0)
    return later > generation ? later : nil
  }
}
