// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Rendering

/// A search as the command line asks for it, however its arguments were read.
struct SearchJob: Equatable {
  var archive = ArchiveChoice()
  var options: SearchOptions
  /// The name of a kept search that ``options`` narrow.
  var saved: String?
  var shape = ResultShape()
  var output = OutputChoice()
  /// Whether damage that had to be left out is a failure.
  var isStrict = false

  /// Searches, prints and returns the status to exit with.
  func run() throws(ArchiveError) -> Int32 {
    try Console.status(archive.color, output: output) { (console) throws(ArchiveError) in
      let opened = try archive.open()
      var options = try self.options(in: opened)
      options.snippetLength = shape.snippetLength(width: console.style.width)
      options.needsArticles = shape.needsArticles
      options.needsPaths = shape.needsPaths || console.style.hasHyperlinks
      // The end of the process takes the archive's files out of its memory, all at once.
      _ = unsafe Unmanaged.passRetained(opened)
      let results = try opened.results(options)
      try shape.write(results, to: console) { ResultsRenderer.text($0, style: $1) }
      console.complain(ResultsRenderer.complaints(results.page))
      if isStrict, !results.page.damaged.isEmpty { return .damaged }
      return results.page.total > 0 ? .done : .nothingFound
    }
  }
}

extension SearchJob {
  /// What is searched for, with what an archive keeps under the name.
  func options(in archive: Archive) throws(ArchiveError) -> SearchOptions {
    guard let saved else { return options }
    return try archive.keptSearch(saved).options(narrowedBy: options)
  }
}

extension SearchJob {
  private static let names = QuickArguments.Names(
    options: [
      "--archive", "--color", "--after", "--before", "--source", "--author", "--section", "--lang",
      "--syntax", "-n", "--limit", "--offset", "--sort", "--recent", "--without", "--names",
      "--format", "-o", "--output", "--timeout", "--memory",
    ],
    unconditional: ["--sort"],
    flags: [
      "--all-versions", "--json", "--csv", "--ids", "--paths", "-0", "--null", "--count", "--any",
      "--strict", "--force", "--no-pager", "--no-names",
    ],
    hasNegations: true
  )

  /// Whether something is an option that no value follows.
  static func isFlag(_ word: String) -> Bool { names.flags.contains(word) }

  /// The search that the arguments after `search` plainly ask for; nil leaves them to the parser.
  init?(plain arguments: ArraySlice<String>) {
    guard let plain = QuickArguments(arguments, names: Self.names), !plain.words.isEmpty
    else { return nil }
    do throws(QuickArguments.NotPlain) {
      try self.init(plain)
    } catch {
      return nil
    }
  }

  private init(_ plain: QuickArguments) throws(QuickArguments.NotPlain) {
    options = SearchOptions(query: plain.joinedWords)
    archive = try ArchiveChoice(plain)
    isStrict = plain.has("--strict")
    options.matchesAny = plain.has("--any")
    options.syntax = try plain.value("--syntax", as: QuerySyntax.init(rawValue:)) ?? .morgue
    guard options.syntax == .morgue || !options.matchesAny else { throw QuickArguments.NotPlain() }
    options.order = try plain.value("--sort", as: SearchOptions.Order.init(rawValue:)) ?? .relevance
    options.recent = plain.value("--recent")
    options.without = plain.values("--without")
    options.filters = FilterWords(
      after: plain.value("--after"),
      before: plain.value("--before"),
      source: plain.value("--source"),
      author: plain.value("--author"),
      section: plain.value("--section"),
      language: plain.value("--lang"),
      allVersions: plain.has("--all-versions")
    )
    options.names = NameOptions.choice(plain.value("--names"), isOff: plain.has("--no-names"))
    shape = ResultShape(
      json: plain.has("--json"),
      csv: plain.has("--csv"),
      ids: plain.has("--ids"),
      paths: plain.has("--paths"),
      null: plain.has("-0", "--null"),
      count: plain.has("--count")
    )
    shape.format = try plain.value("--format", as: { try? FormatTemplate($0) })
    output = OutputChoice(
      file: plain.value("-o", "--output"),
      replaces: plain.has("--force"),
      mayPage: !plain.has("--no-pager")
    )
    options.timeout =
      try plain.value("--timeout") { LimitOptions.number($0, LimitOptions.seconds) }
      ?? SearchOptions.usualTimeout
    options.megabytes = try plain.value("--memory") {
      LimitOptions.number($0, LimitOptions.megabytes)
    }
    let limit = try plain.value("-n", "--limit", as: PageOptions.number)
    options.offset = try plain.value("--offset", as: PageOptions.number) ?? 0
    options.limit = shape.count ? 0 : PageOptions.count(limit, or: 10)
    guard shape.mistake == nil else { throw QuickArguments.NotPlain() }
  }
}
