// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Ingestion
import NewsArchive

/// `morgue index PATH...`: files and folders in.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "File articles: only what is new or changed is read.",
    usage: """
      morgue index ~/clips
      morgue index ~/Downloads/new-report.html
      curl ... | morgue index -
      """,
    discussion: """
      Takes plain text, HTML pages, pages saved as MHTML, JSON Lines, web archives (WARC), mails, \
      mailboxes, feeds, wire formats, office documents and exports of commercial archives, also \
      compressed by gzip; told by their bytes, whatever their names. Folders are walked whole. What a \
      folder's .morgueignore lists is passed over, and so are hidden files and the folders that \
      browsers save beside a page. Ends with one line: added, changed, unchanged, copies, skipped.
      """,
    aliases: ["add"]
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var work: ThreadOptions

  @Argument(help: "Files and folders; - for one article on standard input.")
  var paths: [String]

  @Option(name: .long, help: ArgumentHelp("Only files that match.", valueName: "glob"))
  var include: [String] = []

  @Option(name: .long, help: ArgumentHelp("Pass over what matches.", valueName: "glob"))
  var exclude: [String] = []

  @Option(name: .long, help: ArgumentHelp("Greatest size of one page, in MB.", valueName: "mb"))
  var maxSize: Int = 32

  @Option(name: .long, help: ArgumentHelp("Longest time for one file.", valueName: "seconds"))
  var maxTime: Int = 60

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Memory for what is not committed yet; one file may need four times as much.",
      valueName: "mb"
    )
  )
  var memory: Int = 256

  @Option(name: .long, help: .hidden)
  var batch: Int = IndexOptions().batchArticles

  @Option(name: .long, help: "The file name of what comes on standard input.")
  var name: String?

  @Flag(name: .long, help: "Files whose names begin with a dot, too.")
  var hidden = false

  @Flag(name: .long, help: "Read again what was skipped before.")
  var retryFailed = false

  @Flag(name: .long, help: "Print the report as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "No progress, no list of what was skipped.")
  var quiet = false

  func validate() throws {
    guard !paths.isEmpty, paths.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("name at least one file or folder")
    }
    guard (1...1024).contains(maxSize) else { throw ValidationError("--max-size takes 1 to 1024") }
    guard (1...86_400).contains(maxTime) else {
      throw ValidationError("--max-time takes 1 to 86400 seconds")
    }
    guard (16...65_536).contains(memory) else {
      throw ValidationError("--memory takes 16 to 65536 megabytes")
    }
    guard batch > 0 else { throw ValidationError("--batch takes 1 or more") }
  }

  func run() throws {
    throw ExitCode(try job.run())
  }

  /// The same, as values.
  var job: IndexJob {
    var job = IndexJob(paths: paths)
    job.archive = archive.choice
    job.wait = writing.wait
    job.allowsNetwork = writing.allowNetwork
    job.name = name
    job.json = json
    job.quiet = quiet
    job.megabytes = maxSize
    job.options.scanner.include = include
    job.options.scanner.exclude = exclude
    job.options.scanner.includesHidden = hidden
    job.options.retriesSkipped = retryFailed
    job.options.secondsPerFile = maxTime
    job.options.memoryBudget = memory << 20
    job.options.batchArticles = batch
    job.options.threads = work.threads
    return job
  }
}
