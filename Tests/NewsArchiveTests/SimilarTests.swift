// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage
import TestSupport
import Testing

@testable import NewsArchive

/// Articles like one.
@Suite struct SimilarTests {
  private static let articles = [
    ("Ferry strike", "The ferry crews went on strike and the harbour stood still for a day."),
    ("Strike ends", "Ferry crews ended their strike; the harbour opened again with a ferry."),
    ("Harbour dredged", "The harbour was dredged while the ferry crews were on strike at night."),
    ("Bridge painted", "Painters gave the old bridge a new coat of green paint this summer."),
    ("Paint prices", "Prices of green paint rose in summer, said painters at the bridge."),
  ]

  private func archive() throws -> SampleArchive {
    let archive = try SampleArchive()
    let lines = Self.articles.map { record(title: $0.0, body: $0.1, language: "en") }
    try archive.write(lines.joined(), to: "clips.jsonl")
    try archive.index()
    return archive
  }

  private func similar(
    _ archive: Archive,
    to id: ArticleID,
    change: (inout SearchOptions) -> Void = { _ in }
  ) throws -> (titles: [String], total: Int) {
    var options = SearchOptions(query: "")
    change(&options)
    let reference = ArticleReference(id: id, version: nil)
    let results = try archive.similar(to: reference, options)
    var titles: [String] = []
    while let hit = try results.next() { titles.append(hit.article.title?.value ?? "") }
    return (titles, results.page.total)
  }

  @Test func `finds what is about the same, and not the article itself`() throws {
    let archive = try archive()
    let opened = try archive.open()
    let ferry = try similar(opened, to: archive.id("title:\"ferry strike\""))
    #expect(Set(ferry.titles) == ["Strike ends", "Harbour dredged"] && ferry.total == 2)
    let paint = try similar(opened, to: archive.id("title:\"bridge painted\""))
    #expect(paint.titles == ["Paint prices"] && paint.total == 1)
  }

  @Test func `pages of it are parts of the whole`() throws {
    let archive = try archive()
    let opened = try archive.open()
    let id = try archive.id("title:\"ferry strike\"")
    let all = try similar(opened, to: id) { $0.limit = .max }
    let first = try similar(opened, to: id) { $0.limit = 1 }
    let second = try similar(opened, to: id) { ($0.limit, $0.offset) = (1, 1) }
    #expect(first.titles + second.titles == all.titles)
    #expect(first.total == all.total && second.total == all.total)
    let none = try similar(opened, to: id) { $0.limit = 0 }
    #expect(none.titles.isEmpty && none.total == all.total)
  }

  @Test func `its other versions are not like it, they are it`() throws {
    let archive = try SampleArchive()
    let url = "https://example.org/ferry"
    let old = record(title: "Ferry strike", body: Self.articles[0].1, url: url)
    try archive.write(old, to: "a.jsonl")
    try archive.index()
    let new = record(title: "Ferry strike", body: Self.articles[0].1 + " It rained.", url: url)
    try archive.write(new, to: "a.jsonl")
    try archive.write(record(title: "Strike ends", body: Self.articles[1].1), to: "b.jsonl")
    try archive.index()
    let id = try archive.id("title:\"ferry strike\"")
    let opened = try archive.open()
    for allVersions in [false, true] {
      let found = try similar(opened, to: id) { $0.filters.allVersions = allVersions }
      #expect(found.titles == ["Strike ends"] && found.total == 1)
    }
  }

  @Test func `its terms are those that few others have, each with what it is worth`() throws {
    let archive = try archive()
    let id = try archive.id("title:\"paint prices\"")
    let reference = ArticleReference(id: id, version: nil)
    let explanation = try archive.open().explainSimilar(reference)
    let terms = explanation.terms.map(\.term)
    // Twice in the text and three times as much in the title.
    #expect(terms.first == "paint")
    #expect(explanation.terms.first?.frequency == 4 && explanation.terms.first?.factor == 2.29)
    // Nobody else has these.
    #expect(!terms.contains("prices") && !terms.contains("rose"))
    #expect(explanation.query.contains("2 of ((paint^2.29), "))
  }

  @Test func `small words and words that many articles have are none of its terms`() throws {
    let archive = try SampleArchive()
    var lines = (1...60).map { number in
      let word = "filler" + String(repeating: "x", count: number)
      let body = "They said that the town was quiet. \(word)."
      return record(title: "Notes \(number)", body: body, language: "en")
    }
    let dentist = "They said the dentist was to mend benches in the town."
    let bench = "A bench was mended; the dentists paid the town."
    lines.append(record(title: "Dentist", body: dentist, language: "en"))
    lines.append(record(title: "Bench", body: bench, language: "en"))
    try archive.write(lines.joined(), to: "notes.jsonl")
    try archive.index()
    let id = try archive.id("title:dentist")
    let found = try similar(archive.open(), to: id)
    #expect(found.titles == ["Bench"])
    let reference = ArticleReference(id: id, version: nil)
    let terms = try archive.open().explainSimilar(reference).terms
    #expect(terms.map(\.term) == ["dentist", "benches", "mend"])
    #expect(terms.allSatisfy { $0.articles == 2 })
  }

  @Test func `words of one stem are one term, in all its forms`() throws {
    let archive = try SampleArchive()
    let article = "El abogado habló. Los abogados y la policía esperaban a los jueces del abogado."
    let other = "La reunión de abogados terminó tarde; las policías y el juez se fueron a casa."
    let lines = [("Uno", article), ("Dos", other)].map {
      record(title: $0.0, body: $0.1, language: "es")
    }
    try archive.write(lines.joined(), to: "es.jsonl")
    try archive.index()
    let id = try archive.id("title:uno")
    let reference = ArticleReference(id: id, version: nil)
    let terms = try archive.open().explainSimilar(reference).terms
    #expect(terms.filter { $0.term.hasPrefix("abogad") }.map(\.term) == ["abogado"])
    #expect(terms.first { $0.term == "abogado" }?.frequency == 3)
    #expect(terms.contains { $0.term == "policía" && $0.articles == 2 })
    #expect(try similar(archive.open(), to: id).titles == ["Dos"])
  }

  @Test func `an article that shares no words has none like it`() throws {
    let archive = try archive()
    try archive.write("Quux zyzzyva\n\nXylophagous qwertz asdf 12345.\n", to: "odd.txt")
    try archive.index()
    let id = try archive.id("zyzzyva")
    let found = try similar(archive.open(), to: id)
    #expect(found.titles.isEmpty && found.total == 0)
  }
}
