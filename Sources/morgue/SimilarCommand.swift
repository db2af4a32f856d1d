// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue similar ID`: articles like one.
struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find articles like one, the most similar first.",
    usage: """
      morgue similar 7f3a
      morgue similar 7f3a --after 2025 --lang es
      morgue similar 7f3a --explain
      """,
    discussion: """
      Looks for the 25 terms that tell the article best from the rest of the archive; an article \
      must have a third of them. --explain shows them.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var shape: ShapeOptions
  @OptionGroup var damage: StrictOptions
  @OptionGroup var limits: LimitOptions

  @Argument(
    help: "The article's id, or its beginning; with @1 its first version.",
    completion: ArchiveValues.ids
  )
  var id: String

  @Flag(name: .long, help: "Show the terms that are looked for instead of articles.")
  var explain = false

  func run() throws {
    let shape = try shape.shape()
    try Console.run(archive.color, output: self.shape.output.place) { console in
      let opened = try archive.open()
      let reference = try opened.reference(id)
      if explain {
        let explanation = try opened.explainSimilar(reference)
        try console.writePaged(SimilarityRenderer.text(explanation, style: console.style))
        console.complain([DamageNotice.line(opened.damage, "these terms are")].compactMap(\.self))
        return damage.status(
          explanation.terms.isEmpty ? .nothingFound : .done,
          without: opened.damage
        )
      }
      let results = try opened.similar(to: reference, options(shape, console))
      try shape.write(results, to: console) { ResultsRenderer.text($0, style: $1) }
      console.complain(ResultsRenderer.complaints(results.page))
      return damage.status(
        results.page.total > 0 ? .done : .nothingFound,
        without: results.page.damaged
      )
    }
  }

  private func options(_ shape: ResultShape, _ console: Console) -> SearchOptions {
    var options = SearchOptions(query: "")
    options.filters = filters.filters
    options.limit = shape.count ? 0 : page.count(or: 10)
    options.offset = page.offset
    options.snippetLength = shape.snippetLength(width: console.style.width)
    options.needsPaths = shape.needsPaths || console.style.hasHyperlinks
    limits.apply(to: &options)
    return options
  }
}
