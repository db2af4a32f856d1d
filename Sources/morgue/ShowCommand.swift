// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// `morgue show ID...`: articles, clean.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show articles.",
    usage: """
      morgue show 7f3a
      morgue show 7f3a --query 'armed vehicles'
      morgue show 7f3a:p4
      morgue show 7f3a@1 --format markdown
      morgue show 7f3a --original > page.html
      """,
    discussion: """
      Any unique beginning of an id will do; @N asks for an older version, :pN for one paragraph. \
      With --query matches are marked, and the pager opens at the first.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, json
  }

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var damage: StrictOptions

  @Argument(help: "The articles' ids, or their beginnings.", completion: ArchiveValues.ids)
  var ids: [String]

  @Option(name: .long, help: "text, markdown, html or json.")
  var format: Format = .text

  @Flag(name: .long, help: "The stored bytes, as they came.")
  var original = false

  @Flag(name: .long, help: "Where each field was found, and every sighting.")
  var fields = false

  @Option(name: .long, help: "Only this paragraph; the first is 1.")
  var paragraph: Int?

  @Option(name: [.customShort("q"), .long], help: "Mark what matches this query.")
  var query: String?

  func validate() throws {
    if let paragraph, paragraph < 1 { throw ValidationError("--paragraph takes 1 or more") }
    if query != nil, original || format != .text {
      throw ValidationError("--query goes with --format text")
    }
    if original, ids.count > 1 { throw ValidationError("--original goes with one id") }
  }

  func run() throws {
    try Console.run(archive.color, output: output.place) { console in
      let opened = try archive.open()
      if original, let id = ids.first {
        try console.write(bytes: opened.original(of: ArticlePlace(id, in: opened).reference))
        return .done
      }
      let places = try ids.map { try ArticlePlace($0, in: opened) }
      var screen = ArticleRenderer.Screen()
      var withoutMatch: [String] = []
      for (number, place) in places.enumerated() {
        if number > 0, format != .json { screen.append(separator(console.style)) }
        let article = try opened.article(place.reference)
        let marks = try marks(in: article, of: opened)
        if marks?.isEmpty ?? false { withoutMatch.append("\(article.id)") }
        screen.append(try shown(article, place, marks ?? ArticleMarks(), console.style))
      }
      // A reader sees a little of what stands before the first match.
      try console.writePaged(screen.text, from: max(0, (screen.firstMatch ?? 0) - 3))
      console.complain(withoutMatch.map { "nothing in \($0) matches `\(shownQuery)`" })
      for place in places {
        guard let reason = opened.damageOfOriginal(of: place.reference) else { continue }
        console.complain(["the original of \(place.reference.id) is damaged: \(reason)"])
      }
      console.complain([DamageNotice.line(opened.damage, "this may be")].compactMap(\.self))
      return damage.status(.done, without: opened.damage)
    }
  }

  /// What stands between two articles.
  private func separator(_ style: TextStyle) -> String {
    format == .text ? ArticleRenderer.separator(style) : "\n"
  }

  private var shownQuery: String { TerminalText.escape(query ?? "") }

  /// Where the query matches; nil without one.
  private func marks(
    in article: ArchivedArticle,
    of archive: Archive
  ) throws(ArchiveError) -> ArticleMarks? {
    try query.map { (query) throws(ArchiveError) in try archive.marks(of: query, in: article) }
  }

  private func shown(
    _ article: ArchivedArticle,
    _ place: ArticlePlace,
    _ marks: ArticleMarks,
    _ style: TextStyle
  ) throws(ArchiveError) -> ArticleRenderer.Screen {
    if let paragraph = place.paragraph ?? paragraph {
      return try ArticleRenderer.paragraph(
        paragraph,
        of: article,
        style: style,
        marks: marks
      )
    }
    switch format {
    case .text:
      return ArticleRenderer.screen(
        article,
        style: style,
        withOrigins: fields,
        marks: marks
      )
    case .markdown: return ArticleRenderer.Screen(ArticleRenderer.markdown(article))
    case .html: return ArticleRenderer.Screen(ArticleRenderer.html(article))
    case .json: return ArticleRenderer.Screen(ArticleRenderer.json(article) + "\n")
    }
  }
}

/// An article, and perhaps one of its paragraphs: `7f3a`, `7f3a@1`, `7f3a:p4`.
private struct ArticlePlace {
  let reference: ArticleReference
  let paragraph: Int?

  init(_ text: String, in archive: Archive) throws(ArchiveError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard parts[1].first == "p", let number = Int(parts[1].dropFirst()), number > 0 else {
        throw .notAParagraph(text)
      }
      paragraph = number
    } else {
      paragraph = nil
    }
    reference = try archive.reference(String(parts.first ?? ""))
  }
}
