// SPDX-License-Identifier: Apache-2.0

extension ParserRun {
  /// A nearness with or without NOT before it.
  private struct Sign {
    var nearness: Nearness
    var isNegated: Bool
    var range: Range<Int>

    var text: String { isNegated ? "NOT \(nearness.text)" : nearness.text }
  }

  /// Something, perhaps with NOT or a dash before it.
  mutating func operand() throws(QueryError) -> Query {
    guard let lexeme = current else { return try nearby() }
    switch lexeme.kind {
    case .not: return try negation(lexeme)
    case .minus: return try exclusion(lexeme)
    default: return try nearby()
    }
  }

  private mutating func negation(_ lexeme: Lexeme) throws(QueryError) -> Query {
    next += 1
    if case .near(let nearness)? = current?.kind {
      throw missing(
        "Before",
        "NOT \(nearness.text)",
        lexeme.range.lowerBound..<lexemes[next].range.upperBound
      )
    }
    guard isAtPart else {
      throw error(
        .missingOperand,
        at: lexeme.range,
        "After NOT something to leave out is missing.",
        replacement: " "
      )
    }
    let inner = try deeper { run throws(QueryError) in try run.operand() }
    return try Query.checked(
      Query(.not(inner), at: lexeme.range.lowerBound..<inner.range.upperBound)
    )
  }

  /// A dash stands so close to a word that it cannot be about what the word is near.
  private mutating func exclusion(_ dash: Lexeme) throws(QueryError) -> Query {
    next += 1
    let begin = next
    let inner = try deeper { run throws(QueryError) in
      run.current?.kind == .minus ? try run.operand() : try run.unit()
    }
    if let sign, begin < next {
      let rest = try deeper { run throws(QueryError) in try run.nearby(after: inner) }
      let range = dash.range.lowerBound..<rest.range.upperBound
      throw error(
        .badNearness,
        at: range,
        "It takes brackets to leave out what is near: `-(a \(sign.text) b)`.",
        replacement: "-(" + source(dash.range.upperBound..<rest.range.upperBound) + ")"
      )
    }
    return try Query.checked(
      Query(.not(inner), at: dash.range.lowerBound..<inner.range.upperBound)
    )
  }

  /// Something, and what it is near.
  private mutating func nearby() throws(QueryError) -> Query {
    try nearby(after: try unit())
  }

  /// The operator that stands here, if one does.
  private var sign: Sign? {
    guard let first = current else { return nil }
    if case .near(let nearness) = first.kind {
      return Sign(nearness: nearness, isNegated: false, range: first.range)
    }
    guard first.kind == .not, next + 1 < lexemes.count,
      case .near(let nearness) = lexemes[next + 1].kind
    else { return nil }
    let range = first.range.lowerBound..<lexemes[next + 1].range.upperBound
    return Sign(nearness: nearness, isNegated: true, range: range)
  }

  private mutating func nearby(after first: Query) throws(QueryError) -> Query {
    var left = first
    while let sign {
      next += sign.isNegated ? 2 : 1
      let right = try side(after: sign)
      try checkSides(left, right, sign)
      let range = left.range.lowerBound..<right.range.upperBound
      let clause: Query.Clause =
        sign.isNegated ? .notNear(sign.nearness, left, right) : .near(sign.nearness, left, right)
      left = try Query.checked(Query(clause, at: range))
    }
    return left
  }

  private mutating func side(after sign: Sign) throws(QueryError) -> Query {
    guard isAtPart, let lexeme = current else { throw missing("After", sign.text, sign.range) }
    if lexeme.kind == .not || lexeme.kind == .minus {
      let range = sign.range.lowerBound..<lexeme.range.upperBound
      throw error(
        .badNearness,
        at: lexeme.range,
        "NOT stands before \(sign.nearness.text): `a NOT \(sign.nearness.text) b`.",
        replacement: nil
      ).repaired(
        replacing(
          range,
          with: sign.isNegated ? sign.nearness.text + " " : "NOT \(sign.nearness.text) "
        )
      )
    }
    return try unit()
  }

  private func missing(_ place: String, _ name: String, _ range: Range<Int>) -> QueryError {
    error(
      .missingOperand,
      at: range,
      "\(place) \(name) something to search for is missing.",
      replacement: " "
    )
  }

  /// Only what has a place in a text can be near something.
  private func checkSides(_ left: Query, _ right: Query, _ sign: Sign) throws(QueryError) {
    guard let side = [left, right].first(where: { !$0.hasPlaces }) else { return }
    if let spread = spread(left, right, sign) {
      throw error(
        .badNearness,
        at: side.range,
        "Beside \(sign.text) all of several words cannot stand; each can.",
        replacement: nil
      ).repaired(replacing(left.range.lowerBound..<right.range.upperBound, with: spread))
    }
    let reason = side.isDistributed ? " or several with OR between" : ""
    throw error(
      .badNearness,
      at: side.range,
      "Beside \(sign.text) stands what has a place in the text: a word, a phrase\(reason).",
      replacement: nil
    ).repaired(replacing(sign.range, with: sign.isNegated ? "AND NOT" : "AND"))
  }

  /// `a w/5 (b AND c)` said with brackets around each pair; nil where that cannot be.
  private func spread(_ left: Query, _ right: Query, _ sign: Sign) -> String? {
    let (lefts, rights) = (left.conjuncts, right.conjuncts)
    guard lefts.count * rights.count <= 16, (lefts + rights).allSatisfy(\.hasPlaces),
      !sign.isNegated
    else { return nil }
    let pairs = lefts.flatMap { first in
      rights.map { Query(.near(sign.nearness, first, $0)) }
    }
    return "(" + Query.joined(pairs) { .all($0) }.text + ")"
  }
}

extension Query {
  /// The parts of a conjunction, or the query itself.
  fileprivate var conjuncts: [Query] {
    if case .all(let parts) = clause { parts } else { [self] }
  }

  /// Whether the query is of several parts.
  fileprivate var isDistributed: Bool {
    switch clause {
    case .all, .any, .some: true
    default: false
    }
  }
}

extension QueryError {
  /// The same with another repair.
  func repaired(_ repair: String?) -> QueryError {
    QueryError(kind, at: range, message, repair: repair)
  }
}
