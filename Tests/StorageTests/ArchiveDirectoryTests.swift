// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage
import SystemPackage
import TestSupport
import Testing

struct ArchiveDirectoryTests {
  @Test
  func `makes an archive that only its owner may enter`() throws {
    let world = try ArchiveWorld()
    #expect(ArchiveDirectory.isArchive(at: world.archive.path))
    #expect(try ArchiveDirectory.open(at: world.archive.path).id == world.archive.id)
    let names = try Folder(world.archive.path).entries().map {
      String(decoding: $0.name, as: UTF8.self)
    }
    #expect(
      names == [
        "FORMAT", "LOCK", "MANIFEST", "articles", "catalogue", "originals", "quarantine",
        "segments", "tmp",
      ]
    )
  }

  @Test
  func `makes an archive beside a text about it`() throws {
    let directory = try TemporaryDirectory()
    try FileSystem.makeFolder(directory.appending("index"))
    let text = try directory.write([1, 2], to: "index/FORMAT.md")
    let archive = try ArchiveDirectory.create(at: directory.appending("index"))
    #expect(ArchiveDirectory.isArchive(at: archive.path))
    #expect(try RegularFile.read(text, limit: 9).bytes == [1, 2])
  }

  @Test
  func `does not make an archive where there is one, or anything else`() throws {
    let world = try ArchiveWorld()
    let path = world.archive.path
    #expect(throws: StorageError.alreadyExists(path)) { try ArchiveDirectory.create(at: path) }
    #expect(throws: StorageError.alreadyExists(world.directory.path)) {
      try ArchiveDirectory.create(at: world.directory.path)
    }
    let file = try world.directory.write([1], to: "file")
    #expect(throws: StorageError.alreadyExists(file)) { try ArchiveDirectory.create(at: file) }
    #expect(throws: StorageError.self) {
      try ArchiveDirectory.create(at: world.directory.appending("no/such"))
    }
  }

  @Test
  func `tells a folder that is no archive`() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write([1], to: "file")
    for path in [directory.path, directory.appending("none"), file] {
      #expect(throws: StorageError.notAnArchive(path)) { try ArchiveDirectory.open(at: path) }
      #expect(!ArchiveDirectory.isArchive(at: path))
    }
    try directory.write(Array("a novel\n".utf8), to: "FORMAT")
    #expect(throws: StorageError.notAnArchive(directory.path)) {
      try ArchiveDirectory.open(at: directory.path)
    }
  }

  @Test
  func `makes up for empty folders that a copy left out`() throws {
    let world = try ArchiveWorld()
    for name in ["tmp", "quarantine", "catalogue"] {
      TemporaryDirectory.remove(world.archive.path.appending(name))
    }
    try world.commit(["a"])
    #expect(try world.texts() == ["a"])
  }

  @Test
  func `is the same archive by way of a link`() throws {
    let world = try ArchiveWorld()
    let link = world.directory.appending("l")
    #expect(symlink("a", link.string) == 0)
    let same = try ArchiveDirectory.open(at: link)
    _ = try ArchiveWorld.commit(["a"], to: same)
    #expect(try world.texts() == ["a"])
    let held = try ArchiveLock.acquire(same)
    #expect(throws: StorageError.self) { _ = try ArchiveLock.acquire(world.archive) }
    withExtendedLifetime(held) {}
  }

  @Test
  func `says how much room is missing`() throws {
    let world = try ArchiveWorld()
    try world.archive.requireSpace(1)
    #expect(throws: StorageError.self) { try world.archive.requireSpace(.max) }
  }
}
