// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Storage
import TestSupport

/// Changes to the three files of a small store: with the sums they had, or with sums that fit; then
/// all is read, verified, merged, purged and rebuilt from.
final class StoredProbe: Probe {
  private struct File {
    let entry: ManifestEntry
    let sections: [Section]
    let bytes: [UInt8]
  }

  private let directory: TemporaryDirectory
  private let archive: ArchiveDirectory
  private let folder: SealedFolder
  private let files: [File]
  private let sound: String
  private let articles: [ArticleID]

  init() throws {
    let directory = try TemporaryDirectory()
    let archive = try ArchiveDirectory.create(at: directory.appending("archive"))
    (self.directory, self.archive) = (directory, archive)
    folder = try SealedFolder()
    articles = try SampleStore.fill(archive)
    let snapshot = try archive.snapshot()
    files = try snapshot.manifest.entries.map { entry in
      let bytes = try TemporaryDirectory.read(archive.paths.file(entry))
      return File(entry: entry, sections: snapshot.file(entry)?.contents ?? [], bytes: bytes)
    }
    sound = try Self.dump(ArticleStoreReader(snapshot))
  }

  var seeds: [[UInt8]] {
    var seeds: [[UInt8]] = []
    let count = files.reduce(0) { $0 + $1.sections.count }
    for section in 0..<UInt8(count) {
      seeds.append([1, section, 3, 8, 0, 13, section, 2, 20, 0, 3])
      seeds.append([3, section, 4, 0, 0, 20])
    }
    seeds.append([0, 1, 2, 200, 0, 1])
    return seeds
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    var edits = Edits(input)
    let mode = edits.byte()
    if mode & 1 == 0 { try runDamaged(&edits) } else { try runForged(&edits, mode >> 1) }
  }

  private func runDamaged(_ edits: inout Edits) throws(BrokenPromise) {
    var parts = files.map(\.bytes)
    edits.apply(to: &parts)
    let found = try damageOrValue(in: files.map(\.entry.place)) {
      var opened: [SealedFile] = []
      for (file, bytes) in zip(files, parts) {
        opened.append(try folder.open(bytes, as: file.entry))
      }
      return try Self.dump(ArticleStoreReader(opened))
    }
    if let found { try promise(found == sound, "a damaged store that says something else") }
  }

  private func runForged(_ edits: inout Edits, _ tasks: UInt8) throws(BrokenPromise) {
    let changed = files.flatMap(\.sections).changed(by: &edits)
    do {
      var transaction = try Transaction(archive, lock: ArchiveLock.acquire(archive))
      for entry in archiveEntries { transaction.retire(entry.name) }
      let forged = try seal(changed, &edits, into: &transaction)
      let names = forged.map(\.entry.place)
      let reader = try damageOrValue(in: names) { try ArticleStoreReader(forged) }
      guard let reader else { return }
      try readAll(reader, names)
      switch tasks % 4 {
      case 0: try rebuild(reader, names, &transaction)
      case 1: try purge(reader, names, &transaction)
      case 2: try merge(reader, names, &transaction)
      default: try write(reader, names, &transaction)
      }
    } catch let error as BrokenPromise {
      throw error
    } catch {
      throw BrokenPromise("the world of the probe: \(error)")
    }
  }

  private var archiveEntries: [ManifestEntry] { files.map(\.entry) }

  /// The changed sections as files of their own, with numbers in the manifest that are changed too.
  private func seal(
    _ sections: [Section],
    _ edits: inout Edits,
    into transaction: inout Transaction
  ) throws -> [SealedFile] {
    var rest = sections[...]
    var opened: [SealedFile] = []
    for file in files {
      var writer = try transaction.newFile(file.entry.kind)
      for section in rest.prefix(file.sections.count) {
        try writer.beginSection(section.tag)
        try writer.write(section.bytes)
        writer.endSection()
      }
      rest = rest.dropFirst(file.sections.count)
      let isLarge = edits.byte() == 1
      let attributes = file.entry.attributes.map { isLarge ? UInt64.max - $0 : $0 }
      let receipt = try writer.seal()
      transaction.add(receipt, attributes: attributes)
      let entry = receipt.entry(attributes: attributes)
      opened.append(try SealedFile(archive.paths.file(entry), entry: entry))
    }
    return opened
  }

  /// Each question by itself, so that one damage does not hide the next.
  private func readAll(
    _ reader: ArticleStoreReader,
    _ names: [String]
  ) throws(BrokenPromise) {
    sink((reader.articleCount, reader.versionCount, reader.fileCount))
    _ = try damageOrValue(in: names) { try Self.dump(reader) }
    _ = try damageOrValue(in: names) { try reader.forEachFile { sink($0) } }
    _ = try damageOrValue(in: names) { try reader.forEachState { sink($0) } }
    _ = try damageOrValue(in: names) { try reader.forEachSearch { sink($0) } }
    _ = try damageOrValue(in: names) { try reader.forEachJournalEntry { sink($0) } }
    _ = try damageOrValue(in: names) { try reader.verifyOriginals { sink(($0, $1)) } }
    let series = ArticleSeries(reader)
    for id in articles {
      _ = try damageOrValue(in: names) { sink(try series.article(id, version: 1)) }
      _ = try damageOrValue(in: names) { sink(try reader.sightings(of: id)) }
      _ = try damageOrValue(in: names) { sink(try reader.article(id)) }
    }
    let all = ArticleID(rawValue: 0)...ArticleID(rawValue: .max)
    _ = try damageOrValue(in: names) { sink(try reader.ids(in: all, limit: 9)) }
  }

  private func merge(
    _ reader: ArticleStoreReader,
    _ names: [String],
    _ transaction: inout Transaction
  ) throws(BrokenPromise) {
    do throws(StorageError) {
      _ = try ArticleStoreMaintenance.merge(reader, into: &transaction, isFull: true)
    } catch {
      try Self.require(error, in: names)
    }
    do throws(StorageError) {
      try ArticleStoreMaintenance.purge([articles[0]], from: reader, into: &transaction)
    } catch {
      try Self.require(error, in: names)
    }
  }

  private func purge(
    _ reader: ArticleStoreReader,
    _ names: [String],
    _ transaction: inout Transaction
  ) throws(BrokenPromise) {
    do throws(StorageError) {
      try ArticleStoreMaintenance.purge(Set(articles), from: reader, into: &transaction)
    } catch {
      try Self.require(error, in: names)
    }
  }

  private static func require(
    _ error: StorageError,
    in names: [String]
  ) throws(BrokenPromise) {
    guard case .corruption(let damage) = error, names.contains(damage.file) else {
      throw BrokenPromise("an error that is no damage: \(error)")
    }
  }

  /// As `reindex` does with what extraction gives.
  private func rebuild(
    _ reader: ArticleStoreReader,
    _ names: [String],
    _ transaction: inout Transaction
  ) throws(BrokenPromise) {
    var rebuilder = ArticleStoreRebuilder(reader, replacing: [])
    var entries: [JournalEntry] = []
    _ = try damageOrValue(in: names) { try reader.forEachJournalEntry { entries.append($0) } }
    for entry in entries {
      switch entry {
      case .filed(let filed):
        let read = try damageOrValue(in: names) { try reader.original(filed.sighting.original) }
        guard case .some(.some(let bytes)) = read else { continue }
        let article = SampleStore.article("Rebuilt", String(decoding: bytes, as: UTF8.self))
        let prepared = bytes.withUnsafeBytes { PreparedArticle(article, original: $0) }
        do throws(CorruptionError) {
          try rebuilder.add(prepared, as: filed)
        } catch {
          try Self.require(.corruption(error), in: names)
        }
      case .sighted(let filed):
        do throws(CorruptionError) {
          try rebuilder.addSighting(filed)
        } catch {
          try Self.require(.corruption(error), in: names)
        }
      case .decided(let state): rebuilder.setState(state)
      case .saved(let search): rebuilder.setSearch(search)
      }
    }
    do throws(StorageError) {
      try rebuilder.seal(into: &transaction)
    } catch {
      try Self.require(error, in: names)
    }
  }

  /// As the next `index` does: asks what is known and adds to it.
  private func write(
    _ reader: ArticleStoreReader,
    _ names: [String],
    _ transaction: inout Transaction
  ) throws(BrokenPromise) {
    var writer = ArticleStoreWriter(reader)
    for number in 0..<4 {
      _ = try damageOrValue(in: names) { try SampleStore.index(number, with: &writer) }
      _ = try damageOrValue(in: names) { try SampleStore.count(number, with: &writer) }
    }
    do throws(StorageError) {
      try writer.seal(into: &transaction)
    } catch {
      try Self.require(error, in: names)
    }
  }

  private static func dump(_ reader: ArticleStoreReader) throws -> String {
    var lines = "\(reader.articleCount) \(reader.versionCount) \(reader.fileCount)\n"
    try reader.forEachVersion { (version) throws(CorruptionError) in
      lines += "\(version)\n"
      let stored = try reader.article(version.article, version: version.version)
      lines += "\(String(describing: stored))\n\(try reader.sightings(of: version.article))\n"
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
}
