// SPDX-License-Identifier: Apache-2.0

import Storage

/// One query of a list.
package struct BatchQuery: Hashable, Sendable {
  /// The line it begins in, counted from 1.
  package let line: Int
  /// In the query language, as the list has it.
  package let text: String
  /// What the list calls it; empty if nothing.
  package let label: String

  package init(line: Int, text: String, label: String = "") {
    self.line = line
    self.text = text
    self.label = label
  }

  /// The label, or the query itself.
  package var name: String { label.isEmpty ? text : label }
}

/// A list of queries as it was read from a file.
///
/// In a list of lines each line is a query as it would be typed, and what follows a tab its label. In
/// a list of cells (RFC 4180) the first cell of a row is the query and the second its label; a query
/// with quotation marks or commas stands in a quoted cell, its quotation marks doubled. Blank lines
/// and lines that begin with `#` are passed over, and so is a first row of headings: `query`, or one
/// of `name`, `term` and `search` alone or before `label`.
package struct BatchFile: Sendable {
  /// How queries are separated.
  package enum Form: Sendable {
    case lines
    case cells

    /// By a file's name: cells if it ends in `.csv`.
    package init(name: String) {
      self = name.lowercased().hasSuffix(".csv") ? .cells : .lines
    }
  }

  package private(set) var queries: [BatchQuery] = []
  /// What could not be read or is not looked at, a clause each that begins with its line.
  package private(set) var problems: [String] = []
  /// What was passed over as it should be, a clause each that begins with its line.
  package private(set) var notes: [String] = []
  /// How many of the problems are queries that are left out.
  package private(set) var lost = 0

  /// The most bytes a list may have.
  package static let limit = 64 << 20
  /// The most queries a list may have.
  package static let mostQueries = 1_000_000

  /// Reads a list.
  ///
  /// - Throws: ``ArchiveError`` for a list that is too long or in UTF-16.
  package init(_ bytes: [UInt8], form: Form) throws(ArchiveError) {
    guard bytes.count <= Self.limit else {
      throw ArchiveError(.usage, "the list of queries is longer than \(Self.limit) bytes")
    }
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      throw ArchiveError(
        .usage,
        "the list of queries is in UTF-16",
        hint: "save it as UTF-8 (\"CSV UTF-8\")"
      )
    }
    var reader = CellReader(bytes, form: form)
    while let row = reader.next() {
      add(row)
      guard queries.count <= Self.mostQueries else {
        throw ArchiveError(.usage, "the list has more than \(Self.mostQueries) queries")
      }
    }
  }

  private mutating func add(_ row: CellReader.Row) {
    let isFirst = queries.isEmpty && problems.isEmpty
    guard let first = row.cells.first, !row.isComment else { return }
    if isFirst, row.isOfCells, notes.isEmpty, Self.isOfHeadings(row) {
      let word = first.lowercased()
      notes.append("line \(row.line) is read as headings; as a query it would be (\(word))")
      return
    }
    if row.isUnclosed { return lose(row.line, "a quotation mark is not closed") }
    var texts: [String] = []
    for cell in row.cells {
      guard let text = cell.text else { return lose(row.line, "the text is not in UTF-8") }
      texts.append(text)
    }
    if texts.count > 2, !problems.contains(where: { $0.hasSuffix(Self.furtherCells) }) {
      problems.append("line \(row.line)\(Self.furtherCells)")
    }
    guard !texts[0].isEmpty else {
      if texts.contains(where: { !$0.isEmpty }) { lose(row.line, "the first cell is empty") }
      return
    }
    let label = texts.count > 1 ? texts[1] : ""
    queries.append(BatchQuery(line: row.line, text: texts[0], label: label))
  }

  private static func isOfHeadings(_ row: CellReader.Row) -> Bool {
    let cells = row.cells.map { $0.lowercased() }
    guard cells[0] != "query" else { return true }
    return ["name", "term", "search"].contains(cells[0])
      && (cells.count == 1 || ["", "label"].contains(cells[1]))
  }

  private mutating func lose(_ line: Int, _ reason: String) {
    problems.append("line \(line): \(reason)")
    lost += 1
  }

  private static let furtherCells =
    " has more than two cells; the first is the query, the second its label"
}
