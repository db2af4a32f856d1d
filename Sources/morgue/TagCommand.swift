// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// `morgue tag ID... +border -todo`: a reader's own labels.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Put labels of your own on articles, and take them off.",
    usage: """
      morgue tag 7f3a 9k2m +border -todo
      morgue tag 7f3a '+to read'
      morgue search cartel --ids --limit 0 | morgue tag - +cartel
      morgue tag --list
      morgue search 'tag:border'
      """,
    discussion: """
      Labels stay through new versions and reindexing. Queries name them whole, without minding \
      case and accents: tag:border, tag:"to read", tag:bord*. Without a label, those of the \
      article are shown.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions

  @Argument(
    help: "Ids, or their beginnings; `-` reads them from standard input.",
    completion: ArchiveValues.idsAndLabels
  )
  var ids: [String] = []

  @Option(name: .long, help: ArgumentHelp("The same as +label.", valueName: "label"))
  var add: [String] = []

  @Option(name: .long, help: ArgumentHelp("The same as -label.", valueName: "label"))
  var remove: [String] = []

  @Flag(name: .long, help: "All labels, with the number of articles that have each.")
  var list = false

  @Flag(name: .long, help: "The list as JSON, one object a line.")
  var json = false

  /// The arguments with `+label` and `-label` as options, which the parser understands.
  static func plain(_ arguments: [String]) -> [String] {
    guard let end = arguments.firstIndex(of: "--") else { return arguments.map(plain) }
    return arguments[..<end].map(plain) + arguments[end...]
  }

  private static func plain(_ word: String) -> String {
    let label = String(word.dropFirst())
    if word.hasPrefix("+"), !label.isEmpty { return "--add=\(label)" }
    let isLabel = word.hasPrefix("-") && !label.isEmpty && !word.hasPrefix("--") && word != "-h"
    return isLabel ? "--remove=\(label)" : word
  }

  func validate() throws {
    let changes = !add.isEmpty || !remove.isEmpty
    guard list != !ids.isEmpty, !(list && changes) else {
      throw ValidationError("name ids and labels, as in `morgue tag 7f3a +border`, or --list")
    }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      if list { return try showAll(console) }
      let opened = try archive.open()
      let chosen = try IDList(ids).references(in: opened, advised: Self.advised)
      guard !chosen.isEmpty else {
        console.complain(["no ids were given"])
        return .nothingFound
      }
      if add.isEmpty, remove.isEmpty { return try show(chosen, of: opened, console) }
      let (adding, removing) = (try add.map(Label.init), try remove.map(Label.init))
      let writer = try writing.open(archive)
      let changed = try writer.tag(chosen.map(\.id), adding: adding, removing: removing)
      try console.write("\(changed) changed, \(chosen.count - changed) unchanged\n")
      return .done
    }
  }

  /// Says how labels are typed where a word is no id and looks like none.
  private static func advised(_ error: ArchiveError, _ word: String, _ place: Int) -> ArchiveError {
    place > 0 || !word.contains(where: \.isNumber) ? error.perhapsLabel(word) : error
  }

  private func showAll(_ console: Console) throws -> ExitStatus {
    let labels = try archive.open().labels()
    let text = json ? LabelsRenderer.json(labels) : LabelsRenderer.text(labels)
    try console.writePaged(text)
    return labels.isEmpty ? .nothingFound : .done
  }

  /// The labels of some articles, a line for each.
  private func show(
    _ chosen: [ArticleReference],
    of archive: Archive,
    _ console: Console
  ) throws -> ExitStatus {
    var hasAny = false
    for reference in chosen {
      let tags = try archive.article(reference).tags
      hasAny = hasAny || !tags.isEmpty
      let line = (["\(reference.id)"] + tags.map { TerminalText.escape($0) }).joined(
        separator: "\t"
      )
      try console.write(line + "\n")
    }
    return hasAny ? .done : .nothingFound
  }
}
