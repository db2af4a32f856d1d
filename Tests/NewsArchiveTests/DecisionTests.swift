// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import SystemPackage
import Testing

/// What readers decide: removing, restoring, purging, correcting.
struct DecisionTests {
  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
    try archive.write(
      "Bridge opens early\n\nThe bridge at Marlow opened a day early and nobody came.\n",
      to: "bridge.txt"
    )
    try archive.write(
      "Market closes late\n\nThe market at Marlow closed late because of a cheese.\n",
      to: "market.txt"
    )
    try archive.index()
  }

  @Test func `a removed article is not found and still shown`() throws {
    let id = try archive.id("bridge")
    #expect(try archive.writer().remove([id]) == 1)
    #expect(try archive.titles("Marlow") == ["Market closes late"])
    let opened = try archive.open()
    #expect(try opened.article(opened.reference("\(id)")).isRemoved)
    #expect(try archive.writer().remove([id]) == 0)
  }

  @Test func `a restored article is found as before`() throws {
    let before = try archive.open().answers()
    let id = try archive.id("bridge")
    _ = try archive.writer().remove([id])
    #expect(try archive.writer().restore([id]) == 1)
    #expect(try archive.open().answers() == before)
    #expect(try archive.writer().restore([id]) == 0)
  }

  @Test func `a removed article stays removed when it comes again`() throws {
    _ = try archive.writer().remove([archive.id("bridge")])
    try archive.write(
      "Bridge opens early\n\nThe bridge at Marlow opened early. Somebody came.\n",
      to: "bridge.txt"
    )
    try archive.index()
    #expect(try archive.titles("Marlow") == ["Market closes late"])
  }

  @Test func `a purged article is gone, with its bytes`() throws {
    let id = try archive.id("bridge")
    #expect(try archive.writer().purge([id]) == 1)
    #expect(try archive.titles("Marlow") == ["Market closes late"])
    let opened = try archive.open()
    #expect(throws: ArchiveError.self) { try opened.reference("\(id)") }
    let report = try Archive.verify(at: archive.path, originals: true)
    #expect(report.damage.isEmpty)
    #expect(report.originals == 1)
  }

  @Test func `a purged article can be filed again`() throws {
    let id = try archive.id("bridge")
    _ = try archive.writer().purge([id])
    try archive.write(
      "Bridge opens early\n\nThe bridge at Marlow opened a day early and nobody came.\n",
      to: "elsewhere.txt"
    )
    try archive.index([archive.clippings.appending("elsewhere.txt")])
    #expect(try archive.id("bridge") == id)
  }

  @Test func `the last article can be purged`() throws {
    for query in ["bridge", "cheese"] {
      _ = try archive.writer().purge([archive.id(query)])
    }
    #expect(try archive.titles("").isEmpty)
    #expect(try archive.open().status().articles == 0)
    #expect(try Archive.verify(at: archive.path, originals: true).damage.isEmpty)
  }

  @Test func `a correction is searched, shown with its origin, and taken back`() throws {
    let id = try archive.id("bridge")
    try archive.writer().edit(
      id,
      [
        Correction(assignment: "title=Viaduct opens early"),
        Correction(assignment: "published=2024-05-06"),
        Correction(assignment: "byline=Ada Orr; Ben Yu"),
      ]
    )
    #expect(try archive.titles("title:viaduct") == ["Viaduct opens early"])
    #expect(try archive.titles("by:yu pub:2024-05") == ["Viaduct opens early"])
    #expect(try archive.titles("title:bridge").isEmpty)
    let opened = try archive.open()
    let article = try opened.article(opened.reference("\(id)")).article
    #expect(article.title?.origin == .manual)
    #expect(article.authors?.value == ["Ada Orr", "Ben Yu"])
    try archive.writer().edit(id, [Correction(removing: "title")])
    #expect(try archive.titles("title:bridge") == ["Bridge opens early"])
    #expect(try archive.titles("pub:2024").count == 1)
  }

  @Test func `a correction survives a new version`() throws {
    let id = try archive.id("bridge")
    try archive.writer().edit(id, [Correction(assignment: "section=Roads")])
    try archive.write(
      "Bridge opens early\n\nThe bridge at Marlow opened early. Somebody came.\n",
      to: "bridge.txt"
    )
    try archive.index()
    let opened = try archive.open()
    let article = try opened.article(opened.reference("\(id)"))
    #expect(article.version == 2)
    #expect(article.article.section?.value == "Roads")
    #expect(try archive.titles("section:roads").count == 1)
  }

  @Test(arguments: ["title", "colour=blue", "published=soon", "=x"])
  func `a correction that makes no sense is a mistake of usage`(text: String) {
    #expect { try Correction(assignment: text) } throws: { error in
      (error as? ArchiveError)?.code == .usage
    }
  }

  @Test func `articles are named by the folder they came from`() throws {
    let opened = try archive.open()
    #expect(try opened.articles(named: [], from: [archive.clippings]).count == 2)
    let file = archive.clippings.appending("bridge.txt")
    #expect(try opened.articles(named: [], from: [file]).count == 1)
    #expect(try opened.articles(named: [], from: ["/nowhere"]).isEmpty)
  }
}
