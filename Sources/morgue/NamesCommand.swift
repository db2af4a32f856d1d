// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage
import SystemPackage

/// `morgue names`: names that mean one thing.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Show the names that searches take for one another, or find more of them.",
    usage: """
      morgue names
      morgue names suggest
      """,
    discussion: """
      The file names.txt in the archive's folder has a group of names a line: CJNG = Jalisco New \
      Generation Cartel = Cártel de Jalisco Nueva Generación. A search for one of them, in quotes or \
      not, finds them all; =CJNG finds just that. Nothing but you writes to the file.
      """,
    subcommands: [NamesListCommand.self, NamesSuggestCommand.self],
    defaultSubcommand: NamesListCommand.self
  )
}

/// `morgue names`: the groups that there are.
struct NamesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the groups of names, and the lines that cannot be used.",
    usage: """
      morgue names
      $EDITOR "$(morgue names --path)"
      """
  )

  @OptionGroup var archive: ArchiveOptions

  @Option(name: .long, help: ArgumentHelp("A file of names to look at.", valueName: "file"))
  var names: String?

  @Flag(name: .long, help: "Only where the archive's file of names is, or would be.")
  var path = false

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      if path {
        try console.write("\(opened.namesFile.string)\n")
        return .done
      }
      let known = try opened.names(names.map { .file($0) } ?? .ofArchive)
      try console.writePaged(NamesRenderer.text(known, style: console.style))
      console.complain(NamesRenderer.complaints(known, file: opened.namesFile))
      return known.entries.isEmpty ? .nothingFound : .done
    }
  }
}

/// `morgue names suggest`: abbreviations that articles explain.
struct NamesSuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Find names that articles explain, as in \"Long Name (ABBR)\".",
    usage: """
      morgue names suggest
      morgue names suggest --min 5 >> "$(morgue names --path)"
      morgue names suggest 'cartel' --lang es
      """,
    discussion: """
      Prints lines for the file of names, the most frequent first, without those that it has. Look at \
      them before you keep them, and put what means one thing on one line.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var limits: LimitOptions

  @Argument(help: "Only articles that match; all of them if left out.")
  var query: [String] = []

  @Option(name: .long, help: "How many articles must explain a name.")
  var min = 2

  @Option(
    name: [.customShort("n"), .long],
    help: "How many lines, 0 for all.",
    transform: { text in
      guard let number = PageOptions.number(text) else {
        throw ValidationError("--limit takes 0 (all) to 1000000000")
      }
      return number
    }
  )
  var limit = 0

  func validate() throws {
    guard min > 0 else { throw ValidationError("--min takes a number from 1 on") }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      var options = SearchOptions(query: query.joined(separator: " "))
      options.filters = filters.filters
      limits.apply(to: &options)
      let progress = ProgressBar(isShown: true)
      var found = try opened.suggestNames(options, atLeast: min) { done, total in
        progress.show(done, of: total, "articles")
      }
      progress.clear()
      let count = found.suggestions.count
      found.suggestions = Array(found.suggestions.prefix(PageOptions.count(limit, or: .max)))
      try console.writePaged(NamesRenderer.file(found))
      console.complain(NamesRenderer.complaints(found, suggestions: count))
      return found.suggestions.isEmpty ? .nothingFound : .done
    }
  }
}
