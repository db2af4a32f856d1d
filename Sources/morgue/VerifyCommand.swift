// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// `morgue verify`: checks that everything is as it was written.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that nothing in the archive is damaged.",
    usage: """
      morgue verify
      morgue verify --full
      morgue verify --full --originals
      """,
    discussion: """
      Looks at names, lengths, headers and the history of commits: some milliseconds. --full reads \
      every checksum of index, articles and catalogue and compares a sample of the index with the \
      texts; --originals takes the SHA-256 of every original; both together look at everything. \
      `morgue status` says when that was last done.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var work: ThreadOptions

  @Flag(name: .long, help: "Check every byte of the index, and that it fits the articles.")
  var full = false

  @Flag(name: .long, help: "Check the SHA-256 of every original.")
  var originals = false

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func run() throws {
    try Console.run(archive.color) { console in
      let bar = ProgressBar(isShown: full || originals)
      ProcessSignals.noteStops()
      let report = try Archive.verify(
        at: archive.locator.existing(),
        full: full,
        originals: originals,
        threads: work.threads,
        isStopped: { ProcessSignals.stopRequested != nil },
        progress: bar.show(bytes:of:)
      )
      bar.clear()
      try console.write(json ? VerifyRenderer.json(report) : VerifyRenderer.text(report))
      if report.hasDamage { console.complain([VerifyRenderer.advice(report)]) }
      return report.wasStopped ? .stopped : report.hasDamage ? .damaged : .done
    }
  }
}
