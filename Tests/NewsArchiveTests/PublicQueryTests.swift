// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Testing

/// Queries as a program reads, changes and makes them, with the library's one import.
struct PublicQueryTests {
  @Test func `a program takes a query apart by its places`() throws {
    let text = "title:bridge w/5 (\"town hall\" OR mayor^2)"
    let query = try Archive.parse(text).query
    guard case .near(.within(5), let left, let right) = query.clause,
      case .field(.title, let word) = left.clause, word == Query(.word("bridge"))
    else {
      Issue.record("unexpected tree: \(query)")
      return
    }
    #expect(right.parts.map { text.utf8.dropFirst($0.range.lowerBound).first } == [0x22, 0x6D])
    #expect(query.text == "title:bridge NEAR/5 (\"town hall\" OR (mayor^2))")
    #expect(try Archive.parse(query.text).query == query)
  }

  @Test func `a program reads the syntax of Lexis and the errors of both`() throws {
    let read = try Archive.parse("hlead(cartel) w/10 extort!", syntax: .lexis)
    #expect(read.query.text == "lead:cartel NEAR/10 extort*")
    #expect(try Archive.parse("apple or pear").notes.count == 1)
    let error = #expect(throws: QueryError.self) { try Archive.parse("titel:a") }
    #expect(error?.kind == .unknownField && error?.repair == "title:a" && error?.range == 0..<6)
  }

  @Test func `a program searches with a tree of its own`() throws {
    let archive = try SampleArchive()
    try archive.write("Bridge opens\n\nThe bridge at Marlow opened and nobody came.\n", to: "a.txt")
    try archive.write("Market closes\n\nThe market at Marlow closed.\n", to: "b.txt")
    try archive.index()
    let opened = try Archive(at: archive.path)
    let query = Query(.all([Query(.word("marlow")), Query(.not(Query(.word("bridge"))))]))
    #expect(try opened.search(query).hits.map(\.title) == ["Market closes"])
    #expect(throws: ArchiveError.self) { try opened.search(Query(.word("two words"))) }
  }
}
