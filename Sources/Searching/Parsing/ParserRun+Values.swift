// SPDX-License-Identifier: Apache-2.0

extension ParserRun {
  /// A word, phrase, exact form, pattern, list, date, length or bracket.
  mutating func value() throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.missingOperand, at: end..<end, "Something to search for is missing.")
    }
    next += 1
    switch lexeme.kind {
    case .word(let word): return Query(.word(word), at: lexeme.range)
    case .pattern(let word): return Query(.pattern(word), at: lexeme.range)
    case .fuzzy(let word, let edits): return Query(.fuzzy(word, edits: edits), at: lexeme.range)
    case .everything: return Query(.everything, at: lexeme.range)
    case .quoted(let words): return Query(.phrase(words), at: lexeme.range)
    case .equals: return try exact(lexeme)
    case .openBracket: return try bracket(lexeme)
    case .list(let count): return try list(count, lexeme)
    case .days(let isAdded, let days): return try dated(isAdded, days, lexeme)
    case .length(let words):
      try checkIsOutside("A length", lexeme)
      return Query(.length(words), at: lexeme.range)
    default: throw stray(lexeme)
    }
  }

  private mutating func exact(_ sign: Lexeme) throws(QueryError) -> Query {
    guard let lexeme = current else {
      throw QueryError(.badExactForm, at: sign.range, "After `=` a word is missing.")
    }
    next += 1
    let range = sign.range.lowerBound..<lexeme.range.upperBound
    switch lexeme.kind {
    case .word(let word):
      return Query(.exact(word), at: range)
    case .quoted(let words) where !words.phraseWords.contains(where: PatternForm.isPattern):
      return Query(.exact(words), at: range)
    default:
      throw error(
        .badExactForm,
        at: sign.range,
        "`=` makes one word or one phrase exact; a pattern or a bracket it cannot.",
        replacement: ""
      )
    }
  }

  private mutating func bracket(_ open: Lexeme) throws(QueryError) -> Query {
    if let close = current, close.kind == .closeBracket { throw empty(open, close) }
    guard current != nil else { throw unclosed(open) }
    var inner = try deeper { run throws(QueryError) in try run.alternatives() }
    guard let close = current, close.kind == .closeBracket else { throw unclosed(open) }
    next += 1
    inner.range = open.range.lowerBound..<close.range.upperBound
    return inner
  }

  private func empty(_ open: Lexeme, _ close: Lexeme) -> QueryError {
    error(
      .emptyBrackets,
      at: open.range.lowerBound..<close.range.upperBound,
      "There is nothing between these brackets.",
      replacement: " "
    )
  }

  private func unclosed(_ open: Lexeme) -> QueryError {
    QueryError(
      .unclosedBracket,
      at: open.range,
      "This bracket is never closed.",
      repair: text + ")"
    )
  }
}

// MARK: - Lists

extension ParserRun {
  /// `2 of (a, b, c)` after its bracket.
  private mutating func list(_ count: Int, _ open: Lexeme) throws(QueryError) -> Query {
    if let close = current, close.kind == .closeBracket { throw empty(open, close) }
    var parts: [Query] = []
    while true {
      guard let lexeme = current else { throw unclosed(open) }
      guard lexeme.kind != .comma, lexeme.kind != .closeBracket else { throw emptyPart(lexeme) }
      parts.append(try deeper { run throws(QueryError) in try run.alternatives() })
      guard let after = current else { throw unclosed(open) }
      next += 1
      if after.kind == .closeBracket { break }
      guard after.kind == .comma else { throw stray(after) }
    }
    let range = open.range.lowerBound..<lexemes[next - 1].range.upperBound
    try check(count, of: parts, range, open)
    return Query(.some(count, of: parts), at: range)
  }

  private func emptyPart(_ lexeme: Lexeme) -> QueryError {
    var place = lexeme.range
    // Of `(a, )` it is the comma that is too much.
    if lexeme.kind == .closeBracket, next > 0 { place = lexemes[next - 1].range }
    return error(.badList, at: place, "A part of this list is empty.", replacement: "")
  }

  private func check(
    _ count: Int,
    of parts: [Query],
    _ range: Range<Int>,
    _ open: Lexeme
  ) throws(QueryError) {
    if parts.count == 1, let only = parts.first {
      var repair: String?
      switch only.clause {
      case .all(let inner), .any(let inner): repair = Query(.some(count, of: inner)).text
      default: repair = "(\(only.text))"
      }
      throw error(
        .badList,
        at: open.range,
        "In a list commas stand between the parts, as in `2 of (a, b, c)`.",
        replacement: nil
      ).repaired(repair.map { replacing(range, with: $0) })
    }
    guard !(1...parts.count).contains(count) else { return }
    throw error(
      .badList,
      at: open.range,
      "Of \(parts.count) parts 1 to \(parts.count) can be asked for.",
      replacement: nil
    ).repaired(
      replacing(range, with: Query(.some(min(max(1, count), parts.count), of: parts)).text)
    )
  }
}

// MARK: - Dates

extension ParserRun {
  private func dated(
    _ isAdded: Bool,
    _ days: String,
    _ lexeme: Lexeme
  ) throws(QueryError) -> Query {
    try checkIsOutside("A date", lexeme)
    if days.isEmpty, let open = current, open.kind == .openBracket, open.isAdjacent {
      throw severalDates(lexeme)
    }
    let start = max(lexeme.range.lowerBound, lexeme.range.upperBound - days.utf8.count)
    do throws(QueryError) {
      let range = try DayRange(parsing: days, today: isAdded ? localToday : today)
      return Query(isAdded ? .added(range) : .published(range), at: lexeme.range)
    } catch {
      let place = (start + error.range.lowerBound)..<(start + error.range.upperBound)
      let repair = error.repair.map { replacing(start..<lexeme.range.upperBound, with: $0) }
      throw QueryError(error.kind, at: place, error.message, repair: repair)
    }
  }

  /// `pub:(2022 OR 2024)`: dates stand each by itself.
  private func severalDates(_ name: Lexeme) -> QueryError {
    let text = source(name.range)
    var parts: [String] = []
    var index = next + 1
    while index < lexemes.count, lexemes[index].kind != .closeBracket {
      switch lexemes[index].kind {
      case .word(let word): parts.append(text + word)
      case .or: parts.append("OR")
      default: return badDates(name, nil)
      }
      index += 1
    }
    guard index < lexemes.count else { return badDates(name, nil) }
    let range = name.range.lowerBound..<lexemes[index].range.upperBound
    return badDates(name, replacing(range, with: "(\(parts.joined(separator: " ")))"))
  }

  private func badDates(_ name: Lexeme, _ repair: String?) -> QueryError {
    QueryError(
      .badDate,
      at: name.range,
      "A date stands directly after the colon; of several each has its own name.",
      repair: repair
    )
  }

  private func checkIsOutside(_ what: String, _ lexeme: Lexeme) throws(QueryError) {
    guard let place else { return }
    throw error(
      .nestedField,
      at: lexeme.range,
      "\(what) cannot be named inside what `\(place.name):` is about.",
      replacement: " "
    )
  }
}
