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
  @OptionGroup var language: SyntaxOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var names: NameOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var shape: ShapeOptions
  @OptionGroup var chart: ChartOptions
  @OptionGroup var damage: StrictOptions
  @OptionGroup var limits: LimitOptions

  @Argument(help: "The query; several arguments are joined by blanks.")
  var query: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Answer every query of a list: one a line, or a .csv file; `-` is standard input.",
      discussion: """
        In a .csv file the first cell of a row is the query, the second its label; a first row that \
        says query, name, term or search, alone or before label, is read as headings. In other files \
        a label may follow after a tab. With --csv a row for each article (-n at most for each \
        query), with --matrix a row for each article and a column for each query.
        """,
      valueName: "file"
    )
  )
  var queries: String?

  @Flag(name: .long, help: "With --queries: which article matches which query, for spreadsheets.")
  var matrix = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The search that is kept under this name, narrowed by the query.",
      valueName: "name"
    ),
    completion: ArchiveValues.searches
  )
  var saved: String?

  @Flag(name: .long, help: "Articles with any of the words, ranked.")
  var any = false

  @Option(
    name: .long,
    parsing: .unconditional,
    help: """
      relevance, bm25 (by that formula alone), date (oldest first), -date (newest first) or title; \
      with --by, also its order.
      """
  )
  var sort: SearchOptions.Order?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Prefer newer articles.",
      discussion: """
        --recent or --recent=30d: an article of today gains most, one of 30 days ago half of that, \
        and so on.
        """,
      valueName: "age"
    )
  )
  var recent: String?

  @Option(name: .long, help: .hidden)
  var without: [String] = []

  func validate() throws {
    try language.check(any: any, saved: saved)
    try chart.check(shape, sort)
    try checkList()
  }

  private func checkList() throws {
    guard queries != nil else {
      if matrix { throw ValidationError("--matrix goes with --queries") }
      guard query.isEmpty, saved == nil else { return }
      throw ValidationError("Missing expected argument '<query> ...'")
    }
    guard query.isEmpty, saved == nil else {
      throw ValidationError("--queries takes the place of a query; only one of them can be given")
    }
    let others = [shape.json, shape.csv, shape.count, matrix].filter(\.self).count
    guard others <= 1, !shape.ids, !shape.paths, shape.format == nil, chart.by == nil else {
      throw ValidationError("with --queries choose one of --csv, --matrix, --json and --count")
    }
  }

  func run() throws {
    if let queries {
      return try Console.run(archive.color, output: shape.output.place) { console in
        try list(queries).run(console)
      }
    }
    let job = try job()
    guard let field = chart.by else { throw ExitCode(try job.run()) }
    try Console.run(archive.color, output: job.output) { console in
      let opened = try archive.open()
      let asked = chart.limited(try job.options(in: opened), page)
      let counts = try opened.counts(asked, by: field, order: chart.order(sort))
      try chart.write(counts, as: shape, to: console)
      return damage.status(
        counts.total > 0 ? .done : .nothingFound,
        without: counts.page.damaged
      )
    }
  }

  /// A list of queries, as values.
  private func list(_ queries: String) throws(ArchiveError) -> BatchJob {
    var job = BatchJob(archive: archive.choice, list: queries, search: try self.job().options)
    job.search.offset = page.offset
    job.limit = page.limit.map { $0 == 0 ? .max : $0 }
    job.isStrict = damage.strict
    if shape.csv { job.shape = .rows }
    if shape.json { job.shape = .objects }
    if shape.count { job.shape = .counts }
    if matrix { job.shape = .matrix }
    return job
  }

  /// The same, as values.
  ///
  /// - Throws: ``ArchiveError`` of usage for a template that cannot be read.
  func job() throws(ArchiveError) -> SearchJob {
    var options = SearchOptions(query: query.joined(separator: " "))
    options.syntax = language.syntax
    options.matchesAny = any
    options.filters = filters.filters
    options.names = names.choice
    options.limit = shape.count ? 0 : page.count(or: 10)
    options.offset = page.offset
    options.order = sort ?? .relevance
    options.recent = recent
    options.without = without
    limits.apply(to: &options)
    return SearchJob(
      archive: archive.choice,
      options: options,
      saved: saved,
      shape: try shape.shape(),
      output: shape.output.place,
      isStrict: damage.strict
    )
  }
}

extension SearchOptions.Order: ExpressibleByArgument {}
