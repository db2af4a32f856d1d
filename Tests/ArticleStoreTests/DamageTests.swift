// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Storage
import SystemPackage
import TestSupport
import Testing

/// A small archive with one of its files damaged in every way of one kind.
@Suite struct DamageTests {
  /// Everything the store says, as text.
  private static func dump(_ reader: ArticleStoreReader) throws(CorruptionError) -> String {
    var lines = ""
    try reader.forEachVersion { (version) throws(CorruptionError) in
      lines += "\(version)\n"
      lines +=
        "\(String(describing: try reader.article(version.article, version: version.version)))\n"
      lines += "\(try reader.sightings(of: version.article))\n"
      lines += "\(String(describing: try reader.original(version.original)))\n"
      lines += "\(String(describing: try reader.filed(original: version.original)))\n"
    }
    try reader.forEachFile { (file) throws(CorruptionError) in
      lines += "\(file) \(try reader.file(atPath: file.path) == file)\n"
    }
    try reader.forEachState { lines += "\($0)\n" }
    try reader.forEachSearch { lines += "\($0)\n" }
    try reader.forEachJournalEntry { lines += "\($0)\n" }
    return lines
  }

  private static func world() throws -> StoreWorld {
    let world = try StoreWorld()
    try world.batch { writer in
      let url = "https://example.org/p/1234"
      let id = try writer.index("a", article("Rivers", "Rose.", url: url), bytes: [1, 2]).article
      var state = ArticleState(article: id)
      state.set(FieldEdit(.section, .text("World")))
      state.tags = ["border", "to read"]
      state.note = "Call back."
      writer.setState(state)
      writer.setSearch(SavedSearch.sample)
    }
    return world
  }

  @Test(arguments: [FileKind.originals, .articles, .catalogue])
  func `a flipped byte is an error or makes no difference`(kind: FileKind) throws {
    try damaged(kind) { bytes, place in bytes[place] ^= 0x41 }
  }

  @Test(arguments: [FileKind.originals, .articles, .catalogue])
  func `four bytes of ones are an error or make no difference`(kind: FileKind) throws {
    try damaged(kind, step: 4) { bytes, place in
      for index in place..<min(place + 4, bytes.count) { bytes[index] = 0xFF }
    }
  }

  @Test(arguments: [FileKind.originals, .articles, .catalogue])
  func `a file cut short is an error`(kind: FileKind) throws {
    try damaged(kind, step: 37) { bytes, place in bytes.removeSubrange(place...) }
  }

  private func damaged(
    _ kind: FileKind,
    step: Int = 1,
    _ damage: (inout [UInt8], Int) -> Void
  ) throws {
    let world = try Self.world()
    let snapshot = try world.snapshot()
    let expected = try Self.dump(try world.reader())
    let entry = try #require(snapshot.manifest.entries.first { $0.kind == kind })
    let sound = [FileKind.originals, .articles, .catalogue].filter { $0 != kind }
      .flatMap { snapshot.files(of: $0) }
    let original = try TemporaryDirectory.read(world.directory.paths.file(entry))
    let path = world.folder.appending("damaged")
    var errors = 0
    for place in stride(from: 0, to: original.count, by: step) {
      var bytes = original
      damage(&bytes, place)
      try TemporaryDirectory.write(bytes, to: path)
      do {
        let file = try SealedFile(path, entry: entry)
        #expect(try Self.dump(try ArticleStoreReader(sound + [file])) == expected, "byte \(place)")
      } catch is CorruptionError {
        errors += 1
      } catch StorageError.corruption {
        errors += 1
      }
    }
    #expect(errors > original.count / step / 4)
  }

  @Test func `an original that lost its digest is noticed on reading, verifying and merging`()
    throws
  {
    let world = try StoreWorld()
    let honest = [UInt8](repeating: 7, count: 40)
    try world.batch { writer in
      _ = try writer.index("a", article("Rivers", longText(1)), bytes: honest)
    }
    try world.index("b", article("Hills", longText(2)))
    let snapshot = try world.snapshot()
    let pack = try #require(snapshot.files(of: .originals).first)
    let forged = try forge(pack, in: world)
    let digest = SHA256.hash(honest)
    let reader = try ArticleStoreReader([forged] + snapshot.files(of: .originals).dropFirst())
    #expect(throws: CorruptionError.self) { try reader.original(digest) }
    var damaged: [Digest] = []
    try reader.verifyOriginals { if $1 != nil { damaged.append($0) } }
    #expect(damaged == [digest])
    try world.change { _, transaction in
      #expect(throws: StorageError.self) {
        _ = try ArticleStoreMaintenance.merge(reader, into: &transaction, isFull: true)
      }
    }
  }

  /// A sound pack with the same table and other bytes.
  private func forge(_ pack: SealedFile, in world: StoreWorld) throws -> SealedFile {
    var writer = try SealedFileWriter(.originals, generation: 99, in: world.directory.paths)
    for tag in pack.tags {
      var bytes = Array(try pack.checked(tag))
      if tag == SectionTag("BLCK") { bytes[bytes.count - 1] ^= 1 }
      try writer.beginSection(tag)
      try writer.write(bytes)
      writer.endSection()
    }
    let entry = try writer.seal().entry()
    return try SealedFile(world.directory.paths.file(entry), entry: entry)
  }
}
