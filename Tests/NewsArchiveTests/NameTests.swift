// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage
import SystemPackage
import TestSupport
import Testing

@testable import NewsArchive

/// Names that mean one thing, from the archive's file to what a search finds.
@Suite struct NameTests {
  private static let lines = [
    record(title: "Boss held", body: "The CJNG lost its boss on Monday, officers said."),
    record(title: "Cartel grows", body: "The Jalisco New Generation Cartel grew in the north."),
    record(title: "Crece", body: "El Cártel de Jalisco Nueva Generación creció en el norte."),
    record(title: "Other", body: "A new cartel of another generation came from Jalisco state."),
  ]

  private func archive(names: String? = nil) throws -> SampleArchive {
    let archive = try SampleArchive()
    try archive.write(Self.lines.joined(), to: "clips.jsonl")
    try archive.index()
    if let names { try write(names, to: archive) }
    return archive
  }

  private func write(_ names: String, to archive: SampleArchive) throws {
    try TemporaryDirectory.write(Array(names.utf8), to: archive.path.appending("names.txt"))
  }

  private static let group =
    "CJNG = Jalisco New Generation Cartel = Cártel de Jalisco Nueva Generación\n"

  @Test func `a search for one name finds the others`() throws {
    let archive = try archive()
    #expect(try archive.titles("cjng") == ["Boss held"])
    try write(Self.group, to: archive)
    #expect(Set(try archive.titles("cjng")) == ["Boss held", "Cartel grows", "Crece"])
    #expect(
      Set(try archive.titles("\"cártel de jalisco nueva generación\""))
        == ["Boss held", "Cartel grows", "Crece"]
    )
    #expect(
      Set(try archive.titles("jalisco new generation cartel"))
        == ["Boss held", "Cartel grows", "Crece", "Other"]
    )
    #expect(try archive.titles("=CJNG") == ["Boss held"])
  }

  @Test func `every form that matched is marked`() throws {
    let page = try archive(names: Self.group).open().search(SearchOptions(query: "cjng"))
    for hit in page.hits {
      let marked = hit.fragments.flatMap { fragment in
        fragment.marks.map { String(decoding: Array(fragment.text.utf8)[$0], as: UTF8.self) }
      }
      #expect(!marked.isEmpty, "\(hit.article.title?.value ?? "")")
    }
  }

  @Test func `names can be left out, or taken from another file`() throws {
    let archive = try archive(names: Self.group)
    var options = SearchOptions(query: "cjng")
    options.names = .none
    #expect(try archive.open().search(options).total == 1)
    let other = try archive.write("CJNG = another generation", to: "other.names")
    options.names = .file(other.string)
    #expect(try archive.open().search(options).total == 2)
    options.names = .file(other.string + "-not")
    #expect(throws: ArchiveError.self) { try archive.open().search(options) }
  }

  @Test func `what is wrong with the file is a hint with its line, and no more`() throws {
    let archive = try archive(names: "CJNG\n" + Self.group + "a =\n")
    let page = try archive.open().search(SearchOptions(query: "cjng"))
    #expect(page.total == 3)
    #expect(
      page.hints == [
        "names.txt line 1 has no `=` between two names, and 2 more: `morgue names` says what"
      ]
    )
    try write(String(repeating: "no equals sign\n", count: 9), to: archive)
    let hints = try archive.open().search(SearchOptions(query: "cjng")).hints
    #expect(hints.count == 1 && hints[0].contains(", and 8 more: "))
    try write("no equals sign\n", to: archive)
    let alone = try archive.open().search(SearchOptions(query: "cjng")).hints
    #expect(alone == ["names.txt line 1 has no `=` between two names"])
  }

  @Test func `of a file that is too long the beginning counts, and that is said`() throws {
    let filler = String(repeating: "# filler\n", count: KnownNames.limit / 9 + 1)
    let archive = try archive(names: Self.group + filler + "boss = leader\n")
    let page = try archive.open().search(SearchOptions(query: "cjng"))
    #expect(page.total == 3)
    #expect(
      page.hints == ["names.txt has more than 1048576 bytes; what is beyond is not looked at"]
    )
  }

  @Test func `a folder in the file's place is a hint, too`() throws {
    let archive = try archive()
    try makeFolder(archive.path.appending("names.txt"))
    let page = try archive.open().search(SearchOptions(query: "cjng"))
    #expect(page.total == 1 && page.hints == ["names.txt is not a file"])
  }

  @Test func `explaining says which names stand for which, and from what line`() throws {
    let archive = try archive(names: "\n" + Self.group)
    let notes = try archive.open().explain(SearchOptions(query: "cjng"), article: nil).notes
    #expect(
      notes.first == """
        cjng stands for Jalisco New Generation Cartel, Cártel de Jalisco Nueva Generación, too: \
        names of one thing (names.txt, line 2).
        """
    )
  }

  @Test func `the file stays as it is whatever is done to the archive`() throws {
    let archive = try archive(names: Self.group)
    let first = try archive.id("boss")
    _ = try archive.writer().remove([first])
    _ = try archive.writer().restore([first])
    _ = try archive.writer().merge(full: true)
    _ = try archive.writer(rebuilding: true).reindex()
    try archive.write("One more\n\nThe CJNG came back in the winter.\n", to: "more.txt")
    try archive.index()
    let file = archive.path.appending("names.txt")
    #expect(try TemporaryDirectory.read(file) == Array(Self.group.utf8))
    let report = try Archive.verify(at: archive.path, originals: true)
    #expect(report.damage.isEmpty && report.extra.isEmpty)
    #expect(try archive.titles("cjng").count == 4)
  }
}
