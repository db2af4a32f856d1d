// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Ingestion
import NewsArchive
import Rendering
import Storage
import SystemPackage

/// `morgue extract FILE...`: what would be filed, and why.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Show what would be filed of files, without filing it.",
    usage: """
      morgue extract page.html
      morgue extract --dropped page.html
      morgue extract --json ~/clips > extracted.jsonl
      curl ... | morgue extract -
      """,
    discussion: """
      Prints each article with every field and where it was found, notes on how it was read, and \
      its paragraphs with their kind. Files and folders are taken as `index` takes them; no archive \
      is needed or changed, and only one that is named is looked at.

      With --json one object a line: path, ordinal, media_type, charset, size, sha256, offset, \
      notes, fields (name, value, origin), paragraphs (kind, text), body (without captions), \
      dropped (kind, reason, score, text); for what would not be filed: path, skipped.
      """
  )

  @Argument(help: "Files and folders; - for standard input.")
  var paths: [String]

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  @Flag(
    name: .long,
    inversion: .prefixedNo,
    help: "What of a page was dropped, block by block, and why; without it a summary, in JSON all."
  )
  var dropped: Bool?

  @Flag(name: .long, help: ArgumentHelp("What the classifier of blocks sees.", visibility: .hidden))
  var features = false

  @Option(name: .long, help: ArgumentHelp("Greatest size of one page, in MB.", valueName: "mb"))
  var maxSize: Int = 32

  @Option(name: .long, help: "The file name of what comes on standard input.")
  var name: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave out what this archive knows from pages of the same sites.",
      valueName: "dir"
    )
  )
  var archive: String?

  @Option(name: .long, help: "Colours: auto, always or never.")
  var color: ColorChoice = .auto

  func validate() throws {
    guard !paths.isEmpty, paths.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("name at least one file or folder")
    }
    guard (1...1024).contains(maxSize) else { throw ValidationError("--max-size takes 1 to 1024") }
  }

  func run() throws {
    let status = try Console.status(color) { (console) throws(ArchiveError) in
      let roots = paths.filter { $0 != "-" }.map { FilePath($0) }
      try ArchiveWriter.checkInputs(roots)
      if features { return try printFeatures(roots, console) }
      return try json ? printLines(roots, console) : printScreens(roots, console)
    }
    throw ExitCode(status)
  }

  /// What `scripts/train-extraction` reads: a line to each file, in order, empty where it is no page.
  private func printFeatures(
    _ roots: [FilePath],
    _ console: Console
  ) throws(ArchiveError) -> ExitStatus {
    for path in roots {
      let bytes = try? RegularFile.read(path, limit: UInt64(maxSize) << 20).bytes
      try console.write((bytes.flatMap(PageFeatures.line) ?? "") + "\n")
    }
    return .done
  }

  private func printLines(_ roots: [FilePath], _ console: Console) throws(ArchiveError)
    -> ExitStatus
  {
    try extract(roots, console) { (article) throws(ArchiveError) in
      try console.write(ExtractionRenderer.json(article))
    } skipped: { (skipped) throws(ArchiveError) in
      try console.write(ExtractionRenderer.json(skipped))
    }
  }

  private func printScreens(
    _ roots: [FilePath],
    _ console: Console
  ) throws(ArchiveError) -> ExitStatus {
    let pages = PagedOutput(console)
    var isFirst = true
    let status = try extract(roots, console) { (article) throws(ArchiveError) in
      let screen = ExtractionRenderer.text(
        article,
        style: console.style,
        listsDropped: dropped ?? false
      )
      try pages.write(isFirst ? screen : "\n\n" + screen)
      isFirst = false
    } skipped: { (_) throws(ArchiveError) in
    }
    try pages.finish()
    return status
  }

  /// Reads everything, complains about what would not be filed, and gives the status to end with.
  private func extract(
    _ roots: [FilePath],
    _ console: Console,
    article: (ExtractedArticle) throws(ArchiveError) -> Void,
    skipped: (SkippedSource) throws(ArchiveError) -> Void
  ) throws(ArchiveError) -> ExitStatus {
    var options = SourceScanner.Options()
    options.maximumSize = Int64(maxSize) << 20
    var complaints = SkipComplaints()
    let known = try archive.map { (folder) throws(ArchiveError) in
      try ArchiveChoice(folder: folder).open()
    }
    let extraction = Extraction(
      options: options,
      archive: known,
      listsDropped: dropped ?? true
    )
    let take = { (finding: Extraction.Finding) throws(ArchiveError) in
      switch finding {
      case .article(let found): try article(found)
      case .skipped(let found):
        complaints.add(found)
        try skipped(found)
      }
    }
    if paths.contains("-") {
      let input = try Process.standardInput(limit: maxSize << 20)
      try extraction.run(input, name: name, take)
    }
    try extraction.run(roots, take)
    console.complain(complaints.lines)
    return complaints.count > 0 ? .someSkipped : .done
  }
}
