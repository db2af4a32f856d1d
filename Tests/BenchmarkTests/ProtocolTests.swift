// SPDX-License-Identifier: Apache-2.0

import Testing

/// The program answers as every engine does that is measured beside it.
struct ProtocolTests {
  private let room: BenchmarkRoom

  init() throws {
    room = try BenchmarkRoom()
    try room.write(
      [
        "10\tthe ferry stays in the harbour", "11\tthe bridge over the harbour opens",
        "12\tferry bridge", "13\tharbour of the ferry", "14\tnothing here",
      ],
      to: "corpus.tsv"
    )
    _ = try room.run("build", room.path("index"), room.path("corpus.tsv"))
  }

  /// The answers without the times, which are numbers.
  private func answers(_ questions: [String]) throws -> [[String]] {
    let run = try room.run("serve", room.path("index"), asking: questions)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    return run.lines.dropLast().map { line in
      var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if fields.count > 1 {
        #expect(UInt64(fields[1]) != nil, "\(line)")
        fields.remove(at: 1)
      }
      return fields
    }
  }

  @Test(arguments: [
    ("harbour", 3), ("+ferry +harbour", 2), ("ferry harbour", 4), ("ferry -harbour", 1),
    ("+bridge ferry", 2), ("\"the harbour\"", 2), ("\"harbour the\"", 0),
    ("+\"the ferry\" -bridge", 2), ("-bridge +the -stays", 1), ("nowhere", 0),
    ("+ferry +nowhere", 0), ("  ferry   bridge ", 4), ("ferry -\"the harbour\"", 2),
  ])
  func `counts what matches`(query: String, count: Int) throws {
    #expect(
      try answers(["COUNT\t\(query)", "TOP_3_COUNT\t\(query)", "TOP_2\t\(query)"])
        == [["\(count)"], ["\(count)"], ["\(min(count, 2))"]]
    )
  }

  @Test func `shows the best with their numbers, best first`() throws {
    let answer = try answers(["SHOW_10\tferry bridge"])[0]
    let hits = answer[1].split(separator: " ").map { $0.split(separator: ":") }
    let scores = hits.compactMap { Double($0[1]) }
    #expect(hits.first?[0] == "12")
    #expect(Set(hits.map { $0[0] }) == ["10", "11", "12", "13"])
    #expect(scores == scores.sorted(by: >))
    #expect(scores.allSatisfy { $0 > 0 })
  }

  @Test(arguments: [
    "COUNT\t", "COUNT", "", "COUNT\t-ferry", "COUNT\t\"open", "COUNT\t\"\"", "TOP_0\tferry",
    "TOP_\tferry", "TOP_1_2\tferry", "COUNT_3\tferry", "SHOW\tferry", "BEST_3\tferry",
    "TOP_99999999999999999999\tferry", "COUNT\t+ ferry",
  ])
  func `says so where it cannot answer, and goes on`(question: String) throws {
    #expect(try answers([question, "COUNT\tferry"]) == [["UNSUPPORTED"], ["3"]])
  }

  @Test func `asks for more than there is get what there is`() throws {
    #expect(try answers(["TOP_1000000000000\tferry"]) == [["3"]])
  }

  @Test func `added documents are found in the next index that is opened`() throws {
    try room.write(["20\ta second ferry", "21\tits last word zebra"], to: "more.tsv")
    let run = try room.run("add", room.path("index"), room.path("more.tsv"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("{\"docs\":2,\"open_s\":0."))
    #expect(run.output.hasSuffix("\"hits\":1}\n"))
    #expect(try answers(["COUNT\tferry", "COUNT\tzebra"]) == [["4"], ["1"]])
  }

  @Test(arguments: [["--threads=3"], ["--no-merge", "--threads=2"], ["--memory=16"]])
  func `every way of building gives the same answers`(options: [String]) throws {
    try room.write((0..<500).map { "\($0)\tw\($0 % 7) w\($0 % 11) common" }, to: "many.tsv")
    let questions = [
      "COUNT\tw3", "SHOW_20\tw3 w5", "SHOW_9\t+w2 +w6", "SHOW_5\t\"w1 w2\" common", "COUNT\tcommon",
    ]
    var given: [[String]] = []
    for (name, options) in [("one", []), ("other", options)] {
      let index = room.path(name)
      let corpus = room.path("many.tsv")
      let run =
        switch options.count {
        case 0: try room.run("build", index, corpus)
        case 1: try room.run("build", index, corpus, options[0])
        default: try room.run("build", index, corpus, options[0], options[1])
        }
      #expect(run.output.hasPrefix("{\"docs\":500,\"index_s\":"), "\(run.errors)")
      let answers = try room.run("serve", index, asking: questions).lines.map { line in
        line.split(separator: "\t").enumerated().filter { $0.offset != 1 }.map { "\($0.element)" }
          .joined(separator: "\t")
      }
      given.append(answers)
    }
    #expect(given[0] == given[1])
  }
}
