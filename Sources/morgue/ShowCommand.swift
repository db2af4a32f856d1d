// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue show ID`: one article, clean.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an article.",
    usage: """
      morgue show 7f3a
      morgue show 7f3a@1 --format markdown
      morgue show 7f3a --original > page.html
      """,
    discussion: "Any unique beginning of an id will do; @N asks for an older version."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, json
  }

  @OptionGroup var archive: ArchiveOptions

  @Argument(help: "The article's id, or its beginning.")
  var id: String

  @Option(name: .long, help: "text, markdown, html or json.")
  var format: Format = .text

  @Flag(name: .long, help: "The stored bytes, as they came.")
  var original = false

  @Flag(name: .long, help: "Where each field was found, and every sighting.")
  var fields = false

  @Option(name: .long, help: "Only this paragraph; the first is 1.")
  var paragraph: Int?

  func validate() throws {
    if let paragraph, paragraph < 1 { throw ValidationError("--paragraph takes 1 or more") }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      let reference = try opened.reference(id)
      if original {
        try console.write(bytes: opened.original(of: reference))
        return .done
      }
      let article = try opened.article(reference)
      if let paragraph {
        try console.write(ArticleRenderer.paragraph(paragraph, of: article, style: console.style))
      } else {
        try console.writePaged(rendered(article, console.style))
      }
      return .done
    }
  }

  private func rendered(_ article: ArchivedArticle, _ style: TextStyle) -> String {
    switch format {
    case .text: ArticleRenderer.text(article, style: style, withOrigins: fields)
    case .markdown: ArticleRenderer.markdown(article)
    case .html: ArticleRenderer.html(article)
    case .json: ArticleRenderer.json(article) + "\n"
    }
  }
}
