// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive

/// `morgue search QUERY`: ranked results with snippets.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find articles, best first, with the sentences that match.",
    usage: """
      morgue search 'la mesilla "armed vehicles"'
      morgue search 'title:cartel (police OR army) -football' --after 2025
      morgue search --any 'who attacked the convoy near the border'
      morgue search cartel --by month
      morgue search cartel -n 0 --csv --output cartel.csv
      morgue search cartel -n 0 --format '{date} {source}: {title}'
      """,
    discussion: "All words must be there; `morgue help query` explains the language."
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var names: NameOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var shape: ShapeOptions
  @OptionGroup var chart: ChartOptions

  @Argument(help: "The query; several arguments are joined by blanks.")
  var query: [String]

  @Flag(name: .long, help: "Articles with any of the words, ranked.")
  var any = false

  @Option(
    name: .long,
    parsing: .unconditional,
    help:
      "relevance, date (oldest first), -date (newest first) or title; with --by, also its order."
  )
  var sort: SearchOptions.Order?

  @Flag(name: .long, help: "Fail with 65 if a damaged part of the index had to be left out.")
  var strict = false

  func validate() throws {
    try chart.check(shape, sort)
  }

  func run() throws {
    let job = try job()
    guard let field = chart.by else { throw ExitCode(try job.run()) }
    try Console.run(archive.color, output: job.output) { console in
      let asked = chart.limited(job.options, page)
      let counts = try archive.open().counts(asked, by: field, order: chart.order(sort))
      try chart.write(counts, as: shape, to: console)
      if strict, counts.isIncomplete { return .damaged }
      return counts.total > 0 ? .done : .nothingFound
    }
  }

  /// The same, as values.
  ///
  /// - Throws: ``ArchiveError`` of usage for a template that cannot be read.
  func job() throws(ArchiveError) -> SearchJob {
    var options = SearchOptions(query: query.joined(separator: " "))
    options.matchesAny = any
    options.filters = filters.filters
    options.names = names.choice
    options.limit = shape.count ? 0 : page.count(or: 10)
    options.offset = page.offset
    options.order = sort ?? .relevance
    return SearchJob(
      archive: archive.choice,
      options: options,
      shape: try shape.shape(),
      output: shape.output.place,
      isStrict: strict
    )
  }
}

extension SearchOptions.Order: ExpressibleByArgument {}
