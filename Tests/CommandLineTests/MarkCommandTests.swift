// SPDX-License-Identifier: Apache-2.0

import Testing

/// `tag` and `note`, as they are typed.
struct MarkCommandTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  private func id(_ query: String) throws -> String {
    try #require(try room.run("search", query, "--ids").lines.first)
  }

  @Test func `labels are put on and taken off by their signs`() throws {
    let id = try id("early")
    let run = try room.run("tag", id, "+border", "+to read", "-todo")
    #expect(run.text == "1 changed, 0 unchanged\n")
    #expect(run.status == 0)
    #expect(try room.run("tag", id).text == "\(id)\tborder\tto read\n")
    #expect(try room.run("tag", id, "-border", "+here").text == "1 changed, 0 unchanged\n")
    #expect(try room.run("tag", "--list").text == "1  here\n1  to read\n")
    #expect(
      try room.run("tag", "--list", "--json").lines == [
        #"{"version":1,"tag":"here","articles":1}"#,
        #"{"version":1,"tag":"to read","articles":1}"#,
      ]
    )
    #expect(try room.run("tag", id, "--", "-x").status == 64)
  }

  @Test func `ids are piped in`() throws {
    let ids = try room.run("list", "--ids", "-0")
    let run = try room.run("tag", "-", "+all", input: ids.text)
    #expect(run.text == "2 changed, 0 unchanged\n")
    #expect(try room.run("search", "tag:all", "--count").text == "2\n")
    #expect(try room.run("search", "tag:all early", "--count").text == "1\n")
    #expect(try room.run("tag", "-", "+all", input: "").status == 1)
  }

  @Test func `misuse is said`() throws {
    let id = try id("early")
    #expect(try room.run("tag").status == 64)
    #expect(try room.run("tag", "--list", id).status == 64)
    #expect(try room.run("tag", id, "+a*").status == 64)
    #expect(try room.run("tag", "0000000", "+a").status == 66)
    #expect(try room.run("tag", id).status == 1)
    #expect(try room.run("tag", "--list").status == 1)
    #expect(try room.run("note", id, " ").status == 64)
    #expect(try room.run("note", id, "x", "--delete").status == 64)
  }

  @Test func `a note is kept, shown and taken away`() throws {
    let id = try id("early")
    #expect(try room.run("note", id).status == 1)
    let kept = try room.run("note", id, "-", input: "Ask the mayor.\nTwice \u{1B}[2J.\n")
    #expect(kept.text == "\(id) note kept\n")
    #expect(try room.run("note", id).text == "Ask the mayor.\nTwice [2J.\n")
    #expect(try room.run("search", "note:mayor", "--ids").text == "\(id)\n")
    #expect(try room.run("show", id).text.hasSuffix("Note\n  Ask the mayor.\n  Twice [2J.\n"))
    #expect(try room.run("note", id, "Ask", "nobody.").text == "\(id) note kept\n")
    #expect(try room.run("note", id, "Ask nobody.").text == "\(id) unchanged\n")
    #expect(try room.run("note", id, "--delete").text == "\(id) note taken away\n")
    #expect(try room.run("note", id).status == 1)
  }

  @Test func `marks are shown with the article`() throws {
    let id = try id("early")
    _ = try room.run("tag", id, "+border")
    _ = try room.run("note", id, "Look again.")
    let shown = try room.run("show", id).text
    #expect(shown.contains("\ntags: border\n"))
    let markdown = try room.run("show", id, "--format", "markdown").text
    #expect(markdown.contains("\ntags: [\"border\"]\nnote: \"Look again.\"\n---\n"))
    let json = try room.run("show", id, "--format", "json").text
    #expect(json.contains(#""tags":["border"],"note":"Look again.""#))
    #expect(try room.run("search", "early", "--json").text.contains(#""tags":["border"]"#))
  }

  @Test func `what was added today is found by the reader's day`() throws {
    #expect(try room.run("search", "added:today", "--count").text == "2\n")
    #expect(try room.run("search", "early added:7d..", "--count").text == "1\n")
    #expect(try room.run("search", "added:..yesterday", "--count").status == 1)
    // Whatever the zone, an article that was just filed was filed today.
    for zone in ["UTC-14", "UTC+12"] {
      let run = try room.run("search", "added:today", "--count", environment: ["TZ": zone])
      #expect(run.text == "2\n")
    }
  }
}
