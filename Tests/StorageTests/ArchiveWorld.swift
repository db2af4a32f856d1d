// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// An archive whose state is the list of texts in its files.
struct ArchiveWorld {
  let directory: TemporaryDirectory
  let archive: ArchiveDirectory

  init() throws {
    directory = try TemporaryDirectory()
    archive = try ArchiveDirectory.create(at: directory.appending("a"))
  }

  /// Commits a file for each of `texts`, the first of them replacing the files that hold `replacing`.
  @discardableResult
  func commit(
    _ texts: [String],
    kind: FileKind = .segment,
    replacing: [String] = []
  ) throws(StorageError) -> Manifest {
    try Self.commit(texts, kind: kind, replacing: replacing, to: archive)
  }

  static func commit(
    _ texts: [String],
    kind: FileKind = .segment,
    replacing: [String] = [],
    to archive: ArchiveDirectory
  ) throws(StorageError) -> Manifest {
    let held = try archive.snapshot()
    if let damage = held.damaged.first { throw .corruption(damage.error) }
    let replaced = held.manifest.entries.filter { entry in
      held.file(entry).map { replacing.contains(text(of: $0)) } ?? false
    }
    var transaction = try Transaction(archive, lock: ArchiveLock.acquire(archive))
    for (place, text) in texts.enumerated() {
      var file = try transaction.newFile(kind)
      try file.beginSection("TEXT")
      try file.write(Array(text.utf8))
      file.endSection()
      let receipt = try file.seal()
      transaction.add(
        receipt,
        attributes: [UInt64(place)],
        replacing: place == 0 ? replaced.map(\.name) : []
      )
    }
    return try transaction.commit()
  }

  static func text(of file: SealedFile) -> String {
    file.section("TEXT").map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The texts of all files in the manifest's order, every byte of them verified.
  func texts() throws -> [String] {
    let snapshot = try archive.snapshot()
    #expect(snapshot.damaged.isEmpty)
    try archive.verifyHistory(of: snapshot.manifest)
    return try snapshot.manifest.entries.map { entry in
      let file = try #require(snapshot.file(entry))
      try file.verify()
      return Self.text(of: file)
    }
  }

  /// The names of all files below the archive, but for the lock and the manifests.
  func sealedNames() throws -> [String] {
    try ["originals", "articles", "catalogue", "segments", "tmp", "quarantine"].flatMap { folder in
      try Folder(archive.path.appending(folder)).entries().map {
        "\(folder)/" + String(decoding: $0.name, as: UTF8.self)
      }
    }
  }
}

/// Makes the n-th call of the file system fail, or that one and all after it.
final class Faults: Sendable {
  private let calls = Atomic<Int>(0)
  private let hits = Atomic<Int>(0)
  private let first: Int
  private let isSticky: Bool
  private let errno: Errno
  private let operations: Set<String>?

  init(at first: Int, sticky: Bool, errno: Errno, only operations: Set<String>? = nil) {
    self.first = first
    isSticky = sticky
    self.errno = errno
    self.operations = operations
  }

  var wasHit: Bool { hits.load(ordering: .relaxed) > 0 }

  func answer(_ operation: String) -> Errno? {
    guard operations?.contains(operation) ?? true else { return nil }
    let call = calls.add(1, ordering: .relaxed).newValue
    guard isSticky ? call >= first : call == first else { return nil }
    hits.add(1, ordering: .relaxed)
    return errno
  }

  /// Runs `body` with the faults; answers what it threw.
  func run(_ body: () throws -> Void) -> (any Error)? {
    FaultPoint.$handler.withValue({ operation, _ in self.answer(operation) }) {
      do {
        try body()
        return nil
      } catch {
        return error
      }
    }
  }
}
