// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Writes the bytes of one sealed file once more, and knows them for what they were.
///
/// The file is read by its name, so that a bad place of the disk is an error with a name; if a writer
/// has removed that name meanwhile, by what is mapped of it.
struct FileCopy {
  /// The file that is copied, held open.
  let source: SealedFile
  let path: FilePath
  /// Asked after each piece; true ends the copying.
  let isStopped: () -> Bool

  private static let pieceSize = 1 << 20

  /// Writes a new file at `draft` and waits until it is on the disk; what is there already goes.
  func write(to draft: FilePath) throws(StorageError) {
    _ = try asStorageError { () throws(FileError) in try FileSystem.unlink(draft) }
    do {
      var file = try FileSystem.create(draft)
      try copy(into: file)
      try file.synchronize()
      try file.close()
    } catch let error as StorageError {
      _ = try? FileSystem.unlink(draft)
      throw error
    } catch let error as FileError {
      _ = try? FileSystem.unlink(draft)
      throw .file(error)
    } catch {
      throw .notAnArchive(draft)
    }
  }

  private func copy(into file: borrowing OpenFile) throws {
    let input: OpenFile
    do {
      input = try FileSystem.open(path)
    } catch {
      guard error.errno == .noSuchFileOrDirectory else { throw error }
      return try copyMapped(into: file)
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 4096)
    defer { buffer.deallocate() }
    var left = Int(clamping: source.entry.length)
    while left > 0 {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)])
      let count = try input.read(into: room)
      guard count > 0 else {
        throw StorageError.corruption(CorruptionError(.wrongLength, in: source.entry.place))
      }
      try file.write(UnsafeRawBufferPointer(rebasing: room[..<count]))
      left -= count
      if isStopped() { throw StorageError.stopped }
    }
  }

  private func copyMapped(into file: borrowing OpenFile) throws {
    let bytes = source.bytes
    for start in stride(from: 0, to: bytes.count, by: Self.pieceSize) {
      let end = min(start + Self.pieceSize, bytes.count)
      try file.write(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      if isStopped() { throw StorageError.stopped }
    }
  }
}

extension ArchiveDirectory {
  /// Takes a file that this archive's manifest names from a copy of the archive, if it is sound there;
  /// answers whether it is.
  ///
  /// The very file is meant: the same id, length and checksum, every byte of it checked. What has its
  /// name here is kept in `quarantine`. The name is on the disk when this returns. The caller holds
  /// this archive's lock.
  package func take(
    _ entry: ManifestEntry,
    from copy: ArchiveDirectory
  ) throws(StorageError) -> Bool {
    let found: SealedFile
    do {
      found = try SealedFile(copy.paths.file(entry), entry: entry)
      do { try found.verify() } catch { return false }
    } catch {
      switch error {
      case .corruption: return false
      case .file(let error) where error.meansNoSuchFile: return false
      default: throw error
      }
    }
    let draft = paths.drafts.appending(entry.name)
    let source = FileCopy(source: found, path: copy.paths.file(entry)) { false }
    try source.write(to: draft)
    try asStorageError { () throws(FileError) in
      try FileSystem.keepAside(paths.file(entry), in: paths.quarantine)
      try FileSystem.rename(draft, to: paths.file(entry))
      try FileSystem.synchronizeFolder(paths.folder(of: entry.kind))
    }
    return true
  }
}

extension FileError {
  /// Whether there is nothing of that name, or nothing that could be a file of ours.
  var meansNoSuchFile: Bool {
    [
      .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .invalidArgument,
      .isDirectory, .noSuchAddressOrDevice,
    ].contains(errno)
  }
}
