// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage
import SystemPackage

/// `morgue repair`: mends what is damaged and deletes nothing.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Mend what is damaged, from the originals or from a backup.",
    usage: """
      morgue repair --dry-run
      morgue repair
      morgue repair --from /mnt/backup/archive
      """,
    discussion: """
      Looks at everything, moves what is damaged to the archive's folder quarantine, and makes it \
      anew: the index from the stored articles, articles and catalogue from the originals. Nothing \
      is deleted. With --from sound copies are taken from a backup first. An original that is lost \
      is named; index its file again and it is back. Exit status 65: something is lost.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var work: ThreadOptions

  @Flag(name: .long, help: "Say what would be done, and change nothing.")
  var dryRun = false

  @Option(
    name: .long,
    help: ArgumentHelp("Take sound files from this backup of the archive first.", valueName: "dir"),
    completion: .directory
  )
  var from: String?

  @Flag(name: .long, help: "As JSON.")
  var json = false

  func run() throws {
    try Console.run(archive.color) { console in
      let bar = ProgressBar(isShown: true)
      ProcessSignals.noteStops()
      let repair = try ArchiveRepair(
        at: archive.locator.existing(),
        from: from.map { FilePath($0) },
        isDryRun: dryRun,
        waiting: writing.wait,
        threads: work.threads,
        isStopped: { ProcessSignals.stopRequested != nil },
        progress: bar.show(bytes:of:)
      )
      repair.allowsNetwork = writing.allowNetwork
      let report = try repair.run()
      bar.clear()
      try console.write(json ? RepairRenderer.json(report) : RepairRenderer.text(report))
      console.complain([RepairRenderer.complaint(report)].compactMap(\.self))
      if report.wasStopped { return .stopped }
      if report.isDryRun { return report.found.isEmpty ? .done : .damaged }
      return report.lost.isEmpty ? .done : .damaged
    }
  }
}
