// SPDX-License-Identifier: Apache-2.0

extension ParserRun {
  /// A word, phrase, exact form, prefix or bracket.
  mutating func value() throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.missingOperand, at: end..<end, "Something to search for is missing.")
    }
    switch lexeme.kind {
    case .word(let word):
      try checkList(from: next)
      next += 1
      return Query(Self.clause(of: word), at: lexeme.range)
    case .quoted(let words):
      next += 1
      return Query(.phrase(words), at: lexeme.range)
    case .equals:
      next += 1
      return try exact(lexeme)
    case .openBracket:
      next += 1
      return try bracket(lexeme)
    default:
      return try deeper { run throws(QueryError) in try run.part() }
    }
  }

  private static func clause(of word: String) -> Query.Clause {
    guard word.hasSuffix("*") else { return .word(word) }
    return word == "*" ? .everything : .pattern(word)
  }

  private mutating func exact(_ sign: Lexeme) throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.badExactForm, at: sign.range, "After `=` a word is missing.")
    }
    next += 1
    let range = sign.range.lowerBound..<lexeme.range.upperBound
    switch lexeme.kind {
    case .word(let word) where !word.hasSuffix("*"):
      return Query(.exact(word), at: range)
    case .quoted(let words):
      return Query(.exact(words), at: range)
    default:
      throw error(
        .badExactForm,
        at: sign.range,
        "`=` makes one word or one phrase exact; a prefix or a bracket it cannot.",
        replacement: ""
      )
    }
  }

  private mutating func bracket(_ open: Lexeme) throws(QueryError) -> Query {
    if let close = current, close.kind == .closeBracket {
      throw error(
        .emptyBrackets,
        at: open.range.lowerBound..<close.range.upperBound,
        "There is nothing between these brackets.",
        replacement: " "
      )
    }
    guard current != nil else { throw unclosed(open) }
    var inner = try deeper { run throws(QueryError) in try run.alternatives() }
    guard let close = current, close.kind == .closeBracket else { throw unclosed(open) }
    next += 1
    inner.range = open.range.lowerBound..<close.range.upperBound
    return inner
  }

  private func unclosed(_ open: Lexeme) -> QueryError {
    QueryError(
      .unclosedBracket,
      at: open.range,
      "This bracket is never closed.",
      repair: text + ")"
    )
  }

  /// `2 of (a, b, c)` is not to be read as two words and a bracket.
  private func checkList(from index: Int) throws(QueryError) {
    guard index + 2 < lexemes.count, case .word(let count) = lexemes[index].kind,
      Int(count) != nil, lexemes[index + 1].kind == .word("of"),
      lexemes[index + 2].kind == .openBracket
    else { return }
    let range = lexemes[index].range.lowerBound..<lexemes[index + 1].range.upperBound
    throw error(
      .unknownOperator,
      at: range,
      "`\(count) of` a list is not understood; \(WordForm.understood).",
      replacement: ""
    )
  }

  /// Languages are codes.
  func checkLanguages(_ query: Query) throws(QueryError) {
    switch query.clause {
    case .word(let code) where LanguageCode.isCode(code): return
    case .all(let parts), .any(let parts):
      for part in parts { try checkLanguages(part) }
    case .not(let inner): try checkLanguages(inner)
    default:
      let code = LanguageCode.code(named: query.text)
      throw error(
        .badLanguage,
        at: query.range,
        "Languages are named by their codes of two or three letters, as in `lang:es`.",
        replacement: code
      )
    }
  }
}
