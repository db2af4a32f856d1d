// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import TestSupport
import Testing

/// One writer at a time, whatever becomes of its lock, of its standard descriptors or of its folder.
struct WriterTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  /// A process that holds the lock, and files an article when its input ends.
  private final class Holder {
    private let room: Newsroom
    private let input: NamedPipe
    let child: pid_t

    init(_ room: Newsroom) throws {
      self.room = room
      input = try NamedPipe(".held", in: room)
      child = try room.start(["index", "-"], input: input.path, errors: ".held-errors")
      try input.openForWriting()
      try input.write("Tugs wait\n\nTwo tugs waited for the tide on Tuesday.\n")
    }

    func end() throws -> ProgramRun {
      input.end()
      return try room.result(of: child, errors: ".held-errors")
    }
  }

  @Test func `two writers never both commit when the lock file goes`() throws {
    let holder = try Holder(room)
    #expect(unlink(room.path.appending("index/LOCK").string) == 0)
    try room.write("Crane falls\n\nA crane fell into the harbour at noon.\n", to: "crane.txt")
    let second = try room.run("index", "crane.txt")
    #expect(second.status == 75)
    let first = try holder.end()
    #expect(first.status == 75)
    #expect(
      first.errors == """
        morgue: error: the archive's file LOCK was replaced or removed while this process was \
        writing; nothing was changed
          run the command again, and leave that file alone

        """
    )
    #expect(try room.run("index", "crane.txt").status == 0)
    #expect(try room.run("verify").status == 0)
    #expect(try room.run("list", "--ids").lines.count == 3)
  }

  @Test func `a killed writer leaves no lock`() throws {
    let holder = try Holder(room)
    #expect(try room.run("note", "0", "x").status != 0)
    kill(holder.child, SIGKILL)
    #expect(try holder.end().status == 137)
    let id = try #require(room.run("list", "--ids").lines.first)
    #expect(try room.run("note", id, "x").status == 0)
  }

  @Test func `all commands that write say who does`() throws {
    let id = try #require(room.run("list", "--ids").lines.first)
    #expect(try room.run("save", "tides", "tide").status == 0)
    let holder = try Holder(room)
    for arguments in [
      ["index", "ferry.txt"], ["remove", id], ["restore", id], ["edit", id, "--set", "section=a"],
      ["tag", id, "+a"], ["note", id, "a"], ["save", "a", "b"], ["save", "tides", "--delete"],
      ["merge"], ["merge", "--full"], ["reindex"], ["remove", id, "--purge", "--yes"],
    ] {
      let run = try room.run(list: arguments + ["--wait", "0"])
      #expect(run.status == 75, "\(arguments)")
      #expect(
        run.errors.hasPrefix("morgue: error: another process (pid \(holder.child), since "),
        "\(arguments): \(run.errors)"
      )
      #expect(run.errors.hasSuffix("--wait SECONDS waits for it\n"), "\(arguments)")
    }
    #expect(try holder.end().status == 0)
  }

  @Test func `waits for another writer`() throws {
    let holder = try Holder(room)
    let second = try room.start(["index", "ferry.txt", "--wait", "600"], input: "/dev/null")
    #expect(try holder.end().status == 0)
    #expect(try room.result(of: second).status == 0)
    #expect(try room.run("list", "--ids").lines.count == 3)
  }

  @Test func `new articles are noted as seen when the other writer has gone`() throws {
    #expect(try room.run("save", "harbour", "harbour", "--everything").status == 0)
    let holder = try Holder(room)
    let busy = try room.run("new", "harbour")
    #expect(busy.status == 75)
    #expect(busy.output.isEmpty)
    let waiting = try room.start(["new", "harbour", "--wait", "600"], input: "/dev/null")
    #expect(try holder.end().status == 0)
    #expect(try room.result(of: waiting).status == 0)
    #expect(try room.run("new", "harbour").status == 1)
  }

  @Test func `an archive has one lock by whatever path it is known`() throws {
    #expect(symlink("index", room.path.appending("link").string) == 0)
    try room.makeFolder("deep")
    let holder = try Holder(room)
    let whole = room.path.appending("index").string
    for path in ["index/", "./index", "deep/../index", "link", "link/", whole] {
      #expect(try room.run("merge", "--archive", path).status == 75, "\(path)")
    }
    #expect(try holder.end().status == 0)
    #expect(try room.run("merge", "--archive", "link").status == 0)
  }

  @Test func `works from a folder that is gone`() throws {
    let run = try room.bash(
      """
      archive=$PWD/index; mkdir gone; cd gone; rmdir ../gone
      morgue search harbour --ids --archive "$archive" | wc -l
      morgue index ferry.txt; echo $?
      morgue search harbour; echo $?
      """
    )
    #expect(run.lines == ["2", "66", "66"], "\(run.errors)")
  }

  @Test func `no file of the archive becomes a standard descriptor`() throws {
    for (number, closed) in ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"].enumerated() {
      try room.write("Tide \(number)\n\nThe tide was high \(number) times.\n", to: "t\(number).txt")
      let run = try room.bash(
        "(morgue index t\(number).txt \(closed)); echo $?; (morgue nonsense \(closed)); echo $?"
      )
      #expect(run.lines.filter { ["0", "74"].contains($0) }.count == 1, "\(closed) \(run.text)")
      #expect(try room.run("verify").status == 0, "\(closed)")
      #expect(try room.run("search", "title:\(number)", "--ids").lines.count == 1)
    }
  }

  @Test func `two processes make one archive`() throws {
    let room = try Newsroom(withArchive: false)
    let first = try room.start(
      ["index", "ferry.txt", "--wait", "600"],
      input: "/dev/null",
      errors: ".first"
    )
    let second = try room.start(["index", "bridge.txt", "--wait", "600"], input: "/dev/null")
    #expect(try room.result(of: first, errors: ".first").status == 0)
    #expect(try room.result(of: second).status == 0)
    #expect(try room.run("list", "--ids").lines.count == 2)
    #expect(try room.run("verify").status == 0)
  }
}
