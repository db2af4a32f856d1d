// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

extension Transaction {
  /// Begins without a manifest, with the sound files of these kinds that lie in the archive.
  ///
  /// For an archive whose `MANIFEST` is damaged or lost: the originals say what they are by
  /// themselves, and everything else can be made from them. What the manifest alone knew, owners
  /// and attributes, is gone. The files stand in the order they were written in; those that cannot be
  /// opened are ``unsalvaged``. The damaged manifest is kept in `quarantine`, and so is every file that
  /// the new one does not name; nothing changes before ``commit()``.
  package static func salvaging(
    _ directory: ArchiveDirectory,
    lock: consuming ArchiveLock,
    kinds: [FileKind]
  ) throws(StorageError) -> Transaction {
    var found: [ManifestEntry] = []
    var damaged: [ManifestEntry] = []
    var last: UInt64 = 0
    let names = try asStorageError { () throws(FileError) in
      try directory.sealedFileNames()
    }
    for name in names {
      last = max(last, name.generation)
      guard kinds.contains(name.kind) else { continue }
      if let entry = try directory.describe(name) {
        found.append(entry)
      } else {
        damaged.append(ManifestEntry(unchecked: name))
      }
    }
    found.sort { ($0.generation, $0.id.high) < ($1.generation, $1.id.high) }
    let previous = try? directory.readPreviousManifest()?.generation
    return Transaction(
      directory,
      lock: lock,
      salvaged: found,
      unsalvaged: damaged,
      generation: max(last, (previous ?? 0) + 1)
    )
  }
}

extension ArchiveDirectory {
  /// The files of these kinds that lie here and can be opened, oldest first, whether a manifest names
  /// them or not.
  package func openableFiles(of kinds: [FileKind]) throws(StorageError) -> [ManifestEntry] {
    let names = try asStorageError { () throws(FileError) in try sealedFileNames() }
    var found: [ManifestEntry] = []
    for name in names where kinds.contains(name.kind) {
      if let entry = try describe(name) { found.append(entry) }
    }
    return found.sorted { ($0.generation, $0.id.high) < ($1.generation, $1.id.high) }
  }

  /// What lies in the folders of the archive under names we give.
  func sealedFileNames() throws(FileError) -> [SealedFileName] {
    var names: [SealedFileName] = []
    for folder in FileKind.folders {
      let path = paths.root.appending(folder)
      guard try FileSystem.status(of: path) != nil else { continue }
      names += try Folder(path).entries().compactMap { entry in
        let name = SealedFileName(String(decoding: entry.name, as: UTF8.self))
        return name?.kind.folder == folder ? name : nil
      }
    }
    return names
  }

  /// What a sealed file says about itself; nil if it is damaged or not what its name says.
  func describe(_ name: SealedFileName) throws(StorageError) -> ManifestEntry? {
    do {
      let mapping = try asStorageError { () throws(FileError) in try MappedFile(paths.file(name)) }
      guard let entry = ManifestEntry(describing: mapping, named: name) else { return nil }
      _ = try SealedFile(paths.file(name), entry: entry)
      return entry
    } catch .corruption {
      return nil
    } catch .file(let error) where error.errno == .invalidArgument {
      return nil
    }
  }
}

extension ManifestEntry {
  /// Of a file that does not say what it is.
  fileprivate init(unchecked name: SealedFileName) {
    let id = FileID(high: name.identifier, low: 0)
    self.init(kind: name.kind, generation: name.generation, id: id, length: 0, checksum: 0)
  }

  /// From the places of the header and the footer that name a file, none of them checked.
  fileprivate init?(describing file: MappedFile, named name: SealedFileName) {
    let least = SealedFileFormat.headerSize + SealedFileFormat.footerSize
    guard file.count >= least else { return nil }
    let high = file.base.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    let low = file.base.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    let checksum = file.base.loadUnaligned(fromByteOffset: file.count - 16, as: UInt64.self)
    let id = FileID(high: UInt64(littleEndian: high), low: UInt64(littleEndian: low))
    guard id.high == name.identifier else { return nil }
    self.init(
      kind: name.kind,
      generation: name.generation,
      id: id,
      length: UInt64(file.count),
      checksum: UInt64(littleEndian: checksum)
    )
  }
}
