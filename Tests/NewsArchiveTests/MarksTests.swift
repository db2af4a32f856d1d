// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Testing

/// Labels and notes: found, and still there after whatever happens to their articles.
struct MarksTests {
  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
    for number in 0..<6 { try archive.write(sampleText(number), to: "\(number).txt") }
    try archive.index()
  }

  private func id(_ number: Int) throws -> ArticleID {
    try archive.id("title:\"report \(number)\"")
  }

  private func label(_ text: String) throws -> Label { try Label(text) }

  private func names() throws -> [String] {
    try archive.open().labels().map { "\($0.name) \($0.articles)" }
  }

  @Test func `labels are put on with one commit and found by it`() throws {
    let ids = [try id(1), try id(2)]
    let before = try archive.open().generation
    #expect(try archive.writer().tag(ids, adding: [label("border"), label(" to  read ")]) == 2)
    #expect(try archive.open().generation == before + 1)
    #expect(try archive.titles("tag:border").count == 2)
    #expect(try archive.titles("tag:\"To Read\" title:\"report 1\"").count == 1)
    #expect(try names() == ["border 2", "to read 2"])
    #expect(try archive.writer().tag(ids, adding: [label("Border")]) == 0)
    #expect(try archive.open().generation == before + 1)
    #expect(try archive.writer().tag(ids, adding: [], removing: [label("BORDER")]) == 2)
    #expect(try archive.titles("tag:border").isEmpty)
  }

  @Test func `a label keeps the spelling that it had first`() throws {
    _ = try archive.writer().tag([id(1)], adding: [label("Café")])
    _ = try archive.writer().tag([id(2)], adding: [label("cafe")])
    #expect(try names() == ["Café 2"])
  }

  @Test(arguments: ["", "  ", "a*", "\"a\"", "a\u{1B}b", String(repeating: "x", count: 101)])
  func `what queries could not ask for is no label`(text: String) {
    #expect(throws: ArchiveError.self) { try Label(text) }
  }

  @Test func `a note is kept, found, replaced and taken away`() throws {
    let id = try id(3)
    #expect(try archive.writer().setNote("Ask the harbour master.", of: id))
    #expect(try !archive.writer().setNote("Ask the harbour master.", of: id))
    #expect(try archive.titles("note:(master ask)").count == 1)
    #expect(try archive.titles("note:masters").isEmpty)
    _ = try archive.writer().setNote("Done.", of: id)
    #expect(try archive.titles("note:master").isEmpty)
    _ = try archive.writer().setNote("", of: id)
    #expect(try archive.titles("note:done").isEmpty)
  }

  @Test func `a note as it is typed is cleaned`() throws {
    #expect(try " a\r\nb\u{7}\tc\n\n".asNote() == "a\nb\tc")
    #expect(try "\n \n".asNote() == "")
    #expect(throws: ArchiveError.self) {
      try String(repeating: "x", count: 70_000).asNote()
    }
  }

  private func mark() throws -> ArticleID {
    let id = try id(4)
    _ = try archive.writer().tag([id], adding: [label("border")])
    _ = try archive.writer().setNote("Call back.", of: id)
    return id
  }

  private func expectMarks(on id: ArticleID) throws {
    let opened = try archive.open()
    let shown = try opened.article(opened.reference("\(id)"))
    #expect(shown.tags == ["border"] && shown.note == "Call back.")
    #expect(try archive.open().search(SearchOptions(query: "tag:border")).hits.map(\.id) == [id])
    #expect(try archive.open().search(SearchOptions(query: "note:back")).hits.map(\.id) == [id])
  }

  @Test func `marks outlive new versions, merging and reindexing`() throws {
    let id = try mark()
    try archive.write(sampleText(4) + "\nLater the harbour froze.\n", to: "4.txt")
    try archive.index()
    try expectMarks(on: id)
    _ = try archive.writer().merge(full: true)
    try expectMarks(on: id)
    _ = try archive.writer(rebuilding: true).reindex(threads: 1)
    try expectMarks(on: id)
    try archive.removeFiles(in: "segments")
    try archive.removeFiles(in: "catalogue")
    _ = try archive.writer(rebuilding: true).reindex(threads: 1)
    try expectMarks(on: id)
  }

  @Test func `a removed article keeps its marks and is not counted`() throws {
    let id = try mark()
    _ = try archive.writer().remove([id])
    #expect(try archive.titles("tag:border").isEmpty)
    #expect(try names().isEmpty)
    _ = try archive.writer().restore([id])
    try expectMarks(on: id)
  }

  @Test func `a purged article takes its marks with it`() throws {
    let id = try mark()
    _ = try archive.writer().purge([id])
    #expect(try names().isEmpty)
    #expect(try archive.titles("tag:border OR note:back").isEmpty)
    try archive.index()
    #expect(try archive.titles("tag:border").isEmpty)
  }

  @Test func `articles are counted by label`() throws {
    _ = try archive.writer().tag([id(1), id(2)], adding: [label("border")])
    _ = try archive.writer().tag([id(2)], adding: [label("todo")])
    let counts = try archive.open().counts(of: "", by: .tag)
    #expect(counts.values.map { "\($0.name) \($0.articles)" } == ["border 2", "todo 1"])
    #expect(counts.without == 4)
  }

  @Test func `revisions and times of filing outlive corrections, merging and reindexing`() throws {
    func filed() throws -> [String] {
      let opened = try archive.open()
      return try opened.allVersions().map { reference in
        let article = try opened.article(reference)
        return "\(reference) \(article.filed) \(article.revision)"
      }
    }
    try archive.write(sampleText(4) + "\nLater the harbour froze.\n", to: "4.txt")
    try archive.index()
    let before = try filed()
    #expect(before.count == 7)
    #expect(before.filter { $0.hasSuffix(" 1") }.count == 6)
    #expect(before.filter { $0.hasSuffix(" 2") }.count == 1)
    _ = try archive.writer().edit(id(2), [Correction(assignment: "section=World")])
    _ = try archive.writer().merge(full: true)
    _ = try archive.writer(rebuilding: true).reindex(threads: 1)
    #expect(try filed() == before)
    var options = SearchOptions(query: "")
    options.filedAfter = 1
    #expect(try archive.open().search(options).total == 1)
    options.filedAfter = 0
    #expect(try archive.open().search(options).total == 6)
    options.filters.allVersions = true
    #expect(try archive.open().search(options).total == 7)
  }
}
