// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Testing

@testable import NewsArchive

/// What a search of an archive says when it takes more than it may.
struct SearchLimitTests {
  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
    try archive.write("Tide\n\nThe tide was high in the harbour.\n", to: "tide.txt")
    try archive.write("Ferry\n\nThe ferry stayed in the harbour.\n", to: "ferry.txt")
    try archive.index()
  }

  private func error(_ body: (Archive, SearchOptions) throws -> Void) throws -> ArchiveError? {
    var options = SearchOptions(query: "harbour")
    options.megabytes = 0
    let opened = try archive.open()
    return #expect(throws: ArchiveError.self) { try body(opened, options) }
  }

  @Test func `names the limit, what used it and the option`() throws {
    let error = try error { _ = try $0.results($1) }
    #expect(error?.code == .usage)
    #expect(
      error?.description
        == "the search needs more than 0 MB of memory, its limit, most of it for the list of hits; "
        + "nothing of it is shown"
    )
    #expect(
      error?.hint
        == "ask for less, or say --timeout SECONDS (0: no limit) or --memory MB to allow more"
    )
    #expect(error?.place == nil)
  }

  @Test func `says of a list that has begun that it is incomplete`() throws {
    let stream = try archive.open().results(SearchOptions(query: "harbour"))
    #expect(try stream.next() != nil)
    stream.limit(by: SearchBudget(seconds: 9, questions: 0), isEndless: false)
    let error = #expect(throws: ArchiveError.self) { try stream.next() }
    #expect(
      error?.description
        == "the search was stopped after 9 seconds, its limit; what was shown is incomplete"
    )
  }

  @Test func `a list of queries goes on after one that takes too much`() throws {
    var search = SearchOptions(query: "")
    search.megabytes = 0
    search.limit = 5
    let options = BatchOptions(search: search, needsHits: true)
    let file = try BatchFile(Array("harbour\nabsent\n".utf8), form: .lines)
    var answers: [BatchAnswer] = []
    try archive.open().answer(file.queries, options) {
      answers.append($0)
    }
    #expect(answers.map { $0.error?.isOverBudget } == [true, nil])
  }
}
