// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Ingestion
import Storage
import SystemPackage

/// One thread's tools for reading originals again.
struct Reextraction: ~Copyable {
  private let store: ArticleStoreReader
  private var reader = ArticleReader()
  /// The original that was read last; the articles of one that holds several come one after another.
  private var last: Reread?

  /// An original and all that was read from it.
  private struct Reread {
    let digest: Digest
    let prepared: PreparedOriginal
    let articles: [ReadArticle]
  }

  init(_ store: ArticleStoreReader) {
    self.store = store
  }

  /// What an original says today; the text as it was filed where it gives none any more.
  mutating func result(of filed: FiledSighting) -> ReextractionResult {
    let name = "original \(filed.sighting.original)"
    do throws(CorruptionError) {
      guard let original = try original(of: filed.sighting) else {
        return asFiled(filed, "\(name): missing")
      }
      let ordinal = Int(filed.sighting.ordinal)
      let read = original.articles.indices.contains(ordinal) ? original.articles[ordinal] : nil
      guard let article = read.map({ withLanguage($0.article) }) ?? stored(filed) else {
        return ReextractionResult(problem: "\(name): no article could be read from it")
      }
      return ReextractionResult(prepared: PreparedArticle(article, original: original.prepared))
    } catch {
      return asFiled(filed, "\(name): \(error)")
    }
  }

  private mutating func original(of sighting: Sighting) throws(CorruptionError) -> Reread? {
    if let last, last.digest == sighting.original { return last }
    guard let bytes = try store.original(sighting.original) else { return nil }
    let original = Reread(
      digest: sighting.original,
      prepared: unsafe bytes.withUnsafeBytes { unsafe PreparedOriginal($0) },
      articles: articles(in: bytes, sighting)
    )
    last = original
    return original
  }

  private mutating func articles(in bytes: [UInt8], _ sighting: Sighting) -> [ReadArticle] {
    let name = FilePath(String(decoding: sighting.path, as: UTF8.self)).lastComponent
    let hint = SourceHint(
      fileName: name?.string,
      modified: sighting.fileModified,
      mediaType: sighting.mediaType
    )
    return reader.read(bytes, as: hint).articles
  }

  /// The text as it was filed, of an original that is not what it was.
  private func asFiled(_ filed: FiledSighting, _ problem: String) -> ReextractionResult {
    ReextractionResult(prepared: stored(filed).map { prepare($0, []) }, problem: problem)
  }

  private func stored(_ filed: FiledSighting) -> Article? {
    try? store.articleAsFiled(filed.article, version: filed.version)?.article
  }

  private func prepare(_ article: Article, _ bytes: [UInt8]) -> PreparedArticle {
    unsafe bytes.withUnsafeBytes { unsafe PreparedArticle(article, original: $0) }
  }
}

/// What became of one original.
struct ReextractionResult: Sendable {
  /// Nil if nothing is left of the article.
  var prepared: PreparedArticle?
  var problem: String?
}
