// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// An archive's folder, known to be one by its `FORMAT`.
package struct ArchiveDirectory: Sendable {
  package let paths: ArchivePaths
  package let id: FileID
  /// What `FORMAT` says.
  package let version: FormatVersion
  /// What whoever opened it writes.
  package let program: FormatVersion
  /// Whether it may be of an earlier version, because everything is going to be written anew.
  private let isRebuilt: Bool

  /// The archive's folder.
  package var path: FilePath { paths.root }

  init(
    paths: ArchivePaths,
    id: FileID,
    version: FormatVersion = .current,
    program: FormatVersion = .current,
    isRebuilt: Bool = false
  ) {
    self.paths = paths
    self.id = id
    self.version = version
    self.program = program
    self.isRebuilt = isRebuilt
  }

  /// Finds the archive at `path`; whoever is `rebuilding` takes earlier versions, too.
  ///
  /// - Throws: ``StorageError/notAnArchive(_:)``, ``StorageError/newerFormat(found:supported:)``,
  ///   ``StorageError/olderFormat(found:supported:)``, or what is wrong with the file `FORMAT`.
  package static func open(
    at path: FilePath,
    rebuilding: Bool = false,
    program: FormatVersion = .current
  ) throws(StorageError) -> ArchiveDirectory {
    let paths = ArchivePaths(path)
    let line = try formatLine(of: paths)
    let version = line.version
    guard version.major <= program.major else {
      throw .newerFormat(found: "\(version)", supported: "\(program)")
    }
    let isEnough = rebuilding && version.major >= FormatVersion.firstReleased
    guard version.major == program.major || isEnough else {
      throw .olderFormat(found: "\(version)", supported: "\(program)")
    }
    return ArchiveDirectory(
      paths: paths,
      id: line.archive,
      version: version,
      program: program,
      isRebuilt: rebuilding
    )
  }

  /// The same when `FORMAT` says what this program writes.
  var upToDate: ArchiveDirectory {
    ArchiveDirectory(paths: paths, id: id, version: program, program: program)
  }

  /// Whether the folder at `path` is an archive of any version, by its magic and not by its name.
  package static func isArchive(at path: FilePath) -> Bool {
    guard
      let line = try? RegularFile.read(
        ArchivePaths(path).format,
        limit: FormatLine.sizeLimit
      )
    else { return false }
    return line.bytes.starts(with: FormatLine.prefix.utf8)
  }

  private static func formatLine(of paths: ArchivePaths) throws(StorageError) -> FormatLine {
    do {
      let file = try RegularFile.read(paths.format, limit: FormatLine.sizeLimit)
      return try FormatLine(decoding: file.bytes)
    } catch let error as CorruptionError {
      throw damage(error, of: paths)
    } catch RegularFile.Failure.file(let error) {
      switch error.errno {
      case .noSuchFileOrDirectory, .notDirectory:
        throw damage(CorruptionError(.missing, in: FormatLine.name), of: paths)
      default: throw .file(error)
      }
    } catch {
      throw damage(CorruptionError(.wrongFile, in: FormatLine.name), of: paths)
    }
  }

  /// Tells an archive whose `FORMAT` is damaged from a folder that never was one.
  private static func damage(_ error: CorruptionError, of paths: ArchivePaths) -> StorageError {
    guard let manifest = try? readManifest(at: paths.manifest, archive: nil) else {
      let isOurs = error.kind == .badChecksum
      return isOurs ? .corruption(error) : .notAnArchive(paths.root)
    }
    // The making of an archive, or of a copy of one, was cut short before `FORMAT` was written.
    let isBegun = manifest.generation == 0 || (try? CopyMark.read(in: paths)) != nil
    guard !isBegun || error.kind != .missing else { return .notAnArchive(paths.root) }
    return .corruption(error)
  }

  /// The commit point of this moment.
  ///
  /// - Throws: ``StorageError/olderFormat(found:supported:)`` also where a rebuilding was cut off
  ///   between `FORMAT` and the manifest; the next one does it again.
  package func readManifest() throws(StorageError) -> Manifest {
    let manifest = try Self.readManifest(at: paths.manifest, archive: id)
    guard manifest.formatMajor == program.major || isRebuilt else {
      throw .olderFormat(found: "\(manifest.formatMajor).0", supported: "\(program)")
    }
    return manifest
  }

  /// The commit point before, or nil if there is none; for `verify` and for going back.
  package func readPreviousManifest() throws(StorageError) -> Manifest? {
    do {
      return try Self.readManifest(at: paths.previousManifest, archive: id)
    } catch .corruption(let error) where error.kind == .missing {
      return nil
    }
  }

  static func readManifest(
    at path: FilePath,
    archive: FileID?
  ) throws(StorageError) -> Manifest {
    let name = path.lastComponent?.string ?? ManifestFormat.name
    do {
      let file = try RegularFile.read(path, limit: ManifestFormat.sizeLimit)
      return try Manifest(decoding: file.bytes, archive: archive, file: name)
    } catch let error as CorruptionError {
      throw .corruption(error)
    } catch let failure as RegularFile.Failure {
      throw StorageError(failure, reading: name)
    } catch {
      throw .corruption(CorruptionError(.wrongFile, in: name))
    }
  }

  /// Checks that the two commit points belong together; what else is damaged, the snapshot says.
  ///
  /// The one before is the same one if a commit was cut off between its two renames, and an older
  /// one, or in the first generation none, if the disk kept only the second of them.
  package func verifyHistory(of manifest: Manifest) throws(StorageError) {
    let name = paths.previousManifest.lastComponent?.string ?? ManifestFormat.name
    guard let previous = try readPreviousManifest() else {
      guard manifest.generation > 1 else { return }
      throw .corruption(CorruptionError(.missing, in: name))
    }
    let isSound =
      switch previous.generation {
      case manifest.generation: previous == manifest
      case manifest.generation &- 1: previous.checksum == manifest.previousChecksum
      default: previous.generation < manifest.generation
      }
    guard isSound else { throw .corruption(CorruptionError(.wrongFile, in: name)) }
  }

  /// Refuses work that the disk has no room for; a courtesy, not the safety.
  ///
  /// - Throws: ``StorageError/noSpace(needed:available:)``.
  package func requireSpace(_ needed: UInt64) throws(StorageError) {
    let available: UInt64
    do { available = try Volume.availableBytes(at: path) } catch { throw .file(error) }
    guard available >= needed else { throw .noSpace(needed: needed, available: available) }
  }
}

extension StorageError {
  /// What it means that a file the archive cannot do without was not read.
  init(_ failure: RegularFile.Failure, reading name: String) {
    switch failure {
    case .file(let error) where error.errno == .noSuchFileOrDirectory:
      self = .corruption(CorruptionError(.missing, in: name))
    case .file(let error): self = .file(error)
    case .link, .notRegular: self = .corruption(CorruptionError(.wrongFile, in: name))
    case .tooLarge, .changedWhileRead: self = .corruption(CorruptionError(.wrongLength, in: name))
    }
  }
}
