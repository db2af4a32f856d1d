// SPDX-License-Identifier: Apache-2.0

@testable import ArticleStore
import Articles
import Storage
import TestSupport
import Testing

@Suite struct MaintenanceTests {
  @Test(arguments: [TierPolicy.records, .catalogue])
  func `files stay few and bytes are copied seldom`(policy: TierPolicy) {
    var lengths: [UInt64] = []
    var copied: UInt64 = 0
    var most = 0
    for _ in 0..<5_000 {
      lengths.append(3_000)
      while let range = policy.merge(of: lengths) {
        let sum = lengths[range].reduce(0, +)
        copied += sum
        lengths.replaceSubrange(range, with: [sum])
      }
      most = max(most, lengths.count)
    }
    #expect(most <= 30)
    #expect(copied < 5_000 * 3_000 * 8)
    #expect(lengths.reduce(0, +) == 5_000 * 3_000)
  }

  @Test func `files beyond the limit are left alone`() {
    let policy = TierPolicy(fanIn: 8, limit: 1_000)
    let lengths = [UInt64](repeating: 600, count: 7) + [UInt64](repeating: 10, count: 8)
    #expect(policy.merge(of: lengths) == 7..<15)
    #expect(policy.merge(of: [UInt64](repeating: 600, count: 20)) == nil)
    #expect(policy.merge(of: []) == nil)
    #expect(policy.fullMerge(of: []) == [])
    #expect(policy.fullMerge(of: [2_000, 300, 300, 300, 300, 900]) == [1..<4])
  }

  @Test func `purging leaves no byte behind and all else as it was`() throws {
    let world = try StoreWorld()
    var ids: [ArticleID] = []
    for number in 0..<6 as Range<UInt64> {
      let url = "https://example.org/p/9000\(number)"
      let story = article("Story \(number)", longText(number), url: url)
      ids.append(try world.index("path-\(number)-of-file", story).article)
    }
    let again = article("Story 2", longText(50), url: "https://example.org/p/90002")
    #expect(try world.index("path-2-again", again).article == ids[2])
    try world.batch { $0.setState(ArticleState(article: ids[2], isRemoved: true)) }
    try world.change { reader, transaction in
      _ = try ArticleStoreMaintenance.merge(reader, into: &transaction, isFull: true)
    }
    let before = try world.reader()
    let originals = try before.versions(of: ids[2]).map(\.original)
    try world.change { reader, transaction in
      try ArticleStoreMaintenance.purge([ids[2]], from: reader, into: &transaction)
    }
    let reader = try world.reader()
    #expect(try reader.versions(of: ids[2]).isEmpty)
    #expect(try reader.sightings(of: ids[2]).isEmpty)
    #expect(try reader.state(of: ids[2]) == ArticleState(article: ids[2]))
    #expect(try reader.articleAsFiled(ids[2], version: 1) == nil)
    #expect(try reader.file(atPath: Array("path-2-of-file".utf8)) == nil)
    #expect(reader.articleCount == 5)
    #expect(reader.versionCount == 5)
    for digest in originals { #expect(try reader.original(digest) == nil) }
    for id in ids where id != ids[2] {
      #expect(try reader.article(id) == before.article(id))
      #expect(try reader.sightings(of: id) == before.sightings(of: id))
    }
    let traces =
      originals.map(\.bytes) + [Array("path-2-".utf8), ids[2].rawValue.littleEndianBytes]
    for (name, content) in try unpackedFiles(of: world) {
      for trace in traces { #expect(!content.contains(trace), "\(name)") }
      #expect(!content.contains(Array(longText(2).utf8)), "\(name)")
    }
  }

  /// The files as they are and everything that is compressed in them.
  private func unpackedFiles(of world: StoreWorld) throws -> [(String, [UInt8])] {
    var result = try world.files().map { ($0.key, $0.value) }
    let snapshot = try world.snapshot()
    let files = snapshot.files(of: .originals) + snapshot.files(of: .articles)
    for file in files {
      for (blocks, table) in [("BLCK", "BTAB"), ("JRNL", "JTAB")] as [(StaticString, StaticString)]
      {
        let blocks = try BlockReader(in: file, blocks: SectionTag(blocks), table: SectionTag(table))
        for block in 0..<UInt32(blocks?.count ?? 0) {
          result.append((file.entry.place, try blocks?.content(block) ?? []))
        }
      }
    }
    return result
  }

  @Test func `an original that two articles were seen in survives one of them`() throws {
    let world = try StoreWorld()
    var ids: [ArticleID] = []
    try world.batch { writer in
      for number in 1...2 as ClosedRange<UInt64> {
        let story = article("Story \(number)", longText(number))
        let prepared = [UInt8(1)].withUnsafeBytes { PreparedArticle(story, original: $0) }
        let id = ArticleID(rawValue: number)
        let sighting = Sighting(
          path: [],
          range: 0..<1,
          original: prepared.original.digest,
          mediaType: "text/plain",
          seen: 1
        )
        try writer.add(prepared, as: .newArticle(id), sighting: sighting)
        ids.append(id)
      }
    }
    try world.change { reader, transaction in
      try ArticleStoreMaintenance.purge([ids[0]], from: reader, into: &transaction)
    }
    let reader = try world.reader()
    #expect(try reader.original(SHA256.hash([1])) == [1])
    #expect(try reader.filed(original: SHA256.hash([1]))?.article == ids[1])
  }

  @Test(arguments: [true, false])
  func `articles and catalogue come back from the packs alone`(hasCatalogue: Bool) throws {
    let world = try StoreWorld()
    let address = "https://example.org/2024/rivers-rise-again"
    let id = try world.index("a", article("Rivers", longText(1), url: address)).article
    try world.index("b", article("Rivers", longText(2), url: address))
    try world.index("copy", article("Rivers", longText(1)), bytes: "other bytes")
    let other = try world.index("c", article("Hills", longText(3))).article
    var state = ArticleState(article: id, isRemoved: true)
    try world.batch { $0.setState(state) }
    state.set(FieldEdit(.section, .text("World")))
    try world.batch { $0.setState(state) }
    let before = try world.reader()
    try world.change { reader, transaction in
      try Self.rebuild(world, reader, &transaction, hasCatalogue: hasCatalogue)
    }
    let reader = try world.reader()
    #expect(reader.articleCount == 2)
    #expect(reader.versionCount == 3)
    #expect(reader.fileCount == 4)
    for id in [id, other] {
      #expect(try reader.versions(of: id) == before.versions(of: id))
      #expect(try reader.sightings(of: id) == before.sightings(of: id))
      #expect(try reader.state(of: id) == before.state(of: id))
      #expect(try reader.article(id) == before.article(id))
    }
    for path in ["a", "b", "copy", "c"] {
      #expect(try reader.file(atPath: Array(path.utf8)) == before.file(atPath: Array(path.utf8)))
    }
    let next = article("Rivers", longText(4), url: address)
    #expect(try world.index("d", next) == .newVersion(id, version: 3))
  }

  /// What `reindex` does; its extraction is the archive's memory of what was read.
  private static func rebuild(
    _ world: StoreWorld,
    _ reader: ArticleStoreReader,
    _ transaction: inout Transaction,
    hasCatalogue: Bool
  ) throws {
    let snapshot = try world.snapshot()
    let old = snapshot.manifest.entries.filter { $0.kind == .articles || $0.kind == .catalogue }
    let packs = try hasCatalogue ? reader : ArticleStoreReader(snapshot.files(of: .originals))
    var rebuilder = ArticleStoreRebuilder(packs, replacing: old.map(\.name))
    var entries: [JournalEntry] = []
    try packs.forEachJournalEntry { entries.append($0) }
    for entry in entries {
      switch entry {
      case .filed(let filed):
        let stored = try reader.articleAsFiled(filed.article, version: filed.version)
        let article = try #require(stored).article
        let original = try #require(try packs.original(filed.sighting.original))
        try rebuilder.add(
          original.withUnsafeBytes { PreparedArticle(article, original: $0) },
          as: filed
        )
        try rebuilder.flush(into: &transaction)
      case .sighted(let filed): try rebuilder.addSighting(filed)
      case .decided(let state): rebuilder.setState(state)
      case .saved(let search): rebuilder.setSearch(search)
      }
    }
    try rebuilder.seal(into: &transaction)
  }
}

extension UInt64 {
  fileprivate var littleEndianBytes: [UInt8] {
    withUnsafeBytes(of: littleEndian) { Array($0) }
  }
}
