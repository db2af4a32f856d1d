// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Storage
import SystemPackage
import TestSupport

/// An archive for one test, and what the façade does with a batch.
final class StoreWorld {
  let folder: TemporaryDirectory
  let directory: ArchiveDirectory

  init() throws {
    folder = try TemporaryDirectory()
    directory = try ArchiveDirectory.create(at: folder.appending("archive"))
  }

  func snapshot() throws -> Snapshot { try directory.snapshot() }

  func reader() throws -> ArticleStoreReader { try ArticleStoreReader(try snapshot()) }

  /// Changes the archive under the lock and commits.
  func change(_ body: (ArticleStoreReader, inout Transaction) throws -> Void) throws {
    var transaction = try Transaction(directory, lock: try ArchiveLock.acquire(directory))
    try body(try reader(), &transaction)
    try transaction.commit()
  }

  /// One batch; merges first if wanted.
  func batch(
    merging: Bool = false,
    _ body: (inout ArticleStoreWriter) throws -> Void
  ) throws {
    try change { reader, transaction in
      if merging { _ = try ArticleStoreMaintenance.merge(reader, into: &transaction) }
      var writer = ArticleStoreWriter(reader)
      try body(&writer)
      try writer.seal(into: &transaction)
    }
  }

  /// Indexes one file with one article, in a batch of its own.
  @discardableResult
  func index(_ path: String, _ article: Article, bytes: String? = nil) throws -> Filing {
    var filing = Filing.newArticle(ArticleID(rawValue: 0))
    try batch { writer in
      filing = try writer.index(path, article, bytes: Array((bytes ?? plain(article)).utf8))
    }
    return filing
  }

  /// Every file of the archive, by its path within.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for entry in try snapshot().manifest.entries {
      files[entry.place] = try TemporaryDirectory.read(directory.paths.file(entry))
    }
    return files
  }
}

extension ArticleStoreWriter {
  /// What the façade does with a file that holds one article and has changed.
  mutating func index(
    _ path: String,
    _ article: Article,
    bytes: [UInt8],
    isAlone: Bool = true
  ) throws -> Filing {
    let prepared = bytes.withUnsafeBytes { PreparedArticle(article, original: $0) }
    let digest = prepared.original.digest
    let filing = try identify(prepared, atPath: Array(path.utf8), isAlone: isAlone)
    let sighting = Sighting(
      path: Array(path.utf8),
      range: 0..<UInt64(bytes.count),
      original: digest,
      mediaType: "text/plain",
      url: article.url?.value,
      fileModified: 7,
      seen: 1_000
    )
    try add(prepared, as: filing, sighting: sighting)
    try record(
      FileRecord(
        path: Array(path.utf8),
        stat: FileStat(size: UInt64(bytes.count), modified: 7),
        digest: digest,
        seen: 1_000,
        articles: [filing.article]
      )
    )
    return filing
  }
}

/// The article's text as a file might hold it.
func plain(_ article: Article) -> String {
  ([article.title?.value ?? ""] + article.paragraphs.map(\.text)).joined(separator: "\n\n")
}

func article(
  _ title: String,
  _ paragraphs: String...,
  url: String? = nil,
  canonical: String? = nil,
  source: String? = nil
) -> Article {
  var article = Article()
  article.title = Sourced(title, .text)
  article.paragraphs = paragraphs.map { Paragraph($0) }
  article.url = url.map { Sourced($0, .record) }
  article.canonicalURL = canonical.map { Sourced($0, .meta) }
  article.source = source.map { Sourced($0, .meta) }
  return article
}

/// A text long enough to be an article's own, of words that depend on `seed`.
func longText(_ seed: UInt64, words: Int = 60) -> String {
  var random = SplitMix(seed: seed)
  let syllables = ["ka", "to", "mi", "ra", "lun", "ves", "or", "pel", "da", "su", "en", "qui"]
  return (0..<words).map { _ in
    (0..<3).map { _ in syllables[Int(random.next() % 12)] }.joined()
  }.joined(separator: " ")
}

/// SplitMix64: the same numbers on every run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

extension SavedSearch {
  /// A search that somebody keeps.
  static let sample = SavedSearch(
    name: "rivers",
    query: "river OR stream",
    syntax: "morgue",
    grammar: 1,
    settings: [Setting("any", ""), Setting("source", "El Faro")],
    saved: 1_000,
    seen: 7
  )
}
