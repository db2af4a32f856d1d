// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rendering
import Testing

/// JSON holds what `morgue help json` says, no more and no less.
struct JSONShapeTests {
  private let room: Newsroom

  init() throws { room = try Newsroom() }

  /// A page with all fields that a page can have.
  private static let page = """
    <html lang="en"><head><title>Dam holds</title>
    <meta property="og:site_name" content="Harbour Tribune">
    <meta name="author" content="Ada Orr"><meta property="article:section" content="Roads">
    <meta property="article:published_time" content="2024-05-06T10:00:00Z">
    <link rel="canonical" href="https://tribune.example/dam"></head><body><article>
    <h1>Dam holds</h1>
    <p>LA MESILLA (Reuters) - The dam above the village held for the third night of heavy rain.</p>
    <p>Engineers said on Monday that the water had risen by two metres since the weekend.</p>
    <p>Families came back to the lower streets in the evening, and the school will open today.</p>
    </article></body></html>
    """

  /// What is wrong with an object; empty if nothing.
  private func faults(_ object: [String: Any], _ keys: [JSONShape.Key], _ path: String) -> [String]
  {
    let unknown = Set(object.keys).subtracting(keys.map(\.name)).map { "\(path).\($0) is unknown" }
    return unknown
      + keys.flatMap { key -> [String] in
        guard let value = object[key.name] else {
          return key.mayLack ? [] : ["\(path).\(key.name) is missing"]
        }
        return faults(value, key.value, "\(path).\(key.name)")
      }
  }

  private func faults(_ value: Any, _ shape: JSONShape.Value, _ path: String) -> [String] {
    switch shape {
    case .string: return value is String ? [] : ["\(path) is no string"]
    case .integer: return value is Int ? [] : ["\(path) is no integer"]
    case .number: return value is Double ? [] : ["\(path) is no number"]
    case .bool: return value is Bool ? [] : ["\(path) is no boolean"]
    case .strings: return value is [String] ? [] : ["\(path) is no list of strings"]
    case .object(let keys):
      guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
      return faults(object, keys, path)
    case .objects(let keys):
      guard let objects = value as? [[String: Any]] else { return ["\(path) is no list"] }
      return objects.flatMap { faults($0, keys, path) }
    }
  }

  private func check(_ run: ProgramRun, _ shapes: String...) throws {
    #expect(!run.lines.isEmpty)
    for line in run.lines {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let object = try #require(value as? [String: Any])
      let known = JSONShape.all.filter { shapes.contains($0.commands) }
      #expect(!known.isEmpty, "no shape is called \(shapes)")
      let faults = known.map { self.faults(object, $0.keys, "") }
      #expect(faults.contains([]), "\(line)\n\(faults)")
    }
  }

  @Test func `every command prints what help says`() throws {
    try room.write(Self.page, to: "dam.html")
    try room.write("", to: "empty.txt")
    try check(try room.run("index", "dam.html", "empty.txt", "--json"), "index PATH... --json")
    let results = "search --json, list --json, new NAME --json"
    try check(try room.run("verify", "--full", "--originals", "--json"), "verify --json")
    try check(try room.run("repair", "--json"), "repair --json")
    try check(try room.run("search", "dam village", "--json"), results)
    try check(try room.run("search", "orr", "--json"), results)
    try check(try room.run("list", "--json"), results)
    let counts = "search --by FIELD --json, list --by FIELD --json"
    for field in ["year", "month", "day", "source", "section", "author", "lang"] {
      try check(try room.run("list", "--by", field, "--json"), counts)
    }
    try room.write("orr\n(dam\nzebra\tno such animal\n", to: "list.txt")
    let answers = try room.run("search", "--queries", "list.txt", "--json", "-n", "1")
    try check(answers, "search --queries FILE --json")
    let id = try #require(try room.run("list", "--ids").lines.first)
    try check(try room.run("show", id, "--format", "json"), "show ID... --format json")
    try check(try room.run("explain", "dam* -x", "--json"), "explain QUERY --json")
    let explained = try room.run("explain", "dam", "--article", id, "--json")
    try check(explained, "explain QUERY --json")
    try room.write("dam\nharbour,port\n\"open\n", to: "queries.csv")
    let batch = try room.run("search", "--queries", "queries.csv", "--json", "-n", "2")
    try check(batch, "search --queries FILE --json")
    try check(try room.run("status", "--json"), "status --json")
    try check(try room.run("status", "--problems", "--json"), "status --problems --json")
    try check(
      try room.run("extract", "--json", "dam.html", "empty.txt"),
      "extract FILE --json"
    )
  }

  @Test func `a match in a byline is shown in the byline`() throws {
    try room.write(Self.page, to: "dam.html")
    #expect(try room.run("index", "dam.html", "-q").status == 0)
    let run = try room.run("search", "orr")
    #expect(run.lines.contains("    byline: Ada Orr"))
    #expect(run.lines[1].hasPrefix("Harbour Tribune · 2024-05-06 · Ada Orr · "))
  }

  @Test func `help json fits a screen of 80 columns`() throws {
    let help = try room.run("help", "json")
    #expect(help.status == 0)
    #expect(help.text.hasPrefix("EXAMPLES:\n  morgue search cartel -n 0 --json | jq"))
    #expect(help.lines.allSatisfy { $0.count <= 80 }, "\(help.lines.filter { $0.count > 80 })")
    #expect(help.lines.contains("  total               integer   how many articles match, exactly"))
    #expect(help.lines.contains("    paragraph?        integer   as `show ID:pN` takes it"))
    #expect(help.lines.contains("    start             integer   first byte of the UTF-8"))
  }

  @Test func `what readers keep and export is what help says`() throws {
    try room.write(Self.page, to: "dam.html")
    _ = try room.run("save", "port", "harbour OR dam", "--any", "--after", "1990", "--everything")
    _ = try room.run("save", "all", "*", "--everything", "--all-versions")
    _ = try room.run("index", "dam.html")
    let id = try #require(try room.run("search", "dam", "--ids").lines.first)
    _ = try room.run("tag", id, "+water")
    _ = try room.run("note", id, "Ask again.")
    try check(try room.run("tag", "--list", "--json"), "tag --list --json")
    try check(try room.run("save", "--list", "--json"), "save --list --json")
    try check(try room.run("new", "--all", "--json"), "search --json, list --json, new NAME --json")
    try check(try room.run("export"), "export")
  }
}
