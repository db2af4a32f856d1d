// SPDX-License-Identifier: Apache-2.0

import Testing
import TestSupport

/// `morgue extract`: what would be filed, without an archive.
struct ExtractCommandTests {
  private let room: Newsroom

  init() throws { room = try Newsroom(withArchive: false) }

  @Test func `files and folders give articles, and no archive is made`() throws {
    let run = try room.run("extract", "ferry.txt", "bridge.txt")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.text.hasPrefix("ferry.txt\noriginal   text/plain, utf-8, 63 bytes\n"))
    #expect(run.text.contains("\n\n\nbridge.txt\n"))
    let whole = try room.run("extract", "--json", ".")
    #expect(whole.lines.count == 2)
    #expect(whole.lines[0].hasPrefix(#"{"version":1,"path":"./bridge.txt","ordinal":0,"#))
    #expect(try room.run("status").status == 66)
  }

  @Test func `standard input has no path, or the name it is given`() throws {
    let text = "Tower leans\n\nThe tower leans a little more.\n"
    let run = try room.run("extract", "-", input: text)
    #expect(run.text.hasPrefix("standard input\noriginal   text/plain, utf-8, 44 bytes\n"))
    let named = try room.run("extract", "--json", "--name", "tower.txt", "-", input: text)
    #expect(named.text.hasPrefix(#"{"version":1,"path":"tower.txt","#))
  }

  @Test func `what would be skipped is said, and is 3`() throws {
    try room.write("", to: "empty.txt")
    let run = try room.run("extract", "empty.txt", "ferry.txt")
    #expect(run.status == 3)
    #expect(run.errors == "morgue: skipped empty.txt: empty\n")
    #expect(run.text.hasPrefix("ferry.txt\n"))
    let lines = try room.run("extract", "--json", "empty.txt")
    #expect(lines.status == 3)
    #expect(lines.text == #"{"version":1,"path":"empty.txt","skipped":"empty"}"# + "\n")
  }

  @Test func `a file that is not there is 66, nothing named is 64, a full disk is 74`() throws {
    #expect(try room.run("extract", "nowhere.html").status == 66)
    #expect(try room.run("extract").status == 64)
    #expect(try room.run("extract", "--max-size", "0", "ferry.txt").status == 64)
    #expect(try room.run("extract", "ferry.txt", output: .device("/dev/full")).status == 74)
    #expect(try room.run("extract", "ferry.txt", output: .closedPipe).status == 0)
  }

  @Test func `a page that is too large is named`() throws {
    try room.write(String(repeating: "A line of text.\n", count: 70_000), to: "large.txt")
    let run = try room.run("extract", "--max-size", "1", "large.txt")
    #expect(run.status == 3)
    #expect(run.errors == "morgue: skipped large.txt: larger than 1 MB\n")
  }
}
