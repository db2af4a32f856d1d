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
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var shape: ShapeOptions
  @OptionGroup var chart: ChartOptions

  @Argument(help: "Only articles that match; all of them if left out.")
  var query: [String] = []

  @Option(name: .long, parsing: .unconditional, help: "-date (newest first), date or title.")
  var sort: SearchOptions.Order = .newestFirst

  func validate() throws {
    try chart.check(shape)
  }

  func run() throws {
    try Console.run(archive.color) { console in
      if let field = chart.by {
        let counts = try archive.open().counts(chart.limited(options, page), by: field)
        try chart.write(counts, as: shape, to: console)
        return counts.total > 0 ? .done : .nothingFound
      }
      let results = try archive.open().search(options)
      try shape.shape.write(results, to: console) { ResultsRenderer.list($0, style: $1) }
      console.complain(ResultsRenderer.complaints(results))
      return results.total > 0 ? .done : .nothingFound
    }
  }

  private var options: SearchOptions {
    var options = SearchOptions(query: query.joined(separator: " "))
    options.filters = filters.filters
    options.limit = shape.count ? 0 : page.count(or: 50)
    options.offset = page.offset
    options.order = sort == .relevance ? .newestFirst : sort
    options.snippetLength = nil
    return options
  }
}
