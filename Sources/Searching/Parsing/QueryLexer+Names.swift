// SPDX-License-Identifier: Apache-2.0

extension QueryLexer {
  /// The index after the word that begins at `start`.
  func endOfWord(from start: Int) -> Int {
    var end = start
    while let scalar = source[end], !scalar.isBlank, !scalar.isOpenBracket,
      !scalar.isCloseBracket, !(isInList && scalar.isComma),
      !scalar.isDoubleQuotationMark || isHebrewAbbreviation(end)
    { end += 1 }
    return end
  }

  /// The same without the punctuation that ends it.
  func endOfWord(from start: Int, strippedFrom end: Int) -> Int {
    var end = end
    while end > start, let last = source[end - 1], [",", ";", ":"].contains(last) { end -= 1 }
    return end
  }

  /// Reads a name and its colon; false if there is none here.
  mutating func name() throws(QueryError) -> Bool {
    let start = next
    var end = start
    while let scalar = source[end], scalar.isASCII, scalar.isSearchable { end += 1 }
    guard end > start, let colon = source[end], colon.isColon, source[end + 1] != "/",
      let first = source[start], !("0"..."9").contains(first)
    else { return false }
    let name = source.string(start, end).lowercased()
    let isFollowed = isSomething(at: end + 1)
    guard let known = QueryName(name) else {
      guard isFollowed, colon == ":" else { return false }
      throw unknownName(name, start, end)
    }
    if isLenient, !isFollowed { return false }
    if known == .length { return try length(from: start, signAt: end) }
    guard isFollowed else { throw emptyField(name, start, end) }
    if let problem = known.numberProblem {
      throw QueryError(
        .badNumber,
        at: source.range(start, end),
        problem.message,
        repair: source.replacing(start, end, with: problem.repair)
      )
    }
    next = end + 1
    append(known, from: start)
    return true
  }

  private mutating func append(_ name: QueryName, from start: Int) {
    switch name {
    case .prefix(let prefix): append(Lexeme.Kind.prefix(prefix), from: start)
    case .published, .added, .length:
      let value = next
      next = endOfWord(from: value)
      let end = endOfWord(from: value, strippedFrom: next)
      let kind = Lexeme.Kind.days(isAdded: name == .added, source.string(value, end))
      append(kind, from: start, to: end)
    }
  }

  private func isSomething(at index: Int) -> Bool {
    guard let scalar = source[index] else { return false }
    return !scalar.isBlank && !scalar.isCloseBracket && !(isInList && scalar.isComma)
  }

  private func emptyField(_ name: String, _ start: Int, _ end: Int) -> QueryError {
    var after = end + 1
    while let scalar = source[after], scalar.isBlank { after += 1 }
    let rest = source.string(min(after, source.count), source.count)
    return QueryError(
      .emptyField,
      at: source.range(start, end + 1),
      "What to look for in `\(name)` comes directly after the colon.",
      repair: rest.isEmpty ? source.string(0, start) : source.string(0, end + 1) + rest
    )
  }

  private func unknownName(_ name: String, _ start: Int, _ end: Int) -> QueryError {
    let nearest = QueryName.nearest(to: name)
    return QueryError(
      .unknownField,
      at: source.range(start, end + 1),
      "There is no field `\(name)`; there are \(QueryName.all).",
      repair: nearest.map { source.replacing(start, end, with: $0) }
        ?? source.replacing(end, end + 1, with: " ")
    )
  }
}

// MARK: - Lengths and boosts

extension QueryLexer {
  /// Reads `words>1200`, also with blanks around the sign; false if there is none here.
  mutating func length(from start: Int, signAt index: Int) throws(QueryError) -> Bool {
    var sign = index
    while source[sign]?.isBlank == true, source[sign]?.isColon == false { sign += 1 }
    var number = sign
    while let scalar = source[number], "<>=:".unicodeScalars.contains(scalar) || scalar.isColon {
      number += 1
    }
    guard number > sign else { return false }
    var digits = number
    while source[digits]?.isBlank == true { digits += 1 }
    // After a blank only a number makes `words:` more than the end of a sentence.
    if digits > number, source[digits].map({ ("0"..."9").contains($0) }) != true {
      guard !isLenient else { return false }
      digits = number
    }
    let after = endOfWord(from: digits)
    let end = endOfWord(from: digits, strippedFrom: after)
    let isColon = source[sign]?.isColon == true && number == sign + 1
    let signText = isColon ? ":" : source.string(sign, number).drop { $0 == ":" || $0 == "：" }
    let count = WordCount(sign: signText, number: source.string(digits, end))
    guard let count, count.isSensible else {
      guard !isLenient else { return false }
      throw badLength(start, end, count)
    }
    next = after
    append(.length(count), from: start, to: end)
    return true
  }

  private func badLength(_ start: Int, _ end: Int, _ count: WordCount?) -> QueryError {
    var repair: String?
    if let first = count?.first, let last = count?.last, first > last {
      repair = "\(WordCount(first: last, last: first))"
    }
    return QueryError(
      .badLength,
      at: source.range(start, end),
      "A length is written words>1200, words<300 or words:300..1200, with numbers up to "
        + "\(QueryLimits.textLength).",
      repair: repair.map { source.replacing(start, end, with: $0) }
    )
  }

  /// Reads `^3` after a phrase or a bracket; false if there is none here.
  mutating func boost() throws(QueryError) -> Bool {
    let start = next
    guard source[start] == "^" || source[start] == "~", let last = lexemes.last, last.endsPart,
      lastEnd == start
    else { return false }
    let end = endOfWord(from: start, strippedFrom: endOfWord(from: start))
    let number = source.string(start + 1, end)
    if source[start] == "~" {
      guard !isLenient, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
      throw looseness(number, start, end)
    }
    next = end
    append(.boost(try factor(number, start, end)), from: start)
    return true
  }

  /// The number after `^`.
  func factor(_ number: String, _ start: Int, _ end: Int) throws(QueryError) -> Double {
    let isNumber = number.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    if isNumber, let factor = Double(number), QueryLimits.boost.contains(factor) { return factor }
    throw boostError(start, end, repair: number.isEmpty ? "^2" : "")
  }

  func boostError(_ start: Int, _ end: Int, repair: String) -> QueryError {
    QueryError(
      .badBoost,
      at: source.range(start, end),
      "After `^` comes how many times as much something counts, from \(QueryLimits.boost.lowerBound)"
        + " to \(Int(QueryLimits.boost.upperBound)), as in `cartel^3`.",
      repair: source.replacing(start, end, with: repair)
    )
  }

  /// `"four people"~5` of other search engines.
  private func looseness(_ number: String, _ start: Int, _ end: Int) -> QueryError {
    var repair = source.replacing(start, end, with: "")
    if let last = lexemes.last, case .quoted(let words) = last.kind {
      let parts = words.split(separator: " ")
      if parts.count == 2, Nearness("NEAR/\(number)")?.isSensible == true {
        let before = String(decoding: source.text.utf8.prefix(last.range.lowerBound), as: UTF8.self)
        repair =
          before + "(\(parts[0]) NEAR/\(number) \(parts[1]))"
          + source.string(end, source.count)
      }
    }
    return QueryError(
      .badFuzzyWord,
      at: source.range(start, end),
      "`~` stands after one word and allows for other spellings; words near each other are "
        + "`a NEAR/5 b`.",
      repair: repair
    )
  }
}
