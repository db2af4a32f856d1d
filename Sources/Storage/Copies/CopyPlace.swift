// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// What a place holds in which a copy of an archive is to be made.
enum CopyPlace: Equatable {
  /// Nothing.
  case vacant
  /// A copy of this archive that was not finished, and is no archive yet.
  case begun
  /// An older copy of this archive, or one of this generation.
  case copy(Manifest)

  /// Looks at the place, and changes nothing.
  ///
  /// - Throws: ``StorageError/refused(_:_:)`` for every place in which no copy can be made.
  init(_ paths: ArchivePaths, for source: Snapshot) throws(StorageError) {
    do {
      try Self.requireApart(paths.root, from: source.directory.path)
      guard let status = try FileSystem.status(of: paths.root, followingLink: true) else {
        self = .vacant
        return
      }
      guard status.kind == .folder else { throw CopyRefusal.notEmpty }
      if try FileSystem.status(of: paths.format) != nil {
        self = .copy(try Self.manifest(of: paths, matching: source))
      } else {
        self = try Self.beginning(in: paths, of: source.directory.id)
      }
    } catch let refusal as CopyRefusal {
      throw .refused(paths.root, refusal)
    } catch let error as FileError {
      throw .file(error)
    } catch let error as StorageError {
      throw error
    } catch {
      throw .notAnArchive(paths.root)
    }
  }

  /// Refuses the archive itself and places inside it, by whatever path they are named.
  private static func requireApart(_ root: FilePath, from archive: FilePath) throws {
    guard let own = try FileSystem.status(of: archive, followingLink: true) else { return }
    let place = try FileSystem.status(of: root, followingLink: true)
    guard place.map({ !$0.isSameFile(as: own) }) ?? true else { throw CopyRefusal.itself }
    var folder = place == nil ? root.removingLastComponent().orHere : root
    var status = try FileSystem.status(of: folder, followingLink: true)
    guard status?.kind == .folder || place != nil else { throw CopyRefusal.noParent }
    while let found = status, found.kind == .folder {
      guard !found.isSameFile(as: own) else { throw CopyRefusal.inside }
      folder.append("..")
      status = try FileSystem.status(of: folder, followingLink: true)
      if let status, status.isSameFile(as: found) { return }
    }
  }

  /// The commit point of the copy that is there.
  private static func manifest(of paths: ArchivePaths, matching source: Snapshot) throws -> Manifest
  {
    let manifest: Manifest
    do throws(StorageError) {
      let program = source.directory.program
      let directory = try ArchiveDirectory.open(at: paths.root, program: program)
      guard directory.id == source.directory.id else { throw .refused(paths.root, .otherArchive) }
      manifest = try directory.readManifest()
    } catch {
      switch error {
      case .corruption(let error): throw CopyRefusal.damaged(error)
      case .notAnArchive: throw CopyRefusal.notEmpty
      case .newerFormat(let found, _), .olderFormat(let found, _): throw CopyRefusal.format(found)
      default: throw error
      }
    }
    let own = source.manifest
    guard manifest.generation <= own.generation else {
      throw CopyRefusal.later(manifest.generation, own.generation)
    }
    let isOurs =
      switch own.generation - manifest.generation {
      case 0: manifest == own
      case 1: manifest.checksum == own.previousChecksum
      default: own.mayFollow(manifest)
      }
    guard isOurs else { throw CopyRefusal.diverged }
    return manifest
  }

  /// A folder without `FORMAT`: empty, begun by us, or somebody else's.
  private static func beginning(in paths: ArchivePaths, of archive: FileID) throws -> CopyPlace {
    if let begun = try CopyMark.read(in: paths) {
      guard begun == archive else { throw CopyRefusal.otherArchive }
      return .begun
    }
    let folders = Set(paths.folders.compactMap(\.lastName))
    for entry in try Folder(paths.root, followingLink: true).entries() {
      let isOurs = folders.contains(entry.name) || entry.name == paths.lock.lastName
      guard isOurs || ArchiveDirectory.isDocumentation(entry.name) || isSystems(entry.name) else {
        throw CopyRefusal.notEmpty
      }
      guard folders.contains(entry.name) else { continue }
      let inside = try Folder(paths.root.appending(name: entry.name)).entries()
      guard inside.allSatisfy({ CopyMark.isDraft($0.name) }) else { throw CopyRefusal.notEmpty }
    }
    return .vacant
  }

  /// What a file system keeps in the folder it begins with.
  private static func isSystems(_ name: [UInt8]) -> Bool {
    name.elementsEqual("lost+found".utf8)
  }
}

extension CopyPlace {
  /// Refuses a copy that holds what would be lost with it, under the copy's lock.
  ///
  /// Packs that the source does not name any more were merged into others if the copy is older than
  /// the source, and hold commits of the copy's own if it is not: only their journals can tell.
  func requireKnown(
    to source: Snapshot,
    in paths: ArchivePaths,
    by knows: ArchiveCopy.Knowing
  ) throws(StorageError) {
    guard case .copy(let manifest) = self,
      manifest.checksum != source.manifest.previousChecksum
    else { return }
    let own = Set(source.manifest.entries(of: .originals).map(\.id))
    let theirs = Set(manifest.entries(of: .originals).map(\.id))
    var left: [SealedFile] = []
    for entry in manifest.entries(of: .originals) where !own.contains(entry.id) {
      do {
        left.append(try SealedFile(paths.file(entry), entry: entry))
      } catch {
        switch error {
        case .corruption(let error): throw .refused(paths.root, .damaged(error))
        // What is not there cannot be lost.
        case .file(let error) where error.errno == .noSuchFileOrDirectory: continue
        default: throw error
        }
      }
    }
    guard !left.isEmpty else { return }
    let known: Bool
    do throws(CorruptionError) {
      let gained = source.files(of: .originals).filter { !theirs.contains($0.entry.id) }
      known = try knows(gained, left)
    } catch {
      guard left.contains(where: { $0.entry.place == error.file }) else { throw .corruption(error) }
      throw .refused(paths.root, .damaged(error))
    }
    guard known else { throw .refused(paths.root, .knowsMore) }
  }
}

extension Manifest {
  /// Whether an earlier manifest may be one of this one's history, as far as their files tell: what is
  /// as old as the earlier one, the earlier one names, too.
  fileprivate func mayFollow(_ earlier: Manifest) -> Bool {
    let known = Set(earlier.entries.map(\.id))
    return entries.allSatisfy { $0.generation > earlier.generation || known.contains($0.id) }
  }
}

/// The file `tmp/backup`, which says of a folder that is no archive yet whose copy it will be.
enum CopyMark {
  private static let prefix = "morgue backup "
  private static let draftName = "backup.new"

  /// Whether a file of that name is what is left of a mark that was not finished.
  static func isDraft(_ name: [UInt8]) -> Bool { name.elementsEqual(draftName.utf8) }

  /// The archive whose copy was begun; nil if none was.
  static func read(in paths: ArchivePaths) throws(FileError) -> FileID? {
    let bytes: [UInt8]
    do {
      bytes = try RegularFile.read(path(in: paths), limit: 256).bytes
    } catch {
      guard case .file(let error) = error, !error.meansNoSuchFile else { return nil }
      throw error
    }
    let words = String(decoding: bytes, as: UTF8.self).dropFirst(prefix.count)
    guard bytes.starts(with: prefix.utf8), words.utf8.count == 33,
      let high = UInt64(words.prefix(16), radix: 16),
      let low = UInt64(words.dropFirst(16).prefix(16), radix: 16)
    else { return nil }
    return FileID(high: high, low: low)
  }

  /// Makes the folder a copy that was begun, also after a power cut.
  static func write(_ archive: FileID, in paths: ArchivePaths) throws(FileError) {
    try FileSystem.replace(
      path(in: paths),
      with: Array("\(prefix)\(archive)\n".utf8),
      draft: paths.drafts.appending(draftName)
    )
    try FileSystem.synchronizeFolder(paths.drafts)
    try FileSystem.synchronizeFolder(paths.root)
  }

  /// Takes the mark away.
  static func remove(in paths: ArchivePaths) throws(FileError) {
    try FileSystem.unlink(path(in: paths))
  }

  private static func path(in paths: ArchivePaths) -> FilePath {
    paths.drafts.appending("backup")
  }
}

extension FilePath {
  /// The name at its end, as bytes.
  var lastName: [UInt8]? { lastComponent.map { Array($0.string.utf8) } }

  /// The current folder, if the path is empty.
  var orHere: FilePath { isEmpty ? "." : self }
}
