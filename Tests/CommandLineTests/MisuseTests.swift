// SPDX-License-Identifier: Apache-2.0

import Testing

/// What is said where something was typed otherwise than it is meant.
struct MisuseTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  @Test(arguments: ["search", "list"])
  func `a number of results may touch its letter`(command: String) throws {
    #expect(try room.run(command, "harbour", "-n1", "--ids").lines.count == 1)
    #expect(try room.run(command, "harbour", "-n0", "--ids").lines.count == 2)
    let run = try room.run(command, "harbour", "-n", "-1")
    #expect(run.status == 64)
    #expect(run.errors.contains("-n (--limit) takes a number from 0 (all) to 1000000000"))
  }

  @Test func `lists take any of the words and no order of relevance`() throws {
    #expect(try room.run("list", "--any", "ferry bridge", "--count").text == "2\n")
    #expect(try room.run("list", "--any", "--count").text == "2\n")
    for order in ["relevance", "bm25"] {
      let run = try room.run("list", "--sort", order)
      #expect(run.status == 64)
      #expect(run.errors.contains("`list` does not rank"))
    }
  }

  @Test(arguments: [
    ("zzzz", "ids begin with a digit or a letter from a to f"),
    ("7fu", "ids have all letters but u"),
    ("0123456789abcd", "ids have 13 letters and digits"),
    ("7f-a", "ids are letters and digits; `-` is neither"),
  ])
  func `what is wrong with an id is said`(id: String, hint: String) throws {
    let run = try room.run("show", id)
    #expect(run.status == 64)
    #expect(run.errors == "morgue: error: `\(id)` is not an article's id\n  \(hint)\n")
  }

  @Test func `show says where nothing matches`() throws {
    let id = try #require(try room.run("search", "early", "--ids").lines.first)
    let none = try room.run("show", id, "--query", "zebra")
    #expect(none.status == 0)
    #expect(none.errors == "morgue: nothing in \(id) matches `zebra`\n")
    #expect(try room.run("show", id, "--query", "early").errors.isEmpty)
  }

  @Test func `a label without its plus is shown with it`() throws {
    let id = try #require(try room.run("search", "early", "--ids").lines.first)
    for word in ["border", "todo"] {
      let run = try room.run("tag", id, word)
      #expect(run.status == (word == "todo" ? 64 : 66))
      #expect(run.errors.hasSuffix("\n  a label is put on with a plus: +\(word)\n"))
    }
    #expect(try !room.run("tag", "0000").errors.contains("plus"))
  }

  @Test func `what lies aside is named when an article is destroyed`() throws {
    let id = try #require(try room.run("search", "harbour", "--ids").lines.first)
    try room.write("what was damaged once", to: "index/quarantine/old.pack")
    let run = try room.run("remove", id, "--purge", "--yes")
    #expect(run.status == 0)
    #expect(run.text == "1 purged\n")
    #expect(
      run.errors == """
        morgue: quarantine/ has 1 file moved aside that may still hold it: delete what you need no more

        """
    )
  }

  @Test func `one article to be purged is one`() throws {
    let id = try #require(try room.run("search", "early", "--ids").lines.first)
    let run = try room.run("remove", id, "--purge")
    #expect(run.status == 64)
    #expect(run.errors.contains("1 article would be destroyed for good: say --yes"))
  }

  @Test func `a folder is no list of queries`() throws {
    try room.makeFolder("queries")
    let run = try room.run("search", "--queries", "queries")
    #expect(run.status == 66)
    #expect(run.errors == "morgue: error: queries is a folder, not a file\n")
  }

  @Test func `a word of thousands of letters is cut in messages`() throws {
    let word = String(repeating: "a", count: 5_000)
    for arguments in [["search", word], ["show", word], [word], ["list", "--\(word)"]] {
      let run = try room.run(list: arguments)
      #expect(run.status != 0)
      #expect(run.errors.contains("aaa…aaa"))
      #expect(run.errors.utf8.count < 600, "\(run.errors)")
    }
  }
}
