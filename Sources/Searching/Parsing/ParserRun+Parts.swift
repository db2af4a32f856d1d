// SPDX-License-Identifier: Apache-2.0

extension ParserRun {
  /// A value, perhaps negated or in a field.
  mutating func part() throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.missingOperand, at: end..<end, "Something to search for is missing.")
    }
    switch lexeme.kind {
    case .and, .or, .near:
      throw missingBefore(lexeme)
    case .not, .minus:
      return try negation(lexeme)
    case .field(let field):
      return try fieldValue(field, lexeme)
    case .published(let days):
      return try published(days, lexeme)
    case .closeBracket:
      throw error(
        .strayBracket,
        at: lexeme.range,
        "This bracket closes nothing.",
        replacement: " "
      )
    default:
      return try value()
    }
  }

  private func missingBefore(_ lexeme: Lexeme) -> QueryError {
    let name =
      switch lexeme.kind {
      case .near(let nearness): nearness.text
      case .and: "AND"
      default: "OR"
      }
    return error(
      .missingOperand,
      at: lexeme.range,
      "Before \(name) something to search for is missing.",
      replacement: " "
    )
  }

  private mutating func negation(_ lexeme: Lexeme) throws(QueryError) -> Query {
    next += 1
    if let following = current, case .near(let nearness) = following.kind {
      throw error(
        .unknownOperator,
        at: following.range,
        "`NOT \(nearness.text)` is not understood; \(WordForm.understood).",
        replacement: ""
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
    let inner = try deeper { run throws(QueryError) in try run.part() }
    return Query(.not(inner), at: lexeme.range.lowerBound..<inner.range.upperBound)
  }

  private mutating func fieldValue(
    _ field: QueryField,
    _ lexeme: Lexeme
  ) throws(QueryError) -> Query {
    guard !isInField else {
      throw error(
        .nestedField,
        at: lexeme.range,
        "A field cannot be named inside another field's brackets.",
        replacement: ""
      )
    }
    next += 1
    guard let following = current, following.range.lowerBound == lexeme.range.upperBound else {
      throw nothingIn(field, lexeme)
    }
    isInField = true
    defer { isInField = false }
    let inner = try deeper { run throws(QueryError) in try run.value(of: field) }
    if field == .language { try checkLanguages(inner) }
    return Query(.field(field, inner), at: lexeme.range.lowerBound..<inner.range.upperBound)
  }

  private mutating func value(of field: QueryField) throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.emptyField, at: end..<end, "Nothing to look for in `\(field.name)`.")
    }
    switch lexeme.kind {
    case .minus, .not:
      let start = lexemes[next - 1].range
      throw QueryError(
        .emptyField,
        at: lexeme.range,
        "A dash goes before the field: `-\(field.name):`.",
        repair: replacing(
          start.lowerBound..<lexeme.range.upperBound,
          with: "-\(field.name):"
        )
      )
    case .word, .quoted, .equals, .openBracket:
      return try value()
    default:
      throw nothingIn(field, lexeme)
    }
  }

  private func nothingIn(_ field: QueryField, _ lexeme: Lexeme) -> QueryError {
    error(
      .emptyField,
      at: lexeme.range,
      "There is nothing to look for in `\(field.name)` after the colon.",
      replacement: " "
    )
  }

  private mutating func published(_ days: String, _ lexeme: Lexeme) throws(QueryError) -> Query {
    guard !isInField else {
      throw error(
        .nestedField,
        at: lexeme.range,
        "A date cannot be named inside a field's brackets.",
        replacement: " "
      )
    }
    next += 1
    let start = lexeme.range.upperBound - days.utf8.count
    do throws(QueryError) {
      return Query(.published(try DayRange(parsing: days, today: today)), at: lexeme.range)
    } catch {
      let place = (start + error.range.lowerBound)..<(start + error.range.upperBound)
      let repair = error.repair.map { replacing(start..<lexeme.range.upperBound, with: $0) }
      throw QueryError(error.kind, at: place, error.message, repair: repair)
    }
  }
}
