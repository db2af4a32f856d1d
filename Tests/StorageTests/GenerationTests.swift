// SPDX-License-Identifier: Apache-2.0

@testable import Storage
import SystemPackage
import TestSupport
import Testing

/// Numbers of commits that no archive has: what is forged is damage, and nothing counts beyond it.
struct GenerationTests {
  private let world: ArchiveWorld

  init() throws {
    world = try ArchiveWorld()
    try world.commit(["a"], kind: .originals)
  }

  private func forge(_ generation: UInt64) throws {
    var manifest = try world.archive.readManifest()
    manifest.generation = generation
    try TemporaryDirectory.write(manifest.encoded, to: world.archive.paths.manifest)
  }

  @Test(arguments: [UInt64.max, 1 << 48])
  func `a manifest of such a generation is damaged`(generation: UInt64) throws {
    try forge(generation)
    let damage = CorruptionError(.outOfRange("generation"), in: "MANIFEST", at: 32)
    #expect(throws: StorageError.corruption(damage)) { try world.archive.readManifest() }
    #expect(throws: StorageError.corruption(damage)) { try world.commit(["b"]) }
  }

  @Test func `the last generation that can be read has no next one`() throws {
    try forge((1 << 48) - 1)
    #expect(throws: StorageError.self) { try world.commit(["b"]) }
    #expect(try world.archive.readManifest().generation == (1 << 48) - 1)
    #expect(try world.texts() == ["a"])
  }

  @Test func `a file named for such a generation is none of ours, and stays`() throws {
    let stray = world.archive.path.appending("segments/ffffffffffffffff-0123456789abcdef.segment")
    try TemporaryDirectory.write([1], to: stray)
    try TemporaryDirectory.write([2], to: world.archive.paths.manifest)
    do {
      var transaction = try Transaction.salvaging(
        world.archive,
        lock: ArchiveLock.acquire(world.archive),
        kinds: [.originals]
      )
      let manifest = try transaction.commit()
      #expect(manifest.generation < 10)
    }
    try world.commit(["b"])
    #expect(try world.texts() == ["a", "b"])
    #expect(try TemporaryDirectory.read(stray) == [1])
    #expect(SealedFileName("7fffffffffff-0123456789abcdef.segment") != nil)
    #expect(SealedFileName("800000000000-0123456789abcdef.segment") == nil)
  }

  @Test func `a note of a look at such a generation is damaged`() throws {
    let look = VerificationNote.Look(time: 1, generation: .max, damage: 0)
    try world.archive.write(VerificationNote(full: look))
    let damage = CorruptionError(.outOfRange("look"), in: "VERIFIED")
    #expect(throws: StorageError.corruption(damage)) { try world.archive.readVerificationNote() }
  }
}
