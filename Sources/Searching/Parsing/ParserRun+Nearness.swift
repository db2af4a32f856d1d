// SPDX-License-Identifier: Apache-2.0

extension ParserRun {
  /// A part, or two with an operator between them that says how near they are: it binds tighter than
  /// AND.
  mutating func operand() throws(QueryError) -> Query {
    let left = try part()
    guard let sign = current, case .near(let nearness) = sign.kind else { return left }
    try checkSide(left, of: nearness, sign)
    next += 1
    try requirePart(after: sign, called: nearness.text)
    let right = try part()
    try checkSide(right, of: nearness, sign)
    if let third = current, case .near = third.kind {
      throw error(
        .badNearness,
        at: third.range,
        "Nearness is of two things; a third can be joined with AND.",
        replacement: "AND"
      )
    }
    return Query(
      .near(nearness, left, right),
      at: left.range.lowerBound..<right.range.upperBound
    )
  }

  /// Only what has a place in a text can be near something.
  private func checkSide(
    _ side: Query,
    of nearness: Nearness,
    _ sign: Lexeme
  ) throws(QueryError) {
    if side.canBeNear { return }
    if case .field(let field, _) = side.clause {
      throw error(
        .badNearness,
        at: side.range,
        "The field goes before brackets: `\(field.name):(a \(nearness.text) b)`.",
        replacement: nil
      )
    }
    throw QueryError(
      .badNearness,
      at: side.range,
      "Beside \(nearness.text) stands a word, a phrase, or brackets with OR between such.",
      repair: replacing(sign.range, with: "AND")
    )
  }
}

extension Query {
  /// Whether the query is a word, a phrase, an exact form or any of several of these.
  fileprivate var canBeNear: Bool {
    switch clause {
    case .word, .phrase, .exact: true
    case .any(let parts): parts.allSatisfy(\.canBeNear)
    default: false
    }
  }
}
