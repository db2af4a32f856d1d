// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import TestSupport
import Testing

struct TransactionTests {
  @Test
  func `commits files and shows them in order`() throws {
    let world = try ArchiveWorld()
    #expect(try world.texts().isEmpty)
    try world.commit(["a", "b"])
    let manifest = try world.commit(["c"])
    #expect(try world.texts() == ["a", "b", "c"])
    #expect(manifest.generation == 2)
    #expect(try world.archive.readManifest() == manifest)
    #expect(try world.archive.readPreviousManifest()?.generation == 1)
  }

  @Test
  func `puts a merged file in the place of the first it replaces`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a", "b", "c", "d"])
    try world.commit(["bc"], replacing: ["b", "c"])
    #expect(try world.texts() == ["a", "bc", "d"])
    try world.commit(["abc"], replacing: ["a", "bc"])
    #expect(try world.texts() == ["abc", "d"])
    #expect(try world.sealedNames().count == 2)
  }

  @Test
  func `commits several times under one lock and not at all without a change`() throws {
    let world = try ArchiveWorld()
    var transaction = try Transaction(world.archive, lock: ArchiveLock.acquire(world.archive))
    #expect(try transaction.commit().generation == 0)
    for round in 1...3 as ClosedRange<UInt64> {
      let file = try transaction.newFile(.articles)
      transaction.add(try file.seal())
      #expect(try transaction.commit().generation == round)
      #expect(try world.archive.readManifest().entries.count == Int(round))
    }
    transaction.setAttribute(2, to: 9)
    #expect(try transaction.commit().attributes == [0, 0, 9])
    #expect(try transaction.commit().generation == 4)
  }

  @Test
  func `ends what a file owns together with the file`() throws {
    let world = try ArchiveWorld()
    let segment = try #require(try world.commit(["a"]).entries.first)
    var transaction = try Transaction(world.archive, lock: ArchiveLock.acquire(world.archive))
    transaction.add(try transaction.newFile(.deletions).seal(), owner: segment.id)
    let first = try transaction.commit()
    let deletions = try #require(first.entry(of: .deletions, ownedBy: segment.id))
    transaction.add(
      try transaction.newFile(.deletions).seal(),
      owner: segment.id,
      replacing: [deletions.name]
    )
    #expect(try transaction.commit().entries(of: .deletions).count == 1)
    transaction.add(try transaction.newFile(.segment).seal(), replacing: [segment.name])
    #expect(try transaction.commit().entries.map(\.kind) == [.segment])
    #expect(try world.sealedNames().count == 1)
  }

  @Test
  func `leaves nothing of a transaction that was not committed`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a"])
    let names = try world.sealedNames()
    do {
      var transaction = try Transaction(world.archive, lock: ArchiveLock.acquire(world.archive))
      transaction.add(try transaction.newFile(.segment).seal())
      #expect(try world.sealedNames().count == 2)
    }
    #expect(try world.sealedNames() == names)
  }

  @Test
  func `clears away what a dead writer left and nothing else`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a"])
    let names = try world.sealedNames()
    let segments = world.archive.path.appending("segments")
    let foreign = [".DS_Store", "0000000g-0000000000000000.segment", "notes.segment~"]
    for name in foreign { try TemporaryDirectory.write([1], to: segments.appending(name)) }
    try TemporaryDirectory.write([1], to: world.archive.path.appending("tmp/half"))
    try TemporaryDirectory.write([1], to: segments.appending("00000002-0123456789abcdef.segment"))
    try TemporaryDirectory.write([1], to: segments.appending("00000009-0123456789abcdef.segment"))
    let recovery = try Transaction(
      world.archive,
      lock: ArchiveLock.acquire(world.archive)
    ).recovery
    #expect(recovery.removed == 2)
    #expect(recovery.quarantined == 1)
    let expected =
      names + foreign.map { "segments/\($0)" }
      + ["quarantine/00000009-0123456789abcdef.segment"]
    #expect(try Set(world.sealedNames()) == Set(expected))
  }

  @Test
  func `keeps a reader's files for as long as it reads`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a", "b"])
    let held = try world.archive.snapshot()
    try world.commit(["ab"], replacing: ["a", "b"])
    #expect(held.files(of: .segment).map(ArchiveWorld.text) == ["a", "b"])
    for file in held.files(of: .segment) { try file.verify() }
    #expect(try world.texts() == ["ab"])
  }

  @Test
  func `opens only the kinds asked for`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a"], kind: .originals)
    try world.commit(["b"])
    let snapshot = try world.archive.snapshot(of: [.segment])
    #expect(snapshot.files(of: .segment).count == 1)
    #expect(snapshot.files(of: .originals).isEmpty)
    #expect(snapshot.manifest.entries.count == 2)
  }
}
