// SPDX-License-Identifier: Apache-2.0

import Foundation
import SystemPackage
import Testing

/// What the commands print.
struct CommandTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  private func id(_ query: String) throws -> String {
    try #require(try room.run("search", query, "--ids").lines.first)
  }

  @Test func `the first run makes an archive and says so`() throws {
    let empty = try Newsroom(withArchive: false)
    let run = try empty.run("index", "ferry.txt", "bridge.txt")
    #expect(
      run.text == "2 added, 0 changed, 0 unchanged, 0 copies, 0 skipped; generation 1\n"
    )
    #expect(run.errors == "morgue: Making a new archive in \(empty.path)/index\n")
    let again = try empty.run("add", "ferry.txt", "bridge.txt")
    #expect(
      again.text == "0 added, 0 changed, 2 unchanged, 0 copies, 0 skipped; generation 1\n"
    )
    #expect(again.errors == "")
  }

  @Test func `results say title, id and the sentence that matches`() throws {
    let run = try room.run("search", "early")
    let id = try id("early")
    #expect(
      run.lines.dropLast() == [
        "Bridge opens", id, "    The bridge over the harbour opened a day early.",
      ]
    )
    #expect(run.lines.last?.hasPrefix("1 article (") == true)
    #expect(run.errors == "")
  }

  @Test func `results are counted by a field, and misuse of that is said`() throws {
    let run = try room.run("search", "early", "--by", "month")
    #expect(run.status == 0)
    #expect(run.lines.last?.hasPrefix("1 article, ") == true)
    let json = try room.run("list", "--by", "lang", "--json").text
    #expect(json.hasPrefix("{\"version\":1,\"by\":\"lang\""))
    #expect(try room.run("search", "zebra", "--by", "source").status == 1)
    #expect(try room.run("search", "early", "--by", "colour").status == 64)
    #expect(try room.run("search", "early", "--by", "year", "--ids").status == 64)
  }

  @Test func `colours come only when they are asked for`() throws {
    #expect(!(try room.run("search", "early").text.contains("\u{1B}")))
    #expect(try room.run("search", "early", "--color", "always").text.contains("\u{1B}[1;33mearly"))
  }

  @Test func `an archive is found in a parent folder and by the environment`() throws {
    try room.makeFolder("deep")
    try room.makeFolder("deep/deeper")
    #expect(try room.run("search", "early", "--count", folder: "deep/deeper").text == "1\n")
    let other = try Newsroom(withArchive: false)
    let place = "\(room.path)/index"
    let run = try other.run("search", "early", "--count", environment: ["MORGUE_ARCHIVE": place])
    #expect(run.text == "1\n")
    #expect(try other.run("search", "early", "--archive", place, "--count").text == "1\n")
    #expect(try other.run("search", "early", environment: ["MORGUE_ARCHIVE": ""]).status == 66)
  }

  @Test func `an article on standard input is filed`() throws {
    let text = "Storm takes roof\n\nThe roof of the school landed in the market.\n"
    let run = try room.run("index", "-", input: text)
    #expect(run.text == "1 added, 0 changed, 0 unchanged, 0 copies, 0 skipped; generation 2\n")
    #expect(try room.run("show", id("roof"), "--original").text == text)
    let empty = try room.run("index", "-")
    #expect(empty.status == 3)
    #expect(empty.errors == "morgue: skipped standard input: empty\n")
  }

  @Test func `every line of JSON is an object of version 1`() throws {
    let runs = try [
      room.run("search", "harbour", "--json"), room.run("list", "--json"),
      room.run("status", "--json"), room.run("show", id("ferry"), "--format", "json"),
      room.run("index", "ferry.txt", "--json"),
    ]
    for run in runs {
      #expect(!run.lines.isEmpty)
      for line in run.lines {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        let object = try #require(value as? [String: Any])
        #expect(object["version"] as? Int == 1)
      }
    }
  }

  @Test func `ids and paths end with a line or with a NUL`() throws {
    let id = try id("ferry")
    #expect(try room.run("search", "ferry", "--ids").text == "\(id)\n")
    #expect(try room.run("search", "ferry", "--ids", "-0").text == "\(id)\0")
    #expect(try room.run("search", "ferry", "--paths").text == "\(room.path)/ferry.txt\n")
    #expect(try room.run("search", "ferry", "--paths", "-0").text == "\(room.path)/ferry.txt\0")
    #expect(try room.run("list", "--paths", "--null").text.split(separator: "\0").count == 2)
  }

  @Test func `help begins with examples`() throws {
    #expect(try room.run("--help").text.hasPrefix("EXAMPLES:\n  morgue index ~/clips\n"))
    for command in [
      "index", "search", "show", "open", "list", "remove", "restore", "edit", "status", "merge",
      "explain", "verify", "reindex",
    ] {
      let help = try room.run(command, "--help")
      #expect(help.status == 0)
      #expect(help.text.hasPrefix("EXAMPLES:\n  morgue \(command)"), "\(help.text.prefix(80))")
      #expect(try room.run("help", command).text == help.text)
    }
    #expect(try room.run().text.hasPrefix("EXAMPLES:\n"))
    #expect(try room.run("--version").text == "morgue 0.1.0\n")
  }

  @Test(arguments: ["0", "-3", "wide"])
  func `a terminal of no width has the usual one`(columns: String) throws {
    let usual = try room.run("list")
    let run = try room.run("list", environment: ["COLUMNS": columns])
    #expect(run.lines.first == usual.lines.first)
    #expect(usual.lines.first?.isEmpty == false)
  }

  @Test func `help query explains the language`() throws {
    let help = try room.run("help", "query")
    #expect(help.status == 0)
    #expect(help.text.contains("\"four people\"         the phrase"))
    #expect(help.lines.allSatisfy { $0.count <= 80 })
    // The parser breaks longer lines, and then a remark begins at the left edge.
    let table = help.lines.drop { !$0.hasPrefix("  four people") }
      .prefix { !$0.hasPrefix("What binds") }
    #expect(table.count > 30)
    #expect(table.allSatisfy { $0.hasPrefix("  ") || $0.hasSuffix(":") }, "\(help.text)")
  }

  @Test func `removing asks for a word where nobody can be asked`() throws {
    let names = try room.run("list", "--ids").lines
    let refused = try room.run("remove", names[0], names[1])
    #expect(refused.status == 64)
    #expect(
      refused.errors.contains(
        "2 articles would be removed: say --yes to go on, or --dry-run to see what"
      )
    )
    let shown = try room.run("remove", names[0], names[1], "--dry-run")
    #expect(shown.lines.count == 2)
    #expect(shown.errors == "morgue: 2 would be removed\n")
    #expect(try room.run("remove", names[0], names[1], "--yes").text == "2 removed\n")
    #expect(try room.run("search", "harbour").status == 1)
    let again = try room.run("remove", names[0])
    #expect(again.text == "0 removed\n" && again.status == 0)
    #expect(try room.run("restore", names[0]).text == "1 restored\n")
    #expect(try room.run("search", "harbour", "--count").text == "1\n")
    #expect(try room.run("remove", names[1], "--purge", "--yes").text == "1 purged\n")
    #expect(try room.run("show", names[1]).status == 66)
  }

  @Test func `a corrected field is found`() throws {
    let id = try id("ferry")
    #expect(try room.run("edit", id, "--set", "byline=Ada Orr").text == "\(id) corrected\n")
    #expect(try room.run("search", "by:orr", "--ids").text == "\(id)\n")
    #expect(try room.run("edit", id, "--unset", "byline").status == 0)
    #expect(try room.run("search", "by:orr").status == 1)
  }

  @Test func `show prints the article, a paragraph, or the bytes as they came`() throws {
    let id = try id("ferry")
    let body = "The ferry stayed in harbour on Monday.\n"
    #expect(
      try room.run("show", id).text == "Ferry stays in harbour\n\(id)\n\n\(body)"
    )
    #expect(try room.run("show", id, "--paragraph", "1").text == body)
    #expect(try room.run("show", id, "--paragraph", "2").status == 66)
    #expect(try room.run("show", id, "--paragraph", "0").status == 64)
    #expect(try room.run("show", id, "--original").output == room.bytes(of: "ferry.txt"))
    #expect(try room.run("open", id, environment: ["MORGUE_OPENER": "true"]).status == 0)
    #expect(try room.run("open", id, environment: ["MORGUE_OPENER": "/nowhere"]).status == 66)
  }

  @Test func `several articles and single paragraphs are shown`() throws {
    let names = try [id("ferry"), id("bridge")]
    let both = try room.run("show", names[0], names[1]).text
    #expect(
      both == """
        Ferry stays in harbour
        \(names[0])

        The ferry stayed in harbour on Monday.

        \(String(repeating: "─", count: 80))

        Bridge opens
        \(names[1])

        The bridge over the harbour opened a day early.

        """
    )
    let ascii = try room.run("show", names[0], names[1], environment: ["LC_ALL": "C"]).text
    #expect(ascii == both.replacing("─", with: "-"))
    let body = "The bridge over the harbour opened a day early.\n"
    #expect(try room.run("show", "\(names[1]):p1").text == body)
    #expect(try room.run("show", "\(names[1])@1:p1").text == body)
    #expect(try room.run("show", "\(names[1]):p9").status == 66)
    #expect(try room.run("show", "\(names[1]):4").status == 64)
    #expect(try room.run("show", "\(names[1]):p0").status == 64)
    #expect(try room.run("show", names[0], names[1], "--original").status == 64)
    let lines = try room.run("show", names[0], names[1], "--format", "json").lines
    #expect(lines.count == 2)
  }

  @Test func `what matches a query is marked in an article`() throws {
    let id = try id("ferry")
    let run = try room.run("show", id, "--query", "stayed harbour", "--color", "always")
    #expect(run.text.contains("\u{1B}[1;33mharbour\u{1B}[0m"))
    #expect(run.text.contains("ferry \u{1B}[1;33mstayed\u{1B}[0m in "))
    #expect(try room.run("show", id, "--query", "\"open").status == 64)
    #expect(try room.run("show", id, "--query", "x", "--format", "html").status == 64)
  }

  @Test func `results are a table, or lines as they are worded`() throws {
    let id = try id("ferry")
    let table = try room.run("search", "ferry", "--csv")
    #expect(
      table.text == "id,date,title,source,section,byline,dateline,lang,url,path,score,snippet\r\n"
        + "\(id),,Ferry stays in harbour,,,,,en,,\(room.path)/ferry.txt,"
        + "\(table.text.split(separator: ",").dropLast().last ?? ""),"
        + "The ferry stayed in harbour on Monday.\r\n"
    )
    let worded = try room.run("list", "ferry", "--format", "{id}|{title}|{words}")
    #expect(worded.text == "\(id)|Ferry stays in harbour|7\n")
    let wrong = try room.run("search", "ferry", "--format", "{titel}")
    #expect(wrong.status == 64)
    #expect(
      wrong.errors == "morgue: error: --format: there is no field {titel}\n"
        + "  did you mean {title}?\n"
    )
    #expect(try room.run("search", "ferry", "--csv", "--json").status == 64)
    #expect(try room.run("list", "--by", "lang", "--csv").text.hasPrefix("lang,articles\r\n"))
    #expect(try room.run("list", "--by", "lang", "--sort", "date").status == 64)
  }

  @Test func `a file is written whole or not at all`() throws {
    let run = try room.run("search", "ferry", "--ids", "--output", "ids.txt")
    #expect(run.status == 0 && run.text == "")
    let id = try id("ferry") + "\n"
    #expect(try room.bytes(of: "ids.txt") == Array(id.utf8))
    let again = try room.run("list", "--ids", "-o", "ids.txt")
    #expect(again.status == 73)
    #expect(
      again.errors == "morgue: error: ids.txt is there already; nothing was written\n"
        + "  --force replaces it\n"
    )
    #expect(try room.bytes(of: "ids.txt") == Array(id.utf8))
    #expect(try room.run("list", "--ids", "-o", "ids.txt", "--force").status == 0)
    #expect(try room.bytes(of: "ids.txt").count == 2 * id.utf8.count)
    #expect(try room.run("search", "\"open", "-o", "none.txt").status == 64)
    #expect(throws: (any Error).self) { try room.bytes(of: "none.txt") }
    #expect(try room.run("list", "-o", "no/where.txt").status == 73)
    #expect(try room.run("list", "-o", "index", "--force").status == 73)
    #expect(try room.run("search", "zebra", "--csv", "-o", "empty.csv").status == 1)
    #expect(try room.bytes(of: "empty.csv").last == 10)
    #expect(try room.names().allSatisfy { !$0.hasSuffix(".draft") })
  }

  @Test func `a locale without Unicode has ASCII for ornaments, and the text as it is`() throws {
    try room.write("Café\n\nNo café opened in the harbour on Sunday, said Zoë.\n", to: "cafe.txt")
    #expect(try room.run("index", "cafe.txt", "-q").status == 0)
    let run = try room.run("list", "--by", "lang", environment: ["LANG": "C", "LC_ALL": ""])
    #expect(run.text.contains("#") && run.text.utf8.allSatisfy { $0 < 0x80 })
    let found = try room.run("search", "zoe", environment: ["LC_CTYPE": "POSIX", "LC_ALL": ""])
    #expect(found.text.contains("No café opened"))
    let wide = try room.run("list", "--by", "lang", environment: ["LC_ALL": "C.UTF-8"])
    #expect(wide.text.contains("█"))
  }

  @Test func `pages of results follow one another`() throws {
    let all = try room.run("search", "harbour", "--ids", "--limit", "0").lines
    let first = try room.run("search", "harbour", "--ids", "-n", "1").lines
    let second = try room.run("search", "harbour", "--ids", "-n", "1", "--offset", "1").lines
    #expect(first + second == all)
    let beyond = try room.run("search", "harbour", "--offset", "9")
    #expect(beyond.status == 0)
    #expect(beyond.text.hasPrefix("none of 2 articles after the first 2 ("))
  }

  @Test func `a list without an end is made in two parts that fit`() throws {
    let words = ["tide", "quay", "mast", "rope", "sail"]
    let lines = (0..<600).map { number in
      "{\"title\":\"Log \(number)\",\"body\":\"The \(words[number % 5]) of day \(number) was"
        + " \(number % 7 == 0 ? "high high" : "high") and nobody minded.\","
        + "\"date\":\"2024-\(10 + number % 3)-\(10 + number % 19)\"}"
    }
    try room.write(lines.joined(separator: "\n"), to: "logs.jsonl")
    #expect(try room.run("index", "logs.jsonl", "-q").status == 0)
    for arguments in [
      ["list", "minded"], ["search", "high"], ["list", "minded", "--sort", "title"],
    ] {
      func lines(_ more: String...) throws -> [String] {
        let command = arguments + more
        return try room.run(list: command + ["--ids"]).lines
      }
      let all = try lines("-n", "0")
      #expect(all.count == 600 && Set(all).count == 600)
      #expect(try lines("-n", "300", "--offset", "200") == Array(all[200..<500]))
      #expect(try lines("-n", "0", "--offset", "250") == Array(all[250...]))
    }
    let worded = try room.run("search", "high", "-n", "0", "--format", "{rank}").lines
    #expect(worded == (1...600).map(String.init))
  }

  @Test func `what was skipped can be listed`() throws {
    try room.write("\u{89}PNG\r\n\u{1A}\n\0\0", to: "a.png")
    try room.write("", to: "b.txt")
    #expect(try room.run("index", "a.png", "b.txt", "-q").errors == "")
    let run = try room.run("status", "--problems")
    #expect(run.lines.last == "\(room.path)/b.txt: empty")
    #expect(run.lines.count == 2)
  }

  @Test func `upkeep says what it did`() throws {
    #expect(
      try room.run("verify", "--originals").text.hasSuffix(" files, 2 originals, all as written\n")
    )
    #expect(try room.run("merge", "--full").lines.last?.hasPrefix("2 articles, segments: ") == true)
    #expect(try room.run("reindex").lines.last?.hasPrefix("2 articles, segments: ") == true)
    #expect(try room.run("search", "harbour", "--count").text == "2\n")
  }
}
