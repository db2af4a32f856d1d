// SPDX-License-Identifier: Apache-2.0

private import Glibc
internal import SystemPackage

/// The right to change an archive, held by one process at a time.
///
/// `flock` on the file `LOCK`, which dies with its holder, so that a left-over file means
/// nothing. The file is never removed; its text only says who holds it. The folder itself is locked
/// as well: whoever takes `LOCK` away lets nobody else in.
package struct ArchiveLock: ~Copyable, Sendable {
  private let file: OpenFile
  private let folder: OpenFile
  private let paths: ArchivePaths

  /// Takes the lock, waiting up to so many seconds for whoever holds it.
  ///
  /// - Throws: ``StorageError/busy(pid:since:)`` when it is still held then, and
  ///   ``StorageError/networkFileSystem(_:)`` where locks cannot be trusted, unless that is allowed.
  package static func acquire(
    _ directory: ArchiveDirectory,
    waitSeconds: Int = 0,
    allowingNetwork: Bool = false
  ) throws(StorageError) -> ArchiveLock {
    try acquire(in: directory.paths, waitSeconds: waitSeconds, allowingNetwork: allowingNetwork)
  }

  static func acquire(
    in paths: ArchivePaths,
    waitSeconds: Int,
    allowingNetwork: Bool = false
  ) throws(StorageError) -> ArchiveLock {
    do {
      guard try allowingNetwork || !Volume.isNetwork(paths.root) else {
        throw StorageError.networkFileSystem(paths.root)
      }
      var attempts = 1 + max(0, waitSeconds) * attemptsPerSecond
      while attempts > 0 {
        let lock = try opened(paths)
        if try lock.take() {
          try lock.sign()
          return lock
        }
        attempts -= 1
        if attempts > 0 { usleep(UInt32(1_000_000 / attemptsPerSecond)) }
      }
    } catch let error as FileError {
      throw .file(error)
    } catch let error as StorageError {
      throw error
    } catch {
      throw .notAnArchive(paths.root)
    }
    throw holder(of: paths.lock)
  }

  private static let attemptsPerSecond = 50

  private static func opened(_ paths: ArchivePaths) throws(FileError) -> ArchiveLock {
    let folder = try FileSystem.openFolder(paths.root)
    return ArchiveLock(try FileSystem.openOrCreate(paths.lock), folder, paths)
  }

  private init(_ file: consuming OpenFile, _ folder: consuming OpenFile, _ paths: ArchivePaths) {
    self.file = file
    self.folder = folder
    self.paths = paths
  }

  deinit {
    // A lock belongs to all copies of its descriptor, and a program that is just being started has
    // one until it runs: closing ours would leave the archive locked for as long.
    file.withDescriptor { _ = flock($0, LOCK_UN) }
    folder.withDescriptor { _ = flock($0, LOCK_UN) }
  }

  /// Takes the lock if nobody has it, and if the file is still the one of that name.
  private func take() throws(FileError) -> Bool {
    guard try Self.lock(file), try Self.lock(folder) else { return false }
    return try isHeld()
  }

  private static func lock(_ file: borrowing OpenFile) throws(FileError) -> Bool {
    do {
      try file.call("flock") { flock($0, LOCK_EX | LOCK_NB) }
      return true
    } catch {
      guard error.errno == .wouldBlock else { throw error }
      return false
    }
  }

  /// Whether what is locked still has its name, the file and the folder it lies in.
  func isHeld() throws(FileError) -> Bool {
    let (held, heldFolder) = (try file.status(), try folder.status())
    guard let named = try FileSystem.status(of: paths.lock),
      let namedFolder = try FileSystem.status(of: paths.root, followingLink: true)
    else { return false }
    return named.isSameFile(as: held) && namedFolder.isSameFile(as: heldFolder)
  }

  /// Writes down who holds the lock.
  private func sign() throws(FileError) {
    try file.call("ftruncate") { ftruncate($0, 0) }
    try file.write(Array("pid \(getpid()) since \(Self.now)\n".utf8))
  }

  private static var now: String {
    var seconds = time(nil)
    var fields = tm()
    gmtime_r(&seconds, &fields)
    let text = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      count = buffer.withMemoryRebound(to: CChar.self) {
        strftime($0.baseAddress, $0.count, "%Y-%m-%dT%H:%M:%SZ", &fields)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The error that names whoever holds the lock, as far as the file says.
  private static func holder(of path: FilePath) -> StorageError {
    let bytes = (try? RegularFile.read(path, limit: 256))?.bytes ?? []
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    // Anybody may have written there: what is not plainly ours is not repeated.
    guard words.count == 4, words[0] == "pid", words[2] == "since",
      words[3].utf8.allSatisfy({ "0123456789-:TZ".utf8.contains($0) })
    else { return .busy(pid: nil, since: nil) }
    return .busy(pid: Int32(words[1]), since: String(words[3]))
  }
}
