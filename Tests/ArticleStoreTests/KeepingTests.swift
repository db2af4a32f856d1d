// SPDX-License-Identifier: Apache-2.0

@testable import ArticleStore
import Articles
import Storage
import TestSupport
import Testing

/// What readers keep: labels, notes, searches, and up to where these were seen.
@Suite struct KeepingTests {
  private let world: StoreWorld
  private let id: ArticleID

  init() throws {
    world = try StoreWorld()
    id = try world.index("a", article("Rivers", longText(1))).article
  }

  @Test func `labels and notes are read back, and the last word holds`() throws {
    var state = ArticleState(article: id, tags: ["border", "für später"], note: "Two\nlines.")
    try world.batch { $0.setState(state) }
    #expect(try world.reader().state(of: id) == state)
    state.tags = []
    state.note = ""
    try world.batch { $0.setState(state) }
    #expect(try world.reader().state(of: id) == ArticleState(article: id))
  }

  @Test func `a walk over decisions meets each article once, with the last word`() throws {
    var expected: [ArticleID: ArticleState] = [:]
    for batch in 0..<5 as Range<UInt64> {
      try world.batch { writer in
        for number in 0..<40 as Range<UInt64> where number % (batch + 2) == batch % 2 {
          let id = ArticleID(rawValue: number &* 0x9E37_79B9_7F4A_7C15)
          let state = ArticleState(article: id, tags: ["batch \(batch)"])
          writer.setState(state)
          expected[id] = state
        }
      }
    }
    var walked: [ArticleState] = []
    try world.reader().forEachState { walked.append($0) }
    #expect(walked == expected.values.sorted { $0.article < $1.article })
  }

  @Test func `searches are kept by name, also through merging and purging`() throws {
    try world.batch { $0.setSearch(.sample) }
    var other = SavedSearch.sample
    other.name = "hills"
    try world.batch { $0.setSearch(other) }
    other.isDeleted = true
    try world.batch(merging: true) { $0.setSearch(other) }
    try world.change { reader, transaction in
      try ArticleStoreMaintenance.purge([id], from: reader, into: &transaction)
    }
    let reader = try world.reader()
    #expect(try reader.search(named: "rivers") == .sample)
    #expect(try reader.search(named: "hills")?.isDeleted == true)
    #expect(try reader.search(named: "dales") == nil)
    var names: [String] = []
    try reader.forEachSearch { names.append($0.name) }
    #expect(names == ["rivers"])
    var journal: [SavedSearch] = []
    try reader.forEachJournalEntry { if case .saved(let search) = $0 { journal.append(search) } }
    #expect(journal.map(\.name) == ["rivers", "hills", "hills"])
  }

  @Test func `what was seen is in the catalogue alone, and rebuilding takes it over`() throws {
    try world.batch { $0.setSearch(.sample) }
    var seen = SavedSearch.sample
    seen.seen = 12
    try world.batch { $0.setSeen(seen) }
    #expect(try world.reader().search(named: "rivers") == seen)
    #expect(try rebuilt(from: world.reader()).search(named: "rivers") == seen)
  }

  @Test func `without a catalogue, searches begin again where they were kept`() throws {
    try world.batch { $0.setSearch(.sample) }
    var seen = SavedSearch.sample
    seen.seen = 12
    try world.batch { $0.setSeen(seen) }
    let packs = try ArticleStoreReader(world.snapshot().files(of: .originals))
    #expect(try rebuilt(from: packs).search(named: "rivers") == .sample)
  }

  /// The store after rebuilding its searches.
  private func rebuilt(from reader: ArticleStoreReader) throws -> ArticleStoreReader {
    try world.change { current, transaction in
      let old = try world.snapshot().manifest.entries.filter { $0.kind == .catalogue }
      var rebuilder = ArticleStoreRebuilder(reader, replacing: old.map(\.name))
      try reader.forEachJournalEntry { entry in
        if case .saved(let search) = entry { rebuilder.setSearch(search) }
      }
      try rebuilder.seal(into: &transaction)
    }
    return try world.reader()
  }

  @Test func `versions say by which commit they were filed`() throws {
    try world.batch { writer in
      let story = article("Hills", longText(2))
      let bytes = Array(plain(story).utf8)
      let prepared = bytes.withUnsafeBytes { PreparedArticle(story, original: $0) }
      let filing = try writer.identify(prepared, atPath: Array("b".utf8), isAlone: true)
      try writer.add(
        prepared,
        as: filing,
        sighting: Sighting(
          path: Array("b".utf8),
          range: 0..<UInt64(bytes.count),
          original: prepared.original.digest,
          mediaType: "text/plain",
          seen: 5_000,
          revision: 300
        )
      )
    }
    var revisions: [UInt64] = []
    try world.reader().forEachVersion { revisions.append($0.revision) }
    #expect(revisions.sorted() == [0, 300])
    var journal: [UInt64] = []
    try world.reader().forEachJournalEntry { entry in
      if case .filed(let filed) = entry { journal.append(filed.sighting.revision) }
    }
    #expect(journal == [0, 300])
  }
}
