// SPDX-License-Identifier: Apache-2.0

@testable import Ingestion
import NewsArchive
import Rendering
import Searching

/// The first byte says what the others are: a table of names, a list of queries by lines or by cells,
/// an ignore file, a template of lines.
struct NamesProbe: Probe {
  private let queries: [Query]

  init() throws {
    queries = try ["flood", "\"high water\" OR CJNG", "title:x"].map {
      try QueryParser(today: 20_000).parse($0).query
    }
  }

  var seeds: [[UInt8]] {
    [
      "\0# who\nCJNG = Jalisco Cartel = \"x\"\nflood = high water\n= =\nפא\"ל = x*\n",
      "\u{1}flood w/5 river\tfirst\n# note\n\n\"a b\"\tc\td\n",
      "\u{2}query,label\n\"a \"\"b\"\" c\",one\n'x;y\r\n,\n",
      "\u{3}# rule\n*.tmp\n!keep.tmp\n/a/**/b[a-z]?\nfolder/\n\\#x\n",
      "\u{4}{date} {title}\\t{id}\\0\\{x}{nothing}",
    ].map { Array($0.utf8) }
  }

  func run(_ input: [UInt8]) throws(BrokenPromise) {
    let rest = Array(input.dropFirst())
    switch (input.first ?? 0) % 5 {
    case 0: try readNames(rest)
    case 1: try readList(rest, .lines)
    case 2: try readList(rest, .cells)
    case 3: readRules(rest)
    default: sink(try? FormatTemplate(String(decoding: rest, as: UTF8.self)))
    }
  }

  private func readNames(_ bytes: [UInt8]) throws(BrokenPromise) {
    let table = NameTable(bytes)
    let lines = bytes.reduce(1) { $0 + ($1 == 0x0A || $1 == 0x0D ? 1 : 0) }
    for problem in table.problems {
      try promise((1...lines).contains(problem.line), "a problem of line \(problem.line)")
    }
    for entry in table.entries {
      try promise((1...lines).contains(entry.line), "names of line \(entry.line)")
      try promise(entry.names.count <= NameTable.mostNames, "more names than there may be")
    }
    let first = table.entries.first?.names.first ?? ""
    let own = (try? QueryParser(today: 20_000).parse(first))?.query
    for query in queries + [own].compactMap(\.self) {
      let named = table.applied(to: query, in: "")
      do throws(QueryError) {
        try named.query.check()
      } catch {
        throw BrokenPromise("names make a query that is none: \(error.message)")
      }
    }
    sink(table.holds(first, "x"))
  }

  private func readList(_ bytes: [UInt8], _ form: BatchFile.Form) throws(BrokenPromise) {
    guard let list = try? BatchFile(bytes, form: form) else { return }
    let lines = bytes.reduce(1) { $0 + ($1 == 0x0A || $1 == 0x0D ? 1 : 0) }
    for query in list.queries {
      try promise((1...lines).contains(query.line), "a query of line \(query.line)")
      try promise(!query.text.isEmpty, "a query of nothing")
    }
    try promise(list.lost <= list.problems.count, "queries are lost silently")
  }

  private func readRules(_ bytes: [UInt8]) {
    let rules = SourceRules(SourceScanner.Options()).adding(ignoreFile: bytes, in: [])
    for path in ["a/b/c.txt", "folder", "keep.tmp", "a/x/y/bz1", "\u{FFFD}"] {
      let name = path.split(separator: "/").last.map { Array($0.utf8) } ?? []
      for isFolder in [true, false] {
        sink(rules.rule(path: Array(path.utf8), name: name, isFolder: isFolder))
      }
    }
  }
}
