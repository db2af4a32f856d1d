// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive

/// Everything that an archive of a released format holds and finds, as text that no later version of
/// the program may change: it is written here, and not by anything that prints results.
struct FrozenText {
  private(set) var text = ""

  init(_ archive: Archive) throws {
    for reference in try archive.allVersions() {
      add(try archive.article(reference))
      text += "  stored \(try archive.original(of: reference).count) bytes\n"
    }
    for name in try archive.searchNames() {
      let search = try archive.keptSearch(name)
      text += "search \(name): \(search.options.query), grammar \(search.grammar)"
      text += ", kept \(search.saved), seen \(search.seen)\n"
    }
    for query in Self.queries {
      for allVersions in [false, true] {
        let scope = allVersions ? "all versions" : "newest"
        text += "query \(query), \(scope):\(try hits(query, allVersions, archive))\n"
      }
    }
  }

  private mutating func add(_ found: ArchivedArticle) {
    let removed = found.isRemoved ? ", removed" : ""
    text += "article \(found.id)@\(found.version) of \(found.newestVersion)\(removed)\n"
    text += "  filed \(found.filed) by commit \(found.revision)\n"
    for tag in found.tags { text += "  tag \(tag)\n" }
    if !found.note.isEmpty { text += "  note \(found.note)\n" }
    let article = found.article
    add("title", article.title)
    add("deck", article.deck)
    add("agency", article.agency)
    add("dateline", article.dateline)
    add("section", article.section)
    add("source", article.source)
    add("url", article.url)
    add("canonical", article.canonicalURL)
    add("language", article.language)
    add("image", article.leadImage)
    add("authors", article.authors.map { Sourced($0.value.joined(separator: " | "), $0.origin) })
    add("published", article.published.map { Sourced($0.value.iso8601, $0.origin) })
    add("updated", article.updated.map { Sourced($0.value.iso8601, $0.origin) })
    add("captured", article.captured.map { Sourced($0.value.iso8601, $0.origin) })
    for paragraph in article.paragraphs { text += "  \(paragraph.kind): \(paragraph.text)\n" }
    let original = found.original
    text += "  original \(original.sha256), \(original.size) bytes, \(original.mediaType)"
    text += ", at \(original.place.lowerBound)..<\(original.place.upperBound)"
    text += ", file of \(original.fileDate?.iso8601 ?? "no date")\n"
    for path in found.sightings { text += "  seen at \(String(decoding: path, as: UTF8.self))\n" }
  }

  private mutating func add(_ name: String, _ field: Sourced<String>?) {
    guard let field else { return }
    text += "  \(name) (\(field.origin.name)): \(field.value)\n"
  }

  /// Which articles a query finds, in no order: that may change.
  private func hits(_ query: String, _ allVersions: Bool, _ archive: Archive) throws -> String {
    var options = SearchOptions(query: query)
    options.limit = .max
    options.filters.allVersions = allVersions
    let hits = try archive.search(options).hits.map { " \($0.id)@\($0.version)" }
    return hits.sorted().joined()
  }

  /// Something for every part of the index.
  private static let queries = [
    "", "harbour", "harbours", "ramirez", "=Ramírez", "caps:Marlow", "\"four people\"", "LM",
    "ferry NEAR/9 harbour", "bridge PRE/3 harbour", "market w/s roof", "market w/p winter",
    "council NOT w/5 speeches", "storm -ferry", "ferry OR puente", "2 of (ferry, bridge, roof)",
    "title:bridge", "by:berg", "source:\"Marlow Post\"", "section:towns", "lang:zh", "lang:de",
    "url:bote", "大桥", "gesellschaft", "*verwaltung", "hafen*", "brigde~1", "lead:storm",
    "first9:roof",
    "atleast2:roof", "words>60", "pub:2025-06", "pub:..2024", "pub:2025-06-08", "tag:border",
    "tag:\"follow up\"", "note:operator", "\"armed-forces veterans\"", "armedforces",
    "midnight", "dark", "puente vecinos", "opening", "title:bridge^3 OR storm",
  ]
}
