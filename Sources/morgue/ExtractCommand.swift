// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import SystemPackage

/// `morgue extract FILE...`: what would be filed.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Show what would be filed, without filing it.",
    usage: """
      morgue extract page.html
      morgue extract --json pages/*.html
      """
  )

  @Argument(help: "The files to read.")
  var files: [String]

  @Flag(name: .long, help: "One JSON object a line for each article.")
  var json = false

  func run() throws {
    try Console.run(.auto) { console in
      var status = ExitStatus.done
      for file in files {
        let extraction = ArticleExtraction(of: FilePath(file))
        for article in extraction.articles {
          let text =
            json
            ? ExtractionRenderer.json(article, path: file) + "\n"
            : ExtractionRenderer.text(article, path: file)
          try console.write(text)
        }
        console.complain(extraction.skipped.map { "\(file): \($0)" })
        if !extraction.skipped.isEmpty { status = .someSkipped }
      }
      return status
    }
  }
}
