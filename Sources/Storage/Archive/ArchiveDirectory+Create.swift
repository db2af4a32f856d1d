// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

extension ArchiveDirectory {
  /// Makes an empty archive of the folder at `path`, which must not be there or hold nothing but
  /// texts about it (`*.md`) and hidden files.
  ///
  /// `FORMAT` is written last: until then the folder is no archive, and what an interrupted call
  /// left behind is taken over by the next.
  ///
  /// - Throws: ``StorageError/alreadyExists(_:)`` if the folder is an archive or holds other things.
  package static func create(
    at path: FilePath,
    allowingNetwork: Bool = false
  ) throws(StorageError) -> ArchiveDirectory {
    let paths = ArchivePaths(path)
    do { try FileSystem.makeFolder(path) } catch { throw .file(error) }
    try requireVacant(paths)
    let lock = try lock(paths, allowingNetwork: allowingNetwork)
    // Another process may have been faster while we waited.
    try requireVacant(paths)
    let directory = try make(paths)
    withExtendedLifetime(lock) {}
    return directory
  }

  private static func lock(
    _ paths: ArchivePaths,
    allowingNetwork: Bool
  ) throws(StorageError) -> ArchiveLock {
    do {
      return try ArchiveLock.acquire(in: paths, waitSeconds: 5, allowingNetwork: allowingNetwork)
    } catch .busy {
      throw .alreadyExists(paths.root)
    }
  }

  private static func make(_ paths: ArchivePaths) throws(StorageError) -> ArchiveDirectory {
    let id = FileID.random()
    do {
      try write(paths, id: id)
    } catch {
      _ = try? FileSystem.unlink(paths.manifest)
      throw .file(error)
    }
    do {
      try FileSystem.synchronizeFolder(paths.root)
      try FileSystem.synchronizeFolder(paths.root.removingLastComponent().orHere)
    } catch {
      throw .unconfirmed(generation: 0, error)
    }
    return ArchiveDirectory(paths: paths, id: id)
  }

  /// Everything up to the rename that makes the folder an archive.
  private static func write(_ paths: ArchivePaths, id: FileID) throws(FileError) {
    for folder in paths.folders { try FileSystem.makeFolder(folder) }
    let draft = paths.drafts.appending("FORMAT")
    try FileSystem.replace(
      paths.manifest,
      with: Manifest(archive: id).encoded,
      draft: paths.drafts.appending("MANIFEST")
    )
    try FileSystem.synchronizeFolder(paths.root)
    try FileSystem.replace(paths.format, with: FormatLine(archive: id).encoded, draft: draft)
  }

  /// A text about the archive, or a hidden file of the system's or of version control: such files may
  /// lie in an archive's folder and are never touched.
  static func isDocumentation(_ name: [UInt8]) -> Bool {
    name.first == UInt8(ascii: ".") || name.suffix(3).elementsEqual(".md".utf8)
  }

  /// Refuses a folder that holds anything but the beginnings of an archive.
  private static func requireVacant(_ paths: ArchivePaths) throws(StorageError) {
    let names: [[UInt8]]
    do {
      names = try Folder(paths.root, followingLink: true).entries().map(\.name)
    } catch {
      guard error.errno == .notDirectory else { throw .file(error) }
      throw .alreadyExists(paths.root)
    }
    let beginnings = Set((paths.folders + [paths.lock, paths.manifest]).compactMap(\.lastName))
    let others = names.filter { !beginnings.contains($0) && !isDocumentation($0) }
    // A backup that is being made here will be an archive of its own.
    let isBegun = (try? CopyMark.read(in: paths)) != nil
    guard others.isEmpty, !isBegun else { throw .alreadyExists(paths.root) }
    guard names.contains(paths.manifest.lastName ?? []) else { return }
    // An archive whose FORMAT was lost is still an archive.
    let manifest = try? readManifest(at: paths.manifest, archive: nil)
    guard let manifest, manifest.generation == 0 else { throw .alreadyExists(paths.root) }
  }
}
