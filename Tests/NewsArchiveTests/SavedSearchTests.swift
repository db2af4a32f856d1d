// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Testing

/// Searches that are kept, and what is new for them.
struct SavedSearchTests {
  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
    try archive.write(story("Bridge opens", "The bridge over the harbour opened."), to: "1.txt")
    try archive.write(story("Market closes", "The market by the mill closed."), to: "2.txt")
    try archive.index()
  }

  private func story(_ title: String, _ text: String) -> String { "\(title)\n\n\(text)\n" }

  private func keep(
    _ name: String,
    _ query: String,
    fromStart: Bool = false,
    replacing: Bool = false,
    _ change: (inout SearchOptions) -> Void = { _ in }
  ) throws {
    var options = SearchOptions(query: query)
    change(&options)
    try archive.writer().save(name, options, fromStart: fromStart, replacing: replacing)
  }

  /// The titles that are new, newest first; they count as seen after that.
  private func news(_ name: String, peeking: Bool = false) throws -> [String] {
    let opened = try archive.open()
    let search = try opened.keptSearch(name)
    let stream = try opened.results(of: search, search.news)
    var titles: [String] = []
    while let hit = try stream.next() { titles.append(hit.article.title?.value ?? "") }
    if !peeking { try archive.writer().remember([name], upTo: opened.generation) }
    return titles
  }

  @Test func `only what comes later is new, once`() throws {
    try keep("harbour", "harbour")
    #expect(try news("harbour") == [])
    try archive.write(story("Ferry stays", "The ferry stayed in the harbour."), to: "3.txt")
    try archive.write(story("Mill burns", "The mill burnt down."), to: "4.txt")
    try archive.index()
    #expect(try news("harbour", peeking: true) == ["Ferry stays"])
    #expect(try news("harbour") == ["Ferry stays"])
    #expect(try news("harbour") == [])
  }

  @Test func `what is there already is new if that is wanted`() throws {
    try keep("harbour", "harbour", fromStart: true)
    #expect(try news("harbour") == ["Bridge opens"])
    #expect(try news("harbour") == [])
  }

  @Test func `a new version is new, also if only it matches`() throws {
    try keep("mayor", "mayor")
    try archive.write(
      story("Bridge opens", "The bridge over the harbour opened, the mayor came late."),
      to: "1.txt"
    )
    try archive.index()
    #expect(try news("mayor") == ["Bridge opens"])
    #expect(try news("mayor") == [])
  }

  @Test func `copies, corrections, labels and merges are no news`() throws {
    try keep("harbour", "harbour OR tag:border OR section:world")
    let id = try archive.id("bridge")
    try archive.write(story("Bridge opens", "The bridge over the harbour opened."), to: "9.txt")
    try archive.index()
    try archive.writer().edit(id, [Correction(assignment: "section=World")])
    _ = try archive.writer().tag([id], adding: [Label("border")])
    _ = try archive.writer().merge(full: true)
    #expect(try news("harbour") == [])
  }

  @Test func `removed articles are no news, and nothing that came before them is lost`() throws {
    try keep("all", "")
    try archive.write(story("Ferry stays", "The ferry stayed."), to: "3.txt")
    try archive.write(story("Mill burns", "The mill burnt down."), to: "4.txt")
    try archive.index()
    _ = try archive.writer().remove([archive.id("ferry")])
    #expect(try news("all") == ["Mill burns"])
  }

  @Test func `filters and the way words are joined are kept with the query`() throws {
    try keep("both", "mill harbour", fromStart: true) { $0.matchesAny = true }
    #expect(try news("both").sorted() == ["Bridge opens", "Market closes"])
    try keep("dated", "harbour", fromStart: true) { $0.filters.after = "2001" }
    #expect(try news("dated") == [])
    let search = try archive.open().keptSearch("dated")
    #expect(search.options.chosen.map { "\($0.name)=\($0.value)" } == ["after=2001"])
  }

  @Test func `a name is taken until its search is given up or replaced`() throws {
    try keep("a", "harbour")
    #expect(throws: ArchiveError.self) { try keep("a", "mill") }
    try keep("a", "mill", replacing: true)
    #expect(try archive.open().keptSearch("a").options.query == "mill")
    #expect(try archive.open().searchNames() == ["a"])
    try archive.writer().giveUp(archive.open().keptSearch("a"))
    #expect(try archive.open().searchNames() == [])
    #expect(throws: ArchiveError.self) { try archive.open().keptSearch("a") }
    try keep("a", "bridge", fromStart: true)
    #expect(try news("a") == ["Bridge opens"])
  }

  @Test(arguments: ["", "-a", "a b", "a/b", "a'b", "\u{202E}a", String(repeating: "x", count: 61)])
  func `what would need quoting is no name`(name: String) {
    #expect(throws: ArchiveError.self) { try KeptSearch.check(name: name) }
  }

  @Test func `searches and what was seen of them outlive reindexing`() throws {
    try keep("harbour", "harbour", fromStart: true)
    #expect(try news("harbour") == ["Bridge opens"])
    _ = try archive.writer(rebuilding: true).reindex(threads: 1)
    #expect(try news("harbour") == [])
    try archive.write(story("Ferry stays", "The ferry stayed in the harbour."), to: "3.txt")
    try archive.index()
    try archive.removeFiles(in: "catalogue")
    _ = try archive.writer(rebuilding: true).reindex(threads: 1)
    // Without the catalogue it is not known what was seen: rather twice than never.
    #expect(try news("harbour").sorted() == ["Bridge opens", "Ferry stays"])
  }

  @Test func `addresses and searches of filters only are narrowed, too`() throws {
    try archive.write(
      #"{"title":"Ferry sinks","body":"A ferry sank.","url":"https://coast.example/ferry"}"# + "\n",
      to: "3.jsonl"
    )
    try archive.index()
    try keep("page", "https://coast.example/ferry")
    try keep("all", " ") { $0.filters.after = "1900" }
    try keep("sank", "sank OR opened")
    let opened = try archive.open()
    func titles(_ name: String, _ typed: String) throws -> [String] {
      var typed = SearchOptions(query: typed)
      typed.filters.after = nil
      var options = try opened.keptSearch(name).options(narrowedBy: typed)
      options.filters.after = nil
      return try opened.search(options).hits.map { $0.article.title?.value ?? "" }
    }
    #expect(try titles("page", "ferry") == ["Ferry sinks"])
    #expect(try titles("page", "harbour") == [])
    #expect(try titles("sank", "coast.example/ferry") == ["Ferry sinks"])
    #expect(try titles("all", "harbour") == ["Bridge opens"])
    #expect(
      try opened.keptSearch("all").options(narrowedBy: SearchOptions(query: "x")).filters.after
        == "1900"
    )
  }

  @Test func `a kept search is narrowed by what is typed besides`() throws {
    try keep("either", "harbour OR mill") { $0.filters.before = "2001" }
    var typed = SearchOptions(query: "bridge OR market -closed")
    typed.limit = 3
    let options = try archive.open().keptSearch("either").options(narrowedBy: typed)
    #expect(options.query == "(harbour OR mill) (bridge OR market -closed)")
    #expect(options.limit == 3 && options.filters.before == "2001")
    typed.filters.before = "2010"
    let narrowed = try archive.open().keptSearch("either").options(narrowedBy: typed)
    #expect(narrowed.filters.before == "2010")
    try keep("any", "harbour mill") { $0.matchesAny = true }
    let any = try archive.open().keptSearch("any")
    #expect(throws: ArchiveError.self) { try any.options(narrowedBy: typed) }
    #expect(try any.options(narrowedBy: SearchOptions(query: "")).matchesAny)
  }
}
