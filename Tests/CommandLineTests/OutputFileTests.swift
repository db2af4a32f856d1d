// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import morgue

/// Files of results are whole or not there, however their making ends.
struct OutputFileTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL])
  func `a signal leaves nothing of a file that is not whole`(signal: Int32) throws {
    try room.write("old", to: "old.csv")
    let before = try Set(room.names())
    for (name, force) in [("new.csv", []), ("old.csv", ["--force"])] {
      let input = try NamedPipe(".list-\(name)", in: room)
      let arguments = ["search", "--queries", "-", "--csv", "-o", name] + force
      let child = try room.start(arguments, input: input.path)
      try input.openForWriting()
      try input.write("harbour\n")
      kill(child, signal)
      #expect(try room.result(of: child).status == 128 + signal)
    }
    let after = try room.names().filter { !$0.hasPrefix(".list-") && !before.contains($0) }
    #expect(after.isEmpty || Set(after).isSubset(of: [".output", ".errors"]), "\(after)")
    #expect(try room.bytes(of: "old.csv") == Array("old".utf8))
  }

  @Test(arguments: [true, false])
  func `a file appears when it is whole`(mayHide: Bool) throws {
    let name = room.path.appending("results").string
    let first = try OutputFile(name, replaces: false, mayHide: mayHide)
    #expect(write(first.descriptor, "one", 3) == 3)
    #expect(try !room.names().contains("results"))
    #expect(try room.names().contains { $0.hasSuffix(".draft") } == !mayHide)
    let second = try OutputFile(name + "2", replaces: false, mayHide: mayHide)
    second.discard()
    try first.keep()
    #expect(try room.bytes(of: "results") == Array("one".utf8))
    let third = try OutputFile(name, replaces: true, mayHide: mayHide)
    #expect(write(third.descriptor, "three", 5) == 5)
    try third.keep()
    #expect(try room.bytes(of: "results") == Array("three".utf8))
    #expect(try !room.names().contains { $0.hasSuffix(".draft") })
  }

  @Test(arguments: [true, false])
  func `a file that appeared meanwhile is not replaced`(mayHide: Bool) throws {
    let file = try OutputFile(
      room.path.appending("results").string,
      replaces: false,
      mayHide: mayHide
    )
    try room.write("other", to: "results")
    #expect(throws: (any Error).self) { try file.keep() }
    #expect(try room.bytes(of: "results") == Array("other".utf8))
    #expect(try !room.names().contains { $0.hasSuffix(".draft") })
  }
}
