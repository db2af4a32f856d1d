// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue list [QUERY]`: articles by date or title, without ranking.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List articles by date or title.",
    usage: """
      morgue list --after last-week
      morgue list 'cartel' --source Reuters --sort title
      morgue list --by source
      morgue list -n 0 --format '{date}\\t{id}\\t{title}' --output all.tsv
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var language: SyntaxOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var names: NameOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var shape: ShapeOptions
  @OptionGroup var chart: ChartOptions
  @OptionGroup var damage: StrictOptions
  @OptionGroup var limits: LimitOptions

  @Argument(help: "Only articles that match; all of them if left out.")
  var query: [String] = []

  @Flag(name: .long, help: "Articles with any of the words.")
  var any = false

  @Option(
    name: .long,
    parsing: .unconditional,
    help: "-date (newest first), date or title; with --by, also its order."
  )
  var sort: SearchOptions.Order?

  func validate() throws {
    try language.check(any: any)
    try chart.check(shape, sort)
    if let sort, sort == .relevance || sort == .bm25 {
      throw ValidationError(
        "`list` does not rank: --sort takes -date, date or title; `search` takes \(sort.rawValue)"
      )
    }
  }

  func run() throws {
    let shape = try shape.shape()
    try Console.run(archive.color, output: self.shape.output.place) { console in
      if let field = chart.by {
        let asked = chart.limited(options, page)
        let counts = try archive.open().counts(asked, by: field, order: chart.order(sort))
        try chart.write(counts, as: self.shape, to: console)
        return damage.status(
          counts.total > 0 ? .done : .nothingFound,
          without: counts.page.damaged
        )
      }
      var options = options
      options.needsArticles = shape.needsArticles
      options.needsPaths = shape.needsPaths || console.style.hasHyperlinks
      let results = try archive.open().results(options)
      try shape.write(results, to: console) { ResultsRenderer.line($0, style: $1) }
      console.complain(ResultsRenderer.complaints(results.page))
      return damage.status(
        results.page.total > 0 ? .done : .nothingFound,
        without: results.page.damaged
      )
    }
  }

  private var options: SearchOptions {
    var options = SearchOptions(query: query.joined(separator: " "))
    options.syntax = language.syntax
    options.matchesAny = any
    options.filters = filters.filters
    options.names = names.choice
    options.limit = shape.count ? 0 : page.count(or: 50)
    options.offset = page.offset
    options.order = sort ?? .newestFirst
    options.snippetLength = nil
    limits.apply(to: &options)
    return options
  }
}
