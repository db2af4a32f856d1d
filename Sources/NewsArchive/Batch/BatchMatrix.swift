// SPDX-License-Identifier: Apache-2.0

import ArticleStore
package import Articles
import InvertedIndex
import Storage

/// Which queries of a list each article matches: a row an article, a column a query.
///
/// An article takes a row because there may be hundreds of thousands of them; a spreadsheet has room
/// for a million rows and for sixteen thousand columns.
package struct BatchMatrix: Sendable {
  /// An article that matches.
  package struct Row: Sendable {
    package let id: ArticleID
    package let article: Article
    /// The numbers of the queries, in the order in which answers were added.
    package let queries: [Int]
  }

  private struct Cell {
    /// The segment and the document in it.
    let place: UInt64
    let query: UInt32
  }

  private var cells: [Cell] = []
  /// The queries' names, a column each.
  package private(set) var columns: [String] = []

  /// The most matches that are kept, 16 bytes each.
  package static let mostCells = 50_000_000

  package init() {}

  /// Adds a column.
  ///
  /// - Throws: ``ArchiveError`` if there are too many matches in all.
  package mutating func add(_ answer: BatchAnswer) throws(ArchiveError) {
    let query = UInt32(columns.count)
    columns.append(answer.query.name)
    guard cells.count + answer.total <= Self.mostCells else {
      throw ArchiveError(
        .usage,
        "the queries match more than \(Self.mostCells) times in all",
        hint: "take fewer queries at a time, or narrow them down with filters"
      )
    }
    for (segment, documents) in answer.documents.enumerated() {
      documents.forEach { document in
        cells.append(Cell(place: UInt64(segment) << 32 | UInt64(document), query: query))
      }
    }
  }

  /// Calls `body` with each article that matches anything, the oldest first, those without a date
  /// last.
  ///
  /// Some 50 µs an article.
  package func forEachRow(
    of archive: Archive,
    _ body: (Row) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    for place in try places(of: archive) {
      let found = try translated { () throws -> (id: ArticleID, article: Article)? in
        let segment = archive.view.segments[place.segment]
        let id = ArticleID(rawValue: try segment.articleID(of: place.document))
        let version = try segment.version(of: place.document)
        guard let stored = try archive.view.store.article(id, version: version) else { return nil }
        return (id, stored.article)
      }
      guard let found else { continue }
      try body(Row(id: found.id, article: found.article, queries: place.queries))
    }
  }

  private typealias Place = (
    segment: Int, document: UInt32, published: Int64?, queries: [Int]
  )

  /// The articles in the order of time.
  private func places(of archive: Archive) throws(ArchiveError) -> [Place] {
    let sorted = cells.sorted { ($0.place, $0.query) < ($1.place, $1.query) }
    return try translated {
      var places: [Place] = []
      var last: UInt64?
      for cell in sorted {
        if cell.place != last {
          let (segment, document) = (Int(cell.place >> 32), UInt32(cell.place & 0xFFFF_FFFF))
          let published = try archive.view.segments[segment].published(of: document)
          places.append((segment, document, published, []))
          last = cell.place
        }
        places[places.count - 1].queries.append(Int(cell.query))
      }
      return places.sorted { left, right in
        (left.published ?? .max, left.segment, left.document)
          < (right.published ?? .max, right.segment, right.document)
      }
    }
  }
}
