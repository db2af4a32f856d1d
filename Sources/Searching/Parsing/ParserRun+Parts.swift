// SPDX-License-Identifier: Apache-2.0

extension ParserRun {
  /// A value, perhaps with a name before it and a `^` after it.
  mutating func unit() throws(QueryError) -> Query {
    var query = try prefixedValue()
    while let lexeme = current, case .boost(let factor) = lexeme.kind {
      next += 1
      query = Query(
        .boosted(query, by: factor),
        at: query.range.lowerBound..<lexeme.range.upperBound
      )
    }
    return query
  }

  private mutating func prefixedValue() throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.missingOperand, at: end..<end, "Something to search for is missing.")
    }
    switch lexeme.kind {
    case .prefix(let prefix): return try prefixed(prefix, lexeme)
    case .and: throw missingBefore("AND", lexeme)
    case .or: throw missingBefore("OR", lexeme)
    case .near(let nearness): throw missingBefore(nearness.text, lexeme)
    case .closeBracket: throw stray(lexeme)
    case .not, .minus: return try deeper { run throws(QueryError) in try run.operand() }
    default: return try value()
    }
  }

  private func missingBefore(_ name: String, _ lexeme: Lexeme) -> QueryError {
    error(
      .missingOperand,
      at: lexeme.range,
      "Before \(name) something to search for is missing.",
      replacement: " "
    )
  }

  private mutating func prefixed(
    _ prefix: QueryPrefix,
    _ lexeme: Lexeme
  ) throws(QueryError) -> Query {
    if prefix.isPlace, let place {
      throw error(
        .nestedField,
        at: lexeme.range,
        "`\(prefix.name):` cannot stand inside what `\(place.name):` is about.",
        replacement: ""
      )
    }
    next += 1
    let outer = place
    if prefix.isPlace { place = prefix }
    defer { place = outer }
    let inner = try deeper { run throws(QueryError) in try run.value(of: prefix, lexeme) }
    return try Query.checked(try joined(prefix, inner, lexeme))
  }

  /// What stands directly after a name and its colon.
  private mutating func value(
    of prefix: QueryPrefix,
    _ name: Lexeme
  ) throws(QueryError) -> Query {
    guard let lexeme = current, lexeme.isAdjacent else {
      throw nothing(in: prefix, name)
    }
    switch lexeme.kind {
    case .minus, .not:
      throw error(
        .emptyField,
        at: lexeme.range,
        "A dash goes before the name: `-\(prefix.name):`.",
        replacement: nil
      ).repaired(
        replacing(name.range.lowerBound..<lexeme.range.upperBound, with: "-\(prefix.name):")
      )
    case .prefix(let inner): return try prefixed(inner, lexeme)
    case .word, .pattern, .fuzzy, .quoted, .equals, .openBracket, .list, .everything, .days,
      .length:
      return try value()
    default: throw nothing(in: prefix, lexeme)
    }
  }

  private func nothing(in prefix: QueryPrefix, _ lexeme: Lexeme) -> QueryError {
    error(
      .emptyField,
      at: lexeme.range,
      "There is nothing to look for in `\(prefix.name)` after the colon.",
      replacement: " "
    )
  }
}

// MARK: - What may follow a name

extension ParserRun {
  /// A name and what it is about as one clause.
  private func joined(
    _ prefix: QueryPrefix,
    _ inner: Query,
    _ name: Lexeme
  ) throws(QueryError) -> Query {
    let range = name.range.lowerBound..<inner.range.upperBound
    switch prefix {
    case .field(let field):
      if field == .language { try checkLanguages(inner) }
      try checkIsAboutWords(inner, prefix, range)
      return Query(.field(field, inner), at: range)
    case .lead:
      try checkIsAboutWords(inner, prefix, range)
      return Query(.lead(inner), at: range)
    case .opening(let words):
      try checkIsAboutWords(inner, prefix, range)
      return Query(.opening(words: words, inner), at: range)
    case .mentions(let count):
      try checkCounted(inner, count)
      return Query(.mentions(count, inner), at: range)
    case .capitals(let capitals):
      var query = try capitalized(inner, capitals)
      query.range = range
      return query
    }
  }

  /// A star alone says nothing about a field.
  private func checkIsAboutWords(
    _ inner: Query,
    _ prefix: QueryPrefix,
    _ range: Range<Int>
  ) throws(QueryError) {
    guard inner.holdsEverything else { return }
    throw error(
      .emptyField,
      at: range,
      "A star alone is every article; `\(prefix.name):` needs a word, or two letters and a star.",
      replacement: "*"
    )
  }

  /// Only what has places in a text has mentions.
  private func checkCounted(_ inner: Query, _ count: Int) throws(QueryError) {
    guard !inner.hasPlaces else { return }
    var repair: String?
    if case .all(let parts) = inner.clause, parts.allSatisfy(\.hasPlaces) {
      let each = parts.map { Query(.mentions(count, $0)) }
      repair = "(\(Query(.all(each)).text))"
    }
    throw error(
      .badNumber,
      at: inner.range,
      "`atleast\(count):` counts mentions of a word, a phrase, or any of several with OR between.",
      replacement: nil
    ).repaired(
      repair.map { replacing(nameStart(before: inner)..<inner.range.upperBound, with: $0) }
    )
  }

  /// Where the name begins that stands directly before a query.
  private func nameStart(before query: Query) -> Int {
    lexemes.last { $0.range.upperBound == query.range.lowerBound }?.range.lowerBound
      ?? query.range.lowerBound
  }

  /// Words and phrases by their capitals; brackets are taken apart.
  private func capitalized(_ query: Query, _ capitals: Capitals) throws(QueryError) -> Query {
    if let result = query.capitalized(capitals) { return result }
    let start = nameStart(before: query)
    throw error(
      .badCapitals,
      at: query.range,
      "`\(capitals.name):` stands before words or phrases as they are written.",
      replacement: nil
    ).repaired(replacing(start..<query.range.lowerBound, with: ""))
  }

  /// Languages are codes.
  private func checkLanguages(_ query: Query) throws(QueryError) {
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

extension Query {
  /// Whether a star stands for every article somewhere in the query.
  fileprivate var holdsEverything: Bool {
    clause == .everything || parts.contains { $0.holdsEverything }
  }
}

extension Query {
  /// The same words and phrases by their capitals; nil if there is something else among them.
  func capitalized(_ capitals: Capitals) -> Query? {
    var result = self
    switch clause {
    case .word(let word): result.clause = .capitals(capitals, word)
    case .phrase(let words) where !words.phraseWords.contains(where: PatternForm.isPattern):
      result.clause = .capitals(capitals, words)
    case .all(let parts), .any(let parts):
      let inner = parts.compactMap { $0.capitalized(capitals) }
      guard inner.count == parts.count else { return nil }
      if case .all = clause { result.clause = .all(inner) } else { result.clause = .any(inner) }
    case .near(let nearness, let left, let right):
      guard let left = left.capitalized(capitals), let right = right.capitalized(capitals) else {
        return nil
      }
      result.clause = .near(nearness, left, right)
    default: return nil
    }
    return result
  }
}
