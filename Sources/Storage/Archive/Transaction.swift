// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The changing of an archive: new files, and the commit that makes them part of it.
///
/// Everything before ``commit()`` can fail or be abandoned without a trace; several commits may
/// follow one another under the same lock. A commit that failed ends the transaction: nothing
/// but letting go is allowed after it.
package struct Transaction: ~Copyable {
  package let directory: ArchiveDirectory
  /// The archive as the next commit will make it.
  package private(set) var manifest: Manifest
  /// The archive as it is.
  package private(set) var committed: Manifest
  /// What an earlier writer that died had left and this one removed.
  package let recovery: Recovery
  private let lock: ArchiveLock
  /// Files that have their names but are in no commit point.
  private var pending: [ManifestEntry] = []
  private var hasFailed = false
  /// Whether the manifest on the disk is not to become the one before, because it is damaged.
  private var replacesDamage = false

  /// Begins with the current generation, and clears away what a writer that died left behind.
  package init(
    _ directory: ArchiveDirectory,
    lock: consuming ArchiveLock
  ) throws(StorageError) {
    let manifest = try directory.readManifest()
    let recovery = try asStorageError { () throws(FileError) in
      try Recovery(directory.paths, manifest: manifest)
    }
    self.directory = directory
    self.lock = lock
    self.manifest = manifest
    self.recovery = recovery
    committed = manifest
  }

  /// Begins with the files that are there, because the manifest cannot be read.
  init(
    _ directory: ArchiveDirectory,
    lock: consuming ArchiveLock,
    salvaged: [ManifestEntry],
    generation: UInt64
  ) {
    self.directory = directory
    self.lock = lock
    committed = Manifest(generation: generation, archive: directory.id)
    manifest = committed
    for entry in salvaged { manifest.add(entry, replacing: []) }
    recovery = Recovery()
    replacesDamage = true
  }

  deinit {
    Self.discard(pending, in: directory.paths)
  }

  /// The number of the next commit.
  package var generation: UInt64 { committed.generation + 1 }

  /// Whether there is anything to commit.
  package var isChanged: Bool {
    manifest.entries != committed.entries || manifest.attributes != committed.attributes
  }

  /// Begins a file for the next commit; any number may be written at the same time.
  package func newFile(_ kind: FileKind) throws(StorageError) -> SealedFileWriter {
    try SealedFileWriter(kind, generation: generation, in: directory.paths)
  }

  /// Makes a sealed file part of the next commit.
  ///
  /// A merged file takes the place of the first of the files it replaces, so that the order is
  /// kept; what those owned goes with them.
  package mutating func add(
    _ receipt: SealedFileReceipt,
    owner: FileID? = nil,
    attributes: [UInt64] = [],
    replacing names: [String] = []
  ) {
    precondition(receipt.generation == generation, "the file was written for another commit")
    let entry = receipt.entry(owner: owner, attributes: attributes)
    pending.append(entry)
    manifest.add(entry, replacing: names)
  }

  /// Takes a file, and those it owns, out of the next commit.
  package mutating func retire(_ name: String) {
    manifest.remove(named: name)
  }

  /// Takes a damaged file, and those it owns, out of the next commit and keeps it aside.
  ///
  /// Nothing damaged is ever deleted or overwritten: it may be all that is left.
  package mutating func quarantine(_ name: String) throws(StorageError) {
    guard let entry = manifest.entry(named: name) else { return }
    do {
      try FileSystem.keepAside(
        directory.paths.file(entry),
        in: directory.paths.quarantine
      )
    } catch {
      throw .file(error)
    }
    manifest.remove(named: name)
  }

  /// Keeps a damaged file aside that stays in the archive until another takes its place.
  package func keepAside(_ name: String) throws(StorageError) {
    guard let entry = manifest.entry(named: name) else { return }
    do {
      try FileSystem.keepAside(directory.paths.file(entry), in: directory.paths.quarantine)
    } catch {
      throw .file(error)
    }
  }

  /// Sets one of the archive's own numbers with the next commit.
  package mutating func setAttribute(_ index: Int, to value: UInt64) {
    precondition(index < ManifestEntry.attributeLimit, "an archive has at most eight attributes")
    while manifest.attributes.count <= index { manifest.attributes.append(0) }
    manifest.attributes[index] = value
  }

  /// Makes the changes durable and visible, all or none; does nothing if there are none.
  ///
  /// Costs one `fsync` for the manifest and one for each folder that got a file. Files no longer
  /// named are removed afterwards; readers that have them mapped keep them.
  ///
  /// - Throws: ``StorageError/unconfirmed(generation:_:)`` if the new generation is visible and may
  ///   not survive a power cut; after any other error the archive is as it was.
  @discardableResult
  package mutating func commit() throws(StorageError) -> Manifest {
    precondition(!hasFailed, "a commit failed before")
    guard isChanged else { return committed }
    hasFailed = true
    manifest.generation = generation
    manifest.previousChecksum = committed.checksum
    try publish()
    do {
      try FileSystem.synchronizeFolder(directory.path)
    } catch {
      pending = []
      throw .unconfirmed(generation: manifest.generation, error)
    }
    conclude()
    return committed
  }

  /// Everything up to the rename that is the commit point.
  private mutating func publish() throws(StorageError) {
    let paths = directory.paths
    do {
      let touched = Set(pending.map(\.kind.folder))
      for folder in FileKind.folders where touched.contains(folder) {
        try FileSystem.synchronizeFolder(paths.root.appending(folder))
      }
      guard try lock.isHeld() else { throw StorageError.busy(pid: nil, since: nil) }
      try keepPrevious()
      try FileSystem.replace(
        paths.manifest,
        with: manifest.encoded,
        draft: paths.drafts.appending("MANIFEST")
      )
    } catch let error as FileError {
      try requireUnpublished(despite: error)
      throw .file(error)
    } catch let error as StorageError {
      throw error
    } catch {
      throw .notAnArchive(directory.path)
    }
  }

  /// Gives the commit point of this moment its second name, or a copy where files have only one.
  private func keepPrevious() throws(FileError) {
    let paths = directory.paths
    let draft = paths.drafts.appending("MANIFEST.prev")
    guard !replacesDamage else {
      try FileSystem.keepAside(paths.manifest, in: paths.quarantine)
      return try FileSystem.replace(
        paths.previousManifest,
        with: committed.encoded,
        draft: draft
      )
    }
    try FileSystem.unlink(draft)
    do {
      try FileSystem.link(paths.manifest, to: draft)
      try FileSystem.rename(draft, to: paths.previousManifest)
      // If both were the same file already, the rename did nothing.
      try FileSystem.unlink(draft)
    } catch {
      guard error.operation == "link", error.meansNoLinks else { throw error }
      try FileSystem.replace(paths.previousManifest, with: committed.encoded, draft: draft)
    }
  }

  /// A rename that was reported as failed may have been done all the same; then nothing that the
  /// new commit point names may be removed.
  private mutating func requireUnpublished(despite error: FileError) throws(StorageError) {
    guard error.operation == "rename", let current = try? directory.readManifest(),
      current == manifest
    else { return }
    pending = []
    throw .unconfirmed(generation: manifest.generation, error)
  }

  /// Removes what is no longer named; what cannot be removed is the next writer's to clear.
  private mutating func conclude() {
    let kept = Set(manifest.entries.map(\.id))
    let dropped = (committed.entries + pending).filter { !kept.contains($0.id) }
    Self.discard(dropped, in: directory.paths)
    committed = manifest
    pending = []
    hasFailed = false
    replacesDamage = false
  }

  private static func discard(_ entries: [ManifestEntry], in paths: ArchivePaths) {
    for entry in entries { _ = try? FileSystem.unlink(paths.file(entry)) }
  }
}
