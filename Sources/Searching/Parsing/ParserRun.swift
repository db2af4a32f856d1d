// SPDX-License-Identifier: Apache-2.0

/// One parse under way: recursive descent over the lexemes.
struct ParserRun {
  let text: String
  let lexemes: [Lexeme]
  let today: Int
  let localToday: Int
  let joining: QueryParser.Joining
  var next = 0
  var nesting = 0
  /// The name of the field, or of another part of the article, that is being read about.
  var place: QueryPrefix?
  var hints: QueryHints

  init(_ lexer: QueryLexer, today: Int, localToday: Int, joining: QueryParser.Joining) {
    text = lexer.source.text
    lexemes = lexer.lexemes
    hints = lexer.hints
    self.today = today
    self.localToday = localToday
    self.joining = joining
  }

  /// Everything up to the end of the text.
  mutating func wholeQuery() throws(QueryError) -> Query {
    guard !lexemes.isEmpty else {
      throw QueryError(.empty, at: 0..<0, "There is nothing to search for.")
    }
    try checkNumberOfClauses()
    let query = try alternatives()
    if let stray = current { throw self.stray(stray) }
    return try Query.checked(query)
  }

  private func checkNumberOfClauses() throws(QueryError) {
    var count = 0
    for lexeme in lexemes where lexeme.isLeaf {
      count += 1
      guard count > QueryLimits.clauses else { continue }
      throw QueryError(
        .tooLong,
        at: lexeme.range,
        "A query has at most \(QueryLimits.clauses) words and phrases; here begins one more."
      )
    }
  }

  var current: Lexeme? { next < lexemes.count ? lexemes[next] : nil }

  var end: Int { text.utf8.count }

  /// Whether a part of a query can begin here.
  var isAtPart: Bool { current?.beginsPart ?? false }

  /// Runs `body` one level down.
  mutating func deeper(
    _ body: (inout ParserRun) throws(QueryError) -> Query
  ) throws(QueryError) -> Query {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= QueryLimits.nesting else { throw .tooDeep(at: current?.range ?? end..<end) }
    return try Query.checked(try body(&self))
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

  /// Says once how AND and OR without brackets are read.
  private mutating func noteMixture(_ joined: JoinedParts) {
    guard !hints.hasSaid(.mixture), joined.isMixed else { return }
    let query = joined.query
    hints.say(
      .mixture,
      at: query.range,
      "AND binds tighter than OR: this is read as \(query.text)."
    )
  }
}

// MARK: - Errors

extension ParserRun {
  func requirePart(after lexeme: Lexeme, called name: String) throws(QueryError) {
    guard !isAtPart else { return }
    throw error(
      .missingOperand,
      at: lexeme.range,
      "After \(name) something to search for is missing.",
      replacement: " "
    )
  }

  func stray(_ lexeme: Lexeme) -> QueryError {
    error(.strayBracket, at: lexeme.range, "This bracket closes nothing.", replacement: " ")
  }

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

  /// Some of the text.
  func source(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }
}
