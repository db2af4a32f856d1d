// SPDX-License-Identifier: Apache-2.0

import Testing

/// What is wrong is one line on standard error and a status.
struct MistakeTests {
  private let room: BenchmarkRoom

  init() throws {
    room = try BenchmarkRoom()
    try room.write(["1\tone word"], to: "corpus.tsv")
  }

  private func expect(
    _ run: BenchmarkRoom.Run,
    _ status: Int32,
    _ sentence: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == status, sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
    #expect(run.errors == "morgue-bench: error: \(sentence)\n", sourceLocation: location)
  }

  @Test func `arguments that mean nothing`() throws {
    let help = "; see morgue-bench --help"
    expect(try room.run(), 64, "no command\(help)")
    let number = "unknown, or with too few or too many arguments"
    expect(try room.run("build", "x"), 64, "build: \(number)\(help)")
    expect(try room.run("serve", "x", "y"), 64, "serve: \(number)\(help)")
    expect(try room.run("search", "x"), 64, "search: \(number)\(help)")
    expect(try room.run("serve", "x", "--fast"), 64, "--fast: no option of this command\(help)")
    for option in [
      "--threads=0", "--threads", "--threads=x", "--no-merge=1", "--memory=1", "--fast",
    ] {
      let run = try room.run("build", "x", "y", option)
      expect(run, 64, "\(option): no such option, or not a number it takes\(help)")
    }
    let both = try room.run("build", "x", "y", "--no-merge", "--reorder")
    expect(both, 64, "--reorder puts one segment in order, and --no-merge leaves several\(help)")
  }

  @Test(arguments: [
    "no number\tand words", "7 no tab", "\twords", "18446744073709551616\tx", "-1\tx",
  ])
  func `a line that is no document`(line: String) throws {
    try room.write(["1\tsound", line], to: "corpus.tsv")
    let corpus = room.path("corpus.tsv")
    expect(
      try room.run("build", room.path("index"), corpus),
      65,
      "\(corpus): at byte 8: not a number, a tab and words"
    )
  }

  @Test func `files that are not there, or are there already`() throws {
    let (index, corpus) = (room.path("index"), room.path("corpus.tsv"))
    let missing = room.path("missing")
    expect(try room.run("serve", missing), 66, "\(missing) is not an index")
    expect(try room.run("add", missing, corpus), 66, "\(missing) is not an index")
    expect(
      try room.run("build", index, missing),
      65,
      "open \(missing): No such file or directory"
    )
    #expect(try room.run("build", index, corpus).status == 0)
    expect(
      try room.run("build", index, corpus),
      73,
      "\(index): no index can be made here, it is not empty"
    )
  }
}
