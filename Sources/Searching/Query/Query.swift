// SPDX-License-Identifier: Apache-2.0

/// What a reader asks for: a tree of clauses, each with the place it was written in.
///
/// This is the documented form of a query: parsers make it, the planner turns it into postings,
/// and ``text`` prints it so that parsing the result gives an equal tree. Two queries are equal
/// if they ask the same; where their parts were written does not count. A program can make trees,
/// too; ``check()`` says whether one is a query.
public struct Query: Sendable {
  /// What is asked for.
  public var clause: Clause
  /// UTF-8 offsets in the text that was parsed; empty for a query made by a program.
  public var range: Range<Int>

  /// A query of one clause, written at `range`.
  public init(_ clause: Clause, at range: Range<Int> = 0..<0) {
    self.clause = clause
    self.range = range
  }
}

extension Query {
  /// One thing an article must have, or a combination of such things.
  ///
  /// Clauses of words have *places* in a text: words, phrases, exact forms, patterns, words like
  /// others, capitals, these near or not near each other, in a field, at the top, or any of several
  /// of them. Only such clauses stand beside a nearness, and only their mentions can be counted.
  public indirect enum Clause: Hashable, Sendable {
    /// A bare word, found in all the forms that its stem has in each article's language.
    case word(String)
    /// Words in quotes: exactly these, one after the other; only case and accents are folded. A word
    /// with a star or a question mark in it is a pattern.
    case phrase(String)
    /// `=word` or `="two words"`: as typed, neither stemmed nor folded; typed without any capital, it
    /// is found with and without.
    case exact(String)
    /// All words of this shape: `*` stands for any letters or none, `?` for one. Folded, not stemmed.
    case pattern(String)
    /// `word~1`: all words that become this one by so many letters put in, left out, exchanged or
    /// swapped with their neighbours.
    case fuzzy(String, edits: Int)
    /// `caps:Apple`: a word or phrase by its capitals; accents are folded, nothing is stemmed.
    case capitals(Capitals, String)
    /// The same, within one field; holds clauses with places and combinations of them.
    case field(QueryField, Query)
    /// `lead:`: the same, within the title, the deck or the first paragraph.
    case lead(Query)
    /// `first50:`: the same, within so many of the text's first words.
    case opening(words: Int, Query)
    /// `atleast3:`: so many places or more.
    case mentions(Int, Query)
    /// Two things with places near each other.
    case near(Nearness, Query, Query)
    /// `a NOT w/5 b`: the first somewhere without the second near it.
    case notNear(Nearness, Query, Query)
    /// Published on one of these days; articles without a date are left out and counted.
    case published(DayRange)
    /// Filed on one of these days.
    case added(DayRange)
    /// `words>1200`: a text of so many words.
    case length(WordCount)
    /// `2 of (a, b, c)`: so many or more of these.
    case some(Int, of: [Query])
    /// `a^3`: the same, counting so many times as much when articles are ranked.
    case boosted(Query, by: Double)
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
  /// Whether both ask the same.
  public static func == (left: Query, right: Query) -> Bool {
    left.clause == right.clause
  }

  /// Hashes what is asked, not where it is written.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(clause)
  }
}

extension Query {
  /// The parts that the clause is made of, in the order they are written.
  public var parts: [Query] {
    switch clause {
    case .word, .phrase, .exact, .pattern, .fuzzy, .capitals, .published, .added, .length,
      .everything:
      []
    case .field(_, let inner), .lead(let inner), .opening(_, let inner), .mentions(_, let inner),
      .boosted(let inner, _), .not(let inner):
      [inner]
    case .near(_, let left, let right), .notNear(_, let left, let right): [left, right]
    case .some(_, let parts), .all(let parts), .any(let parts): parts
    }
  }

  /// The levels of clauses in the tree; a word alone is 1.
  public var depth: Int { (parts.map(\.depth).max() ?? 0) + 1 }
}

/// How a word is capitalised where it is found.
public enum Capitals: String, CaseIterable, Hashable, Sendable {
  /// `caps:`: capitals exactly as typed.
  case asTyped = "caps"
  /// `allcaps:`: every letter.
  case all = "allcaps"
  /// `anycaps:`: one letter or more.
  case any = "anycaps"
  /// `nocaps:`: no letter.
  case none = "nocaps"

  /// What is written before the colon.
  public var name: String { rawValue }
}

/// A field that a query can name.
public enum QueryField: String, CaseIterable, Hashable, Sendable {
  /// The headline.
  case title
  /// The authors.
  case byline = "by"
  /// The place that a report comes from.
  case dateline
  /// The wire.
  case agency
  /// The part of the paper or site.
  case section
  /// The outlet.
  case source
  /// The address, by its words.
  case url
  /// The language, by its code.
  case language = "lang"
  /// Readers' own labels.
  case tag
  /// Readers' own notes.
  case note

  /// What is written before the colon.
  public var name: String { rawValue }
}
