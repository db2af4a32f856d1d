// SPDX-License-Identifier: Apache-2.0

import Glibc
import Searching

/// A query that was read, and what its writer should know about the reading.
public struct ParsedQuery: Hashable, Sendable {
  /// The tree, each clause with the place it was written in.
  public let query: Query
  /// What was read otherwise than it may have been meant.
  public let notes: [QueryNote]
}

extension Archive {
  /// Reads a query without searching for it.
  ///
  /// Costs microseconds, and is linear in the length of the text.
  ///
  /// - Parameters:
  ///   - text: the query, as `morgue help query` describes it.
  ///   - syntax: the language that it is written in.
  /// - Returns: the tree; `query.text` is its canonical form.
  /// - Throws: ``QueryError`` with the place in `text` and, where there is one, a repair.
  public static func parse(
    _ text: String,
    syntax: QuerySyntax = .morgue
  ) throws(QueryError) -> ParsedQuery {
    let read = try parser(for: text, syntax).parse(text)
    return ParsedQuery(query: read.query, notes: read.notes)
  }

  /// A query in another syntax, written in the archive's own.
  ///
  /// - Throws: ``ArchiveError`` for a query that cannot be read, with its place.
  package static func ownSyntax(
    of text: String,
    from syntax: QuerySyntax
  ) throws(ArchiveError) -> String {
    guard syntax != .morgue, !text.allSatisfy(\.isWhitespace) else { return text }
    do throws(QueryError) {
      return try parse(text, syntax: syntax).query.text
    } catch {
      throw ArchiveError(error, in: text)
    }
  }

  /// A parser that knows what day it is in UTC and, if the query may ask when articles were filed, here.
  static func parser(
    for text: String,
    _ syntax: QuerySyntax,
    matchesAny: Bool = false
  ) -> QueryParser {
    let now = time(nil)
    return QueryParser(
      today: now / 86_400,
      localToday: text.lowercased().contains("added") ? LocalDay.today : nil,
      joining: matchesAny ? .any : .all,
      syntax: syntax
    )
  }

  /// The articles that match a query made or changed by a program, best first.
  ///
  /// - Parameters:
  ///   - query: a tree that can be written (``Query/check()``).
  ///   - limit: the most hits that are wanted.
  /// - Returns: the exact number of matches and the best of them.
  /// - Throws: ``ArchiveError`` for a tree that is no query, and for damage.
  public func search(_ query: Query, limit: Int = 10) throws(ArchiveError) -> Answer {
    do throws(QueryError) {
      try query.check()
    } catch {
      throw ArchiveError(error, in: query.text)
    }
    return try search(query.text, limit: limit)
  }
}
