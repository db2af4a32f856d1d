// SPDX-License-Identifier: Apache-2.0

import Testing

/// `save`, `new` and `search --saved`, as they are typed.
struct KeptSearchCommandTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  private func file(_ title: String, _ text: String, as name: String) throws {
    try room.write("\(title)\n\n\(text)\n", to: name)
    let run = try room.run("index", name)
    guard run.status == 0 else { throw Newsroom.Failed(run: run) }
  }

  @Test func `a search is kept, listed, replaced and given up`() throws {
    let kept = try room.run("save", "port", "harbour OR port", "--after", "2020", "--any")
    #expect(kept.text == "port kept; 0 in the archive match\n")
    let line = "port\t'harbour OR port' --any --after '2020'\n"
    #expect(try room.run("save", "--list").text == line)
    #expect(try room.run("save", "port").text == line)
    let json = try room.run("save", "--list", "--json").text
    #expect(json.hasPrefix(#"{"version":1,"name":"port","query":"harbour OR port","#))
    #expect(json.contains(#""options":{"any":true,"after":"2020"}"#))
    let taken = try room.run("save", "port", "harbour")
    #expect(taken.status == 73)
    #expect(taken.errors.contains("--force"))
    #expect(try room.run("save", "port", "harbour", "--force").text.hasPrefix("port kept; 2 "))
    #expect(try room.run("save", "port", "--delete").text == "port given up\n")
    #expect(try room.run("save", "--list").status == 1)
  }

  @Test func `new prints what has come and then nothing`() throws {
    _ = try room.run("save", "port", "harbour")
    #expect(try room.run("new", "port").status == 1)
    try file("Crane falls", "A crane fell into the harbour.", as: "crane.txt")
    let peek = try room.run("new", "port", "--peek", "--format", "{title}")
    #expect(peek.text == "Crane falls\n")
    #expect(try room.run("new", "port", "--count").text == "1\n")
    let run = try room.run("new", "port")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("Crane falls\n"))
    let again = try room.run("new", "port")
    #expect(again.status == 1)
    #expect(again.text == "" && again.errors == "")
  }

  @Test func `what was not taken comes again`() throws {
    _ = try room.run("save", "port", "harbour", "--everything")
    _ = try room.run("new", "port", output: .closedPipe)
    #expect(try room.run("new", "port", output: .device("/dev/full")).status == 74)
    try room.write("", to: "taken.txt")
    #expect(try room.run("new", "port", "--output", "taken.txt").status == 73)
    #expect(try room.run("new", "port", "--ids", "--output", "ids.txt").status == 0)
    #expect(try room.bytes(of: "ids.txt").count == 28)
    #expect(try room.run("new", "port").status == 1)
  }

  @Test func `all kept searches are asked at once, each by its name`() throws {
    _ = try room.run("save", "port", "harbour")
    _ = try room.run("save", "crane", "crane")
    _ = try room.run("save", "mill", "mill")
    try file("Crane falls", "A crane fell into the harbour.", as: "crane.txt")
    let json = try room.run("new", "--all", "--json", "--peek").lines
    #expect(json.count == 2)
    #expect(json[0].hasPrefix(#"{"version":1,"search":"crane","rank":1"#))
    #expect(json[1].hasPrefix(#"{"version":1,"search":"port","rank":1"#))
    let run = try room.run("new", "--all")
    #expect(run.lines.filter { $0.hasSuffix(": 1 new") } == ["crane: 1 new", "port: 1 new"])
    #expect(try room.run("new", "--all").status == 1)
  }

  @Test func `misuse is said`() throws {
    #expect(try room.run("new").status == 64)
    #expect(try room.run("new", "--all", "port").status == 64)
    #expect(try room.run("save").status == 64)
    #expect(try room.run("save", "a b", "c").status == 64)
    #expect(try room.run("save", "port", "harbour AND").status == 64)
    #expect(try room.run("save", "--list").status == 1)
    _ = try room.run("save", "port", "harbour")
    let unknown = try room.run("new", "por")
    #expect(unknown.status == 66)
    #expect(unknown.errors.contains("did you mean `port`?"))
    #expect(try room.run("search").status == 64)
  }

  @Test func `search asks a kept search and narrows it`() throws {
    _ = try room.run("save", "port", "harbour OR mill")
    #expect(try room.run("search", "--saved", "port", "--count").text == "2\n")
    #expect(try room.run("search", "--saved", "port", "early", "--count").text == "1\n")
    #expect(try room.run("search", "--saved", "port", "--by", "lang").status == 0)
    #expect(try room.run("search", "--saved", "none").status == 66)
  }
}
