// SPDX-License-Identifier: Apache-2.0

extension LexisRun {
  /// Things that stand side by side: words and phrases are one phrase, others follow each other.
  mutating func adjacent() throws(QueryError) -> Query {
    var units: [Query] = []
    while let lexeme = current, lexeme.beginsUnit {
      let unit = try unit()
      if let last = units.last, let joined = Self.phrase(last, unit) {
        units[units.count - 1] = joined
      } else {
        units.append(unit)
      }
    }
    var result = units[0]
    for unit in units.dropFirst() { result = try followed(result, unit) }
    return result
  }

  /// Two words or phrases as one; nil for anything else.
  private static func phrase(_ left: Query, _ right: Query) -> Query? {
    guard let first = left.wordsOfPhrase, let second = right.wordsOfPhrase else { return nil }
    return Query(
      .phrase("\(first) \(second)"),
      at: left.range.lowerBound..<right.range.upperBound
    )
  }

  private func followed(_ left: Query, _ right: Query) throws(QueryError) -> Query {
    guard left.hasPlaces, right.hasPlaces else {
      let place = left.range.upperBound..<right.range.lowerBound
      throw QueryError(
        .missingOperand,
        at: right.range,
        "An operator is missing before this.",
        repair: error(.missingOperand, at: place, "", replacement: " and ").repair
      )
    }
    return try Query.checked(
      Query(
        .near(.inOrder(1), left, right),
        at: left.range.lowerBound..<right.range.upperBound
      )
    )
  }

  /// One thing to look for, with what is written after it.
  private mutating func unit() throws(QueryError) -> Query {
    var query = try bareUnit()
    while let lexeme = current, case .opening(let words) = lexeme.kind {
      if let place {
        throw error(
          .nestedField,
          at: lexeme.range,
          "`/F\(words)/` cannot stand inside what `\(place.name)` is about.",
          replacement: ""
        )
      }
      guard !query.namesPlace else {
        throw error(
          .nestedField,
          at: lexeme.range,
          "`/F\(words)/` cannot be about a segment.",
          replacement: ""
        )
      }
      next += 1
      query = Query(
        .opening(words: words, query),
        at: query.range.lowerBound..<lexeme.range.upperBound
      )
    }
    return query
  }

  private mutating func bareUnit() throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.missingOperand, at: end..<end, "Something to search for is missing.")
    }
    next += 1
    switch lexeme.kind {
    case .term(let clause): return Query(clause, at: lexeme.range)
    case .filter(let clause):
      guard let place else { return Query(clause, at: lexeme.range) }
      throw error(
        .nestedField,
        at: lexeme.range,
        "A date or a length cannot stand inside what `\(place.name)` is about.",
        replacement: nil
      )
    case .open: return try bracket(lexeme)
    case .mentions(let count): return try mentions(count, lexeme)
    case .function(let name): return try segment(name, lexeme)
    case .assignment(let name): return try segment(name, lexeme)
    case .close, .connector, .not, .opening:
      throw error(
        .missingOperand,
        at: lexeme.range,
        "Before this something to search for is missing.",
        replacement: " "
      )
    }
  }

  private mutating func bracket(_ open: LexisLexeme) throws(QueryError) -> Query {
    if let close = current, close.kind == .close {
      throw error(
        .emptyBrackets,
        at: open.range.lowerBound..<close.range.upperBound,
        "There is nothing between these brackets.",
        replacement: " "
      )
    }
    var inner = try deeper { run throws(QueryError) in
      guard run.current != nil else { throw run.unclosed(open) }
      return try run.expression()
    }
    guard let close = current, close.kind == .close else { throw unclosed(open) }
    next += 1
    inner.range = open.range.lowerBound..<close.range.upperBound
    return inner
  }

  private func unclosed(_ open: LexisLexeme) -> QueryError {
    QueryError(
      .unclosedBracket,
      at: open.range,
      "This bracket is never closed.",
      repair: text + ")"
    )
  }
}

// MARK: - Names

extension LexisRun {
  /// What a name is about: a bracket, a phrase, or the words up to the next operator.
  private mutating func value(of lexeme: LexisLexeme) throws(QueryError) -> Query {
    guard let first = current, first.beginsUnit else {
      throw error(
        .emptyField,
        at: lexeme.range,
        "There is nothing to look for after this.",
        replacement: " "
      )
    }
    if first.kind == .open || lexeme.kind == .assignment("la") {
      return try deeper { run throws(QueryError) in try run.bareUnit() }
    }
    var value = try deeper { run throws(QueryError) in try run.bareUnit() }
    while let lexeme = current, case .term(let clause) = lexeme.kind,
      let joined = Self.phrase(value, Query(clause, at: lexeme.range))
    {
      next += 1
      value = joined
    }
    return value
  }

  private mutating func mentions(
    _ count: Int,
    _ lexeme: LexisLexeme
  ) throws(QueryError) -> Query {
    let inner = try deeper { run throws(QueryError) in try run.bareUnit() }
    guard inner.hasPlaces else {
      throw error(
        .badNumber,
        at: inner.range,
        "`atleast\(count)` counts mentions of a word, a phrase, or any of several with OR between.",
        replacement: nil
      )
    }
    return Query(
      .mentions(count, inner),
      at: lexeme.range.lowerBound..<inner.range.upperBound
    )
  }

  private mutating func segment(
    _ name: String,
    _ lexeme: LexisLexeme
  ) throws(QueryError) -> Query {
    guard let segment = LexisSegment(name) else { throw unknown(name, lexeme) }
    let outer = place
    if case .prefix(let prefix) = segment, prefix.isPlace {
      try checkIsOutside(prefix.name, lexeme)
      place = prefix
    } else if segment == .leadOnly {
      try checkIsOutside("lead", lexeme)
      place = .lead
    }
    defer { place = outer }
    let inner = try value(of: lexeme)
    var query = try Query.checked(try named(segment, inner, lexeme))
    query.range = lexeme.range.lowerBound..<inner.range.upperBound
    return query
  }

  private func checkIsOutside(_ name: String, _ lexeme: LexisLexeme) throws(QueryError) {
    guard let place else { return }
    throw error(
      .nestedField,
      at: lexeme.range,
      "`\(name)` cannot stand inside what `\(place.name)` is about.",
      replacement: " "
    )
  }

  private mutating func named(
    _ segment: LexisSegment,
    _ inner: Query,
    _ lexeme: LexisLexeme
  ) throws(QueryError) -> Query {
    switch segment {
    case .everywhere:
      hints.say(.otherSyntax, at: lexeme.range, "The body is read as the whole article.")
      return inner
    case .leadOnly:
      hints.say(.otherSyntax, at: lexeme.range, "The lead is read together with the title.")
      return Query(.lead(inner))
    case .singular:
      guard case .word(let word) = inner.clause else { throw unknown("singular", lexeme) }
      return Query(.phrase(word))
    case .prefix(.field(.language)): return Query(.field(.language, try language(inner)))
    case .prefix(.field(let field)): return Query(.field(field, inner))
    case .prefix(.capitals(let capitals)):
      guard let query = inner.capitalized(capitals) else {
        throw error(
          .badCapitals,
          at: inner.range,
          "`\(capitals.name)(...)` holds words and phrases as they are written.",
          replacement: nil
        )
      }
      return query
    case .prefix: return Query(.lead(inner))
    }
  }

  private func unknown(_ name: String, _ lexeme: LexisLexeme) -> QueryError {
    if let refusal = LexisSegment.refusal(of: name) {
      return error(.unknownField, at: lexeme.range, refusal, replacement: nil)
    }
    if name == "singular" {
      return error(
        .unknownField,
        at: lexeme.range,
        "`singular(...)` holds one word; type others in quotes.",
        replacement: nil
      )
    }
    let replacement = lexeme.kind == .function(name) ? "\(name) and " : "\(name) "
    return error(
      .unknownField,
      at: lexeme.range,
      "There is no `\(name)` here; understood are \(LexisSegment.all).",
      replacement: replacement
    )
  }

  /// Codes of languages, or their English names.
  private func language(_ query: Query) throws(QueryError) -> Query {
    var result = query
    switch query.clause {
    case .word(let word), .phrase(let word):
      if LanguageCode.isCode(word) {
        result.clause = .word(word)
        return result
      }
      if let code = LanguageCode.code(named: word) {
        result.clause = .word(code)
        return result
      }
    case .any(let parts):
      result.clause = .any(try parts.map { part throws(QueryError) in try language(part) })
      return result
    default: break
    }
    throw error(
      .badLanguage,
      at: query.range,
      "Languages are named in English or by their codes of two or three letters.",
      replacement: nil
    )
  }
}

extension Query {
  /// What a phrase says that this is a part of; nil for what is more than words.
  fileprivate var wordsOfPhrase: String? {
    switch clause {
    case .word(let word), .pattern(let word), .phrase(let word): word
    default: nil
    }
  }

  /// Whether a part of the article is named somewhere in the query.
  fileprivate var namesPlace: Bool {
    switch clause {
    case .field, .lead, .opening, .published, .added, .length: true
    default: parts.contains { $0.namesPlace }
    }
  }
}
