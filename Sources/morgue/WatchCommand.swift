// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Ingestion
import NewsArchive

/// `morgue watch PATH...`: files what is there, then what arrives.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "File articles, and go on filing what arrives.",
    usage: """
      morgue watch ~/clips
      morgue watch ~/Downloads --include '*.html' --include '*.pdf'
      morgue watch /mnt/wire --every 300
      """,
    discussion: """
      Begins as `morgue index` does, then waits for files to arrive or change, and prints a line \
      whenever something was filed. A file is read when nothing has happened to it for a while. What \
      is deleted or moved away stays in the archive; `morgue remove --path` hides it. Other commands \
      may write meanwhile: the archive is locked only while something is filed. Ctrl-C ends it, and \
      keeps what was read.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var work: ThreadOptions

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String]

  @Option(name: .long, help: ArgumentHelp("Only files that match.", valueName: "glob"))
  var include: [String] = []

  @Option(name: .long, help: ArgumentHelp("Pass over what matches.", valueName: "glob"))
  var exclude: [String] = []

  @Option(name: .long, help: ArgumentHelp("Greatest size of one page, in MB.", valueName: "mb"))
  var maxSize: Int = 32

  @Option(
    name: .long,
    help: ArgumentHelp("Longest time for one file.", valueName: "seconds")
  )
  var maxTime: Int = 60

  @Flag(name: .long, help: "Files whose names begin with a dot, too.")
  var hidden = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Seconds that a file must have rested before it is read.",
      valueName: "seconds"
    )
  )
  var settle: Int = 2

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Seconds between two looks at everything, where the system does not tell of changes.",
      valueName: "seconds"
    )
  )
  var every: Int = 30

  @Flag(
    name: .long,
    help: "Look at everything now and then even where the system tells of changes."
  )
  var poll = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Give up when another process has been writing for so many seconds; if left out, never.",
      valueName: "seconds"
    )
  )
  var wait: Int?

  @Flag(
    name: .long,
    help: "Write to an archive on a network's file system, where two writers may spoil it."
  )
  var allowNetwork = false

  @Flag(name: .long, help: "Print the reports as JSON, one object a line.")
  var json = false

  @Flag(name: [.short, .long], help: "No progress, no list of what was skipped.")
  var quiet = false

  func validate() throws {
    guard !paths.isEmpty, paths.allSatisfy({ !$0.isEmpty && $0 != "-" }) else {
      throw ValidationError("name at least one file or folder")
    }
    guard (1...1024).contains(maxSize) else { throw ValidationError("--max-size takes 1 to 1024") }
    guard (1...86_400).contains(maxTime) else {
      throw ValidationError("--max-time takes 1 to 86400 seconds")
    }
    guard (0...86_400).contains(settle) else {
      throw ValidationError("--settle takes 0 to 86400 seconds")
    }
    guard (1...86_400).contains(every) else {
      throw ValidationError("--every takes 1 to 86400 seconds")
    }
    guard (0...86_400).contains(wait ?? 0) else {
      throw ValidationError("--wait takes 0 to 86400 seconds")
    }
  }

  func run() throws {
    var job = WatchJob(paths: paths)
    job.archive = archive.choice
    job.wait = wait
    job.allowsNetwork = allowNetwork
    job.json = json
    job.quiet = quiet
    job.options.threads = work.threads
    job.options.scanner.include = include
    job.options.scanner.exclude = exclude
    job.options.scanner.includesHidden = hidden
    job.options.scanner.maximumSize = Int64(maxSize) << 20
    job.options.secondsPerFile = maxTime
    job.watching.rest = Int64(settle) * 1_000
    job.watching.every = Int64(every)
    job.watching.polls = poll
    throw ExitCode(try job.run())
  }
}
