// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage
import SystemPackage
import TestSupport
import Testing

@testable import NewsArchive

/// Lists of queries: how they are read, and what they find.
@Suite struct BatchTests {
  private func read(_ text: String, _ form: BatchFile.Form = .cells) throws -> BatchFile {
    try BatchFile(Array(text.utf8), form: form)
  }

  private func shown(_ file: BatchFile) -> [String] {
    file.queries.map { "\($0.line) \($0.text)\($0.label.isEmpty ? "" : " [\($0.label)]")" }
  }

  @Test func `a list of lines has a query a line, as it would be typed`() throws {
    let text = "\u{FEFF}cartel, army\r\n\r\n# a comment\r\n\"armed men\" -police\tmen\n  =Ruiz  \n"
    let file = try read(text, .lines)
    #expect(shown(file) == ["1 cartel, army", "4 \"armed men\" -police [men]", "5 =Ruiz"])
    #expect(file.problems.isEmpty)
  }

  @Test func `a list of cells has a query and a label a row`() throws {
    let text = """
      Query,Label
      cartel,gangs
      "armed men, police","no phrase, but a comma"
      ""\"armed men""\",phrase
      \u{20}"a ""b"" c" , label\u{20}
      # not this
      "two
      lines",broken

      last
      """
    let file = try read(text)
    #expect(
      shown(file) == [
        "2 cartel [gangs]", "3 armed men, police [no phrase, but a comma]",
        "4 \"armed men\" [phrase]", "5 a \"b\" c [label]", "7 two lines [broken]", "10 last",
      ]
    )
    #expect(file.problems.isEmpty)
  }

  @Test(arguments: [
    ("query\na\n", 1), ("Query,gangs\na\n", 1), ("NAME\na\n", 1), ("name;label\na;b\n", 1),
    ("# list\n\nterm,Label\na\n", 3), ("search,\na\n", 1),
  ])
  func `a first row of headings is no query, and that is said`(text: String, line: Int) throws {
    let file = try read(text)
    #expect(file.queries.map(\.text) == ["a"] && file.problems.isEmpty && file.lost == 0)
    #expect(file.notes.count == 1)
    #expect(file.notes.first?.hasPrefix("line \(line) is read as headings; as a query ") == true)
  }

  @Test func `what looks like headings elsewhere is a query`() throws {
    for text in ["name,gangs\n", "(name)\n", "names\n", "search,party\n"] {
      let file = try read(text)
      #expect(file.queries.count == 1 && file.notes.isEmpty, "\(text)")
    }
    #expect(shown(try read("query\nquery\nname\n")) == ["2 query", "3 name"])
    #expect(shown(try read("name\n", .lines)) == ["1 name"])
  }

  @Test func `semicolons part cells where no comma does`() throws {
    #expect(shown(try read("a;b\n\"c,d\";e\n")) == ["1 a [b]", "2 c,d [e]"])
    #expect(shown(try read("a;b,c\n")) == ["1 a;b [c]"])
  }

  @Test func `what cannot be read is named with its line, and the rest counts`() throws {
    let file = try read("a,b,c\n,label\nd,e,f\n\"open\n")
    #expect(shown(file) == ["1 a [b]", "3 d [e]"])
    #expect(
      file.problems == [
        "line 1 has more than two cells; the first is the query, the second its label",
        "line 2: the first cell is empty", "line 4: a quotation mark is not closed",
      ]
    )
    #expect(file.lost == 2)
    let bytes: [UInt8] = [0x61, 0x0A, 0xFF, 0x62, 0x0A, 0x63]
    let other = try BatchFile(bytes, form: .lines)
    #expect(shown(other) == ["1 a", "3 c"])
    #expect(other.problems == ["line 2: the text is not in UTF-8"])
    #expect(throws: ArchiveError.self) { try BatchFile([0xFF, 0xFE, 0x61, 0x00], form: .cells) }
    #expect(try BatchFile([], form: .cells).queries.isEmpty)
  }

  @Test func `random bytes are read without a trap, and every line is counted`() throws {
    var state: UInt64 = 7
    for _ in 0..<3_000 {
      var bytes: [UInt8] = []
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(Array("ab\"\",;\n\r\t #\u{FF}".utf8)[Int(state >> 60) % 13])
      }
      for form in [BatchFile.Form.cells, .lines] {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count + 20
        for query in try BatchFile(bytes, form: form).queries {
          #expect(!query.text.isEmpty && (1...lines).contains(query.line))
        }
      }
    }
  }

  private func archive() throws -> SampleArchive {
    let archive = try SampleArchive()
    let lines = [
      "{\"title\":\"One\",\"body\":\"The harbour was shut.\",\"date\":\"2024-03-02\"}",
      "{\"title\":\"Two\",\"body\":\"The harbour and the bridge.\",\"date\":\"2025-06\"}",
      "{\"title\":\"Three\",\"body\":\"A bridge, old and grey.\"}",
    ]
    try archive.write(lines.joined(separator: "\n"), to: "clips.jsonl")
    try archive.index()
    return archive
  }

  private func answers(
    _ archive: Archive,
    _ queries: [String],
    change: (inout BatchOptions) -> Void = { _ in }
  ) throws -> [BatchAnswer] {
    var options = BatchOptions(search: SearchOptions(query: ""), needsHits: false)
    change(&options)
    let list = queries.enumerated().map { BatchQuery(line: $0 + 1, text: $1) }
    var answers: [BatchAnswer] = []
    try archive.answer(list, options) { answers.append($0) }
    return answers
  }

  @Test func `each query is counted, with its first and last day`() throws {
    let answers = try answers(archive().open(), ["harbour", "bridge", "ferry", "(a OR", "grey"])
    #expect(answers.map(\.total) == [2, 2, 0, 0, 1])
    #expect(answers.map { $0.first?.iso8601 } == ["2024-03-02", "2025-06", nil, nil, nil])
    #expect(answers.map { $0.last?.iso8601 } == ["2025-06", "2025-06", nil, nil, nil])
    #expect(answers.map { $0.error == nil } == [true, true, true, false, true])
    #expect(answers[3].error?.place != nil)
  }

  @Test func `many queries are answered in their order, each as it is alone`() throws {
    let archive = try archive().open()
    let words = ["harbour", "bridge", "grey", "shut", "harbour bridge", "harbour OR grey", "zebra"]
    let queries = (0..<300).map { words[$0 * 7 % 11 % words.count] }
    let answers = try answers(archive, queries) { $0.needsHits = true }
    #expect(answers.map(\.query.text) == queries)
    for answer in answers {
      let page = try archive.search(SearchOptions(query: answer.query.text))
      #expect(answer.total == page.total)
      #expect(answer.hits.map(\.id) == page.hits.map(\.id))
      // Of many hits of many queries the texts would not fit.
      #expect(answer.hits.allSatisfy { $0.article.paragraphs.isEmpty && $0.article.title != nil })
    }
  }

  @Test func `filters, any of the words and names hold for all of them`() throws {
    let sample = try archive()
    let names = "grey = harbour\n"
    try TemporaryDirectory.write(Array(names.utf8), to: sample.path.appending("names.txt"))
    let archive = try sample.open()
    #expect(try answers(archive, ["grey", "=grey"]).map(\.total) == [3, 1])
    let plain = try answers(archive, ["grey"]) { $0.search.names = .none }
    #expect(plain.map(\.total) == [1])
    let late = try answers(archive, ["harbour", "bridge"]) { $0.search.filters.after = "2025" }
    #expect(late.map(\.total) == [1, 1] && late.map(\.undated) == [1, 1])
    let any = try answers(archive, ["shut old zebra"]) { $0.search.matchesAny = true }
    #expect(any.map(\.total) == [2])
    #expect(throws: ArchiveError.self) {
      try answers(archive, ["harbour"]) { $0.search.filters.after = "no day" }
    }
  }

  @Test func `a matrix has a row for each article, the oldest first`() throws {
    let archive = try archive().open()
    var matrix = BatchMatrix()
    var tally = BatchTally(of: archive, lost: 1)
    for answer in try answers(archive, ["harbour", "zebra", "bridge", "(("]) {
      try matrix.add(answer)
      tally.add(answer)
    }
    var rows: [String] = []
    try matrix.forEachRow(of: archive) {
      rows.append("\($0.article.title?.value ?? "") \($0.queries)")
    }
    #expect(rows == ["One [0]", "Two [0, 2]", "Three [2]"])
    #expect(matrix.columns == ["harbour", "zebra", "bridge", "(("])
    #expect(tally.articles == 3 && tally.answered == 3 && tally.successful == 2)
    #expect(tally.failed == 2 && tally.damaged.isEmpty)
  }
}
