// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import NewsArchive
import Rendering

/// `morgue new NAME`: what has arrived for a kept search since it was last asked.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "What has arrived for a kept search since it was last asked.",
    usage: """
      morgue new border
      morgue new border --json --wait 60
      morgue new --all
      0 7 * * *  morgue new border --wait 600 | mail -E -s border desk@paper.example
      """,
    discussion: """
      New are articles and versions that later commits have filed than those seen, whatever the \
      clocks say; removed ones are not shown. Exit status 1: nothing new. What was printed counts \
      as seen when all of it is written; if that cannot be noted, or the reader stops early, it \
      comes once more, so nothing is lost. --peek and --count note nothing.
      """
  )

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var writing: WritingOptions
  @OptionGroup var shape: ShapeOptions
  @OptionGroup var damage: StrictOptions
  @OptionGroup var limits: LimitOptions

  @Argument(help: "Names of kept searches.", completion: ArchiveValues.searches)
  var names: [String] = []

  @Flag(name: .long, help: "All searches that are kept.")
  var all = false

  @Flag(name: .long, help: "Do not note that it was seen.")
  var peek = false

  func validate() throws {
    guard all == names.isEmpty else { throw ValidationError("name a kept search, or say --all") }
  }

  func run() throws {
    let shape = try shape.shape()
    let waiting = try arrived(in: archive.open(), complains: true)
    if waiting.names.isEmpty { throw end(waiting) }
    // What damage hides has not been seen, so that nothing is noted.
    if peek || shape.count || !waiting.damaged.isEmpty {
      let (_, damaged) = try print(waiting.names, of: archive.open(), shape)
      throw end(waiting, damaged)
    }
    // Nobody else may print the same and note it meanwhile.
    let writer = try writing.open(archive)
    let opened = try archive.open()
    let news = try arrived(in: opened, complains: false)
    guard !news.names.isEmpty else { throw end(news) }
    let (isTaken, damaged) = try print(news.names, of: opened, shape)
    if isTaken, damaged.isEmpty { try writer.remember(news.names, upTo: opened.generation) }
    throw end(news, damaged)
  }

  private func end(_ news: News, _ damaged: [String] = []) -> ExitCode {
    ExitCode(damage.status(news.status, without: news.damaged + damaged).rawValue)
  }

  /// The searches that something has come for.
  private struct News {
    var names: [String] = []
    /// Whether one of all could not be asked any more.
    var hasBroken = false
    /// What could not be read.
    var damaged: [String] = []

    var status: ExitStatus {
      hasBroken ? .usage : names.isEmpty ? .nothingFound : .done
    }
  }

  private func arrived(in archive: Archive, complains: Bool) throws(ArchiveError) -> News {
    var news = News()
    for name in all ? try archive.searchNames() : names {
      do throws(ArchiveError) {
        let search = try archive.keptSearch(name)
        var options = search.news
        options.limit = 0
        limits.apply(to: &options)
        let page = try archive.results(of: search, options).page
        if page.total > 0 { news.names.append(name) }
        news.damaged += page.damaged.filter { !news.damaged.contains($0) }
      } catch {
        // One that cannot be read does not keep the others back.
        guard all, error.code == .usage else { throw error }
        news.hasBroken = true
        if complains { writeError("morgue: error: \(error.description)\n") }
      }
    }
    // What is printed complains by itself.
    if complains, news.names.isEmpty, let warning = DamageNotice.line(news.damaged, "this is") {
      writeError("morgue: \(warning)\n")
    }
    return news
  }

  /// Whether all of it has been written and taken, and what it lacks.
  private func print(
    _ names: [String],
    of archive: Archive,
    _ shape: ResultShape
  ) throws -> (isTaken: Bool, damaged: [String]) {
    var isTaken = false
    var damaged: [String] = []
    let place = self.shape.output.place
    _ = try Console.status(self.archive.color, output: place) { (console) throws(ArchiveError) in
      for name in names { damaged += try print(name, of: archive, shape, to: console) }
      try console.flush()
      isTaken = !console.isClosed
      return .done
    }
    return (isTaken, damaged)
  }

  private func print(
    _ name: String,
    of archive: Archive,
    _ shape: ResultShape,
    to console: Console
  ) throws(ArchiveError) -> [String] {
    let search = try archive.keptSearch(name)
    var options = search.news
    options.snippetLength = shape.snippetLength(width: console.style.width)
    options.needsPaths = shape.needsPaths || console.style.hasHyperlinks
    limits.apply(to: &options)
    let results = try archive.results(of: search, options)
    if all || names.count > 1, shape.isForReading {
      let heading = KeptSearchRenderer.heading(name, results.page.total, style: console.style)
      try console.write(heading)
    }
    try shape.write(results, to: console) { ResultsRenderer.text($0, style: $1) }
    console.complain(ResultsRenderer.complaints(results.page))
    return results.page.damaged
  }
}
