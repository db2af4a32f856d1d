// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage
import SystemPackage

/// `morgue restore ID...`: brings hidden articles back; `--from`, a whole archive.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring removed articles back, or a whole archive from a backup.",
    usage: """
      morgue restore 7f3a 9k2m
      morgue restore --from /mnt/disk/clips
      morgue restore --from /mnt/disk/clips --archive ~/clips/index
      """,
    discussion: """
      With --from, the archive is made anew by copying the backup, every byte checked: in the folder \
      that --archive or MORGUE_ARCHIVE names, else in ./index, where none may be. Of an archive that \
      is only damaged `morgue repair --from BACKUP` takes no more than it needs from a backup.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions

  @Argument(help: "Ids, or their beginnings.", completion: ArchiveValues.ids)
  var ids: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Make the archive anew from this backup.", valueName: "backup"),
    completion: .directory
  )
  var from: String?

  func validate() throws {
    guard let from else {
      guard !ids.isEmpty else { throw ValidationError("name at least one id, or --from BACKUP") }
      return
    }
    guard ids.isEmpty else { throw ValidationError("--from brings all articles back, not some") }
    guard !from.isEmpty else { throw ValidationError("--from takes the folder of a backup") }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      if let from { return try restoreAll(from: FilePath(from), console) }
      let chosen = try archive.open().articles(named: ids, from: [])
      let writer = try writing.open(archive)
      try console.write("\(writer.restore(chosen.map(\.id))) restored\n")
      return .done
    }
  }

  private func restoreAll(from backup: FilePath, _ console: Console) throws -> ExitStatus {
    let place = archive.locator.forMaking()
    var options = BackupOptions()
    options.wait = writing.wait
    return try console.copying("stopped; there is no archive in \(TerminalText.escape(place)) yet")
    { isStopped, progress in
      try Archive.restore(
        place,
        from: backup,
        options: options,
        isStopped: isStopped,
        progress: progress
      )
    }
  }
}
