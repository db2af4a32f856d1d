// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue explain QUERY`: how a query was read and why an article scored what it did.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how a query was read, what it expands to, and why an article scores.",
    usage: """
      morgue explain 'cartels "armed men"'
      morgue explain 'cartels' --article 7f3a
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var language: SyntaxOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var names: NameOptions
  @OptionGroup var damage: StrictOptions
  @OptionGroup var limits: LimitOptions

  @Argument(help: "The query.")
  var query: [String]

  @Flag(name: .long, help: "Articles with any of the words.")
  var any = false

  @Option(name: .long, help: "Prefer newer articles, as `search` does.")
  var recent: String?

  @Option(name: .long, help: "The article whose score is wanted.")
  var article: String?

  @Flag(name: .long, help: "One JSON object, with all words that patterns stand for.")
  var json = false

  func validate() throws {
    try language.check(any: any)
  }

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      var options = SearchOptions(query: query.joined(separator: " "))
      options.syntax = language.syntax
      options.matchesAny = any
      options.recent = recent
      options.filters = filters.filters
      options.names = names.choice
      limits.apply(to: &options)
      let reference = try article.map { try opened.reference($0) }
      let explanation = try opened.explain(options, article: reference)
      if json {
        try console.write(ExplanationRenderer.json(explanation))
      } else {
        try console.writePaged(ExplanationRenderer.text(explanation, style: console.style))
      }
      console.complain([DamageNotice.line(explanation.damaged, "this is")].compactMap(\.self))
      return damage.status(.done, without: explanation.damaged)
    }
  }
}
