// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// A query in which names stand for all the names of the same thing.
package struct NamedQuery: Sendable {
  package var query: Query
  /// What was put in, in the order of the query.
  package var uses: [NameUse]
  /// What should be said of names that were not looked for.
  package var notes: [QueryNote] = []
}

/// A name in a query, and what else is looked for because of it.
package struct NameUse: Hashable, Sendable {
  /// As it was typed.
  package let typed: String
  /// Where, as UTF-8 offsets of the query's text.
  package let range: Range<Int>
  /// The other names, as the table has them.
  package let others: [String]
  /// The lines of the table they stand in.
  package let lines: [Int]
}

extension NameTable {
  /// The query with every name in it standing for all the names of the same thing.
  ///
  /// - A bare word or a quoted phrase that is a name, the whole of it, becomes any of the names: they
  ///   count as one thing, whichever an article has. A name of several words is looked for as a
  ///   phrase.
  /// - Bare words side by side that together are a name are still looked for as words; articles that
  ///   have another of the names are found, too. The longest name from the left counts.
  /// - `=CJNG`, words with stars, `~` or capitals asked for stay as typed, and so does what is looked
  ///   for in fields that say who published an article: `by`, `agency`, `section`, `source`, `url`,
  ///   `lang`, `tag`.
  ///
  /// New parts have the range of what they were put in for, so places in errors and explanations stay
  /// true. Costs a look at each name's first word for each word of the query.
  ///
  /// - Parameters:
  ///   - query: as it was parsed.
  ///   - text: what it was parsed from; empty for one made by a program.
  /// - Returns: the query with its names, and what was put in. Of a name with more than ``mostNames``
  ///   others only so many are looked for; a query that would have more than ``QueryLimits/clauses``
  ///   words and phrases stays as typed. Both are said in a note.
  package func applied(to query: Query, in text: String = "") -> NamedQuery {
    guard !isEmpty else { return NamedQuery(query: query, uses: []) }
    var rewriting = NameRewriting(self, text: text, room: QueryLimits.clauses - query.leafCount)
    let rewritten = rewriting.rewritten(query, .alone)
    guard rewriting.room >= 0 else {
      return NamedQuery(query: query, uses: [], notes: [Self.tooManyNames])
    }
    return NamedQuery(query: rewritten, uses: rewriting.uses, notes: rewriting.notes)
  }

  private static var tooManyNames: QueryNote {
    QueryNote(
      at: 0..<0,
      "With all other names this query would have more than \(QueryLimits.clauses) words and "
        + "phrases, so names are looked for as typed only."
    )
  }
}

/// One walk over a query's tree.
struct NameRewriting: ~Copyable {
  /// What a clause is part of.
  enum Place {
    /// Nothing that asks where words stand.
    case alone
    /// A nearness, a field or a count, which ask for places: there is only a plain "any of these".
    case amongPlaces
  }

  private let table: NameTable
  private let text: [UInt8]
  private var analyzer = Analyzer()
  private(set) var uses: [NameUse] = []
  private(set) var notes: [QueryNote] = []
  /// How many words and phrases may still be put in; less than 0 if there were too many.
  private(set) var room: Int

  init(_ table: NameTable, text: String, room: Int) {
    self.table = table
    self.room = room
    self.text = Array(text.utf8)
  }

  mutating func rewritten(_ query: Query, _ place: Place) -> Query {
    switch query.clause {
    case .word(let typed), .phrase(let typed):
      return withOtherNames(query, typed, place)
    case .all(let parts):
      return Query.joined(withRuns(parts, place, joinedByOr: false)) { .all($0) }
    case .any(let parts):
      return Query.joined(withRuns(parts, place, joinedByOr: true)) { .any($0) }
    case .exact, .pattern, .fuzzy, .capitals, .published, .added, .length, .everything:
      return query
    case .field, .lead, .opening, .mentions, .near, .notNear, .some, .boosted, .not:
      return Query(inside(query.clause, place), at: query.range)
    }
  }

  private mutating func inside(_ clause: Query.Clause, _ place: Place) -> Query.Clause {
    switch clause {
    case .field(let field, let inner):
      field.saysWhat ? .field(field, rewritten(inner, .amongPlaces)) : clause
    case .lead(let inner): .lead(rewritten(inner, .amongPlaces))
    case .opening(let words, let inner): .opening(words: words, rewritten(inner, .amongPlaces))
    case .mentions(let count, let inner): .mentions(count, rewritten(inner, .amongPlaces))
    case .near(let nearness, let left, let right):
      .near(nearness, rewritten(left, .amongPlaces), rewritten(right, .amongPlaces))
    case .notNear(let nearness, let left, let right):
      .notNear(nearness, rewritten(left, .amongPlaces), rewritten(right, .amongPlaces))
    case .some(let count, let parts): .some(count, of: each(parts, place))
    case .boosted(let inner, let factor): .boosted(rewritten(inner, place), by: factor)
    case .not(let inner): .not(rewritten(inner, place))
    default: clause
    }
  }

  private mutating func each(_ parts: [Query], _ place: Place) -> [Query] {
    var result: [Query] = []
    for part in parts { result.append(rewritten(part, place)) }
    return result
  }
}

extension Query {
  /// Words, phrases and other things without parts.
  fileprivate var leafCount: Int {
    parts.isEmpty ? 1 : parts.reduce(0) { $0 + $1.leafCount }
  }
}

extension QueryField {
  /// Whether the field's words are about what happened rather than about who published it.
  fileprivate var saysWhat: Bool {
    switch self {
    case .title, .dateline, .note: true
    case .byline, .agency, .section, .source, .url, .language, .tag: false
    }
  }
}

// MARK: - Single words and phrases

extension NameRewriting {
  /// A word or phrase, or any of the names if it is one.
  private mutating func withOtherNames(
    _ query: Query,
    _ typed: String,
    _ place: Place
  ) -> Query {
    guard !typed.contains("*"), !typed.contains("?") else { return query }
    let terms = terms(of: typed)
    guard let first = terms.first else { return query }
    let found = names(beginningWith: first) { $0 == terms }
    let others = others(of: found, typed: typed, at: query.range)
    return others.isEmpty ? query : Self.anyOf([query] + others, place)
  }

  /// Any of several names; by itself as one thing.
  ///
  /// A mention is a mention, whichever name it has: an article that says both the name and its
  /// abbreviation, as most do once, does not get ahead of one that says either as often.
  private static func anyOf(_ names: [Query], _ place: Place) -> Query {
    guard let range = names.first?.range, names.count > 1 else { return names[0] }
    let any = Query(.any(names), at: range)
    return place == .alone ? Query(.mentions(1, any), at: range) : any
  }

  private mutating func terms(of text: String) -> [[UInt8]] {
    analyzer.tokens(in: text).map(\.term)
  }

  /// The names of the table that begin with a term and pass a test.
  private mutating func names(
    beginningWith term: [UInt8],
    where isWanted: ([[UInt8]]) -> Bool
  ) -> [Int] {
    var found: [Int] = []
    for name in table.names(beginningWith: term) where isWanted(terms(of: table.phrase(name))) {
      found.append(name)
    }
    return found
  }

  /// The other names of all groups that hold one of `found`, each once, as phrases.
  private mutating func others(
    of found: [Int],
    typed: String,
    at range: Range<Int>
  ) -> [Query] {
    guard let one = found.first, room >= 0 else { return [] }
    var seen: Set = [terms(of: table.phrase(one))]
    var others: [Query] = []
    var written: [String] = []
    var lines: [Int] = []
    groups: for group in Set(found.map { table.names[$0].group }).sorted() {
      for name in table.groups[group].names {
        let phrase = table.phrase(name)
        guard phrase.isSearchable, seen.insert(terms(of: phrase)).inserted else { continue }
        guard others.count < NameTable.mostNames else {
          notes.append(Self.tooManyOthers(typed, range))
          break groups
        }
        others.append(Query(.phrase(phrase), at: range))
        written.append(table.written(name))
        let line = table.groups[group].line
        if lines.last != line { lines.append(line) }
      }
    }
    guard !others.isEmpty else { return [] }
    room -= others.count
    uses.append(NameUse(typed: typed, range: range, others: written, lines: lines))
    return others
  }

  private static func tooManyOthers(_ typed: String, _ range: Range<Int>) -> QueryNote {
    QueryNote(
      at: range,
      "`\(typed)` has more than \(NameTable.mostNames) other names; only the first "
        + "\(NameTable.mostNames) are looked for."
    )
  }
}

// MARK: - Words side by side

extension NameRewriting {
  /// Clauses of which bare words side by side may be a name together.
  private mutating func withRuns(
    _ parts: [Query],
    _ place: Place,
    joinedByOr: Bool
  ) -> [Query] {
    var words: [[[UInt8]]] = []
    for part in parts {
      guard let word = Self.bareWord(part) else {
        words.append([])
        continue
      }
      words.append(terms(of: word))
    }
    var result: [Query] = []
    var next = 0
    while next < parts.count {
      guard let run = longestRun(parts, words, from: next) else {
        result.append(rewritten(parts[next], place))
        next += 1
        continue
      }
      let typed = Array(parts[next..<next + run.count])
      let range = typed[0].range.lowerBound..<typed[run.count - 1].range.upperBound
      let text = typed.compactMap(Self.bareWord).joined(separator: " ")
      let others = others(of: run.names, typed: text, at: range)
      if others.isEmpty {
        result += typed
      } else if joinedByOr {
        result += typed + [Self.anyOf(others, place)]
      } else {
        let asTyped = Query(.all(typed), at: range)
        result.append(Query(.any([asTyped, Self.anyOf(others, place)]), at: range))
      }
      next += run.count
    }
    return result
  }

  private static func bareWord(_ query: Query) -> String? {
    guard case .word(let text) = query.clause else { return nil }
    return text
  }

  /// The longest name of two or more bare words from a part on.
  private mutating func longestRun(
    _ parts: [Query],
    _ words: [[[UInt8]]],
    from first: Int
  ) -> (count: Int, names: [Int])? {
    guard let head = words[first].first else { return nil }
    let candidates = table.names(beginningWith: head)
    guard !candidates.isEmpty else { return nil }
    var best: (count: Int, names: [Int])?
    for name in candidates {
      let wanted = terms(of: table.phrase(name))
      guard let count = count(of: wanted, in: words, parts, from: first), count > 1 else {
        continue
      }
      if count == best?.count {
        best?.names.append(name)
      } else if count > best?.count ?? 0 {
        best = (count, [name])
      }
    }
    return best
  }

  /// How many parts a name takes up; nil if they are not it.
  private func count(
    of name: [[UInt8]],
    in words: [[[UInt8]]],
    _ parts: [Query],
    from first: Int
  ) -> Int? {
    var place = first
    var matched = 0
    while matched < name.count {
      guard place < words.count, !words[place].isEmpty,
        place == first || isSideBySide(parts[place - 1], parts[place]),
        name[matched...].starts(with: words[place])
      else { return nil }
      matched += words[place].count
      place += 1
    }
    return place - first
  }

  /// Whether nothing but blanks stands between two clauses.
  private func isSideBySide(_ left: Query, _ right: Query) -> Bool {
    let (start, end) = (left.range.upperBound, right.range.lowerBound)
    guard start < end, end <= text.count else { return start == end }
    return String(decoding: text[start..<end], as: UTF8.self).allSatisfy(\.isWhitespace)
  }
}
