// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

/// What a batch is going to write.
struct StoreBatch {
  var originals = OriginalsBuilder()
  var articles = ArticlesBuilder()
  var catalogue = CatalogueBuilder()
  var counts = CatalogueCounts()
  private var sightings: Set<SightingKey> = []

  /// What makes two sightings one.
  private struct SightingKey: Hashable {
    let article: ArticleID
    let original: Digest
    let path: UInt64

    init(_ article: ArticleID, _ original: Digest, _ path: UInt64) {
      self.article = article
      self.original = original
      self.path = path
    }
  }

  /// What filing a text added.
  struct AddedText {
    let version: ArticleVersion
    let keys: [KeyRecord]
    let encoded: [UInt8]
  }

  var isEmpty: Bool { originals.isEmpty && articles.records.isEmpty && catalogue.count == 0 }

  var memoryInUse: Int {
    originals.memoryInUse + articles.records.memoryInUse + catalogue.memoryInUse
      + sightings.count * 64
  }

  /// Adds a new text of an article: its record, its version, its keys and its first sighting.
  mutating func add(
    _ article: Article,
    identity: ArticleIdentity,
    as filed: FiledSighting
  ) -> AddedText {
    let stored = StoredArticle(
      id: filed.article,
      version: filed.version,
      original: filed.sighting.original,
      article: article
    )
    let version = ArticleVersion(
      article: filed.article,
      version: filed.version,
      fingerprint: identity.fingerprint,
      original: filed.sighting.original,
      filed: filed.sighting.seen,
      revision: filed.sighting.revision,
      hasURL: identity.hasURL
    )
    let keys = Self.keys(of: identity, as: filed)
    let encoded = stored.encoded()
    articles.add(filed.article, version: filed.version, encoded: encoded)
    catalogue.add(version)
    for key in keys { catalogue.add(key) }
    counts[.versions] += 1
    if filed.version == 1 { counts[.articles] += 1 }
    add(filed)
    return AddedText(version: version, keys: keys, encoded: encoded)
  }

  /// The text leads to this version, and so does the page's own address if the id is not its hash.
  private static func keys(of identity: ArticleIdentity, as filed: FiledSighting) -> [KeyRecord] {
    let text = KeyRecord(
      fingerprint: identity.fingerprint,
      article: filed.article,
      version: filed.version
    )
    guard let url = identity.ownURL, url.articleID != filed.article else { return [text] }
    return [text, KeyRecord(fingerprint: url, article: filed.article, version: 0)]
  }

  /// Adds one place where an article was seen, once.
  mutating func add(_ filed: FiledSighting) {
    let record = SightingRecord(filed)
    let key = SightingKey(filed.article, filed.sighting.original, record.pathKey)
    if sightings.insert(key).inserted { catalogue.add(record) }
  }

  func hasSighting(of id: ArticleID, original: Digest, at path: [UInt8]) -> Bool {
    sightings.contains(SightingKey(id, original, SightingRecord.pathKey(of: path)))
  }

  /// Writes what there is and forgets it.
  mutating func seal(into transaction: inout Transaction) throws(StorageError) {
    if !originals.isEmpty {
      var file = try transaction.newFile(.originals)
      try originals.write(to: &file)
      let count = UInt64(originals.records.count)
      transaction.add(try file.seal(), attributes: [count])
    }
    if !articles.records.isEmpty {
      var file = try transaction.newFile(.articles)
      try articles.write(to: &file)
      let count = UInt64(articles.records.count)
      transaction.add(try file.seal(), attributes: [count])
    }
    if catalogue.count > 0 {
      var file = try transaction.newFile(.catalogue)
      try catalogue.write(to: &file)
      counts[.records] = UInt64(catalogue.count)
      transaction.add(try file.seal(), attributes: counts.attributes)
    }
    self = StoreBatch()
  }
}
