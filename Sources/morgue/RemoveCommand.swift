// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import SystemPackage

/// `morgue remove ID...`: hides articles, or takes them out for good.
struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Hide articles from searches; `restore` brings them back.",
    usage: """
      morgue remove 7f3a 9k2m
      morgue remove --path ~/clips/old --dry-run
      morgue remove 7f3a --purge --yes
      """,
    discussion: "The bytes stay, unless --purge says otherwise; then they go everywhere."
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions

  @Argument(help: "Ids, or their beginnings.", completion: ArchiveValues.ids)
  var ids: [String] = []

  @Option(name: .long, help: "All articles that came from this file or folder.")
  var path: [String] = []

  @Flag(name: .long, help: "Destroy the stored bytes as well.")
  var purge = false

  @Flag(name: .long, help: "Only say what would be done.")
  var dryRun = false

  @Flag(name: .long, help: "Do not ask.")
  var yes = false

  func validate() throws {
    guard !ids.isEmpty || !path.isEmpty else { throw ValidationError("name an id or a --path") }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      let named = try opened.articles(named: ids, from: path.map { FilePath($0) })
      // What is hidden already stays so; asking for it again is no error.
      let chosen = named.filter { purge || !$0.isRemoved }
      guard !named.isEmpty else {
        console.complain(["no such article"])
        return .nothingFound
      }
      if dryRun {
        try console.write(ResultsRenderer.names(chosen, style: console.style))
        console.complain(["\(chosen.count) would be \(purge ? "purged" : "removed")"])
        return .done
      }
      guard try isConfirmed(chosen.count, console) else { return .done }
      let writer = try writing.open(archive)
      let done = purge ? try writer.purge(chosen.map(\.id)) : try writer.remove(chosen.map(\.id))
      try console.write("\(done) \(purge ? "purged" : "removed")\n")
      if purge { try warnOfQuarantine(writer, console) }
      return .done
    }
  }

  /// Says that damaged files, which nothing here deletes, may still hold what was to be destroyed.
  private func warnOfQuarantine(_ writer: ArchiveWriter, _ console: Console) throws {
    let count = try writer.quarantinedFileCount()
    guard count > 0 else { return }
    console.complain([
      "quarantine/ has \(count) \(count == 1 ? "file" : "files") moved aside that may still hold it: "
        + "delete what you need no more"
    ])
  }

  /// Whether to go on: more than one article, or bytes for ever, is asked about on a terminal.
  private func isConfirmed(_ count: Int, _ console: Console) throws -> Bool {
    guard !yes, purge || count > 1 else { return true }
    let articles = count == 1 ? "1 article" : "\(count) articles"
    guard Process.isInteractive else {
      let done = purge ? "destroyed for good" : "removed"
      throw ValidationError(
        "\(articles) would be \(done): say --yes to go on, or --dry-run to see what"
      )
    }
    return console.asks("\(purge ? "Purge" : "Remove") \(articles)? [y/N] ")
  }
}
