// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering
import Storage
import SystemPackage

/// `morgue backup DEST`: a second archive that is what this one is now.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Make a backup of the archive, or bring one up to date.",
    usage: """
      morgue backup /mnt/disk/clips
      morgue backup --copy ~/clips-backup
      morgue restore --from /mnt/disk/clips
      """,
    discussion: """
      DEST becomes an archive of its own: `morgue search --archive DEST` searches it. It is what the \
      archive was at one moment, whoever writes meanwhile; names.txt goes along. On the same disk \
      files get one more name instead of being copied, which protects from mistakes and not from a \
      broken disk. A backup that is there already gets what is new and has damaged files replaced, \
      which are kept in its quarantine/; until all is checked it stays the older one. What `remove \
      --purge` destroys in the archive stays in backups until they are brought up to date.
      """
  )

  @OptionGroup var archive: ArchiveOptions

  @Argument(help: "The backup's folder: new, empty, or an older backup.", completion: .directory)
  var dest: String

  @Flag(name: .long, help: "Copy every file, also where it could have one more name.")
  var copy = false

  @Flag(name: .long, help: "Do not check the files' bytes.")
  var noVerify = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Seconds to wait while another process writes to DEST.",
      valueName: "seconds"
    )
  )
  var wait: Int = 0

  func validate() throws {
    guard !dest.isEmpty else { throw ValidationError("name the backup's folder") }
    guard (0...86_400).contains(wait) else {
      throw ValidationError("--wait takes 0 to 86400 seconds")
    }
  }

  func run() throws {
    try Console.run(archive.color) { console in
      var options = BackupOptions()
      options.copiesAll = copy
      options.verifies = !noVerify
      options.wait = wait
      let source = try archive.locator.existing()
      return try console.copying(
        "stopped; there is no newer backup in \(TerminalText.escape(dest))"
      ) { isStopped, progress in
        try Archive.backUp(
          source,
          to: FilePath(dest),
          options: options,
          isStopped: isStopped,
          progress: progress
        )
      }
    }
  }
}

extension Console {
  /// Runs what copies an archive, with a progress bar and stopping when asked to, and says what it did.
  func copying(
    _ stopped: String,
    _ body: (
      _ isStopped: @escaping () -> Bool, _ progress: @escaping (UInt64, UInt64) -> Void
    ) throws -> BackupReport
  ) throws -> ExitStatus {
    let bar = ProgressBar(isShown: true)
    defer { bar.clear() }
    ProcessSignals.noteStops()
    let report = try body(
      { ProcessSignals.stopRequested != nil },
      { bar.show(bytes: $0, of: $1) }
    )
    bar.clear()
    guard let line = BackupRenderer.line(report) else {
      complain([stopped])
      return .stopped
    }
    try write(line)
    return .done
  }
}
