// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import TestSupport
import Testing

struct DamageTests {
  private func manifest() -> Manifest {
    let owner = FileID(high: 3, low: 4)
    return Manifest(
      generation: 5,
      archive: FileID(high: 1, low: 2),
      previousChecksum: 77,
      entries: [
        ManifestEntry(
          kind: .segment,
          generation: 4,
          id: owner,
          length: 1000,
          checksum: 9,
          attributes: [1, 2]
        ),
        ManifestEntry(
          kind: .deletions,
          generation: 5,
          id: FileID(high: 5, low: 6),
          length: 200,
          checksum: 8,
          owner: owner
        ),
      ],
      attributes: [6]
    )
  }

  @Test
  func `reads a manifest back as it was written`() throws {
    let written = manifest()
    #expect(try Manifest(decoding: written.encoded, archive: written.archive) == written)
    let empty = Manifest(archive: written.archive)
    #expect(try Manifest(decoding: empty.encoded, archive: nil) == empty)
  }

  @Test
  func `notices every changed byte and every cut of a manifest`() {
    let sound = manifest().encoded
    for place in sound.indices {
      for bits in [0x01, 0x80, 0xFF] as [UInt8] {
        var damaged = sound
        damaged[place] ^= bits
        #expect(throws: CorruptionError.self) { try Manifest(decoding: damaged, archive: nil) }
      }
      #expect(throws: CorruptionError.self) {
        try Manifest(decoding: Array(sound[..<place]), archive: nil)
      }
    }
    #expect(throws: CorruptionError.self) { try Manifest(decoding: sound + [0], archive: nil) }
  }

  /// With a checksum that was made to fit, so that the checks behind it are reached.
  @Test
  func `never traps on a manifest that somebody forged`() {
    let sound = Array(manifest().encoded.dropLast(8))
    for place in sound.indices {
      for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
        var forged = sound
        forged[place] = value
        _ = try? Manifest(decoding: signed(forged), archive: nil)
      }
      _ = try? Manifest(decoding: signed(Array(sound[..<place])), archive: nil)
    }
  }

  private func signed(_ bytes: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes(bytes)
    writer.u64(XXH64.hash(bytes))
    return writer.bytes
  }

  @Test
  func `refuses the manifest of another archive`() {
    let bytes = manifest().encoded
    #expect(throws: CorruptionError(.wrongFile, in: "MANIFEST", at: 16)) {
      try Manifest(decoding: bytes, archive: FileID(high: 1, low: 3))
    }
  }

  @Test
  func `notices every changed byte and every cut of FORMAT`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a"])
    let format = world.archive.paths.format
    let sound = try TemporaryDirectory.read(format)
    #expect(sound.last == UInt8(ascii: "\n"))
    for place in sound.indices {
      var damaged = sound
      damaged[place] ^= 0x01
      for bytes in [damaged, Array(sound[..<place])] {
        try TemporaryDirectory.write(bytes, to: format)
        #expect(throws: StorageError.self) { try ArchiveDirectory.open(at: world.archive.path) }
      }
    }
    try FileSystem.unlink(format)
    #expect(throws: StorageError.corruption(CorruptionError(.missing, in: "FORMAT"))) {
      try ArchiveDirectory.open(at: world.archive.path)
    }
    #expect(throws: StorageError.alreadyExists(world.archive.path)) {
      try ArchiveDirectory.create(at: world.archive.path)
    }
  }

  @Test
  func `says which version it meets and touches nothing`() throws {
    let world = try ArchiveWorld()
    let body = "morgue archive 7.7 \(world.archive.id) "
    let sum = String(XXH64.hash(Array(body.utf8)), radix: 16)
    let padded = String(repeating: "0", count: 16 - sum.utf8.count) + sum
    try TemporaryDirectory.write(Array("\(body)\(padded)\n".utf8), to: world.archive.paths.format)
    #expect(throws: StorageError.newerFormat(found: "7.7", supported: "6.0")) {
      try ArchiveDirectory.open(at: world.archive.path)
    }
    #expect(ArchiveDirectory.isArchive(at: world.archive.path))
  }

  @Test
  func `lists damaged files and opens the rest`() throws {
    let world = try ArchiveWorld()
    let entries = try world.commit(["a", "b", "c", "d", "e", "f"]).entries
    let paths = entries.map { world.archive.paths.file($0) }
    try FileSystem.unlink(paths[0])
    try TemporaryDirectory.write([], to: paths[1])
    try FileSystem.unlink(paths[2])
    try FileSystem.makeFolder(paths[2])
    let other = try TemporaryDirectory.read(paths[4])
    try TemporaryDirectory.write(other, to: paths[3])
    let snapshot = try world.archive.snapshot()
    #expect(snapshot.files(of: .segment).map(ArchiveWorld.text) == ["e", "f"])
    #expect(snapshot.damaged.map(\.entry) == Array(entries[..<4]))
    let kinds = snapshot.damaged.map(\.error.kind)
    #expect(kinds[0] == .missing)
    #expect(kinds[1] == .truncated(needed: 128, available: 0))
    #expect(kinds[2] == .wrongFile)
    #expect(kinds[3] == .wrongFile)
  }

  @Test
  func `notices when the manifest before is not one before`() throws {
    let world = try ArchiveWorld()
    let path = world.archive.paths.previousManifest
    let first = try world.commit(["a"])
    let second = try world.commit(["b"])
    let archive = world.archive.id
    let sound = [first, second, Manifest(archive: archive)]
    let forged = [
      Manifest(generation: 1, archive: archive), Manifest(generation: 2, archive: archive),
      Manifest(generation: 3, archive: archive), Manifest(archive: FileID.random()),
    ]
    for manifest in sound {
      try TemporaryDirectory.write(manifest.encoded, to: path)
      try world.archive.verifyHistory(of: second)
    }
    for manifest in forged {
      try TemporaryDirectory.write(manifest.encoded, to: path)
      #expect(throws: StorageError.self) { try world.archive.verifyHistory(of: second) }
    }
    try FileSystem.unlink(path)
    #expect(throws: StorageError.self) { try world.archive.verifyHistory(of: second) }
    try world.archive.verifyHistory(of: first)
  }

  @Test
  func `keeps the files of a later generation when an old manifest is put back`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a"])
    let old = try TemporaryDirectory.read(world.archive.paths.manifest)
    try world.commit(["b"])
    try world.commit(["c"])
    try TemporaryDirectory.write(old, to: world.archive.paths.manifest)
    #expect(throws: StorageError.self) {
      try world.archive.verifyHistory(of: try world.archive.readManifest())
    }
    try world.commit(["d"])
    #expect(try world.texts() == ["a", "d"])
    #expect(try world.sealedNames().filter { $0.hasPrefix("quarantine/") }.count == 2)
  }

  @Test
  func `keeps the files of the commit that VERIFIED knows and the manifest does not`() throws {
    let world = try ArchiveWorld()
    try world.commit(["a"])
    let old = try TemporaryDirectory.read(world.archive.paths.manifest)
    let latest = try world.commit(["b"])
    try world.archive.write(VerificationNote(full: .now(at: latest.generation, damage: 0)))
    try TemporaryDirectory.write(old, to: world.archive.paths.manifest)
    try world.commit(["c"])
    #expect(try world.texts() == ["a", "c"])
    let aside = try world.sealedNames().filter { $0.hasPrefix("quarantine/") }
    #expect(aside == ["quarantine/\(try #require(latest.entries.last).name)"])
  }

  @Test(arguments: [[], [1, 2, 3]] as [[UInt8]])
  func `starts again from the files when the manifest is lost`(manifest: [UInt8]) throws {
    let world = try ArchiveWorld()
    try world.commit(["a"], kind: .originals)
    try world.commit(["index"])
    try world.commit(["b", "damaged"], kind: .originals)
    let damaged = try #require(try world.archive.readManifest().entries.last)
    try TemporaryDirectory.write([0], to: world.archive.paths.file(damaged))
    try TemporaryDirectory.write(manifest, to: world.archive.paths.manifest)
    #expect(throws: StorageError.self) { try world.archive.snapshot() }
    do {
      var transaction = try Transaction.salvaging(
        world.archive,
        lock: ArchiveLock.acquire(world.archive),
        kinds: [.originals]
      )
      let isChanged = transaction.isChanged
      #expect(isChanged)
      #expect(transaction.manifest.entries.count == 2)
      #expect(transaction.unsalvaged.map(\.name) == [damaged.name])
      #expect(throws: StorageError.self) { try world.archive.readManifest() }
      #expect(try transaction.commit().generation == 4)
    }
    #expect(try world.texts() == ["a", "b"])
    let aside = try world.sealedNames().filter { $0.hasPrefix("quarantine/") }
    #expect(aside.filter { $0.hasPrefix("quarantine/MANIFEST") }.count == 1)
    // What the new manifest does not name would be the next writer's to remove.
    #expect(aside.filter { $0.hasPrefix("quarantine/\(damaged.name)") }.count == 1)
    #expect(aside.count == 3)
    #expect(try world.sealedNames().filter { $0.hasPrefix("segments/") }.isEmpty)
    try world.commit(["c"])
    #expect(try world.texts() == ["a", "b", "c"])
  }

  @Test
  func `keeps a damaged file aside`() throws {
    let world = try ArchiveWorld()
    let entries = try world.commit(["a", "b", "c"]).entries
    try TemporaryDirectory.write([7], to: world.archive.paths.file(entries[0]))
    try FileSystem.unlink(world.archive.paths.file(entries[1]))
    var transaction = try Transaction(world.archive, lock: ArchiveLock.acquire(world.archive))
    try transaction.quarantine(entries[0].name)
    try transaction.quarantine(entries[1].name)
    try transaction.commit()
    #expect(try world.texts() == ["c"])
    let aside = try world.sealedNames().filter { $0.hasPrefix("quarantine/") }
    #expect(aside.count == 1)
    let kept = try TemporaryDirectory.read(world.archive.path.pushing(FilePath(aside[0])))
    #expect(kept == [7])
  }
}
