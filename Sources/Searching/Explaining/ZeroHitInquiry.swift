// SPDX-License-Identifier: Apache-2.0

/// Takes a query apart that no article answers, to find which part of it is to blame.
struct ZeroHitInquiry {
  /// Where in articles a part of the query looks.
  enum Region {
    case field(QueryField)
    case lead
    case opening(Int)
  }

  /// No more parts than a person would read about are looked into.
  private static let mostCounts = 40
  static let mostCauses = 6

  private let searcher: Searcher
  private var request: SearchRequest
  private var counts = 0
  private(set) var causes: [ZeroHitExplanation.Cause] = []
  /// Whether there was more to be looked into.
  private(set) var isPartial = false

  /// An inquiry into a request, without its filters.
  init(_ searcher: Searcher, _ request: SearchRequest) {
    self.searcher = searcher
    self.request = request
    self.request.filters = SearchFilters()
  }

  /// How many articles a query finds by itself.
  mutating func count(_ query: Query) throws(QueryError) -> Int {
    counts += 1
    var part = request
    part.query = query
    return try searcher.count(part)
  }

  /// Whether more may be looked into; notes if not.
  private mutating func hasRoom() -> Bool {
    let hasRoom = counts < Self.mostCounts && causes.count < Self.mostCauses
    if !hasRoom { isPartial = true }
    return hasRoom
  }

  private mutating func add(_ cause: ZeroHitExplanation.Cause) {
    if causes.count == Self.mostCauses {
      isPartial = true
    } else if !causes.contains(cause) {
      causes.append(cause)
    }
  }
}

extension ZeroHitInquiry {
  /// Finds why a query finds nothing in some parts of articles, the innermost first.
  mutating func explain(_ query: Query, in regions: [Region]) throws(QueryError) {
    guard hasRoom() else { return }
    switch query.clause {
    case .all(let parts): try explainAll(parts, in: regions)
    case .any(let parts):
      for part in parts { try explain(part, in: regions) }
    case .some(_, let parts): try explainSome(query, parts, in: regions)
    case .boosted(let inner, _): try explain(inner, in: regions)
    case .field(let field, let inner): try explain(inner, in: regions + [.field(field)])
    case .lead(let inner): try explain(inner, in: regions + [.lead])
    case .opening(let words, let inner): try explain(inner, in: regions + [.opening(words)])
    case .mentions(let count, let inner):
      try explainMentions(query, count, inner, in: regions)
    case .near(_, let left, let right): try explainNear(query, left, right, in: regions)
    case .notNear(_, let left, _):
      let articles = try count(Self.wrapped(left, in: regions))
      if articles > 0 {
        add(.inTheWay(query.text, articles: articles))
      } else {
        try explain(left, in: regions)
      }
    case .word(let text), .pattern(let text), .fuzzy(let text, _), .phrase(let text):
      try explainWords(query, text, in: regions)
    case .exact(let text), .capitals(_, let text):
      try explainWritten(query, text, in: regions)
    case .not(let inner):
      let wrapped = Self.wrapped(inner, in: regions)
      let isThere = try count(wrapped) > 0
      add(isThere ? .everywhere(wrapped.text) : .unmatched(query.text, nearest: []))
    case .published, .added, .length, .everything:
      add(.unmatched(query.text, nearest: []))
    }
  }

  /// Things that must be there together: those that are nowhere, or those that never meet.
  private mutating func explainAll(
    _ parts: [Query],
    in regions: [Region]
  ) throws(QueryError) {
    var articles: [Int] = []
    for part in parts {
      guard hasRoom() else { return }
      articles.append(try count(Self.wrapped(part, in: regions)))
      if articles.last == 0 { try explain(part, in: regions) }
    }
    guard !articles.contains(0) else { return }
    if parts.count == 2, !parts.contains(where: \.isFilter) {
      let texts = parts.map { Self.wrapped($0, in: regions).text }
      return add(.neverTogether(texts[0], articles[0], texts[1], articles[1]))
    }
    try explainWithout(parts, articles, in: regions)
  }

  /// What each of several parts takes away; where that is none, which two never meet.
  private mutating func explainWithout(
    _ parts: [Query],
    _ articles: [Int],
    in regions: [Region]
  ) throws(QueryError) {
    var isExplained = false
    for place in parts.indices {
      guard hasRoom() else { return }
      var others = parts
      let part = others.remove(at: place)
      let rest = Self.wrapped(Query.joined(others) { .all($0) }, in: regions)
      let found = try count(rest)
      guard found > 0 else { continue }
      add(.inTheWay(Self.wrapped(part, in: regions).text, articles: found))
      isExplained = true
    }
    if !isExplained { try explainPairs(parts, articles, in: regions) }
  }

  private mutating func explainPairs(
    _ parts: [Query],
    _ articles: [Int],
    in regions: [Region]
  ) throws(QueryError) {
    for first in parts.indices {
      for second in parts.indices.dropFirst(first + 1) where counts < Self.mostCounts {
        let both = Query(.all([parts[first], parts[second]]))
        guard try count(Self.wrapped(both, in: regions)) == 0 else { continue }
        let texts = [first, second].map { Self.wrapped(parts[$0], in: regions).text }
        add(.neverTogether(texts[0], articles[first], texts[1], articles[second]))
      }
    }
    if causes.isEmpty { isPartial = true }
  }

  private mutating func explainSome(
    _ query: Query,
    _ parts: [Query],
    in regions: [Region]
  ) throws(QueryError) {
    for part in parts where try count(Self.wrapped(part, in: regions)) == 0 {
      try explain(part, in: regions)
    }
    let any = Query.joined(parts) { .any($0) }
    let articles = try count(Self.wrapped(any, in: regions))
    if articles > 0 { add(.tooSeldom(query.text, articles: articles)) }
  }

  private mutating func explainMentions(
    _ query: Query,
    _ least: Int,
    _ inner: Query,
    in regions: [Region]
  ) throws(QueryError) {
    let articles = try count(Self.wrapped(inner, in: regions))
    if articles > 0 { return add(.tooSeldom(query.text, articles: articles)) }
    // One mention of any of several names: what was typed comes first.
    if least == 1, case .any(let names) = inner.clause, let typed = names.first {
      try explain(typed, in: regions)
    } else {
      try explain(inner, in: regions)
    }
  }

  private mutating func explainNear(
    _ query: Query,
    _ left: Query,
    _ right: Query,
    in regions: [Region]
  ) throws(QueryError) {
    var isComplete = true
    for side in [left, right] where try count(Self.wrapped(side, in: regions)) == 0 {
      try explain(side, in: regions)
      isComplete = false
    }
    guard isComplete else { return }
    let articles = try count(Self.wrapped(Query(.all([left, right])), in: regions))
    if articles > 0 {
      add(.apart(Self.wrapped(query, in: regions).text, articles: articles))
    } else {
      try explainAll([left, right], in: regions)
    }
  }
}

// MARK: - Words

extension ZeroHitInquiry {
  /// A word, pattern or phrase that is not there.
  private mutating func explainWords(
    _ query: Query,
    _ text: String,
    in regions: [Region]
  ) throws(QueryError) {
    if let field = regions.field, field.indexed == nil {
      return add(.unmatched(Self.wrapped(query, in: regions).text, nearest: []))
    }
    let words = try searcher.words(of: query)
    if words.count > 1, try explainPhrase(query, words, in: regions) { return }
    let isWord = if case .pattern = query.clause { false } else { words.count == 1 }
    let nearest =
      isWord ? try searcher.nearest(to: words[0], in: regions.field, limit: 3) : []
    let wrapped = Self.wrapped(query, in: regions)
    if let region = regions.last {
      let articles = try count(query)
      if articles > 0 {
        let place = region.name
        let others = nearest.filter { !$0.isSame }.map(\.word)
        return add(
          .elsewhere(wrapped.text, place: place, articles: articles, nearest: others)
        )
      }
    }
    if nearest.contains(where: \.isSame) {
      add(.hidden(wrapped.text))
    } else {
      add(.unmatched(wrapped.text, nearest: nearest.map(\.word)))
    }
  }

  /// A phrase: words that are nowhere, or all of them but not in a row.
  ///
  /// - Returns: whether it is explained.
  private mutating func explainPhrase(
    _ query: Query,
    _ words: [String],
    in regions: [Region]
  ) throws(QueryError) -> Bool {
    var missing: [Query] = []
    let parts = words.map { Query(.phrase($0)) }
    for part in parts where try count(Self.wrapped(part, in: regions)) == 0 { missing.append(part) }
    // A word that is several in the index is named as it was typed.
    if case .word = query.clause, !missing.isEmpty { return false }
    for part in missing {
      guard case .phrase(let word) = part.clause else { continue }
      try explain(Query(.word(word)), in: regions)
    }
    if !missing.isEmpty { return true }
    let articles = try count(Self.wrapped(Query(.all(parts)), in: regions))
    guard articles > 0 else { return false }
    add(.notInARow(Self.wrapped(query, in: regions).text, articles: articles))
    return true
  }

  /// Something that must be written in a certain way.
  private mutating func explainWritten(
    _ query: Query,
    _ text: String,
    in regions: [Region]
  ) throws(QueryError) {
    let folded = Query(.phrase(text))
    let articles = try count(Self.wrapped(folded, in: regions))
    if articles > 0 {
      add(.writtenOtherwise(Self.wrapped(query, in: regions).text, articles: articles))
    } else {
      try explainWords(folded, text, in: regions)
    }
  }

  /// A part of the query with what says where it looks.
  private static func wrapped(_ query: Query, in regions: [Region]) -> Query {
    regions.reversed().reduce(query) { inner, region in
      switch region {
      case .field(let field): Query(.field(field, inner))
      case .lead: Query(.lead(inner))
      case .opening(let words): Query(.opening(words: words, inner))
      }
    }
  }
}

extension [ZeroHitInquiry.Region] {
  /// The field looked at; nil for the whole text.
  fileprivate var field: QueryField? {
    for case .field(let field) in self { return field }
    return nil
  }
}

extension ZeroHitInquiry.Region {
  /// What is typed before the part.
  fileprivate var name: String {
    switch self {
    case .field(let field): "\(field.name):"
    case .lead: "lead:"
    case .opening(let words): "first\(words):"
    }
  }
}

extension Query {
  /// Whether the clause narrows a search down rather than saying what it is about.
  fileprivate var isFilter: Bool {
    switch clause {
    case .published, .added, .length, .field, .not: true
    default: false
    }
  }
}
