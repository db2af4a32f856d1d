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
      let writer = try ArchiveWriter(at: archive.locator.existing(), waiting: writing.wait)
      let report = try writer.merge(full: full)
      try console.write(UpkeepRenderer.line(report))
      return .done
    }
  }
}

/// `morgue verify`: checks that everything is as it was written.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that nothing in the archive is damaged.",
    usage: """
      morgue verify
      morgue verify --originals
      """,
    discussion: "Checks names, lengths and every checksum of the index."
  )

  @OptionGroup var archive: ArchiveOptions

  @Flag(name: .long, help: "Check the SHA-256 of every original as well.")
  var originals = false

  func run() throws {
    try Console.run(archive.color) { console in
      let report = try Archive.verify(at: archive.locator.existing(), originals: originals)
      try console.write(UpkeepRenderer.text(report))
      guard !report.damage.isEmpty else { return .done }
      console.complain([UpkeepRenderer.advice(report)])
      return .damaged
    }
  }
}
