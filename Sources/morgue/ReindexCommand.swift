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
    discussion: """
      Needed after an upgrade that reads text differently, or after damage. Until all is done \
      searches find what they found before. Stopped or killed, it goes on where it was when it is \
      run again, unless something else was written meanwhile.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var work: ThreadOptions

  func run() throws {
    try Console.run(archive.color) { console in
      let writer = try writing.open(archive, rebuilding: true)
      let bar = ProgressBar(isShown: true)
      defer { bar.clear() }
      ProcessSignals.noteStops()
      var options = ReindexOptions()
      options.threads = work.threads
      let report = try writer.reindex(
        options: options,
        isStopped: { ProcessSignals.stopRequested != nil },
        resumption: { console.complain([ReindexRenderer.resumption(done: $0, of: $1)]) },
        progress: bar.show
      )
      bar.clear()
      console.complain(ReindexRenderer.complaints(report))
      guard !report.wasStopped else { return .stopped }
      try console.write(ReindexRenderer.line(report))
      return report.lost > 0 ? .damaged : .done
    }
  }
}
