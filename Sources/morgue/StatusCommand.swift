// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue status`: what the archive holds.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What the archive holds: articles, sources, languages, dates, sizes.",
    usage: """
      morgue status
      morgue status --problems
      """
  )

  @OptionGroup var archive: ArchiveOptions

  @Flag(name: .long, help: "List what was skipped, and why.")
  var problems = false

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      if problems {
        let found = try opened.problems()
        try console.writePaged(
          json ? StatusRenderer.json(found) : StatusRenderer.text(found, style: console.style)
        )
        return .done
      }
      let status = try opened.status()
      try console.write(
        json ? StatusRenderer.json(status) : StatusRenderer.text(status, style: console.style)
      )
      return .done
    }
  }
}
