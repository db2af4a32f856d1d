// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// `morgue dump`: everything an archive holds, without times, generations and names of its files.
///
/// Hidden: two archives that answer alike print alike, which is what `scripts/faults` compares.
struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Print everything an archive holds, and the answers to queries, to compare.",
    shouldDisplay: false
  )

  @OptionGroup var archive: ArchiveOptions

  @Argument(help: "Queries to answer.")
  var queries: [String] = []

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      for reference in try opened.allVersions() {
        try console.write(ArticleRenderer.json(opened.article(reference)) + "\n")
        try console.write("original \(opened.original(of: reference).count) bytes\n")
      }
      for file in try opened.allFiles() { try console.write(ArticleRenderer.json(file) + "\n") }
      for name in try opened.searchNames() {
        let search = try opened.keptSearch(name)
        try console.write(KeptSearchRenderer.text(search) + "seen \(search.seen)\n")
      }
      var isWhole = opened.damage.isEmpty
      console.complain(opened.damage.map { TerminalText.escape($0) })
      for query in queries {
        isWhole = try answer(query, opened, console) && isWhole
      }
      return isWhole ? .done : .damaged
    }
  }

  /// Prints the hits, with their scores; false if a damaged part of the index was left out.
  private func answer(_ query: String, _ archive: Archive, _ console: Console) throws -> Bool {
    var isWhole = true
    for allVersions in [false, true] {
      var options = SearchOptions(query: query)
      options.limit = Int.max
      options.filters.allVersions = allVersions
      let results = try archive.search(options)
      let scope = allVersions ? "all versions" : "newest"
      try console.write("query \(TerminalText.escape(query)), \(scope): \(results.total)\n")
      try console.write(ResultsRenderer.json(results))
      console.complain(ResultsRenderer.complaints(results))
      if !results.damaged.isEmpty { isWhole = false }
    }
    return isWhole
  }
}
