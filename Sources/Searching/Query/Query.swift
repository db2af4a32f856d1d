// SPDX-License-Identifier: Apache-2.0

/// What a reader asks for: a tree of clauses, each with the place it was written in.
///
/// This is the documented form of a query: parsers make it, the planner turns it into postings,
/// and ``text`` prints it so that parsing the result gives an equal tree. Two queries are equal
/// if they ask the same; where their parts were written does not count.
package struct Query: Sendable {
  package var clause: Clause
  /// UTF-8 offsets in the text that was parsed; empty for a query made by a program.
  package var range: Range<Int>

  package init(_ clause: Clause, at range: Range<Int> = 0..<0) {
    self.clause = clause
    self.range = range
  }
}

extension Query {
  /// One thing an article must have, or a combination of such things.
  package indirect enum Clause: Hashable, Sendable {
    /// A bare word, found in all the forms that its stem has in each article's language.
    case word(String)
    /// Words in quotes: exactly these, one after the other; only case and accents are folded.
    case phrase(String)
    /// `=word` or `="two words"`: as typed but for capitals, neither stemmed nor folded.
    case exact(String)
    /// All words that begin like this.
    case prefix(String)
    /// The same, within one field; holds words, phrases, prefixes and combinations of them.
    case field(QueryField, Query)
    /// Two things near each other, each a word, a phrase, an exact form, or any of several of these.
    case near(Nearness, Query, Query)
    /// Published on one of these days; articles without a date are left out and counted.
    case published(DayRange)
    /// All of these; at least two.
    case all([Query])
    /// One or more of these; at least two.
    case any([Query])
    /// Not this.
    case not(Query)
    /// `*`: every article.
    case everything
  }
}

extension Query: Hashable {
  package static func == (left: Query, right: Query) -> Bool {
    left.clause == right.clause
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(clause)
  }
}

extension Query {
  /// The levels of clauses in the tree; a word alone is 1.
  package var depth: Int {
    switch clause {
    case .word, .phrase, .exact, .prefix, .published, .everything: 1
    case .field(_, let inner), .not(let inner): inner.depth + 1
    case .near(_, let left, let right): max(left.depth, right.depth) + 1
    case .all(let parts), .any(let parts): (parts.map(\.depth).max() ?? 0) + 1
    }
  }
}

/// A field that a query can name.
package enum QueryField: String, CaseIterable, Hashable, Sendable {
  case title
  case byline = "by"
  case dateline
  case agency
  case section
  case source
  case url
  case language = "lang"

  /// What is written before the colon.
  package var name: String { rawValue }
}
