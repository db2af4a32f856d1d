// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue merge`: joins segments now instead of later.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the parts of the index that writing left behind.",
    usage: """
      morgue merge
      morgue merge --full
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions

  @Flag(name: .long, help: "Into one.")
  var full = false

  func run() throws {
    try Console.run(archive.color) { console in
      let writer = try writing.open(archive)
      let report = try writer.merge(full: full)
      try console.write(UpkeepRenderer.line(report))
      return .done
    }
  }
}
