// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Rendering

/// The shape that results are printed in; for reading if nothing is chosen.
struct ResultShape: Equatable {
  var json = false
  var csv = false
  var ids = false
  var paths = false
  /// End ids and paths with a NUL.
  var null = false
  var count = false
  /// A line for each result as the reader words it.
  var format: FormatTemplate?

  /// Why these cannot be chosen together; nil if they can.
  var mistake: String? {
    guard [json, csv, ids, paths, count, format != nil].filter({ $0 }).count <= 1 else {
      return "choose one of --json, --csv, --ids, --paths, --count and --format"
    }
    return null && !ids && !paths ? "-0 goes with --ids or --paths" : nil
  }

  /// Whether fragments of the text will be shown.
  var needsText: Bool { !ids && !paths && !count && format?.needsText ?? true }

  /// Whether it will be shown where articles came from.
  var needsPaths: Bool { json || csv || paths || format?.needsPaths ?? false }

  /// Whether anything of the articles but their names will be shown.
  var needsArticles: Bool { !ids && !paths && !count }

  /// Whether it is for a person, who may want a pager.
  var isForReading: Bool { !json && !csv && !ids && !paths && !count && format == nil }

  /// How many columns of the text are wanted on a screen of this width; nil without text.
  ///
  /// Three lines for a reader, more on a narrow screen; programs get the same wherever they run.
  func snippetLength(width: Int) -> Int? {
    guard needsText else { return nil }
    return isForReading ? max(3 * (min(width, 100) - 4), 160) : 240
  }

  /// What a result looks like for reading.
  typealias Reading = (FoundArticle, TextStyle) -> String

  /// Writes the results in the shape that was asked for, each as soon as it is known; `text` says how
  /// each is shown to a reader.
  func write(
    _ results: ResultStream,
    to console: Console,
    text: Reading
  ) throws(ArchiveError) {
    guard !count else { return try console.write("\(results.page.total)\n") }
    let pages = PagedOutput(console)
    if csv { try pages.write(ResultsRenderer.csvHeader) }
    var shown = 0
    while !pages.isClosed, let hit = try results.next() {
      shown += 1
      // Whoever waits at the other end of a pipe sees the first results at once.
      if shown == 10 { try console.flush() }
      if paths && null {
        try console.write(bytes: ResultsRenderer.rawPath(hit))
      } else {
        let rank = results.page.offset + shown
        try pages.write(rendered(hit, rank, results.page, console.style, text))
      }
    }
    if isForReading, !pages.isClosed {
      try pages.write(ResultsRenderer.summary(results.page, shown: shown, style: console.style))
    }
    try pages.finish()
  }

  /// The same for results that are there already.
  func write(
    _ results: ResultPage,
    to console: Console,
    text: Reading
  ) throws(ArchiveError) {
    try write(ResultStream(results), to: console, text: text)
  }

  private func rendered(
    _ hit: FoundArticle,
    _ rank: Int,
    _ page: ResultPage,
    _ style: TextStyle,
    _ text: Reading
  ) -> String {
    if json { return ResultsRenderer.json(hit, rank: rank, of: page) }
    if csv { return ResultsRenderer.csv(hit, rank: rank) }
    if ids { return null ? "\(hit.id)\0" : ResultsRenderer.id(hit) }
    if paths { return ResultsRenderer.path(hit) }
    return format?.rendered(hit, rank: rank) ?? text(hit, style)
  }
}
