// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Testing

/// The library as another program uses it.
struct AnswerTests {
  @Test func `a program finds what the shell finds`() throws {
    let archive = try SampleArchive()
    try archive.write("Bridge opens\n\nThe bridge at Marlow opened and nobody came.\n", to: "a.txt")
    try archive.write("Market closes\n\nThe market at Marlow closed.\n", to: "b.txt")
    try archive.index()
    let opened = try Archive(at: archive.path)
    let answer = try opened.search("marlow bridge")
    #expect(answer.total == 1 && answer.hits.map(\.title) == ["Bridge opens"])
    #expect(answer.hits.first?.fragments == ["The bridge at Marlow opened and nobody came."])
    #expect(try opened.search("marlow", limit: 1).hits.count == 1)
    #expect(try opened.search("marlow", limit: 1).total == 2)
    #expect(throws: ArchiveError.self) { try opened.search("(marlow") }
  }
}
