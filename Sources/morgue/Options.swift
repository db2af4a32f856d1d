// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive

/// What every command takes.
struct ArchiveOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The archive's folder.", valueName: "dir"),
    completion: .directory
  )
  var archive: String?

  @Option(name: .long, help: "Colours: auto, always or never.")
  var color: ColorChoice = .auto

  /// The same, as values.
  var choice: ArchiveChoice { ArchiveChoice(folder: archive, color: color) }

  var locator: ArchiveLocator { choice.locator }

  /// The archive, open for reading.
  func open() throws(ArchiveError) -> Archive { try choice.open() }
}

/// What writing commands take besides.
struct WritingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Seconds to wait while another process writes.", valueName: "seconds")
  )
  var wait: Int = 0

  @Flag(
    name: .long,
    help: "Write to an archive on a network's file system, where two writers may spoil it."
  )
  var allowNetwork = false

  /// The archive, open for writing.
  func open(_ archive: ArchiveOptions, rebuilding: Bool = false) throws(ArchiveError)
    -> ArchiveWriter
  {
    try ArchiveWriter(
      at: archive.locator.existing(),
      waiting: wait,
      allowingNetwork: allowNetwork,
      rebuilding: rebuilding
    )
  }

  func validate() throws {
    guard Self.range.contains(wait) else {
      throw ValidationError("--wait takes 0 to 86400 seconds")
    }
  }

  private static let range = 0...86_400

  /// A time to wait as it is typed; nil if it is none.
  static func seconds(_ text: String) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }
}

/// How much a search may take.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Seconds that finding may take, 0 for any number; what is printed of it is not counted.",
      valueName: "seconds"
    )
  )
  var timeout = SearchOptions.usualTimeout

  @Option(
    name: .long,
    help: ArgumentHelp(
      "MB of memory that finding may take; left out, 1024 or half of the machine's.",
      valueName: "mb"
    )
  )
  var memory: Int?

  func validate() throws {
    guard Self.seconds.contains(timeout) else {
      throw ValidationError("--timeout takes 0 (no limit) to 86400 seconds")
    }
    guard Self.megabytes.contains(memory ?? 1) else {
      throw ValidationError("--memory takes 1 to 1048576 MB")
    }
  }

  static let seconds = 0...86_400
  static let megabytes = 1...1_048_576

  /// A limit as it is typed; nil if it is none.
  static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  /// Lets them hold for a search.
  func apply(to options: inout SearchOptions) {
    options.timeout = timeout
    options.megabytes = memory
  }
}

/// How much of the machine long work may take.
struct ThreadOptions: ParsableArguments {
  @Option(name: .long, help: "Threads to read and analyse with; one for each processor by default.")
  var threads: Int?

  func validate() throws {
    guard (1...256).contains(threads ?? 1) else {
      throw ValidationError("--threads takes 1 to 256")
    }
  }
}

/// What becomes of a command that had to leave something damaged out.
struct StrictOptions: ParsableArguments {
  @Flag(name: .long, help: "Fail with 65 if a damaged part of the archive had to be left out.")
  var strict = false

  /// The status to exit with, which is another if something was left out and that is a failure.
  func status(_ status: ExitStatus, without damaged: [String]) -> ExitStatus {
    strict && !damaged.isEmpty ? .damaged : status
  }
}

/// The filters common to `search`, `list` and `explain`.
struct FilterOptions: ParsableArguments {
  @Option(name: .long, help: "Published on or after: 2025, 2025-06, 2025-06-08, last-week, 7d.")
  var after: String?

  @Option(name: .long, help: "Published on or before.")
  var before: String?

  @Option(
    name: .long,
    help: "Only this outlet.",
    completion: ArchiveValues.completion(of: .source)
  )
  var source: String?

  @Option(
    name: .long,
    help: "Only articles by this author.",
    completion: ArchiveValues.completion(of: .author)
  )
  var author: String?

  @Option(
    name: .long,
    help: "Only this section.",
    completion: ArchiveValues.completion(of: .section)
  )
  var section: String?

  @Option(
    name: .long,
    help: "Only this language, as in `en`.",
    completion: ArchiveValues.completion(of: .lang)
  )
  var lang: String?

  @Flag(name: .long, help: "Old versions of articles, too.")
  var allVersions = false

  /// The filters as the library takes them.
  var filters: FilterWords {
    FilterWords(
      after: after,
      before: before,
      source: source,
      author: author,
      section: section,
      language: lang,
      allVersions: allVersions
    )
  }
}

/// Which names stand for all the names of the same thing.
struct NameOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Take names that mean one thing from this file, not the archive's.",
      valueName: "file"
    )
  )
  var names: String?

  @Flag(name: .long, help: "Let every name stand for itself only.")
  var noNames = false

  /// The same, as a value.
  var choice: NamesChoice { Self.choice(names, isOff: noNames) }

  static func choice(_ file: String?, isOff: Bool) -> NamesChoice {
    isOff ? .none : file.map { .file($0) } ?? .ofArchive
  }
}

/// The language of a query.
struct SyntaxOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The query's language: morgue, or lexis for that of Lexis, Nexis and Factiva."
  )
  var syntax: QuerySyntax = .morgue

  /// Makes sure that nothing else is said that makes sense in the archive's own syntax only.
  func check(any: Bool, saved: String? = nil) throws {
    guard syntax != .morgue else { return }
    if any {
      throw ValidationError("--any is for the archive's own syntax; use OR with --syntax lexis")
    }
    if saved != nil {
      throw ValidationError("--saved is narrowed in the archive's own syntax, not in that of Lexis")
    }
  }
}

/// Which of the results are wanted.
struct PageOptions: ParsableArguments {
  @Option(
    name: [.customShort("n", allowingJoined: true), .long],
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many results, 0 for all; left out 10, with `list` 50.",
      valueName: "count"
    )
  )
  var limit: Int?

  @Option(name: .long, help: "How many results to pass over first.")
  var offset: Int = 0

  func validate() throws {
    guard Self.range.contains(limit ?? 0) else {
      throw ValidationError("-n (--limit) takes a number from 0 (all) to 1000000000")
    }
    guard Self.range.contains(offset) else {
      throw ValidationError("--offset takes 0 to 1000000000")
    }
  }

  private static let range = 0...1_000_000_000

  /// A number of results as it is typed; nil if it is none.
  static func number(_ text: String) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  /// The greatest number of results, `Int.max` for all.
  func count(or standard: Int) -> Int { Self.count(limit, or: standard) }

  static func count(_ limit: Int?, or standard: Int) -> Int {
    limit.map { $0 == 0 ? Int.max : $0 } ?? standard
  }
}
