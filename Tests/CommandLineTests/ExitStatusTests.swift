// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import Testing
import TestSupport

/// The exit statuses are a contract with scripts; each failure is one line with a hint.
struct ExitStatusTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  private func expect(
    _ run: ProgramRun,
    _ status: Int32,
    _ errors: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == status, "\(run.errors)", sourceLocation: location)
    #expect(run.errors == errors, sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
  }

  @Test func `found is 0 and not found is 1`() throws {
    #expect(try room.run("search", "harbour").status == 0)
    expect(try room.run("search", "zebra"), 1, "morgue: no article has zebra\n")
    #expect(try room.run("list", "--after", "2024").status == 1)
    let counted = try room.run("search", "--count", "zebra")
    #expect(counted.status == 1)
    #expect(counted.text == "0\n")
  }

  @Test func `inputs that were skipped are 3`() throws {
    try room.write("", to: "empty.txt")
    let run = try room.run("index", "empty.txt", "ferry.txt")
    #expect(run.status == 3)
    #expect(
      run.text
        == "0 added, 0 changed, 1 unchanged, 0 copies, 1 skipped (1 no text); generation 2\n"
    )
    #expect(run.errors == "morgue: skipped \(room.path)/empty.txt: empty\n")
  }

  @Test(
    arguments: [
      (["search", "(harbour"], "morgue: error: "),
      (["search", "--limit", "x", "a"], "morgue: error: The value 'x' is invalid for '--limit"),
      (
        ["search", "--limt", "3", "a"],
        "morgue: error: Unknown option '--limt'. Did you mean '--limit'?"
      ),
      (["search"], "morgue: error: Missing expected argument '<query> ...'"),
      (["search", "a", "-0"], "morgue: error: -0 goes with --ids or --paths\n"),
      (["search", "a", "--ids", "--json"], "morgue: error: choose one of --json"),
      (
        ["search", "a", "--lang", "english"],
        "morgue: error: --lang `english`: languages are named by their codes of two or three "
          + "letters; perhaps --lang en\n"
      ),
      (["search", "a", "--after", "soon"], "morgue: error: --after: `soon` is no date; "),
      (["serch", "a"], "morgue: error: there is no command `serch`\n  did you mean `search`?\n"),
      (["help", "nope"], "morgue: error: there is no command `nope`"),
      (["edit", "0"], "morgue: error: nothing to --set"),
      (["show", "?"], "morgue: error: `?` is not an article's id\n"),
      (["index"], "morgue: error: Missing expected argument '<paths> ...'"),
      (["merge", "--wait", "-1"], "morgue: error: "),
    ] as [([String], String)]
  )
  func `what makes no sense is 64`(arguments: [String], beginning: String) throws {
    let run = try room.result(of: room.start(arguments, input: "/dev/null"))
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix(beginning), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count <= 4, "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func `a mistake in a query is shown with its place`() throws {
    expect(
      try room.run("search", "港 AND"),
      64,
      """
      morgue: error: After AND something to search for is missing.
        港 AND
           ^
        perhaps: 港

      """
    )
  }

  @Test func `a damaged archive is 65`() throws {
    for name in ["MANIFEST", "MANIFEST.prev"] { try room.write("?", to: "index/\(name)") }
    let run = try room.run("search", "harbour")
    #expect(run.status == 65)
    #expect(run.errors.contains("`morgue repair`"))
    #expect(try room.run("reindex").status == 0)
    #expect(try room.run("search", "harbour", "--count").text == "2\n")
    #expect(try room.run("verify", "--originals").status == 0)
  }

  @Test func `verify finds a byte that changed`() throws {
    let name = try #require(
      try room.run("verify", "--full").text.hasSuffix("all as written\n") ? segment() : nil
    )
    var bytes = try room.bytes(of: "index/segments/\(name)")
    bytes[bytes.count / 2] ^= 1
    try TemporaryDirectory.write(bytes, to: room.path.appending("index/segments/\(name)"))
    let run = try room.run("verify", "--full")
    #expect(run.status == 65)
    #expect(run.text.hasPrefix("DAMAGED "))
  }

  private func segment() throws -> String? {
    let folder = room.path.appending("index/segments").string
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".segment") { return name }
    }
    return nil
  }

  @Test func `an archive whose format file was changed is 65`() throws {
    let format = String(decoding: try room.bytes(of: "index/FORMAT"), as: UTF8.self)
    try room.write(String(format.map { $0.isNumber ? "9" : $0 }), to: "index/FORMAT")
    let run = try room.run("search", "harbour")
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("morgue: error: FORMAT is damaged: "))
  }

  @Test(arguments: [["search", "harbour"], ["reindex"], ["status"]])
  func `an archive of an older format is 65 and left alone`(arguments: [String]) throws {
    let current = String(decoding: try room.bytes(of: "index/FORMAT"), as: UTF8.self)
      .split(separator: " ")[2]
    let line = "morgue archive 1.0 2391c079d7f5c2b7c2d1199bae59a485 49ed80eac323431e\n"
    try room.write(line, to: "index/FORMAT")
    expect(
      try room.result(of: room.start(arguments, input: "/dev/null")),
      65,
      """
      morgue: error: the archive has format 1.0, this program reads \(current)
        formats 1 to 5 were never released: file its articles into a new archive

      """
    )
    #expect(String(decoding: try room.bytes(of: "index/FORMAT"), as: UTF8.self) == line)
  }

  @Test(arguments: [
    (["search", "harbour", "-hurricane"], "harbour"), (["list", "-ferry"], nil),
    (["search", "--json", "harbour", "-ferry"], "harbour"),
  ])
  func `a negation outside quotes is 64, and no heap of options`(
    arguments: [String],
    before: String?
  ) throws {
    let word = arguments.last ?? ""
    let quoted =
      before.map { "the whole query in one pair of quotes, '\($0) \(word)', or " } ?? ""
    expect(
      try room.result(of: room.start(arguments, input: "/dev/null")),
      64,
      """
      morgue: error: `\(word)` is read as options here
        type NOT \(word.dropFirst()), or \(quoted)-- before the query

      """
    )
  }

  @Test func `whoever names a field that is none is told which there are`() throws {
    let run = try room.run("search", "colour:red")
    #expect(run.status == 64)
    #expect(run.errors.contains("`source:`"))
    #expect(run.errors.contains("`url:`"))
  }

  @Test func `a negation in quotes or behind dashes is none of that`() throws {
    #expect(try room.run("search", "harbour -zebra", "--count").status == 0)
    #expect(try room.run("search", "--count", "--", "harbour", "-zebra").status == 0)
    #expect(try room.run("list", "--sort", "-date", "--count").status == 0)
    #expect(try room.run("search", "harbour", "-n5", "--ids").status == 0)
  }

  @Test(arguments: ["-zebra harbour", "-(zebra lion)", "-\"zebra\"", "-title:zebra"])
  func `a negation that can be no option needs no dashes before it`(query: String) throws {
    #expect(try room.run("search", query, "--count").status == 0)
    #expect(try room.run("search", "--count", query).status == 0)
    #expect(try room.run("list", query, "--count").status == 0)
    #expect(try room.run("explain", query).status == 0)
    #expect(try room.run("search", "harbour", query, "--by", "month").status == 0)
  }

  @Test func `no such archive, input or article is 66`() throws {
    let empty = try Newsroom(withArchive: false)
    expect(
      try empty.run("search", "harbour"),
      66,
      """
      morgue: error: there is no archive here or in any parent folder
        `morgue index PATH...` makes one in ./index; --archive DIR names another

      """
    )
    #expect(try room.run("--archive", "nowhere", "search", "a").status == 64)
    #expect(try room.run("search", "a", "--archive", "nowhere").status == 66)
    expect(
      try room.run("index", "nowhere"),
      66,
      "morgue: error: nowhere: No such file or directory\n"
    )
    expect(try room.run("show", "00000"), 66, "morgue: error: there is no article 00000\n")
    #expect(try empty.run("index", "nowhere").status == 66)
    #expect(try empty.run("status").status == 66, "nothing was made for an input that is not there")
  }

  @Test func `an archive that cannot be made is 73`() throws {
    try room.makeFolder("full")
    try room.write("mine", to: "full/letter.txt")
    let run = try room.run("index", "--archive", "full", "ferry.txt")
    #expect(run.status == 73)
    #expect(run.errors.hasSuffix("no archive can be made here, the folder is not empty\n"))
  }

  @Test func `a full disk is 74`() throws {
    let run = try room.run("search", "harbour", output: .device("/dev/full"))
    #expect(run.status == 74)
    #expect(run.errors == "morgue: error: standard output: No space left on device\n")
    #expect(try room.run("--help", output: .device("/dev/full")).status == 74)
    #expect(try room.run("status", output: .device("/dev/full")).status == 74)
  }

  @Test func `a pipe that nobody reads is no error`() throws {
    for arguments in [["search", "harbour"], ["list"], ["--help"], ["show", "--format", "json"]] {
      var words = arguments
      if words[0] == "show" { words.append(try room.run("search", "ferry", "--ids").lines[0]) }
      let run = try room.result(of: room.start(words, input: "/dev/null", output: .closedPipe))
      #expect(run.status == 0)
      #expect(run.errors == "")
    }
  }

  @Test func `an archive that somebody writes to is 75`() throws {
    let lock = open(room.path.appending("index/LOCK").string, O_RDWR)
    defer { close(lock) }
    try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let run = try room.run("index", "ferry.txt")
    #expect(run.status == 75)
    #expect(run.errors.hasPrefix("morgue: error: another process"))
    #expect(run.errors.hasSuffix("  --wait SECONDS waits for it\n"))
    #expect(try room.run("search", "harbour").status == 0, "readers do not wait")
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may do anything"))
  func `a missing permission is 77`() throws {
    let index = room.path.appending("index").string
    chmod(index, 0o500)
    defer { chmod(index, 0o700) }
    try room.write("New\n\nSomething new happened in the harbour.\n", to: "new.txt")
    #expect(try room.run("index", "new.txt").status == 77)
    #expect(try room.run("search", "harbour").status == 0, "reading needs no permission to write")
  }

  @Test func `an interrupt is 130 and loses nothing that was filed`() throws {
    let path = room.path.appending("pipe").string
    try #require(mkfifo(path, 0o600) == 0)
    // Open at both ends, so that neither the program nor this test waits to open it.
    let pipe = open(path, O_RDWR)
    defer { close(pipe) }
    let text = Array("Half a story".utf8)
    try #require(write(pipe, text, text.count) == text.count)
    let child = try room.start(["index", "-"], input: path)
    var waiting: Int32 = 1
    while waiting > 0 { _ = ioctl(pipe, UInt(FIONREAD), &waiting) }
    kill(child, SIGINT)
    #expect(try room.result(of: child).status == 130)
    #expect(try room.run("search", "harbour", "--count").text == "2\n")
    #expect(try room.run("index", "ferry.txt").status == 0)
  }
}
