// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import TestSupport
import Testing

/// `morgue watch`, which tells by a line when it has filed something.
struct WatchCommandTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom(withArchive: false)
    try room.makeFolder("clips")
    try room.write("Tugs wait\n\nTwo tugs waited for the tide on Tuesday.\n", to: "clips/tugs.txt")
  }

  /// A watch at work.
  private final class Watch {
    private let room: Newsroom
    private let output: NamedPipe
    private var text: [UInt8] = []
    let child: pid_t

    init(
      _ room: Newsroom,
      _ options: [String] = ["--settle", "0"],
      environment: [String: String] = [:]
    ) throws {
      self.room = room
      output = try NamedPipe(".lines", in: room)
      child = try room.start(
        ["watch", "clips"] + options,
        input: "/dev/null",
        output: .device(output.path),
        environment: environment,
        errors: ".watch-errors"
      )
      try output.openForReading()
    }

    /// What is counted in the next line: `1 added, 0 changed`.
    func line() throws -> String {
      while !text.contains(10) {
        let bytes = try output.read()
        guard !bytes.isEmpty else { return "nothing" }
        text += bytes
      }
      let line = text.prefix { $0 != 10 }
      text.removeFirst(line.count + 1)
      return String(decoding: line, as: UTF8.self).split(separator: ",").prefix(2)
        .joined(separator: ",")
    }

    /// Sends a signal and waits for the end.
    func end(_ signal: Int32 = SIGINT) throws -> ProgramRun {
      kill(child, signal)
      _ = try output.readAll()
      return try room.result(of: child, errors: ".watch-errors")
    }
  }

  private func move(_ name: String, to new: String) {
    let paths = [name, new].map { room.path.appending($0).string }
    #expect(rename(paths[0], paths[1]) == 0)
  }

  private func count(_ query: String) throws -> Int {
    try room.run("search", query, "-n", "0", "--ids").lines.count
  }

  @Test func `files that arrive, change or come in folders are filed`() throws {
    let watch = try Watch(room)
    #expect(try watch.line() == "1 added, 0 changed")
    try room.write("Ferry\n\nThe ferry left at dawn for the island.\n", to: "clips/ferry.txt")
    #expect(try watch.line() == "1 added, 0 changed")
    move("bridge.txt", to: "clips/bridge.txt")
    #expect(try watch.line() == "1 added, 0 changed")
    try room.write("Ferry\n\nThe ferry left at noon for the mainland.\n", to: "clips/ferry.txt")
    #expect(try watch.line() == "0 added, 1 changed")
    try room.makeFolder("box")
    try room.makeFolder("box/deep")
    try room.write("Crane\n\nThe crane fell over in the storm.\n", to: "box/deep/crane.txt")
    move("box", to: "clips/box")
    #expect(try watch.line() == "1 added, 0 changed")
    try room.write("Mast\n\nThe mast broke in the storm, too.\n", to: "clips/box/deep/mast.txt")
    #expect(try watch.line() == "1 added, 0 changed")
    let names = ["ferry.txt", "clips/box/link.txt"].map { room.path.appending($0).string }
    #expect(link(names[0], names[1]) == 0)
    #expect(try watch.line() == "1 added, 0 changed")
    let run = try watch.end()
    #expect(run.status == 130)
    #expect(run.errors.hasPrefix("morgue: Making a new archive in "), "\(run.errors)")
    #expect(try room.run("list", "--ids").lines.count == 6)
    #expect(try room.run("verify").status == 0)
  }

  @Test func `pages that kill their reader cost themselves alone, one after the other`() throws {
    let mark = ["MORGUE_TEST_PAGE": "abort:MARK"]
    let watch = try Watch(room, environment: mark)
    #expect(try watch.line() == "1 added, 0 changed")
    for number in 1...2 {
      try room.write("Bad \(number)\n\nA page of harm: MARK.\n", to: "clips/bad\(number).txt")
      // Begun anew, it looks at everything, and says so.
      #expect(try watch.line() == "0 added, 0 changed")
      try room.write(
        "Good \(number)\n\nA page of \(number) tides.\n",
        to: "clips/good\(number).txt"
      )
      #expect(try watch.line() == "1 added, 0 changed")
    }
    let run = try watch.end()
    #expect(run.status == 130, "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count { $0.contains("the last run died") } == 2)
    #expect(try room.run("list", "--ids").lines.count == 3)
    #expect(try room.run("status", "--problems").text.contains("(SIGABRT)"))
  }

  @Test func `a file is not read while it is being written`() throws {
    let watch = try Watch(room)
    #expect(try watch.line() == "1 added, 0 changed")
    let path = room.path.appending("clips/slow.txt").string
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let halves = ["Slow\n\nThe harbour was quiet ", "until the pilot came aboard.\n"]
    #expect(write(descriptor, halves[0], halves[0].utf8.count) == halves[0].utf8.count)
    try room.write("Quick\n\nA quick note on the harbour.\n", to: "clips/quick.txt")
    #expect(try watch.line() == "1 added, 0 changed")
    #expect(try count("quiet") == 0)
    #expect(write(descriptor, halves[1], halves[1].utf8.count) == halves[1].utf8.count)
    close(descriptor)
    #expect(try watch.line() == "1 added, 0 changed")
    #expect(try count("\"quiet until the pilot\"") == 1)
    #expect(try watch.end(SIGTERM).status == 143)
  }

  @Test func `what is passed over by rule stays out, and comes in when the rule goes`() throws {
    try room.write("draft*\n", to: "clips/.morgueignore")
    let watch = try Watch(room, ["--settle", "0", "--exclude", "*.bak"])
    #expect(try watch.line() == "1 added, 0 changed")
    try room.write("Draft\n\nA draft about the harbour.\n", to: "clips/draft.txt")
    try room.write("Old\n\nAn old copy about the harbour.\n", to: "clips/old.bak")
    try room.write("Final\n\nA text about the harbour.\n", to: "clips/final.txt")
    #expect(try watch.line() == "1 added, 0 changed")
    #expect(try count("harbour") == 1)
    try room.write("nothing*\n", to: "clips/.morgueignore")
    #expect(try watch.line() == "1 added, 0 changed")
    #expect(try count("harbour") == 2)
    #expect(try watch.end().status == 130)
  }

  @Test func `an archive among the clippings is not filed, nor what it writes`() throws {
    let watch = try Watch(room, ["--settle", "0", "--archive", "clips/index"])
    #expect(try watch.line() == "1 added, 0 changed")
    try room.write("Ferry\n\nThe ferry left at dawn for the island.\n", to: "clips/ferry.txt")
    #expect(try watch.line() == "1 added, 0 changed")
    #expect(try watch.end().status == 130)
    let status = try room.run("status", "--archive", "clips/index").text
    #expect(status.contains("generation 2") || status.contains("2"), "\(status)")
    #expect(try room.run("list", "--ids", "--archive", "clips/index").lines.count == 2)
  }

  @Test func `waits for another writer, and lets others write`() throws {
    let watch = try Watch(room)
    #expect(try watch.line() == "1 added, 0 changed")
    let input = try NamedPipe(".held", in: room)
    let holder = try room.start(["index", "-"], input: input.path)
    try input.openForWriting()
    try input.write("Pilot\n\nThe pilot came aboard at noon.\n")
    try room.write("Ferry\n\nThe ferry left at dawn for the island.\n", to: "clips/ferry.txt")
    input.end()
    #expect(try room.result(of: holder).status == 0)
    #expect(try watch.line() == "1 added, 0 changed")
    #expect(try room.run("index", "bridge.txt", "--wait", "600").status == 0)
    #expect(try room.run("list", "--ids").lines.count == 4)
    #expect(try watch.end().status == 130)
  }

  @Test func `looks at everything when the system has told of too much`() throws {
    let watch = try Watch(room)
    #expect(try watch.line() == "1 added, 0 changed")
    kill(watch.child, SIGSTOP)
    let limit = try room.bash("cat /proc/sys/fs/inotify/max_queued_events")
    let most = try #require(Int(limit.lines.first ?? ""))
    for _ in 0...most / 2 {
      move("clips/tugs.txt", to: "clips/tugs2.txt")
      move("clips/tugs2.txt", to: "clips/tugs.txt")
    }
    try room.write("Ferry\n\nThe ferry left at dawn for the island.\n", to: "clips/ferry.txt")
    kill(watch.child, SIGCONT)
    #expect(try watch.line() == "1 added, 0 changed")
    #expect(try watch.end().status == 130)
  }

  @Test func `looks at everything now and then where it must`() throws {
    let watch = try Watch(room, ["--settle", "0", "--poll", "--every", "1"])
    #expect(try watch.line() == "1 added, 0 changed")
    try room.write("Ferry\n\nThe ferry left at dawn for the island.\n", to: "clips/ferry.txt")
    #expect(try watch.line() == "1 added, 0 changed")
    let run = try watch.end()
    #expect(run.errors.contains("looking at everything every 1 s: --poll"), "\(run.errors)")
  }

  @Test func `ends well when nobody reads what it prints`() throws {
    let watch = try room.run("watch", "clips", output: .closedPipe)
    #expect(watch.status == 0)
    #expect(try room.run("list", "--ids").lines.count == 1)
  }

  @Test func `says what is wrong with its options`() throws {
    for (arguments, said) in [
      (["clips", "--every", "0"], "--every takes 1 to 86400 seconds"),
      (["clips", "--settle=-1"], "--settle takes 0 to 86400 seconds"),
      (["clips", "--max-size", "0"], "--max-size takes 1 to 1024"),
      (["-"], "name at least one file or folder"),
    ] {
      let run = try room.run(list: ["watch"] + arguments)
      #expect(run.status == 64 && run.errors.contains(said), "\(arguments): \(run.errors)")
    }
    #expect(try room.run("watch", "nowhere").status == 66)
  }
}
