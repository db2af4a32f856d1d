// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Storage
import Testing

/// What the archive should know, in dictionaries.
private struct Model {
  var files: [[UInt8]: FileRecord] = [:]
  var versions: [ArticleID: [ArticleVersion]] = [:]
  var articles: [ArticleID: [Article]] = [:]
  var sightings: [ArticleID: Set<String>] = [:]
  var originals: [Digest: [UInt8]] = [:]
  var states: [ArticleID: ArticleState] = [:]
  var journalLength = 0
}

@Suite struct StoreModelTests {
  /// Random batches of every operation, with and without merging, against dictionaries.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `look-ups over many runs equal dictionaries`(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let world = try StoreWorld()
    var model = Model()
    for round in 0..<40 {
      try world.batch(merging: round % 3 != 0) { writer in
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          try Self.step(&writer, &model, &random)
        }
      }
      if round % 8 == 7 { try Self.compare(try world.reader(), model) }
    }
    try world.change { reader, transaction in
      _ = try ArticleStoreMaintenance.merge(reader, into: &transaction, isFull: true)
    }
    #expect(try world.files().count == 3)
    try Self.compare(try world.reader(), model)
  }

  private static func step(
    _ writer: inout ArticleStoreWriter,
    _ model: inout Model,
    _ random: inout SplitMix
  ) throws {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: try skip(&writer, &model, &random)
    case 1: try decide(&writer, &model, &random)
    default: try index(&writer, &model, &random)
    }
  }

  private static func index(
    _ writer: inout ArticleStoreWriter,
    _ model: inout Model,
    _ random: inout SplitMix
  ) throws {
    let number = UInt64.random(in: 0..<30, using: &random)
    let edition = UInt64.random(in: 0..<3, using: &random)
    let url = number % 2 == 0 ? "https://example.org/p/7700\(number)" : nil
    let story = article("Story \(number)", longText(number * 10 + edition), url: url)
    let path = "folder/\(number)-\(Int.random(in: 0..<3, using: &random)).html"
    let bytes = Array((plain(story) + String(repeating: " ", count: Int(edition) * 9_000)).utf8)
    let known = try writer.filed(original: SHA256.hash(bytes)) != nil
    #expect(known == (model.originals[SHA256.hash(bytes)] != nil))
    let filing = try writer.index(path, story, bytes: bytes)
    model.note(filing, path, story, bytes)
    model.files[Array(path.utf8)] = try writer.file(atPath: Array(path.utf8))
    model.versions[filing.article] = try writer.versions(of: filing.article)
  }

  private static func skip(
    _ writer: inout ArticleStoreWriter,
    _ model: inout Model,
    _ random: inout SplitMix
  ) throws {
    let path = Array("bad/\(Int.random(in: 0..<5, using: &random))".utf8)
    let size = UInt64.random(in: 0..<100, using: &random)
    let record = FileRecord(
      path: path,
      stat: FileStat(size: size, modified: -5, device: 3, inode: 4),
      digest: SHA256.hash(path),
      seen: -1,
      problems: [FileProblem(code: 7, detail: "line \(size)")]
    )
    try writer.record(record)
    model.files[path] = record
  }

  private static func decide(
    _ writer: inout ArticleStoreWriter,
    _ model: inout Model,
    _ random: inout SplitMix
  ) throws {
    guard let id = model.versions.keys.sorted().randomElement(using: &random) else { return }
    var state = try writer.state(of: id)
    #expect(state == model.states[id] ?? ArticleState(article: id))
    state.isRemoved.toggle()
    let date = ArticleDate(year: 2025, month: Int.random(in: 1...12, using: &random))
    state.set(FieldEdit(.published, date.map { .date($0) }))
    state.set(FieldEdit(.title, nil))
    state.set(FieldEdit(.authors, .list(["A. Writer", "B. Other"])))
    writer.setState(state)
    model.states[id] = state
    model.journalLength += 1
  }

  private static func compare(_ reader: ArticleStoreReader, _ model: Model) throws {
    #expect(reader.articleCount == model.versions.count)
    #expect(reader.versionCount == model.versions.values.reduce(0) { $0 + $1.count })
    #expect(reader.fileCount == model.files.count)
    for (path, record) in model.files { #expect(try reader.file(atPath: path) == record) }
    #expect(try reader.file(atPath: Array("folder/none".utf8)) == nil)
    for (digest, bytes) in model.originals { #expect(try reader.original(digest) == bytes) }
    for (id, versions) in model.versions { try compare(reader, model, id, versions) }
    try compareWalks(reader, model)
  }

  private static func compare(
    _ reader: ArticleStoreReader,
    _ model: Model,
    _ id: ArticleID,
    _ versions: [ArticleVersion]
  ) throws {
    #expect(try reader.versions(of: id) == versions)
    let state = model.states[id] ?? ArticleState(article: id)
    #expect(try reader.state(of: id) == state)
    for (version, article) in zip(versions, model.articles[id] ?? []) {
      #expect(try reader.articleAsFiled(id, version: version.version)?.article == article)
      #expect(
        try reader.article(id, version: version.version)?.article == state.applied(to: article)
      )
    }
    #expect(try reader.article(id)?.version == versions.last?.version)
    let seen = try reader.sightings(of: id).map { "\($0.sighting.path) \($0.sighting.original)" }
    #expect(Set(seen) == model.sightings[id])
    #expect(seen.count == model.sightings[id]?.count)
    let prefix = String(id.description.prefix(2))
    let range = try #require(ArticleID.range(matching: prefix))
    let expected = model.versions.keys.filter { range.contains($0) }.sorted()
    #expect(try reader.ids(in: range, limit: 100) == expected)
  }

  private static func compareWalks(_ reader: ArticleStoreReader, _ model: Model) throws {
    var versions: [ArticleVersion] = []
    try reader.forEachVersion { versions.append($0) }
    #expect(versions == model.versions.sorted { $0.key < $1.key }.flatMap(\.value))
    var files: [[UInt8]: FileRecord] = [:]
    try reader.forEachFile { files[$0.path] = $0 }
    #expect(files == model.files)
    var states: [ArticleID: ArticleState] = [:]
    try reader.forEachState { states[$0.article] = $0 }
    #expect(states == model.states)
    var entries = 0
    try reader.forEachJournalEntry { _ in entries += 1 }
    #expect(entries == model.journalLength)
    var originals = 0
    try reader.verifyOriginals { digest, damage in
      originals += model.originals[digest] != nil && damage == nil ? 1 : 1_000
    }
    #expect(originals == model.originals.count)
  }
}

extension Model {
  /// What filing does, said by the rules alone.
  fileprivate mutating func note(
    _ filing: Filing,
    _ path: String,
    _ article: Article,
    _ bytes: [UInt8]
  ) {
    let digest = SHA256.hash(bytes)
    if case .unchanged = filing { return }
    journalLength += 1
    if filing.hasNewText {
      #expect((articles[filing.article]?.count ?? 0) + 1 == Int(filing.version))
      articles[filing.article, default: []].append(article)
    } else {
      let text = articles[filing.article]?[Int(filing.version) - 1]
      #expect(text?.paragraphs == article.paragraphs)
    }
    originals[digest] = bytes
    sightings[filing.article, default: []].insert("\(Array(path.utf8)) \(digest)")
  }
}
