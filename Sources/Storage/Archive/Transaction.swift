// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The changing of an archive: new files, and the commit that makes them part of it.
///
/// Everything before ``commit()`` can fail or be abandoned without a trace; several commits may
/// follow one another under the same lock. A commit that failed ends the transaction: nothing
/// but letting go is allowed after it.
package struct Transaction: ~Copyable {
  package private(set) var directory: ArchiveDirectory
  /// The archive as the next commit will make it.
  package private(set) var manifest: Manifest
  /// The archive as it is.
  package private(set) var committed: Manifest
  /// What an earlier writer that died had left and this one removed.
  package let recovery: Recovery
  /// How far an earlier change of this generation had come, if it left a checkpoint.
  private var checkpoint: Checkpoint?
  /// Whether what was sealed stays for the next writer, who goes on from the checkpoint.
  package private(set) var isSuspended = false
  private let lock: ArchiveLock
  /// Files that have their names but are in no commit point.
  private var pending: [ManifestEntry] = []
  private var hasFailed = false
  /// Whether the manifest on the disk is not to become the one before, because it is damaged.
  private var replacesDamage = false
  /// Files that were to be salvaged and do not say what they are: nothing vouches for any of their bytes.
  package private(set) var unsalvaged: [ManifestEntry] = []
  /// Files the new manifest does not name, because the damaged one may have; they are kept aside.
  private var unnamed: [SealedFileName] = []

  /// Begins with the current generation, and clears away what a writer that died left behind.
  package init(
    _ directory: ArchiveDirectory,
    lock: consuming ArchiveLock
  ) throws(StorageError) {
    let manifest = try directory.readManifest()
    let checkpoint = Checkpoint.read(in: directory.paths, after: manifest)
    let recovery = try asStorageError { () throws(FileError) in
      try Recovery(
        directory.paths,
        manifest: manifest,
        keeping: checkpoint,
        afterRollback: directory.isRolledBack(to: manifest.generation)
      )
    }
    self.checkpoint = checkpoint
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
    unsalvaged: [ManifestEntry],
    generation: UInt64
  ) {
    self.directory = directory
    self.lock = lock
    committed = Manifest(generation: generation, archive: directory.id)
    manifest = committed
    for entry in salvaged { manifest.add(entry, replacing: []) }
    recovery = Recovery()
    checkpoint = nil
    replacesDamage = true
    self.unsalvaged = unsalvaged
  }

  deinit {
    // What a checkpoint names is for the next writer to go on from, also after an error.
    let kept = Set(checkpoint?.entries.map(\.id) ?? [])
    Self.discard(pending.filter { !kept.contains($0.id) }, in: directory.paths)
  }

  /// The number of the next commit.
  package var generation: UInt64 { committed.generation + 1 }

  /// Whether it began without a manifest that can be read.
  package var isSalvaged: Bool { replacesDamage }

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
    // Where the manifest was damaged the commit itself keeps everything aside that it does not name.
    guard !replacesDamage, let entry = manifest.entry(named: name) else { return }
    do {
      try FileSystem.keepAside(directory.paths.file(entry), in: directory.paths.quarantine)
    } catch {
      throw .file(error)
    }
  }

  /// Makes files part of the next commit that could not be salvaged, for whoever puts what is left of
  /// them in their place.
  package mutating func takeUnsalvaged() {
    for entry in unsalvaged { manifest.add(entry, replacing: []) }
    unsalvaged = []
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
    // What could not be read again is not written.
    guard generation < ManifestFormat.generationLimit else {
      throw .corruption(CorruptionError(.outOfRange("generation"), in: ManifestFormat.name))
    }
    if manifest.formatMajor != directory.program.major {
      setAttribute(0, to: UInt64(directory.program.major))
    }
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
      guard try lock.isHeld() else { throw StorageError.lockLost }
      try upgrade()
      if replacesDamage {
        unnamed = try directory.keepUnnamedAside(by: manifest, sparing: pending)
      }
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

  /// Makes the archive one of this program's version, before the manifest that is.
  ///
  /// Cut off between the two it is refused by older programs, and by this one until it is rebuilt.
  private func upgrade() throws(FileError) {
    guard directory.version.major != directory.program.major else { return }
    try FileSystem.replace(
      directory.paths.format,
      with: FormatLine(archive: directory.id, version: directory.program).encoded,
      draft: directory.paths.drafts.appending(FormatLine.name)
    )
    try FileSystem.synchronizeFolder(directory.path)
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
    for name in unnamed { _ = try? FileSystem.unlink(directory.paths.file(name)) }
    unnamed = []
    dropCheckpoint()
    if directory.version.major != directory.program.major { directory = directory.upToDate }
    committed = manifest
    pending = []
    hasFailed = false
    replacesDamage = false
  }

  /// A checkpoint of the generation before counts no more; what it names and nobody took over goes.
  private mutating func dropCheckpoint() {
    guard let left = checkpoint else { return }
    _ = try? Checkpoint.remove(in: directory.paths)
    let kept = Set(manifest.entries.map(\.id))
    Self.discard(left.entries.filter { !kept.contains($0.id) }, in: directory.paths)
    checkpoint = nil
  }

  private static func discard(_ entries: [ManifestEntry], in paths: ArchivePaths) {
    for entry in entries { _ = try? FileSystem.unlink(paths.file(entry)) }
  }
}

/// Changes that take too long to be begun again.
extension Transaction {
  /// Goes on from the checkpoint of an earlier writer, and answers its note; nil if there is none that
  /// counts, if one of its files is not there any more, or if `isWanted` says no to the note.
  ///
  /// What it had sealed is part of the next commit again. To be called before anything is added.
  package mutating func resume(
    where isWanted: ([UInt8]) -> Bool
  ) throws(StorageError) -> [UInt8]? {
    guard let left = checkpoint else { return nil }
    guard isWanted(left.note), try isThere(left.entries) else {
      dropCheckpoint()
      return nil
    }
    for entry in left.entries {
      pending.append(entry)
      manifest.add(entry, replacing: [])
    }
    return left.note
  }

  /// Writes down that everything sealed until now belongs together, so that another writer can go on
  /// from here if this one dies.
  ///
  /// Costs an `fsync` for each folder that got a file, and two for the note. An archive whose manifest
  /// was lost has no commit to go on from, and so no checkpoints.
  package mutating func checkpoint(_ note: [UInt8]) throws(StorageError) {
    guard !replacesDamage else { return }
    let paths = directory.paths
    let next = Checkpoint(after: committed, entries: pending, note: note)
    try asStorageError { () throws(FileError) in
      let touched = Set(pending.map(\.kind.folder))
      for folder in FileKind.folders where touched.contains(folder) {
        try FileSystem.synchronizeFolder(paths.root.appending(folder))
      }
      try next.write(in: paths)
    }
    checkpoint = next
  }

  /// Ends without a commit; what the last checkpoint names stays for the next writer.
  package mutating func suspend() {
    isSuspended = checkpoint != nil
    hasFailed = true
  }

  private func isThere(_ entries: [ManifestEntry]) throws(StorageError) -> Bool {
    for entry in entries {
      do {
        _ = try SealedFile(directory.paths.file(entry), entry: entry)
      } catch {
        switch error {
        case .corruption: return false
        case .file(let error) where error.meansNoSuchFile: return false
        default: throw error
        }
      }
    }
    return true
  }
}
