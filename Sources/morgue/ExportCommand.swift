// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// `morgue export [QUERY]`: everything, or what a query finds, in a form that lasts.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write articles out whole: as JSON Lines, a table or a folder of Markdown.",
    usage: """
      morgue export -o archive.jsonl
      morgue export 'cartel tag:border' --after 2024 -o cartel.jsonl
      morgue export --format csv -o archive.csv
      morgue export --format markdown -o clippings/
      """,
    discussion: """
      Without a query, all articles that are not removed; there is no cap. JSON Lines hold all that \
      is known: fields with their origins, paragraphs with their kinds, labels, note, versions and \
      where each was seen; `morgue index` makes the same articles of them, with the same ids (labels \
      and notes stay behind). They come in the order of filing: what is filed later comes last, so \
      --since takes up where an earlier export ended. A file or folder appears when it is whole.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl, csv, markdown
  }

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var language: SyntaxOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var damage: StrictOptions
  @OptionGroup var limits: LimitOptions

  @Argument(help: "Only articles that match; all of them if left out.")
  var query: [String] = []

  @Option(name: .long, help: "jsonl, csv or markdown.")
  var format: Format = .jsonl

  @Flag(name: .long, help: "Articles with any of the words.")
  var any = false

  @Option(
    name: .long,
    parsing: .unconditional,
    help: "date, -date, title or relevance; in the order of filing if left out."
  )
  var sort: SearchOptions.Order?

  @Option(
    name: .long,
    help: ArgumentHelp("Only versions filed by later commits than this.", valueName: "revision")
  )
  var since: UInt64?

  func validate() throws {
    try language.check(any: any)
    guard format != .markdown || output.place.file != nil else {
      throw ValidationError("--format markdown needs a folder to make: --output clippings/")
    }
    guard format != .markdown || !output.force else {
      throw ValidationError("--force replaces files, no folders")
    }
  }

  func run() throws {
    guard format == .markdown, let name = output.place.file else { return try exportFile() }
    try Console.run(archive.color) { console in
      let export = try open()
      guard export.total > 0 else { return nothing(console) }
      let folder = try OutputFolder(name)
      do {
        try walk(export) { article in
          let text = ArticleRenderer.markdown(article.archived)
          try folder.write(text, to: ExportRenderer.fileName(of: article))
        }
        try folder.keep()
      } catch {
        folder.discard()
        throw error
      }
      return end(export, console)
    }
  }

  private func exportFile() throws {
    try Console.run(archive.color, output: output.place) { console in
      let export = try open()
      if export.total == 0 {
        // Thrown, so that no empty file is left.
        throw ExitCode(nothing(console).rawValue)
      }
      if format == .csv { try console.write(ExportRenderer.csvHeader) }
      try walk(export) { article in
        let text =
          format == .csv ? ExportRenderer.csv(article) : ExportRenderer.json(article)
        try console.write(text)
        if console.isClosed { throw ExitCode(ExitStatus.done.rawValue) }
      }
      return end(export, console)
    }
  }

  private func open() throws -> ArchiveExport {
    var options = SearchOptions(query: query.joined(separator: " "))
    options.syntax = language.syntax
    options.matchesAny = any
    options.filters = filters.filters
    options.order = sort ?? .relevance
    options.filedAfter = since
    limits.apply(to: &options)
    return try archive.open().export(options, inOrderOfFiling: sort == nil)
  }

  /// Takes the articles one after another, showing how far it has come.
  private func walk(
    _ export: ArchiveExport,
    _ body: (ExportedArticle) throws -> Void
  ) throws {
    let bar = ProgressBar(isShown: true)
    defer { bar.clear() }
    ProcessSignals.noteStops()
    var done = 0
    while let article = try export.next() {
      if ProcessSignals.stopRequested != nil { throw ExitCode(ExitStatus.stopped.rawValue) }
      try body(article)
      done += 1
      bar.show(done, of: export.total)
    }
  }

  private func nothing(_ console: Console) -> ExitStatus {
    console.complain(["no articles to export"])
    return .nothingFound
  }

  private func end(_ export: ArchiveExport, _ console: Console) -> ExitStatus {
    console.complain(export.hints.map { TerminalText.escape($0) })
    console.complain([DamageNotice.line(export.damaged, "the export is")].compactMap(\.self))
    return damage.status(.done, without: export.damaged)
  }
}
