// SPDX-License-Identifier: Apache-2.0

/// One parse under way: recursive descent over the lexemes.
struct ParserRun {
  let text: String
  let lexemes: [Lexeme]
  let today: Int
  let joining: QueryParser.Joining
  var next = 0
  var depth = 0
  var isInField = false
  var notes: [QueryNote] = []

  init(text: String, lexemes: [Lexeme], today: Int, joining: QueryParser.Joining) {
    self.text = text
    self.lexemes = lexemes
    self.today = today
    self.joining = joining
  }

  /// Everything up to the end of the text.
  mutating func wholeQuery() throws(QueryError) -> Query {
    guard !lexemes.isEmpty else {
      throw QueryError(.empty, at: 0..<0, "There is nothing to search for.")
    }
    let query = try alternatives()
    if let stray = current {
      throw error(
        .strayBracket,
        at: stray.range,
        "This bracket closes nothing.",
        replacement: " "
      )
    }
    return query
  }

  var current: Lexeme? { next < lexemes.count ? lexemes[next] : nil }

  var end: Int { text.utf8.count }

  /// Whether a part of a query can begin here.
  var isAtPart: Bool {
    switch current?.kind {
    case nil, .closeBracket, .and, .or, .near: false
    default: true
    }
  }

  /// Runs `body` one level down.
  mutating func deeper(
    _ body: (inout ParserRun) throws(QueryError) -> Query
  ) throws(QueryError) -> Query {
    depth += 1
    defer { depth -= 1 }
    guard depth <= QueryParser.depthLimit else {
      let place = current?.range ?? end..<end
      throw QueryError(
        .tooDeep,
        at: place,
        "Brackets and negations are nested more than \(QueryParser.depthLimit) deep."
      )
    }
    return try body(&self)
  }
}

// MARK: - Combinations

extension ParserRun {
  /// Parts with OR between them; with ``QueryParser/Joining/any`` also with nothing between.
  mutating func alternatives() throws(QueryError) -> Query {
    var joined = JoinedParts()
    joined.append(try conjunction(), isExplicit: false)
    while true {
      if let lexeme = current, lexeme.kind == .or {
        next += 1
        try requirePart(after: lexeme, called: "OR")
        joined.append(try conjunction(), isExplicit: true)
      } else if joining == .any, isAtPart {
        joined.append(try conjunction(), isExplicit: false)
      } else {
        break
      }
    }
    noteMixture(joined)
    return joined.query
  }

  /// Parts with AND between them, said or not.
  private mutating func conjunction() throws(QueryError) -> Query {
    var parts = [try operand()]
    while true {
      if let lexeme = current, lexeme.kind == .and {
        next += 1
        try requirePart(after: lexeme, called: "AND")
      } else if joining == .any || !isAtPart {
        break
      }
      parts.append(try operand())
    }
    return Query.joined(parts) { .all($0) }
  }

  func requirePart(after lexeme: Lexeme, called name: String) throws(QueryError) {
    guard !isAtPart else { return }
    throw error(
      .missingOperand,
      at: lexeme.range,
      "After \(name) something to search for is missing.",
      replacement: " "
    )
  }

  /// Says once how AND and OR without brackets are read.
  private mutating func noteMixture(_ joined: JoinedParts) {
    guard notes.isEmpty, joined.isMixed else { return }
    let query = joined.query
    notes.append(
      QueryNote(at: query.range, "AND binds tighter than OR: this is read as \(query.text).")
    )
  }
}

// MARK: - Errors

extension ParserRun {
  /// An error whose repair replaces its place; without a replacement there is no repair.
  func error(
    _ kind: QueryError.Kind,
    at range: Range<Int>,
    _ message: String,
    replacement: String?
  ) -> QueryError {
    QueryError(
      kind,
      at: range,
      message,
      repair: replacement.map { replacing(range, with: $0) }
    )
  }

  /// The text with some of it replaced.
  func replacing(_ range: Range<Int>, with replacement: String) -> String {
    let bytes = Array(text.utf8)
    let result = bytes[..<range.lowerBound] + Array(replacement.utf8) + bytes[range.upperBound...]
    return String(decoding: result, as: UTF8.self)
  }
}
