// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Storage

/// `morgue open ID`: the original, in the system's viewer.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the original of an article in the system's viewer.",
    usage: "morgue open 7f3a",
    discussion: "A copy of the stored bytes is opened; $MORGUE_OPENER names another program."
  )

  @OptionGroup var archive: ArchiveOptions

  @Argument(help: "The article's id, or its beginning.", completion: ArchiveValues.ids)
  var id: String

  func run() throws {
    try Console.run(archive.color) { console in
      let opened = try archive.open()
      let reference = try opened.reference(id)
      let copy = try opened.exportOriginal(of: reference, into: Process.temporaryFolder())
      try Process.open(copy)
      console.complain(["Opened a copy of the original: \(TerminalText.escape(copy))"])
      return .done
    }
  }
}
