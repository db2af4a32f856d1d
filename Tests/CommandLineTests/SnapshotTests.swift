// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import TestSupport
import Testing

/// Whoever reads an archive reads the generation he began with, however slowly.
struct SnapshotTests {
  private let room: Newsroom
  private let ids: [String]

  init() throws {
    room = try Newsroom(withArchive: false)
    var lines = ""
    for number in 0..<400 {
      lines += """
        {"title": "Harbour report \(number)", "source": "Port News", "published": "2024-05-0\(number % 9 + 1)", \
        "body": "The harbour saw \(number) ferries and \(number * 7) boats. \
        The pilots of shift \(number) were content with the tide, and said so at length."}

        """
    }
    try room.write(lines, to: "reports.jsonl")
    let made = try room.run("index", "reports.jsonl")
    guard made.status == 0 else { throw Newsroom.Failed(run: made) }
    ids = try room.run("list", "-n", "0", "--ids").lines
    try room.write("harbour\nferries\npilots\n", to: "queries.txt")
  }

  /// What a command prints when a slow reader has taken its first bytes before the archive changes.
  private func printed(_ arguments: [String], while change: () throws -> Void) throws -> [UInt8] {
    let output = try NamedPipe(".slow", in: room)
    defer { unlink(output.path) }
    let child = try room.start(
      arguments,
      input: "/dev/null",
      output: .device(output.path),
      errors: ".slow-errors"
    )
    try output.openForReading()
    var bytes = try output.read(16)
    try change()
    bytes += try output.readAll()
    #expect(try room.result(of: child, errors: ".slow-errors").status == 0, "\(arguments)")
    return bytes
  }

  private func succeed(_ arguments: String...) throws {
    let run = try room.run(list: arguments)
    #expect(run.status == 0, "\(arguments): \(run.errors)")
  }

  @Test func `long outputs are of one generation`() throws {
    var left = ids[...]
    for command in [
      ["list", "-n", "0", "--json"], ["export"], ["search", "harbour", "-n", "0", "--csv"],
      ["search", "--queries", "queries.txt", "--csv"], ["search", "harbour", "-n", "0"],
      ["export", "--format", "csv", "--sort", "date"],
    ] {
      let expected = try room.run(list: command)
      #expect(expected.status == 0 && expected.output.count > 1 << 14, "\(command)")
      let found = try printed(command) {
        let purged = left.removeFirst()
        try succeed("remove", purged, "--purge", "--yes")
        try succeed("index", "bridge.txt")
        try succeed("merge", "--full")
        try succeed("reindex")
      }
      let isSame = withoutTimes(found) == withoutTimes(expected.output)
      #expect(isSame, "\(command)")
    }
    #expect(try room.run("verify").status == 0)
  }

  @Test func `articles that are purged while they are shown are shown`() throws {
    let command = ["show"] + ids.prefix(200) + ["--format", "json"]
    let expected = try room.run(list: command)
    let found = try printed(command) {
      try succeed("remove", ids[199], "--purge", "--yes")
      try succeed("reindex")
    }
    #expect(found == expected.output)
    #expect(try room.run("show", ids[199]).status == 66)
  }

  /// A last line says how long it took.
  private func withoutTimes(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasSuffix("s)") }
  }

  @Test func `nobody who stops reading makes an error`() throws {
    #expect(try room.run("save", "port", "harbour", "--everything").status == 0)
    #expect(try room.run("tag", ids[0], "+port").status == 0)
    for command in [
      "list -n 0", "list -n 0 --json", "search harbour -n 0", "search harbour -n 0 --csv", "export",
      "export --format csv", "search --queries queries.txt --csv", "show \(ids[0])", "status",
      "new port --peek", "tag --list", "save --list", "similar \(ids[0]) -n 0", "names suggest",
      "explain harbour", "list --by source", "search harbour --by month", "verify",
      "status --problems", "help query", "completions bash",
    ] {
      for setting in ["trap '' PIPE", "trap - PIPE"] {
        let run = try room.bash("\(setting); morgue \(command) | true; echo ${PIPESTATUS[0]}")
        #expect(["0", "1", "141"].contains(run.lines.last ?? ""), "\(command): \(run.text)")
        let said = run.errors.split(separator: "\n").filter { $0.contains("error") }
        #expect(said.isEmpty, "\(command): \(run.errors)")
      }
    }
  }
}
