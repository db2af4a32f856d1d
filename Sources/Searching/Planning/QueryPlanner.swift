// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

/// Looks the words of a query up in all segments and weighs them.
///
/// Weights come from statistics of all segments together, so that an article scores the same
/// however the archive is divided.
struct QueryPlanner: ~Copyable {
  /// Where in the tree a clause stands.
  struct Context {
    var field: QueryField?
    var isScored = true
    /// What everything in the clause counts, times its own weight.
    var boost: Float = 1
    /// The parts of articles that are looked at, if not all; all of these at once.
    var regions: [SpanRegion] = []
    /// How many places a clause must have.
    var least = 1

    /// Whether a word must be looked for by its places.
    var needsPlaces: Bool { !regions.isEmpty || least > 1 }
  }

  let segments: SegmentSet
  /// Whether all terms that patterns stand for are to be named in the plan.
  let keepsExpansions: Bool
  var analyzer = Analyzer()
  var notes: [QueryNote] = []
  var leaves: [PlanLeaf] = []
  /// How many nearnesses were looked up.
  var nearnesses = 0
  /// What is not looked up again.
  var known = KnownForms()
  /// What readers have put on articles.
  var marks = ReaderMarks()
  /// When a day begins where the reader is, in seconds since 1970.
  var dayStart: @Sendable (Int) -> Int64 = SearchRequest.utcDayStart
  /// The bare words that do not count for the order; see ``FunctionWords``.
  private var silent: [String] = []

  init(_ segments: SegmentSet, keepsExpansions: Bool = false) {
    self.segments = segments
    self.keepsExpansions = keepsExpansions
  }

  /// The plan of a request: some microseconds for each word and segment.
  mutating func plan(_ request: SearchRequest) throws(SearchFailure) -> QueryPlan {
    leaves = []
    notes = []
    marks = request.marks
    dayStart = request.dayStart
    if request.order == .relevance, request.features.contains(.functionWords) {
      silent = FunctionWords.silent(in: request.query)
    }
    guard let root = try node(request.query, Context()) else {
      throw .query(
        QueryError(
          .notSearchable,
          at: request.query.range,
          "There is nothing in this query that can be searched for."
        )
      )
    }
    let filters = try self.filters(request.filters)
    return QueryPlan(
      root: filters.isEmpty ? root : .all([root] + filters),
      leaves: leaves,
      notes: notes,
      known: known
    )
  }
}

extension QueryPlanner {
  /// Whether a clause is a word that does not count.
  func isSilent(_ query: Query) -> Bool {
    guard !silent.isEmpty, case .word(let word) = query.clause else { return false }
    return silent.contains(word)
  }
}

// MARK: - Trees

extension QueryPlanner {
  /// A clause looked up; nil if there is nothing in it to search for.
  ///
  /// Fields, parts of articles and numbers of mentions go down to the words: `lead:(a b)` is
  /// `lead:a lead:b`. Only the places of alternatives are counted together: `atleast3:(a OR b)` is any
  /// three of either; and what must not be there must not be there once.
  private mutating func node(
    _ query: Query,
    _ context: Context
  ) throws(SearchFailure) -> QueryPlan.Node? {
    var context = context
    try segments.requireBudget(query)
    if let field = context.field, field == .tag || field == .note, query.parts.isEmpty {
      return try marked(query, field)
    }
    switch query.clause {
    case .everything:
      return .everything
    case .published(let days):
      return try dated(days)
    case .all(let parts):
      let nodes = try nodes(parts, context)
      return nodes.count > 1 ? .all(nodes) : nodes.first
    case .any(let parts):
      if context.least > 1, parts.allSatisfy(\.hasPlaces) { return try placed(query, context) }
      let nodes = try nodes(parts, context)
      return nodes.count > 1 ? .any(nodes) : nodes.first
    case .some(let count, let parts):
      // One with nothing to search for in it counts as one that nothing matches.
      let nodes = try nodes(parts, context)
      return nodes.isEmpty ? nil : .some(count, of: nodes)
    case .not(let inner):
      context.isScored = false
      context.least = 1
      return try node(inner, context).map { .not($0) }
    case .field(let field, let inner):
      context.field = field
      return try node(inner, context)
    case .lead(let inner):
      context.regions.append(.lead)
      return try node(inner, context)
    case .opening(let words, let inner):
      context.regions.append(.opening(UInt32(clamping: words)))
      return try node(inner, context)
    case .mentions(let count, let inner):
      context.least = max(context.least, count)
      if case .any = inner.clause, inner.hasPlaces { return try placed(inner, context) }
      return try node(inner, context)
    case .boosted(let inner, let factor):
      context.boost *= Float(factor)
      return try node(inner, context)
    case .near, .notNear:
      return try placed(query, context)
    case .word, .phrase, .exact, .capitals, .pattern, .fuzzy:
      return try value(query, context)
    case .added(let days):
      return try filed(days)
    case .length(let words):
      return try long(words)
    }
  }

  private mutating func nodes(
    _ parts: [Query],
    _ context: Context
  ) throws(SearchFailure) -> [QueryPlan.Node] {
    var nodes: [QueryPlan.Node] = []
    for part in parts {
      guard let node = try node(part, context) else { continue }
      note(node)
      nodes.append(node)
    }
    return nodes
  }

  /// Tells the budget of what is held of documents known at once.
  private func note(_ node: QueryPlan.Node) {
    switch node {
    case .dated(let sets), .documents(let sets):
      segments.budget?.take(sets.reduce(0) { $0 + $1.bytes }, for: .sets)
    case .leaf, .all, .any, .some, .not, .everything: break
    }
  }

  private func dated(_ days: DayRange) throws(SearchFailure) -> QueryPlan.Node {
    let range = days.seconds
    return .dated(
      try segments.map(missing: DocumentSet(0..<0)) { (_, reader) throws(CorruptionError) in
        try reader.documents(publishedIn: range)
      }
    )
  }

  /// The documents whose text has so many words.
  private func long(_ words: WordCount) throws(SearchFailure) -> QueryPlan.Node {
    let first = UInt64(max(0, words.first ?? 0))
    let last = words.last.map { UInt64(max(0, $0)) } ?? .max
    return .documents(
      try segments.map(missing: DocumentSet(0..<0)) { (_, reader) throws(CorruptionError) in
        try first <= last ? reader.documents(ofWords: first...last) : DocumentSet(0..<0)
      }
    )
  }

  private func inLanguage(_ query: Query) throws(SearchFailure) -> QueryPlan.Node {
    guard case .word(let code) = query.clause, let language = Language(code: code) else {
      throw .query(
        QueryError(.badLanguage, at: query.range, "`\(query.text)` is no code of a language.")
      )
    }
    return .documents(
      try segments.map(missing: DocumentSet(0..<0)) { (_, reader) throws(CorruptionError) in
        try reader.documents(in: language)
      }
    )
  }
}

// MARK: - Values and filters

extension QueryPlanner {
  private mutating func value(
    _ query: Query,
    _ context: Context
  ) throws(SearchFailure) -> QueryPlan.Node? {
    if context.field == .language { return try inLanguage(query) }
    if context.needsPlaces { return try placed(query, context) }
    var leaf = PlanLeaf(query: query, field: try indexedField(context.field, query))
    let (text, kind, gaps) = WordKind.of(query.clause)
    let words = AnalyzedWords(text, &analyzer, gaps: gaps)
    if words.hasGapInRun { throw refuseGapInRun(query) }
    let pieces = words.pieces
    guard let first = pieces.first else {
      notes.append(
        QueryNote(at: query.range, "There is nothing to search for in `\(query.text)`.")
      )
      return nil
    }
    try refuseUnsearchable(pieces, kind, query)
    let isSequence = pieces.count > 1 && pieces.contains { $0.pattern != nil }
    if isSequence {
      return try placed(query, context)
    } else if try needsPlaces(pieces, kind, leaf.field) {
      try lookUpWritten(pieces, context, &leaf)
    } else if pieces.count > 1, try hasOtherSpellings(words, kind, leaf.field, query) {
      return try placed(query, context)
    } else if pieces.count > 1 {
      try lookUpPhrase(pieces, &leaf, isScored: context.isScored)
    } else if case .fuzzy(let edits) = kind {
      try lookUp(.like(first.term, edits: edits), &leaf, isScored: context.isScored)
    } else if let pattern = first.pattern {
      try lookUp(.pattern(pattern), &leaf, isScored: context.isScored)
    } else {
      try lookUpWord(first, kind, &leaf, isScored: context.isScored)
    }
    leaf.boost(context.boost)
    leaf.highlight?.field = context.field
    if !context.isScored { leaf.highlight = nil }
    leaves.append(leaf)
    return .leaf(leaves.count - 1)
  }

  func indexedField(
    _ field: QueryField?,
    _ query: Query
  ) throws(SearchFailure) -> IndexedField? {
    switch field {
    case nil: return nil
    case .title: return .title
    case .byline: return .byline
    case .dateline: return .dateline
    case .agency: return .agency
    case .section: return .section
    case .source: return .source
    case .url: return .url
    case .language, .tag, .note:
      throw .query(
        QueryError(
          .notSearchable,
          at: query.range,
          "`\(query.text)` has no words that are in the index."
        )
      )
    }
  }

  /// The request's filters as clauses that do not score.
  private mutating func filters(
    _ filters: SearchFilters
  ) throws(SearchFailure) -> [QueryPlan.Node] {
    var nodes: [QueryPlan.Node] = []
    if let days = filters.published { nodes.append(try dated(days)) }
    if let revision = filters.filedAfter { nodes.append(try filed(after: revision)) }
    let fields: [(QueryField, [Query])] = [
      (.source, filters.sources.map { Query(.phrase($0)) }),
      (.byline, filters.authors.map { Query(.phrase($0)) }),
      (.section, filters.sections.map { Query(.phrase($0)) }),
      (.language, filters.languages.map { Query(.word($0)) }),
    ]
    for (field, values) in fields where !values.isEmpty {
      nodes.append(.any(try self.nodes(values, Context(field: field, isScored: false))))
    }
    return nodes
  }
}
