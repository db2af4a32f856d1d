// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue save NAME QUERY`: keeps a search under a name.
struct SaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Keep a search under a name, to be asked again.",
    usage: """
      morgue save border '(cartel OR convoy) w/s border' --source Reuters
      morgue save --list
      morgue new border
      morgue search --saved border --after last-week
      morgue save border --delete
      """,
    discussion: """
      The archive keeps the query and the filters as they are typed, so that last-week stays last \
      week. `morgue new NAME` prints what has arrived for it since it was kept or last asked.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var language: SyntaxOptions
  @OptionGroup var filters: FilterOptions

  @Argument(
    help: "The name: letters and digits with -, _ and . between them.",
    completion: ArchiveValues.searches
  )
  var name: String?

  @Argument(help: "The query; without one, the search that is kept is shown.")
  var query: [String] = []

  @Flag(name: .long, help: "Articles with any of the words.")
  var any = false

  @Flag(name: .long, help: "Count what is in the archive already as new.")
  var everything = false

  @Flag(name: .long, help: "Replace the search that is kept under this name.")
  var force = false

  @Flag(name: .long, help: "Give the search up.")
  var delete = false

  @Flag(name: .long, help: "All searches that are kept.")
  var list = false

  @Flag(name: .long, help: "The list as JSON, one object a line.")
  var json = false

  func validate() throws {
    try language.check(any: any)
    guard list == (name == nil) else {
      throw ValidationError("name the search, as in `morgue save border 'cartel'`, or say --list")
    }
    if delete, !query.isEmpty { throw ValidationError("--delete takes no query") }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      guard let name else { return try show(opened.searchNames(), of: opened, console) }
      if delete { return try giveUp(name, in: opened, console) }
      var options = options
      options.query = try Archive.ownSyntax(of: options.query, from: language.syntax)
      guard options != SearchOptions(query: "") else {
        return try show([name], of: opened, console)
      }
      let total = try opened.results(options).page.total
      let writer = try writing.open(archive)
      try writer.save(name, options, fromStart: everything, replacing: force)
      try console.write("\(name) kept; \(total) in the archive match\n")
      return .done
    }
  }

  private var options: SearchOptions {
    var options = SearchOptions(query: query.joined(separator: " "))
    options.matchesAny = any
    options.filters = filters.filters
    return options
  }

  private func giveUp(_ name: String, in archive: Archive, _ console: Console) throws -> ExitStatus
  {
    let search = try archive.keptSearch(name)
    let writer = try writing.open(self.archive)
    try writer.giveUp(search)
    try console.write("\(name) given up\n")
    return .done
  }

  private func show(_ names: [String], of archive: Archive, _ console: Console) throws -> ExitStatus
  {
    for name in names {
      let search = try archive.keptSearch(name)
      let text =
        json ? KeptSearchRenderer.json(search) : KeptSearchRenderer.text(search)
      try console.write(text)
    }
    return names.isEmpty ? .nothingFound : .done
  }
}
