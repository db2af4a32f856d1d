// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Storage

/// A small store with something of every kind of record.
enum SampleStore {
  /// Fills an archive with one commit; returns the articles.
  static func fill(_ archive: ArchiveDirectory) throws -> [ArticleID] {
    var transaction = try Transaction(archive, lock: ArchiveLock.acquire(archive))
    var writer = ArticleStoreWriter(try ArticleStoreReader(archive.snapshot()))
    var ids: [ArticleID] = []
    for number in 0..<3 {
      ids.append(try index(number, with: &writer))
      try count(number, with: &writer)
    }
    var state = ArticleState(article: ids[0])
    state.set(FieldEdit(.section, .text("World")))
    state.tags = ["border", "to read"]
    state.note = "Call back."
    writer.setState(state)
    writer.setSearch(
      SavedSearch(
        name: "rivers",
        query: "river OR stream",
        syntax: "morgue",
        grammar: 1,
        settings: [SavedSearch.Setting("any", ""), SavedSearch.Setting("source", "El Faro")],
        saved: 1_000,
        seen: 7
      )
    )
    try writer.seal(into: &transaction)
    try transaction.commit()
    return ids
  }

  /// Files an article of a file of its own.
  @discardableResult
  static func index(
    _ number: Int,
    with writer: inout ArticleStoreWriter
  ) throws -> ArticleID {
    let article = article("Rivers \(number)", text(number), url: "https://example.org/p/\(number)")
    let bytes = Array("Rivers \(number)\n\n\(text(number))".utf8)
    let path = Array("/papers/\(number).txt".utf8)
    let prepared = bytes.withUnsafeBytes { PreparedArticle(article, original: $0) }
    let filing = try writer.identify(prepared, atPath: path, isAlone: true)
    let sighting = Sighting(
      path: path,
      range: 0..<UInt64(bytes.count),
      original: prepared.original.digest,
      mediaType: "text/plain",
      url: article.url?.value,
      fileModified: 7,
      seen: 1_000
    )
    try writer.add(prepared, as: filing, sighting: sighting)
    try writer.record(
      FileRecord(
        path: path,
        stat: FileStat(size: UInt64(bytes.count), modified: 7),
        digest: prepared.original.digest,
        seen: 1_000,
        articles: [filing.article]
      )
    )
    return filing.article
  }

  /// Counts the lines at the edges of an article's text.
  static func count(_ number: Int, with writer: inout ArticleStoreWriter) throws {
    let article = article("Rivers \(number)", text(number), url: "https://example.org/p/\(number)")
    let prepared = [UInt8(number)].withUnsafeBytes { PreparedArticle(article, original: $0) }
    guard let page = PageLines(of: article, identity: prepared.identity) else { return }
    try writer.count(page.likelyID, of: page, with: page.first.map(\.key))
  }

  static func article(_ title: String, _ text: String, url: String? = nil) -> Article {
    var article = Article()
    article.title = Sourced(title, .text)
    article.paragraphs = text.split(separator: "\n").map { Paragraph(String($0)) }
    article.url = url.map { Sourced($0, .record) }
    return article
  }

  private static func text(_ number: Int) -> String {
    var numbers = SeededNumbers(seed: UInt64(number))
    let words = ["the", "river", "rose", "above", "the", "bridge", "and", "the", "mayor", "waited"]
    let text = (0..<60).map { _ in words[Int.random(in: 0..<words.count, using: &numbers)] }
    return "Write to us.\n" + text.joined(separator: " ") + "\nAll rights reserved."
  }
}
