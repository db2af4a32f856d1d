// SPDX-License-Identifier: Apache-2.0

import Testing

/// `export` in its forms, and the way back.
struct ExportCommandTests {
  private let room: Newsroom

  init() throws {
    room = try Newsroom()
    try room.write(
      """
      <!DOCTYPE html><html lang="en"><head><title>Harvest report</title>
      <link rel="canonical" href="https://paper.example/harvest/2024/report">
      <meta property="article:published_time" content="2024-09-01T10:00:00+02:00">
      <meta name="author" content="Ada Orr"><meta property="og:site_name" content="The Paper">
      </head><body><article><h1>Harvest report</h1>
      <p>The harvest was good in every valley, and the carters were paid.</p>
      <blockquote><p>“=We never saw the like”, said one; “nor did we”, said others.</p></blockquote>
      <h2>What comes</h2><ul><li>Rain in the hills.</li><li>Wind by the sea.</li></ul>
      <p>The river was lower than in other years, the report said.</p></article></body></html>

      """,
      to: "harvest.html"
    )
    try room.write(
      """
      {"title":"水位が下がる","body":"川の水位は例年より低い。\\n\\n農家は心配している。","date":"2024-05","source":"新聞"}
      {"title":"+Ünter \\"Wasser\\"","body":"Zeile eins, Zeile zwei.","authors":["Bo Yu","Al Ko"]}

      """,
      to: "lines.jsonl"
    )
    _ = try room.run("index", "harvest.html", "lines.jsonl")
    try room.write(
      "Ferry stays in harbour\n\nThe ferry stayed in harbour until Tuesday.\n",
      to: "ferry.txt"
    )
    _ = try room.run("index", "ferry.txt")
  }

  /// What `show` says of all articles but for where they were seen.
  private func articles(_ place: String) throws -> [String] {
    try room.run("list", "--ids", "--sort", "title", "--archive", place).lines.map { id in
      let json = try room.run("show", id, "--format", "json", "--archive", place).text
      let end = json.firstRange(of: #","original":"#)?.lowerBound ?? json.endIndex
      return String(json[..<end])
    }
  }

  @Test func `what is exported is filed again as the same articles`() throws {
    #expect(try room.run("export", "-o", "out.jsonl").status == 0)
    #expect(try room.run("index", "out.jsonl", "--archive", "other").status == 0)
    let (before, after) = (try articles("index"), try articles("other"))
    #expect(before.count == 5)
    for (one, two) in zip(before, after) {
      // The copy knows only one version of what had several.
      let single = one.replacing(
        #""article_version":2,"newest_version":2"#,
        with: #""article_version":1,"newest_version":1"#
      )
      #expect(single == two)
    }
    #expect(try room.run("export", "--archive", "other").lines.count == 5)
  }

  @Test func `with all versions, versions are filed again, too`() throws {
    #expect(try room.run("export", "--all-versions", "-o", "out.jsonl").status == 0)
    #expect(try room.run("index", "out.jsonl", "--archive", "other").status == 0)
    #expect(try articles("index") == articles("other"))
    let id = try #require(try room.run("search", "ferry", "--ids").lines.first)
    for version in ["\(id)@1", "\(id)@2"] {
      let texts = try ["index", "other"].map {
        try room.run("show", version, "--format", "markdown", "--archive", $0).text
      }
      #expect(texts[0] == texts[1])
    }
  }

  @Test func `an object a line holds everything`() throws {
    let id = try #require(try room.run("search", "ferry", "--ids").lines.first)
    _ = try room.run("tag", id, "+border")
    _ = try room.run("note", id, "Ask.")
    let run = try room.run("export", "ferry")
    #expect(run.lines.count == 1)
    let line = try #require(run.lines.first)
    #expect(
      line.hasPrefix(#"{"morgue_export":1,"id":"\#(id)","article_version":2,"newest_version":2,"#)
    )
    #expect(line.contains(#""fields":{"title":{"value":"Ferry stays in harbour","origin":"text"}"#))
    #expect(line.contains(#""paragraphs":[{"kind":"paragraph","text":"The ferry stayed in"#))
    #expect(line.contains(#""tags":["border"],"note":"Ask.","filed":""#))
    #expect(line.contains(#""versions":[{"version":1,"#))
    #expect(line.contains(#""sightings":[{"version":1,"path":""#))
  }

  @Test func `a table has a row for each article and no formulas`() throws {
    let run = try room.run("export", "--format", "csv")
    let rows = run.text.split(separator: "\r\n")
    #expect(rows.count == 6)
    #expect(rows[0].hasPrefix("id,version,title,deck,authors,"))
    #expect(run.text.contains(#","'+Ünter ""Wasser""",,Bo Yu; Al Ko,"#))
    #expect(run.text.contains("川の水位は例年より低い。 ¶ 農家は心配している。"))
  }

  @Test func `a folder of Markdown has a file for each article`() throws {
    #expect(try room.run("export", "--format", "markdown", "-o", "clips/").status == 0)
    let id = try #require(try room.run("search", "valley", "--ids").lines.first)
    let text = String(
      decoding: try room.bytes(of: "clips/2024-09-01-harvest-report-\(id).md"),
      as: UTF8.self
    )
    #expect(text == (try room.run("show", id, "--format", "markdown").text))
    #expect(text.hasPrefix("---\nid: \(id)\n"))
    let again = try room.run("export", "--format", "markdown", "-o", "clips")
    #expect(again.status == 73)
    #expect(try room.run("export", "--format", "markdown").status == 64)
  }

  @Test func `names of Markdown files have the letters of titles in every script`() throws {
    let titles = [
      ("Muere Baldomero Peñalver", "muere-baldomero-penalver"),
      ("Müller: «Straße» / ../Öl?", "muller-strasse-ol"), ("Пётр и Мария", "петр-и-мария"),
      ("川の水位が下がる", "川の水位が下がる"), ("हिन्दी समाचार", "हिन्दी-समाचार"),
      ("Up\u{202E}..\u{3164}down", "up-down"),
      (String(repeating: "水", count: 200), String(repeating: "水", count: 50)),
    ]
    var lines = ""
    for (number, (title, _)) in titles.enumerated() {
      lines += "{\"title\":\"\(title)\",\"body\":\"Zyzzyva number \(number) of these.\"}\n"
    }
    try room.write(lines, to: "titles.jsonl")
    _ = try room.run("index", "titles.jsonl")
    let run = try room.run("export", "zyzzyva", "--format", "markdown", "-o", "named")
    #expect(run.status == 0)
    for (number, (_, words)) in titles.enumerated() {
      let id = try #require(
        try room.run("search", "\"zyzzyva number \(number)\"", "--ids").lines.first
      )
      #expect(try !room.bytes(of: "named/undated-\(words)-\(id).md").isEmpty)
    }
  }

  @Test func `filters, orders and revisions choose what is exported`() throws {
    func count(_ arguments: String...) throws -> Int {
      var run: ProgramRun?
      switch arguments.count {
      case 1: run = try room.run("export", arguments[0])
      case 2: run = try room.run("export", arguments[0], arguments[1])
      default: run = try room.run("export", arguments[0], arguments[1], arguments[2])
      }
      return run?.lines.count ?? 0
    }
    #expect(try count("harbour") == 2)
    #expect(try count("--any", "valley ferry") == 2)
    #expect(try count("--after", "2024-06") == 1)
    #expect(try count("--source", "新聞") == 1)
    #expect(try count("--since", "1") == 4)
    #expect(try count("--since", "3") == 0)
    #expect(try count("--all-versions") == 6)
    let titles = try room.run("export", "--sort", "title").lines.map { line in
      line.split(separator: #""title":{"value":""#, maxSplits: 1).last.map { $0.prefix(6) } ?? ""
    }
    #expect(titles == titles.sorted { $0.lowercased() < $1.lowercased() })
    let none = try room.run("export", "zebra", "-o", "none.jsonl")
    #expect(none.status == 1)
    #expect(throws: (any Error).self) { try room.bytes(of: "none.jsonl") }
  }

  @Test func `a file that is there stays, and one that cannot be finished is not begun`() throws {
    try room.write("mine", to: "out.jsonl")
    #expect(try room.run("export", "-o", "out.jsonl").status == 73)
    #expect(try room.bytes(of: "out.jsonl") == Array("mine".utf8))
    #expect(try room.run("export", "-o", "out.jsonl", "--force").status == 0)
    #expect(try room.bytes(of: "out.jsonl").count > 1000)
    #expect(try room.run("export", output: .device("/dev/full")).status == 74)
    #expect(try room.run("export", output: .closedPipe).status == 0)
  }
}
