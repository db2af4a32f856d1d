// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import TestSupport
import Testing

/// Backups: what becomes of a place, and what is refused.
struct ArchiveCopyTests {
  private let world: ArchiveWorld
  private var place: FilePath { world.directory.appending("b") }

  init() throws {
    world = try ArchiveWorld()
    try world.commit(["a", "b"])
  }

  @discardableResult
  private func copy(
    _ change: (inout ArchiveCopy.Options) -> Void = { _ in }
  ) throws -> ArchiveCopy.Report {
    var options = ArchiveCopy.Options()
    change(&options)
    return try ArchiveCopy.make(of: world.archive, at: place, options: options)
  }

  private func refusal(_ change: (inout ArchiveCopy.Options) -> Void = { _ in }) -> CopyRefusal? {
    do {
      try copy(change)
      return nil
    } catch StorageError.refused(_, let refusal) {
      return refusal
    } catch {
      return nil
    }
  }

  @Test func `a copy is an archive of its own`() throws {
    let report = try copy()
    #expect(report.generation == 1)
    #expect(report.linked.files == 2)
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
    #expect(try CopyWorld(at: place).archive.id == world.archive.id)
    // What is written to one is nothing to the other.
    try world.commit(["c"])
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
    _ = try ArchiveWorld.commit(["d"], to: ArchiveDirectory.open(at: place))
    #expect(try CopyWorld(at: place).texts() == ["a", "b", "d"])
    #expect(try world.texts() == ["a", "b", "c"])
  }

  @Test func `files are copied where that is asked for`() throws {
    let report = try copy { $0.mayLink = false }
    #expect(report.linked.files == 0)
    #expect(report.copied.files == 2)
    for entry in try world.archive.readManifest().entries {
      let paths = ArchivePaths(place)
      #expect(try FileSystem.status(of: paths.file(entry))?.links == 1)
    }
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
  }

  @Test func `a copy is brought up to date, and keeps what it has`() throws {
    try copy()
    try world.commit(["ab"], replacing: ["a", "b"])
    try world.commit(["c"])
    let report = try copy()
    #expect(report.generation == 3)
    #expect(report.kept.files == 0)
    #expect(try CopyWorld(at: place).texts() == ["ab", "c"])
    try world.commit(["d"])
    #expect(try copy().kept.files == 2)
    #expect(try CopyWorld(at: place).texts() == ["ab", "c", "d"])
    #expect(try CopyWorld(at: place).sealedNames().count == 3)
    #expect(try copy().kept.files == 3)
  }

  @Test func `what is damaged in a copy is replaced, and kept aside`() throws {
    try copy { $0.mayLink = false }
    let entry = try #require(try world.archive.readManifest().entries.first)
    let path = ArchivePaths(place).file(entry)
    var bytes = try TemporaryDirectory.read(path)
    bytes[64] ^= 1
    try TemporaryDirectory.write(bytes, to: path)
    #expect(try copy { $0.verifies = false }.kept.files == 2)
    let report = try copy { $0.mayLink = false }
    #expect(report.copied.files == 1)
    #expect(report.kept.files == 1)
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
    #expect(
      try CopyWorld(at: place).sealedNames().filter { $0.hasPrefix("quarantine/") }.count == 1
    )
  }

  @Test(arguments: [64, -20])
  func `an archive that is damaged leaves the copy as it was`(offset: Int) throws {
    try copy { $0.mayLink = false }
    try world.commit(["c"])
    let entry = try #require(try world.archive.readManifest().entries.last)
    let path = world.archive.paths.file(entry)
    var bytes = try TemporaryDirectory.read(path)
    bytes[offset < 0 ? bytes.count + offset : offset] ^= 1
    try TemporaryDirectory.write(bytes, to: path)
    #expect { try copy() } throws: { error in
      guard case .corruption(let error) = error as? StorageError else { return false }
      return error.file.hasPrefix("segments/")
    }
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
    #expect(try CopyWorld(at: place).archive.readManifest().generation == 1)
  }

  @Test func `places that will not do are refused and left alone`() throws {
    #expect(throws: StorageError.refused(world.archive.path, .itself)) {
      try ArchiveCopy.make(of: world.archive, at: world.archive.path)
    }
    for name in ["x", "segments", "segments/x", "tmp/../x"] {
      let inside = world.archive.path.appending(name)
      #expect(throws: StorageError.refused(inside, .inside)) {
        try ArchiveCopy.make(of: world.archive, at: inside)
      }
    }
    let lost = world.directory.appending("missing/b")
    #expect(throws: StorageError.refused(lost, .noParent)) {
      try ArchiveCopy.make(of: world.archive, at: lost)
    }
    try world.directory.write([1], to: "b")
    #expect(refusal() == .notEmpty)
    try FileSystem.unlink(place)
    try FileSystem.makeFolder(place)
    try world.directory.write([1], to: "b/letter.txt")
    #expect(refusal() == .notEmpty)
    #expect(try Folder(place).entries().count == 1)
  }

  @Test func `another archive is refused`() throws {
    _ = try ArchiveDirectory.create(at: place)
    #expect(refusal() == .otherArchive)
    #expect(refusal { $0.mayUpdate = false } == .archive)
  }

  @Test func `copies that know more than the archive are refused`() throws {
    try copy()
    _ = try ArchiveWorld.commit(["x"], to: ArchiveDirectory.open(at: place))
    #expect(refusal() == .later(2, 1))
    try world.commit(["c"])
    #expect(refusal() == .diverged)
    for text in ["d", "e", "f"] {
      try world.commit([text])
      #expect(refusal() == .diverged)
    }
    #expect(try CopyWorld(at: place).texts() == ["a", "b", "x"])
  }

  @Test(arguments: [true, false])
  func `packs that the archive lost are asked for before they go`(areKnown: Bool) throws {
    try world.commit(["o", "p"], kind: .originals)
    try copy()
    _ = try ArchiveWorld.commit(["x"], kind: .originals, to: ArchiveDirectory.open(at: place))
    for text in ["c", "d"] { try world.commit([text]) }
    // Nothing is left of when the copy and the archive went different ways.
    try world.commit(["abcd"], replacing: ["a", "b", "c", "d"])
    try world.commit(["op"], kind: .originals, replacing: ["o", "p"])
    let before = try CopyWorld(at: place).sealedNames()
    #expect(refusal() == .knowsMore)
    #expect(try CopyWorld(at: place).sealedNames() == before)
    let found = refusal {
      $0.knows = { (packs, left) throws(CorruptionError) in
        areKnown && packs.map(ArchiveWorld.text) == ["op"]
          && left.map(ArchiveWorld.text) == ["o", "p", "x"]
      }
    }
    #expect(found == (areKnown ? nil : .knowsMore))
    let texts = areKnown ? ["abcd", "op"] : ["a", "b", "o", "p", "x"]
    #expect(try CopyWorld(at: place).texts() == texts)
  }

  @Test func `packs that no manifest names are kept aside`() throws {
    try copy()
    let entries = try world.commit(["o"], kind: .originals).entries
    let entry = try #require(entries.last)
    let stray = ArchivePaths(place).file(
      SealedFileName(generation: 2, id: FileID(high: 7, low: 7), kind: .originals)
    )
    try TemporaryDirectory.write(
      TemporaryDirectory.read(world.archive.paths.file(entry)),
      to: stray
    )
    try copy()
    let names = try CopyWorld(at: place).sealedNames()
    #expect(names.filter { $0.hasPrefix("quarantine/00000002-0000000000000007.pack") }.count == 1)
    #expect(try FileSystem.status(of: stray) == nil)
    #expect(try CopyWorld(at: place).texts() == ["a", "b", "o"])
  }

  @Test func `a copy whose list of files is damaged is refused`() throws {
    try copy()
    try TemporaryDirectory.write([1, 2, 3], to: place.appending("MANIFEST"))
    guard case .damaged = refusal() else {
      Issue.record("not refused")
      return
    }
    #expect(refusal { $0.mayUpdate = false } == .archive)
  }

  @Test func `folders that hold nothing of anybody's will do`() throws {
    try FileSystem.makeFolder(place)
    try FileSystem.makeFolder(place.appending("lost+found"))
    try world.directory.write([1], to: "b/README.md")
    try world.directory.write([1], to: "b/.DS_Store")
    try copy()
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
    #expect(try FileSystem.status(of: place.appending("README.md")) != nil)
  }

  @Test func `files beside the archive's own go along, and go`() throws {
    let names = place.appending("names.txt")
    try copy { $0.companions = [("names.txt", [1, 2])] }
    #expect(try TemporaryDirectory.read(names) == [1, 2])
    try copy { $0.companions = [("names.txt", [3])] }
    #expect(try TemporaryDirectory.read(names) == [3])
    try copy { $0.companions = [("names.txt", nil)] }
    #expect(try FileSystem.status(of: names) == nil)
    #expect(
      try CopyWorld(at: place).sealedNames().filter { $0.hasPrefix("quarantine/") }.count == 1
    )
  }

  @Test func `files that a writer has removed are copied from what is held`() throws {
    var isFirst = true
    let report = try ArchiveCopy.make(
      of: world.archive,
      at: place,
      isStopped: {
        guard isFirst else { return false }
        isFirst = false
        do { try world.commit(["ab"], replacing: ["a", "b"]) } catch { return true }
        return false
      }
    )
    #expect(report.generation == 1)
    #expect(report.copied.files == 2)
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
  }

  @Test(arguments: 1...2)
  func `a copy that is stopped is no archive, and the next one goes on`(call: Int) throws {
    var left = call
    #expect(throws: StorageError.stopped) {
      try ArchiveCopy.make(
        of: world.archive,
        at: place,
        isStopped: {
          left -= 1
          return left <= 0
        }
      )
    }
    #expect(!ArchiveDirectory.isArchive(at: place))
    #expect(throws: StorageError.notAnArchive(place)) { try ArchiveDirectory.open(at: place) }
    #expect(throws: StorageError.alreadyExists(place)) { try ArchiveDirectory.create(at: place) }
    #expect(try copy().kept.files == call - 1)
    #expect(try CopyWorld(at: place).texts() == ["a", "b"])
  }

  @Test func `sound files are taken from a copy, and only these`() throws {
    try copy { $0.mayLink = false }
    let backup = try ArchiveDirectory.open(at: place)
    let entries = try world.archive.readManifest().entries
    let lock = try ArchiveLock.acquire(world.archive)
    var bytes = try TemporaryDirectory.read(backup.paths.file(entries[1]))
    bytes[64] ^= 1
    try TemporaryDirectory.write(bytes, to: backup.paths.file(entries[1]))
    for entry in entries { try FileSystem.unlink(world.archive.paths.file(entry)) }
    #expect(try world.archive.take(entries[0], from: backup))
    #expect(try !world.archive.take(entries[1], from: backup))
    try FileSystem.unlink(backup.paths.file(entries[1]))
    #expect(try !world.archive.take(entries[1], from: backup))
    #expect(try world.archive.snapshot().damaged.map(\.entry.id) == [entries[1].id])
    withExtendedLifetime(lock) {}
  }
}

/// An archive somewhere, of which the texts are asked.
struct CopyWorld {
  let archive: ArchiveDirectory

  init(at path: FilePath) throws {
    archive = try ArchiveDirectory.open(at: path)
  }

  /// The texts of all files in the manifest's order, every byte of them verified.
  func texts() throws -> [String] {
    let snapshot = try archive.snapshot()
    #expect(snapshot.damaged.isEmpty)
    try archive.verifyHistory(of: snapshot.manifest)
    return try snapshot.manifest.entries.map { entry in
      let file = try #require(snapshot.file(entry))
      try file.verify()
      return ArchiveWorld.text(of: file)
    }
  }

  /// What lies in the archive's folders.
  func sealedNames() throws -> [String] {
    try ["originals", "articles", "catalogue", "segments", "tmp", "quarantine"].flatMap { folder in
      try Folder(archive.path.appending(folder)).entries().map {
        "\(folder)/" + String(decoding: $0.name, as: UTF8.self)
      }
    }
  }
}
