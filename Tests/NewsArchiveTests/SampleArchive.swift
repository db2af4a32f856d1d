// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import SystemPackage
import TestSupport

/// A folder of clippings and an archive beside it, gone when the test is.
final class SampleArchive {
  private let folder: TemporaryDirectory
  var clippings: FilePath { folder.appending("clippings") }
  var path: FilePath { folder.appending("index") }

  init() throws {
    folder = try TemporaryDirectory()
    try makeFolder(folder.appending("clippings"))
  }

  /// Writes a file among the clippings.
  @discardableResult
  func write(_ text: String, to name: String) throws -> FilePath {
    try write(Array(text.utf8), to: name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> FilePath {
    let path = clippings.appending(name)
    try TemporaryDirectory.write(bytes, to: path)
    return path
  }

  /// Indexes all clippings, or what the paths name.
  @discardableResult
  func index(
    _ paths: [FilePath]? = nil,
    input: String? = nil,
    options: IndexOptions = IndexOptions(),
    isStopped: @escaping () -> Bool = { false }
  ) throws -> IndexReport {
    let writer = try ArchiveWriter(at: path, creating: true)
    return try writer.index(
      paths ?? [clippings],
      standardInput: input.map { (Array($0.utf8), nil) },
      options: options,
      isStopped: isStopped
    )
  }

  func open() throws -> Archive { try Archive(at: path) }

  func writer(rebuilding: Bool = false) throws -> ArchiveWriter {
    try ArchiveWriter(at: path, rebuilding: rebuilding)
  }

  /// The titles that a query finds, best first.
  func titles(_ query: String, allVersions: Bool = false) throws -> [String] {
    var options = SearchOptions(query: query)
    options.limit = .max
    options.filters.allVersions = allVersions
    return try open().search(options).hits.map { $0.article.title?.value ?? "" }
  }

  /// The id of the only article that a query finds.
  func id(_ query: String) throws -> ArticleID {
    let hits = try open().search(SearchOptions(query: query)).hits
    guard hits.count == 1, let hit = hits.first else { throw NotOne(query: query, hits.count) }
    return hit.id
  }

  /// The names of what lies in one of the archive's folders.
  func removeFiles(in name: String) throws {
    TemporaryDirectory.remove(path.appending(name))
    try makeFolder(path.appending(name))
  }

  struct NotOne: Error {
    let query: String
    let count: Int

    init(query: String, _ count: Int) {
      self.query = query
      self.count = count
    }
  }
}

/// What a search answers about one article; two archives that hold the same answer the same.
struct Answer: Hashable {
  let query: String
  let id: ArticleID
  let version: UInt32
  let score: Double
  let title: String?
  let fragments: [HitFragment]
}

/// Queries of every kind over the texts of ``sampleText(_:)``.
let sampleQueries = [
  "harbour", "harbours", "harbour bridge", "harbour OR market", "-harbour", "\"the harbour\"",
  "title:ferry", "mark*", "\"ferry market\" OR storm", "storm (bridge OR council) -market", "",
]

extension Archive {
  /// All hits of all the sample queries, in order.
  func answers(allVersions: Bool = false) throws -> [Answer] {
    try sampleQueries.flatMap { query in
      var options = SearchOptions(query: query)
      options.limit = .max
      options.filters.allVersions = allVersions
      let page = try search(options)
      guard page.total == page.hits.count else { throw Miscounted(query: query) }
      return page.hits.map { hit in
        Answer(
          query: query,
          id: hit.id,
          version: hit.version,
          score: hit.score,
          title: hit.article.title?.value,
          fragments: hit.fragments
        )
      }
    }
  }

  struct Miscounted: Error {
    let query: String
  }
}

/// A short article of its own for every number, out of few words.
func sampleText(_ number: Int) -> String {
  let words = ["harbour", "bridge", "council", "storm", "ferry", "market", "school", "winter"]
  var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
  func next() -> String {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return words[Int(state >> 61)]
  }
  var text = "Report \(number): the \(next()) and the \(next())\n"
  for paragraph in 0...Int(state >> 62) {
    text += "\nOn day \(paragraph) people spoke of the \(next()) by the \(next()) \(next()), "
    text += "and nobody in town number \(number) had ever seen a \(next()) like it.\n"
  }
  return text
}

/// One line of JSON Lines.
func record(
  title: String,
  body: String,
  url: String? = nil,
  language: String? = nil
) -> String {
  let address = url.map { ",\"url\":\"\($0)\"" } ?? ""
  let code = language.map { ",\"language\":\"\($0)\"" } ?? ""
  return "{\"title\":\"\(title)\",\"body\":\"\(body)\"\(address)\(code)}\n"
}
