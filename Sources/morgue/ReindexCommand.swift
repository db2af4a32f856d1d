// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage

/// `morgue reindex`: builds articles and index anew from the originals.
struct ReindexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: "Rebuild articles and index from the stored originals.",
    usage: "morgue reindex",
    discussion: "Needed after an upgrade that reads text differently, or after damage."
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var work: ThreadOptions

  func run() throws {
    try Console.run(archive.color) { console in
      let writer = try ArchiveWriter(
        at: archive.locator.existing(),
        waiting: writing.wait,
        rebuilding: true
      )
      let bar = ProgressBar(isShown: true)
      defer { bar.clear() }
      ProcessSignals.noteStops()
      let report = try writer.reindex(
        threads: work.threads,
        isStopped: { ProcessSignals.stopRequested != nil },
        progress: bar.show
      )
      try console.write(UpkeepRenderer.line(report))
      return report.wasStopped ? .stopped : .done
    }
  }
}
