// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Rendering
import Storage
import SystemPackage

/// A list of queries as the command line asks for it.
struct BatchJob {
  /// What is printed.
  enum Shape {
    /// A table for reading.
    case table
    /// A row a hit.
    case rows
    /// An object a query.
    case objects
    /// A number a query.
    case counts
    /// A row an article, a column a query.
    case matrix
  }

  var archive = ArchiveChoice()
  /// The list's path, `-` for standard input.
  var list: String
  /// What holds for every query.
  var search: SearchOptions
  /// How many hits of each query were asked for; nil if nothing was said.
  var limit: Int?
  var shape = Shape.table
  /// Whether damage that had to be left out is a failure.
  var isStrict = false

  /// Lines of hints about single queries.
  private static let mostHints = 20

  /// Answers the list and prints what came of it.
  func run(_ console: Console) throws(ArchiveError) -> ExitStatus {
    let file = try read()
    console.complain(file.notes.map { "\(place) \($0)" })
    console.complain(file.problems.map { "\(place) \($0)" })
    guard !file.queries.isEmpty else { throw .noQueries(in: place) }
    let opened = try archive.open()
    var tally = BatchTally(of: opened, lost: file.lost)
    let start = ContinuousClock.now
    let output = try BatchOutput(console, shape)
    var hints = 0
    let progress = ProgressBar(isShown: shape == .table || shape == .matrix)
    let names = try opened.names(search.names).hints
    console.complain(names.map { "hint: \(TerminalText.escape($0))" })
    try opened.answer(file.queries, options) { (answer) throws(ArchiveError) in
      tally.add(answer)
      if answer.hasComplaints { progress.clear() }
      complain(answer, &hints, console)
      try output.add(answer)
      progress.show(tally.answered + tally.failed, of: file.queries.count + file.lost, "queries")
    }
    progress.clear()
    tally.elapsed = ContinuousClock.now - start
    try output.finish(opened, tally)
    return status(tally, console)
  }

  private var options: BatchOptions {
    var search = search
    search.needsPaths = false
    search.limit = limit ?? (shape == .rows ? .max : 0)
    return BatchOptions(search: search, needsHits: shape == .rows || shape == .objects)
  }

  /// What the list is called in sentences.
  private var place: String { list == "-" ? "standard input" : TerminalText.escape(list) }

  private func read() throws(ArchiveError) -> BatchFile {
    guard list != "-" else {
      return try BatchFile(Process.standardInput(limit: BatchFile.limit), form: .lines)
    }
    let bytes = try UserFile.read(FilePath(list), limit: BatchFile.limit + 1)
    return try BatchFile(bytes, form: BatchFile.Form(name: list))
  }

  private func complain(_ answer: BatchAnswer, _ hints: inout Int, _ console: Console) {
    let line = "\(place) line \(answer.query.line): "
    if let error = answer.error {
      console.complain([line + error.description])
      if let place = error.place { writeError(QueryErrorRenderer.caret(place)) }
      if let hint = error.hint { writeError("  \(hint)\n") }
    }
    for hint in answer.hints {
      hints += 1
      if hints <= Self.mostHints { console.complain(["\(line)hint: \(TerminalText.escape(hint))"]) }
      if hints == Self.mostHints + 1 { console.complain(["further hints are not shown"]) }
    }
  }

  private func status(_ tally: BatchTally, _ console: Console) -> ExitStatus {
    if let warning = DamageNotice.line(tally.damaged) {
      console.complain([warning])
      if isStrict { return .damaged }
    }
    if tally.answered == 0 { return .usage }
    if tally.failed > 0 { return .someSkipped }
    return tally.successful > 0 ? .done : .nothingFound
  }
}

extension BatchAnswer {
  /// Whether there is anything to say besides the answer.
  fileprivate var hasComplaints: Bool { error != nil || !hints.isEmpty }
}

/// Where the answers to a list of queries go.
private final class BatchOutput {
  private let console: Console
  private let shape: BatchJob.Shape
  private let pages: PagedOutput
  private var answers: [BatchAnswer] = []
  private var matrix = BatchMatrix()

  init(_ console: Console, _ shape: BatchJob.Shape) throws(ArchiveError) {
    self.console = console
    self.shape = shape
    pages = PagedOutput(console)
    if shape == .rows { try pages.write(BatchRenderer.csvHeader) }
  }

  func add(_ answer: BatchAnswer) throws(ArchiveError) {
    switch shape {
    case .table: answers.append(answer.withoutArticles)
    case .rows: try pages.write(BatchRenderer.csv(answer))
    case .objects: try pages.write(BatchRenderer.json(answer))
    case .counts: try pages.write(BatchRenderer.count(answer))
    case .matrix: try matrix.add(answer)
    }
  }

  /// Writes what could not be written before all was known.
  func finish(_ archive: Archive, _ tally: BatchTally) throws(ArchiveError) {
    switch shape {
    case .table: try pages.write(BatchRenderer.text(answers, tally, style: console.style))
    case .matrix:
      try pages.write(BatchRenderer.matrixHeader(matrix))
      try matrix.forEachRow(of: archive) { (row) throws(ArchiveError) in
        try pages.write(BatchRenderer.row(row, of: matrix))
      }
    case .rows, .objects, .counts: break
    }
    try pages.finish()
  }
}
