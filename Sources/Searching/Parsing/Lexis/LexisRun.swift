// SPDX-License-Identifier: Apache-2.0

/// One parse of a query in the syntax of Lexis, Nexis and Factiva.
///
/// Words that stand side by side are a phrase. Operators are read in any case, and bind in the order
/// of Lexis: OR; nearness, the smallest number first; `w/s`; `w/p`; `w/seg`; AND; AND NOT. `!` is any
/// ending, and so is `*` at the end of a word; inside a word `*` is one letter.
struct LexisRun {
  let text: String
  let lexemes: [LexisLexeme]
  var next = 0
  var nesting = 0
  /// The name of the segment that is being read.
  var place: QueryPrefix?
  var hints: QueryHints

  init(_ lexer: LexisLexer) {
    text = lexer.source.text
    lexemes = lexer.lexemes
    hints = lexer.hints
  }

  /// Everything up to the end of the text.
  mutating func wholeQuery() throws(QueryError) -> Query {
    guard !lexemes.isEmpty else {
      throw QueryError(.empty, at: 0..<0, "There is nothing to search for.")
    }
    guard lexemes.count <= QueryLimits.clauses else {
      throw QueryError(
        .tooLong,
        at: lexemes[QueryLimits.clauses].range,
        "A query has at most \(QueryLimits.clauses) words, brackets and operators in this syntax."
      )
    }
    let query = try expression()
    if let stray = current {
      throw error(.strayBracket, at: stray.range, "This bracket closes nothing.", replacement: " ")
    }
    return try Query.checked(query)
  }

  var current: LexisLexeme? { next < lexemes.count ? lexemes[next] : nil }

  var end: Int { text.utf8.count }

  /// Runs `body` one level down.
  mutating func deeper(
    _ body: (inout LexisRun) throws(QueryError) -> Query
  ) throws(QueryError) -> Query {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= QueryLimits.depth else { throw .tooDeep(at: current?.range ?? end..<end) }
    return try Query.checked(try body(&self))
  }

  /// An error whose repair replaces its place; without a replacement there is no repair.
  func error(
    _ kind: QueryError.Kind,
    at range: Range<Int>,
    _ message: String,
    replacement: String?
  ) -> QueryError {
    let repair = replacement.map { replacement in
      let bytes = Array(text.utf8)
      return String(
        decoding: bytes[..<range.lowerBound] + Array(replacement.utf8) + bytes[range.upperBound...],
        as: UTF8.self
      )
    }
    return QueryError(kind, at: range, message, repair: repair)
  }
}

// MARK: - Combinations

extension LexisRun {
  /// Operands with connectors between them, up to a closing bracket.
  mutating func expression() throws(QueryError) -> Query {
    var operands = [try operand()]
    var connectors: [(connector: LexisConnector, range: Range<Int>)] = []
    while let found = try connector() {
      connectors.append(found)
      operands.append(try operand(after: found.range))
    }
    noteMixture(connectors, operands)
    return try combined(operands[...], connectors[...])
  }

  /// The connector that stands here; nil at the end.
  private mutating func connector() throws(QueryError) -> (
    connector: LexisConnector, range: Range<Int>
  )? {
    guard let lexeme = current else { return nil }
    switch lexeme.kind {
    case .connector(let connector):
      next += 1
      // `and not`, `but not`.
      if connector == .and, let not = current, not.kind == .not {
        next += 1
        return (.andNot, lexeme.range.lowerBound..<not.range.upperBound)
      }
      return (connector, lexeme.range)
    case .not:
      next += 1
      guard let following = current, case .connector(let connector) = following.kind,
        let negated = connector.negated
      else { return (.andNot, lexeme.range) }
      next += 1
      return (negated, lexeme.range.lowerBound..<following.range.upperBound)
    case .close: return nil
    default:
      throw error(
        .missingOperand,
        at: lexeme.range,
        "An operator is missing here.",
        replacement: nil
      )
    }
  }

  private mutating func operand(after connector: Range<Int>? = nil) throws(QueryError) -> Query {
    if let not = current, not.kind == .not {
      next += 1
      let inner = try deeper { run throws(QueryError) in try run.operand(after: not.range) }
      return Query(.not(inner), at: not.range.lowerBound..<inner.range.upperBound)
    }
    guard let lexeme = current, lexeme.beginsUnit else {
      throw missing(after: connector)
    }
    return try adjacent()
  }

  private func missing(after connector: Range<Int>?) -> QueryError {
    if let connector {
      return error(
        .missingOperand,
        at: connector,
        "After this operator something to search for is missing.",
        replacement: " "
      )
    }
    let place = current?.range ?? end..<end
    let isClose = current?.kind == .close
    return error(
      isClose ? .strayBracket : .missingOperand,
      at: place,
      isClose ? "This bracket closes nothing." : "Before this something to search for is missing.",
      replacement: current == nil ? nil : " "
    )
  }

  /// Operands joined by the loosest connectors among them, and those between by tighter ones.
  private func combined(
    _ operands: ArraySlice<Query>,
    _ connectors: ArraySlice<(connector: LexisConnector, range: Range<Int>)>
  ) throws(QueryError) -> Query {
    guard let loosest = connectors.map(\.connector.looseness).max() else {
      return operands[operands.startIndex]
    }
    var parts: [Query] = []
    var joints: [(connector: LexisConnector, range: Range<Int>)] = []
    var begin = connectors.startIndex
    for index in connectors.indices where connectors[index].connector.looseness == loosest {
      parts.append(
        try combined(
          operands[shifted(begin, index, operands, connectors)],
          connectors[begin..<index]
        )
      )
      joints.append(connectors[index])
      begin = index + 1
    }
    let rest = connectors[begin...]
    parts.append(
      try combined(operands[shifted(begin, connectors.endIndex, operands, connectors)], rest)
    )
    return try joined(parts, joints)
  }

  /// The operands around the connectors from `begin` to `end`.
  private func shifted(
    _ begin: Int,
    _ end: Int,
    _ operands: ArraySlice<Query>,
    _ connectors: ArraySlice<(connector: LexisConnector, range: Range<Int>)>
  ) -> Range<Int> {
    let offset = operands.startIndex - connectors.startIndex
    return (begin + offset)..<(end + offset + 1)
  }

  /// Parts with connectors between them that bind alike.
  private func joined(
    _ parts: [Query],
    _ joints: [(connector: LexisConnector, range: Range<Int>)]
  ) throws(QueryError) -> Query {
    switch joints[0].connector {
    case .or: return Query.joined(parts) { .any($0) }
    case .and, .inSegment: return Query.joined(parts) { .all($0) }
    case .andNot:
      let excluded = parts.dropFirst().map { Query(.not($0), at: $0.range) }
      return Query.joined([parts[0]] + excluded) { .all($0) }
    case .near, .notNear:
      var left = parts[0]
      for (joint, right) in zip(joints, parts.dropFirst()) {
        left = try Query.checked(try near(left, right, joint.connector, joint.range))
      }
      return left
    }
  }

  private func near(
    _ left: Query,
    _ right: Query,
    _ connector: LexisConnector,
    _ range: Range<Int>
  ) throws(QueryError) -> Query {
    guard let nearness = connector.nearness else { return left }
    if let side = [left, right].first(where: { !$0.hasPlaces }) {
      throw error(
        .badNearness,
        at: side.range,
        "Beside \(nearness.text) stands what has a place in the text: words, phrases, or several "
          + "with OR between.",
        replacement: nil
      ).repaired(error(.badNearness, at: range, "", replacement: "and").repair)
    }
    let place = left.range.lowerBound..<right.range.upperBound
    if case .notNear = connector { return Query(.notNear(nearness, left, right), at: place) }
    return Query(.near(nearness, left, right), at: place)
  }

  /// Says once what binds tighter here than in Factiva, and what `w/seg` is here.
  private mutating func noteMixture(
    _ connectors: [(connector: LexisConnector, range: Range<Int>)],
    _ operands: [Query]
  ) {
    if let segment = connectors.first(where: { $0.connector == .inSegment }) {
      hints.say(
        .otherSyntax,
        at: segment.range,
        "`w/seg` is read as AND: the text of an article is one segment."
      )
    }
    let hasOr = connectors.contains { $0.connector == .or }
    guard hasOr, let other = connectors.first(where: { $0.connector != .or }) else { return }
    hints.say(
      .mixture,
      at: other.range,
      "OR binds tighter than the other operators here, as in Lexis; brackets make it plain."
    )
  }
}
