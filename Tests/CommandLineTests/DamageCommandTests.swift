// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import Testing
import TestSupport

/// Every command goes on around what is damaged, and says so once.
struct DamageCommandTests {
  private let room: Newsroom

  /// Two articles, one more in a later commit, a removed one and a search that is kept.
  init() throws {
    room = try Newsroom()
    try room.write(
      "Storm at sea\n\nThe storm kept every boat in harbour on Tuesday.\n",
      to: "storm.txt"
    )
    try room.write("Secret\n\nThe secret harbour was found.\n", to: "secret.txt")
    _ = try room.run("save", "harbour", "harbour", "--everything")
    _ = try room.run("index", "storm.txt", "secret.txt")
    let id = try room.run("search", "--ids", "secret").lines[0]
    _ = try room.run("remove", "--yes", id)
  }

  private func files(_ folder: String, _ suffix: String) throws -> [FilePath] {
    let path = room.path.appending("index").appending(folder)
    return try Folder(path).entries().map { path.appending(name: $0.name) }
      .filter { $0.string.hasSuffix(suffix) }
  }

  private func warnings(_ run: ProgramRun) -> [Substring] {
    run.errors.split(separator: "\n").filter { $0.contains("warning") }
  }

  /// All commands that look for articles, with what they print if a part is missing.
  private func commands() throws -> [[String]] {
    try room.write("harbour\nstorm\n", to: "queries.txt")
    let id = try #require(try room.run("search", "--ids", "storm").lines.first)
    return [
      ["search", "harbour"], ["search", "harbour", "--count"], ["search", "harbour", "--json"],
      ["search", "harbour", "--by", "year"], ["search", "--queries", "queries.txt"], ["list"],
      ["list", "--by", "source"], ["explain", "harbour"], ["export"], ["show", id],
      ["similar", id], ["new", "harbour", "--peek"],
    ]
  }

  @Test func `a lost segment is left out, and every command says so in one line`() throws {
    let commands = try commands()
    try FileSystem.unlink(try #require(try files("segments", ".segment").first))
    for command in commands {
      let run = try room.run(list: command)
      #expect([0, 1].contains(run.status), "\(command): \(run.status) \(run.errors)")
      let lines = warnings(run)
      #expect(lines.count == 1, "\(command): \(run.errors)")
      #expect(lines.first?.contains("incomplete: segments/") == true, "\(command): \(run.errors)")
      #expect(lines.first?.hasSuffix("; `morgue repair` mends the archive") == true)
      #expect(try room.run(list: command + ["--strict"]).status == 65, "\(command)")
    }
    let json = try room.run("search", "storm", "--json").text
    #expect(json.contains(#""incomplete":true,"damaged":["segments/"#))
    #expect(try room.run("repair").status == 0)
    for command in commands {
      let run = try room.run(list: command + ["--strict"])
      #expect([0, 1].contains(run.status) && warnings(run).isEmpty, "\(command)")
    }
    #expect(try room.run("search", "harbour", "--count").text == "3\n")
  }

  @Test func `hits whose texts are lost are counted and named`() throws {
    for path in try files("articles", "") { try FileSystem.unlink(path) }
    let run = try room.run("search", "harbour")
    #expect(run.status == 0)
    #expect(run.text.contains("(no title)"))
    #expect(run.lines.last?.hasPrefix("3 articles") == true)
    #expect(warnings(run).count == 1)
    #expect(try room.run("search", "harbour", "--strict").status == 65)
    #expect(try room.run("list", "--sort", "title").status == 0)
    let export = try room.run("export")
    #expect(export.status == 0 && export.text.isEmpty && warnings(export).count == 1)
    #expect(try room.run("export", "--strict").status == 65)
  }

  @Test func `without its deletions a segment shows nothing that was removed`() throws {
    let path = try #require(try files("segments", ".deletions").first)
    for bytes in [nil, [0]] as [[UInt8]?] {
      if let bytes {
        try TemporaryDirectory.write(bytes, to: path)
      } else {
        try FileSystem.unlink(path)
      }
      let run = try room.run("search", "harbour", "--count")
      #expect(run.text == "3\n")
      #expect(warnings(run).count == 1)
    }
    #expect(try room.run("repair").status == 0)
    #expect(try room.run("search", "harbour", "--count", "--strict").text == "3\n")
  }

  @Test func `nothing is filed into an archive whose catalogue is damaged`() throws {
    for path in try files("catalogue", "") { try FileSystem.unlink(path) }
    let before = try room.bytes(of: "index/MANIFEST")
    let run = try room.run("index", "storm.txt")
    #expect(run.status == 65)
    #expect(run.errors.contains("nothing was changed\n  `morgue repair` mends"))
    #expect(try room.bytes(of: "index/MANIFEST") == before)
    #expect(try room.run("repair").status == 0)
    #expect(try room.run("index", "storm.txt").text.hasPrefix("0 added, 0 changed, 1 unchanged"))
  }

  @Test func `what damage hides is not noted as seen`() throws {
    let path = try #require(try files("segments", ".segment").last)
    let bytes = try TemporaryDirectory.read(path)
    try FileSystem.unlink(path)
    let hidden = try room.run("new", "harbour")
    #expect(warnings(hidden).count == 1)
    try TemporaryDirectory.write(bytes, to: path)
    #expect(try room.run("new", "harbour", "--count").text == "3\n")
    #expect(try room.run("new", "harbour").status == 0)
    #expect(try room.run("new", "harbour").status == 1)
  }

  @Test func `a damaged original is told by show and mended by its file`() throws {
    let id = try #require(try room.run("search", "--ids", "ferry").lines.first)
    let path = try #require(try files("originals", ".pack").first)
    try FileSystem.unlink(path)
    let shown = try room.run("show", id)
    #expect(shown.status == 0)
    #expect(shown.errors.contains("the original of \(id) is damaged: "))
    let repair = try room.run("repair")
    #expect(repair.status == 65)
    #expect(repair.text.contains("LOST    original "))
    #expect(repair.errors.hasPrefix("morgue: lost: original "))
    #expect(try room.run("index", "ferry.txt", "bridge.txt").status == 0)
    #expect(try room.run("verify", "--full", "--originals").status == 0)
    #expect(try !room.run("show", id).errors.contains("damaged"))
  }

  @Test func `verify and repair print what they found`() throws {
    let path = try #require(try files("segments", ".segment").first)
    let name = path.lastComponent?.string ?? ""
    var bytes = try TemporaryDirectory.read(path)
    bytes[64] ^= 1
    try TemporaryDirectory.write(bytes, to: path)
    let found = "DAMAGED segments/\(name): the checksum does not match (at byte 64)"
    #expect(try room.run("verify").status == 0)
    let verify = try room.run("verify", "--full")
    #expect(verify.status == 65)
    #expect(verify.lines.first == found)
    #expect(verify.lines.last?.hasSuffix(", 1 damaged") == true)
    let plan = try room.run("repair", "--dry-run")
    #expect(plan.status == 65)
    #expect(
      plan.lines == [
        found, "would   segments/\(name): move it to quarantine",
        "would   index: index the articles anew that were in it",
        "generation 5: 1 to repair; nothing was changed",
      ]
    )
    let repair = try room.run("repair")
    #expect(repair.status == 0)
    #expect(repair.lines.prefix(2) == [found, "did     segments/\(name): moved to quarantine"])
    #expect(repair.lines[2].hasSuffix(" indexed anew from their texts"))
    #expect(repair.lines[3] == "generation 6: repaired, all as it was")
    #expect(try room.run("repair").text == "generation 6: nothing to repair\n")
    #expect(try room.run("status").text.contains("verified    in full just now, all as written"))
  }
}
