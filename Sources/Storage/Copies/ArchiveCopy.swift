// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// A copy of one generation of an archive: a backup, or an archive made anew from one.
///
/// Files of an archive never change, so whatever is written meanwhile the copy is one of a snapshot.
/// Every file is checked before it gets its name in the copy; the list of files is replaced last, and
/// what it does not name any more is removed only after that. Whatever stops the copying leaves the
/// copy that was there, or no archive, and the next one goes on from there.
package struct ArchiveCopy {
  /// Tells whether everything that was done according to the second packs was done according to the
  /// first ones, too; both stand oldest first.
  package typealias Knowing = @Sendable ([SealedFile], [SealedFile]) throws(CorruptionError) -> Bool

  /// How a copy is made.
  package struct Options: Sendable {
    /// Give files one more name where the file system can, instead of writing them once more.
    package var mayLink = true
    /// Bring an older copy up to date; else the place must be empty.
    package var mayUpdate = true
    /// Check every byte of every file of the copy, not only what opening one looks at.
    package var verifies = true
    /// Seconds to wait for whoever writes to the copy.
    package var waitSeconds = 0
    /// Files beside the archive's own that go along, by their names in its folder; nil for one that
    /// the archive does not have.
    package var companions: [(name: String, bytes: [UInt8]?)] = []
    /// Asked before packs of an older copy are removed that the archive does not have any more.
    package var knows: Knowing = { (_, left) throws(CorruptionError) in left.isEmpty }

    package init() {}
  }

  /// What was done; files and bytes.
  package struct Report: Sendable, Equatable {
    package var generation: UInt64
    package var files = 0
    package var kept = Amount()
    package var linked = Amount()
    package var copied = Amount()

    /// A number of files and the bytes in them.
    package struct Amount: Sendable, Equatable {
      package var files = 0
      package var bytes: UInt64 = 0

      fileprivate mutating func add(_ entry: ManifestEntry) {
        files += 1
        bytes += entry.length
      }
    }
  }

  private let source: Snapshot
  private let paths: ArchivePaths
  private let options: Options
  private let isStopped: () -> Bool
  private let onProgress: (UInt64, UInt64) -> Void
  private var report: Report
  private var mayLink: Bool
  private var hasRoom = false
  private var done: UInt64 = 0
  private let total: UInt64

  /// Copies the newest generation of an archive to a place; no lock of the archive is taken.
  ///
  /// `progress` is told bytes done and bytes in all.
  ///
  /// - Throws: ``StorageError/refused(_:_:)`` for a place that will not do,
  ///   ``StorageError/corruption(_:)`` for an archive that is damaged and
  ///   ``StorageError/stopped`` if `isStopped` said so; the place then holds what it held.
  package static func make(
    of source: ArchiveDirectory,
    at path: FilePath,
    options: Options = Options(),
    isStopped: @escaping () -> Bool = { false },
    progress: @escaping (UInt64, UInt64) -> Void = { _, _ in }
  ) throws(StorageError) -> Report {
    let snapshot = try source.snapshot()
    if let damage = snapshot.damaged.first { throw .corruption(damage.error) }
    var copy = ArchiveCopy(snapshot, path, options, isStopped, progress)
    try copy.run()
    return copy.report
  }

  private init(
    _ source: Snapshot,
    _ path: FilePath,
    _ options: Options,
    _ isStopped: @escaping () -> Bool,
    _ onProgress: @escaping (UInt64, UInt64) -> Void
  ) {
    self.source = source
    paths = ArchivePaths(path)
    self.options = options
    self.isStopped = isStopped
    self.onProgress = onProgress
    mayLink = options.mayLink
    total = source.manifest.entries.reduce(0) { $0 + $1.length }
    report = Report(
      generation: source.manifest.generation,
      files: source.manifest.entries.count
    )
  }

  private mutating func run() throws(StorageError) {
    // Before anything is made in a place that is none of ours.
    _ = try place()
    _ = try asStorageError { () throws(FileError) in try FileSystem.makeFolder(paths.root) }
    let lock = try ArchiveLock.acquire(
      in: paths,
      waitSeconds: options.waitSeconds,
      allowingNetwork: true
    )
    // Another process may have been faster while we waited.
    let place = try place()
    try place.requireKnown(to: source, in: paths, by: options.knows)
    try asStorageError { () throws(FileError) in try begin(place) }
    for entry in source.manifest.entries {
      if isStopped() { throw .stopped }
      try take(entry)
    }
    try asStorageError { () throws(FileError) in try takeCompanions() }
    try publish(over: place)
    try asStorageError { () throws(FileError) in
      if place.isNew { try CopyMark.remove(in: paths) } else { try keepStrayPacks(of: place) }
      _ = try Recovery(paths, manifest: source.manifest)
    }
    withExtendedLifetime(lock) {}
  }

  private func place() throws(StorageError) -> CopyPlace {
    do throws(StorageError) {
      let place = try CopyPlace(paths, for: source)
      guard options.mayUpdate || place.isNew else { throw .refused(paths.root, .archive) }
      return place
    } catch {
      // Whatever archive it is, none is made over it.
      switch error {
      case .refused(let path, .otherArchive) where !options.mayUpdate,
        .refused(let path, .later) where !options.mayUpdate,
        .refused(let path, .diverged) where !options.mayUpdate,
        .refused(let path, .format) where !options.mayUpdate,
        .refused(let path, .damaged) where !options.mayUpdate:
        throw .refused(path, .archive)
      default: throw error
      }
    }
  }

  /// Makes the folders, and says of a new copy that it is one that was begun.
  private func begin(_ place: CopyPlace) throws(FileError) {
    for folder in paths.folders { try FileSystem.makeFolder(folder) }
    if place == .vacant { try CopyMark.write(source.directory.id, in: paths) }
  }
}

extension ArchiveCopy {
  /// Sees to it that the copy has one file, sound and under its name.
  private mutating func take(_ entry: ManifestEntry) throws(StorageError) {
    if try hasAlready(entry) {
      report.kept.add(entry)
    } else {
      try add(entry)
    }
    done += entry.length
    onProgress(done, total)
  }

  /// Whether the copy has the file from before; what is damaged there is kept aside.
  private func hasAlready(_ entry: ManifestEntry) throws(StorageError) -> Bool {
    let path = paths.file(entry)
    do {
      try check(entry, at: path)
      return true
    } catch {
      switch error {
      case .corruption: break
      case .file(let error) where error.errno == .noSuchFileOrDirectory: return false
      case .file(let error) where error.meansNoSuchFile: break
      default: throw error
      }
    }
    try asStorageError { () throws(FileError) in
      try FileSystem.keepAside(path, in: paths.quarantine)
    }
    return false
  }

  /// Links or copies the file, checks it, and gives it its name.
  private mutating func add(_ entry: ManifestEntry) throws(StorageError) {
    let draft = paths.drafts.appending(entry.name)
    let isLinked = try link(entry, to: draft)
    if !isLinked { try write(entry, to: draft) }
    do {
      try check(entry, at: draft)
      try asStorageError { () throws(FileError) in
        try FileSystem.rename(draft, to: paths.file(entry))
      }
    } catch {
      _ = try? FileSystem.unlink(draft)
      throw error
    }
    if isLinked { report.linked.add(entry) } else { report.copied.add(entry) }
  }

  /// Gives the file one more name, as long as no link was refused; answers whether it has it.
  private mutating func link(
    _ entry: ManifestEntry,
    to draft: FilePath
  ) throws(StorageError) -> Bool {
    guard mayLink else { return false }
    do {
      try FileSystem.unlink(draft)
      try FileSystem.link(source.directory.paths.file(entry), to: draft)
      return true
    } catch {
      // A writer has removed the name; its bytes are still ours to copy.
      if error.errno == .noSuchFileOrDirectory { return false }
      guard error.meansNoLinks || error.errno == .improperLink else { throw .file(error) }
      mayLink = error.errno == .tooManyLinks
      return false
    }
  }

  private mutating func write(
    _ entry: ManifestEntry,
    to draft: FilePath
  ) throws(StorageError) {
    guard let file = source.file(entry) else {
      throw .corruption(CorruptionError(.missing, in: entry.place))
    }
    try requireRoom()
    let path = source.directory.paths.file(entry)
    try FileCopy(source: file, path: path, isStopped: isStopped).write(to: draft)
  }

  /// Refuses, before the first byte, what the disk has no room for.
  private mutating func requireRoom() throws(StorageError) {
    guard !hasRoom else { return }
    hasRoom = true
    let missing = source.manifest.entries.filter { entry in
      (try? FileSystem.status(of: paths.file(entry))) == nil
    }
    let directory = ArchiveDirectory(paths: paths, id: source.directory.id)
    try directory.requireSpace(missing.reduce(0) { $0 + $1.length })
  }

  private func check(_ entry: ManifestEntry, at path: FilePath) throws(StorageError) {
    let file = try SealedFile(path, entry: entry)
    guard options.verifies else { return }
    try asStorageError { () throws(CorruptionError) in try file.verify() }
  }

  /// Brings the files along that lie beside the archive's own.
  private func takeCompanions() throws(FileError) {
    for (name, bytes) in options.companions {
      let path = paths.root.appending(name)
      let old = try? RegularFile.read(path, limit: 1 << 30).bytes
      guard old != bytes else { continue }
      if let bytes {
        try FileSystem.replace(path, with: bytes, draft: paths.drafts.appending(name))
      } else if try FileSystem.status(of: path) != nil {
        try FileSystem.keepAside(path, in: paths.quarantine)
        try FileSystem.unlink(path)
      }
    }
  }
}

extension ArchiveCopy {
  /// Makes what was copied the copy's newest generation.
  private func publish(over place: CopyPlace) throws(StorageError) {
    let manifest = source.manifest
    if case .copy(manifest) = place { return }
    try asStorageError { () throws(FileError) in
      for folder in FileKind.folders {
        try FileSystem.synchronizeFolder(paths.root.appending(folder))
      }
      try replace(paths.previousManifest, with: place.manifest ?? manifest)
      try replace(paths.manifest, with: manifest)
    }
    try confirm(paths.root)
    guard place.isNew else { return }
    try asStorageError { () throws(FileError) in
      try FileSystem.replace(
        paths.format,
        with: FormatLine(archive: source.directory.id, version: source.directory.version).encoded,
        draft: paths.drafts.appending("FORMAT")
      )
    }
    try confirm(paths.root)
    try confirm(paths.root.removingLastComponent().orHere)
  }

  /// Keeps packs aside that no manifest names, neither the new one nor the one before: nobody knows
  /// whose they are, and they may be all there is of what is in them.
  private func keepStrayPacks(of place: CopyPlace) throws(FileError) {
    let named = source.manifest.entries + (place.manifest?.entries ?? [])
    let names = Set(named.map(\.name))
    let directory = ArchiveDirectory(paths: paths, id: source.directory.id)
    for name in try directory.sealedFileNames()
    where name.kind == .originals && !names.contains(name.text) {
      try FileSystem.keepAside(paths.file(name), in: paths.quarantine)
    }
  }

  private func replace(_ path: FilePath, with manifest: Manifest) throws(FileError) {
    let name = path.lastComponent?.string ?? ManifestFormat.name
    try FileSystem.replace(path, with: manifest.encoded, draft: paths.drafts.appending(name))
  }

  /// Waits until a folder's names are on the disk, of which the new ones can be seen already.
  private func confirm(_ folder: FilePath) throws(StorageError) {
    do {
      try FileSystem.synchronizeFolder(folder)
    } catch {
      throw .unconfirmed(generation: source.manifest.generation, error)
    }
  }
}

extension CopyPlace {
  /// Whether there is no archive yet.
  fileprivate var isNew: Bool { manifest == nil }

  /// The commit point of the copy that is there.
  fileprivate var manifest: Manifest? {
    if case .copy(let manifest) = self { return manifest }
    return nil
  }
}
