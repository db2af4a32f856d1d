// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue edit ID --set FIELD=VALUE`: corrects a field by hand.
struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Correct a field of an article by hand.",
    usage: """
      morgue edit 7f3a --set published=2025-06-08 --set byline='A. Reporter; B. Writer'
      morgue edit 7f3a --unset section
      """,
    discussion: """
      Fields: title, deck, byline (several people separated by ;), agency, dateline, section, \
      source, url, published, updated, lang. A correction has the origin `manual` and survives \
      reindexing and new versions; --unset takes it back.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions

  @Argument(help: "The article's id, or its beginning.", completion: ArchiveValues.ids)
  var id: String

  @Option(name: .long, help: ArgumentHelp("The new value.", valueName: "field=value"))
  var set: [String] = []

  @Option(name: .long, help: ArgumentHelp("Take a correction back.", valueName: "field"))
  var unset: [String] = []

  func validate() throws {
    guard !set.isEmpty || !unset.isEmpty else { throw ValidationError("nothing to --set") }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      let reference = try archive.open().reference(id)
      let corrections =
        try set.map(Correction.init(assignment:))
        + unset.map(Correction.init(removing:))
      let writer = try writing.open(archive)
      try writer.edit(reference.id, corrections)
      try console.write("\(reference.id) corrected\n")
      return .done
    }
  }
}
