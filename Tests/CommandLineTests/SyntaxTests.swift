// SPDX-License-Identifier: Apache-2.0

import Testing

/// Queries in the syntax of Lexis and Factiva, from the shell.
struct SyntaxTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
    try room.write(
      """
      Cartel blamed

      The cartel was said to have extorted shops in Chiapas. Chiapas has many shops, and nobody in
      Chiapas would speak of it.
      """,
      to: "cartel.txt"
    )
    #expect(try room.run("index", "cartel.txt").status == 0)
  }

  static let query = "hlead(cartel) w/10 extort! and atleast3(chiapas)"

  @Test(arguments: ["search", "list", "explain"])
  func `a query of Lexis is read unchanged`(command: String) throws {
    let run = try room.run(command, "--syntax", "lexis", Self.query)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains(command == "explain" ? "extort*" : "Cartel blamed"))
    let more = try room.run(command, "--syntax=lexis", Self.query.replacing("3", with: "4"))
    #expect(more.status == (command == "explain" ? 0 : 1))
  }

  @Test func `explain shows how it was read`() throws {
    let run = try room.run("explain", "--syntax", "lexis", Self.query)
    #expect(run.lines.first == "read as (lead:cartel NEAR/10 extort*) AND atleast3:chiapas")
  }

  @Test func `what is not understood is refused with its place`() throws {
    let run = try room.run("search", "--syntax", "lexis", "company(acme) and cartel")
    #expect(run.status == 64)
    #expect(run.errors.contains("index terms"))
    #expect(run.errors.contains("\n  company(acme) and cartel\n  ^\n"))
    #expect(try room.run("search", "--syntax", "lexis", "--any", "a").status == 64)
    #expect(try room.run("search", "--syntax", "westlaw", "a").status == 64)
  }

  @Test func `a search that is kept is kept in the archive's own syntax`() throws {
    #expect(try room.run("save", "chiapas", "--syntax", "lexis", Self.query).status == 0)
    let kept = try room.run("save", "chiapas").text
    #expect(kept.contains("(lead:cartel NEAR/10 extort*) AND atleast3:chiapas"))
  }
}
