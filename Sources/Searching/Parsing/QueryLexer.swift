// SPDX-License-Identifier: Apache-2.0

/// Cuts a query's text into lexemes.
///
/// What a lexeme means on its own is decided here: operators, names, signs before and after words.
struct QueryLexer {
  let source: QuerySource
  /// Whether what only looks like a field or a list, as in pasted text, is words.
  let isLenient: Bool
  var next = 0
  private(set) var lexemes: [Lexeme] = []
  /// Where the last lexeme ends.
  private(set) var lastEnd = 0
  var hints = QueryHints()
  /// Of each bracket that is open, whether it is a list's.
  private var brackets: [Bool] = []

  init(_ text: String, isLenient: Bool) {
    source = QuerySource(text)
    self.isLenient = isLenient
  }

  /// Reads the whole text.
  mutating func run() throws(QueryError) {
    while let scalar = source[next] {
      if isInList, scalar.isComma {
        next += 1
        append(.comma, from: next - 1)
      } else if scalar.isBlank {
        next += 1
      } else {
        try lexeme(from: scalar)
      }
    }
    if !isLenient { hints.lookOver(lexemes) }
  }

  var isInList: Bool { brackets.last == true }

  mutating func append(_ kind: Lexeme.Kind, from start: Int) {
    append(kind, from: start, to: next)
  }

  mutating func append(_ kind: Lexeme.Kind, from start: Int, to end: Int) {
    let isAdjacent = start > 0 && start == lastEnd
    lexemes.append(Lexeme(kind: kind, range: source.range(start, end), isAdjacent: isAdjacent))
    lastEnd = end
  }

  private mutating func lexeme(from scalar: Unicode.Scalar) throws(QueryError) {
    let start = next
    if scalar.isDoubleQuotationMark {
      try quoted()
    } else if scalar.isOpenBracket {
      next += 1
      openBracket(from: start)
    } else if scalar.isCloseBracket {
      next += 1
      _ = brackets.popLast()
      append(.closeBracket, from: start)
    } else if isMinus(scalar) {
      next += 1
      append(.minus, from: start)
    } else if scalar.isEqualsSign {
      try equals()
    } else if try !boost() {
      if try !name() { try word() }
    }
  }

  /// Whether a dash excludes.
  ///
  /// It does if something follows it at once and it is not one of several dashes. A dash of typesetting
  /// must also stand where a word can begin.
  private func isMinus(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar == "-" || scalar.isTypographicMinus && !isLenient && source.isBeginning(next),
      let after = source[next + 1], !after.isBlank, !after.isCloseBracket
    else { return false }
    return after.isSearchable || after.isDoubleQuotationMark || after.isOpenBracket
      || after.isEqualsSign || after == "*"
  }

  private mutating func equals() throws(QueryError) {
    let start = next
    next += 1
    guard let after = source[next], after.isSearchable || after.isDoubleQuotationMark else {
      throw QueryError(
        .badExactForm,
        at: source.range(start, next),
        "`=` stands directly before the word or the quotation mark that it makes exact.",
        repair: source.replacing(start, next, with: "")
      )
    }
    append(.equals, from: start)
  }
}

// MARK: - Lists

extension QueryLexer {
  /// A bracket, or the beginning of a list if `2 of` stands before it.
  private mutating func openBracket(from start: Int) {
    guard lexemes.count >= 2, case .word(let of) = lexemes[lexemes.count - 1].kind,
      of == "of" || of == "OF", case .word(let number) = lexemes[lexemes.count - 2].kind,
      number.utf8.count < 10, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(number), !isLenient || hasComma
    else {
      brackets.append(false)
      append(.openBracket, from: start)
      return
    }
    brackets.append(true)
    let lower = lexemes[lexemes.count - 2].range.lowerBound
    lexemes.removeLast(2)
    lexemes.append(Lexeme(kind: .list(count), range: lower..<source.range(start, next).upperBound))
  }

  /// Whether a comma stands within the bracket that was just opened.
  private var hasComma: Bool {
    var depth = 0
    for index in next..<source.count {
      guard let scalar = source[index] else { return false }
      if scalar.isOpenBracket { depth += 1 }
      if scalar.isCloseBracket { depth -= 1 }
      if depth < 0 { return false }
      if depth == 0, scalar.isComma { return true }
    }
    return false
  }
}

// MARK: - Phrases

extension QueryLexer {
  /// Whether the mark at `index` stands between two Hebrew letters, where it marks an abbreviation
  /// and belongs to the word (Unicode Standard Annex 29, rule WB7b).
  func isHebrewAbbreviation(_ index: Int) -> Bool {
    guard source[index] == "\"" else { return false }
    return [source[index - 1], source[index + 1]].allSatisfy { neighbour in
      neighbour.map { ("\u{5D0}"..."\u{5EA}").contains($0) } ?? false
    }
  }

  private mutating func quoted() throws(QueryError) {
    let start = next
    next += 1
    while let scalar = source[next], !scalar.isDoubleQuotationMark || isHebrewAbbreviation(next) {
      next += 1
    }
    guard source[next] != nil else {
      throw QueryError(
        .unclosedQuote,
        at: source.range(start, start + 1),
        "This quotation mark is never closed.",
        repair: source.text + "\""
      )
    }
    next += 1
    let content = source.string(start + 1, next - 1)
    let words = content.phraseWords
    guard content.isSearchable else {
      throw QueryError(
        .emptyQuotes,
        at: source.range(start, next),
        "There is no word between these quotation marks.",
        repair: source.replacing(start, next, with: " ")
      )
    }
    for index in words.indices { try checkQuoted(index, words, start) }
    append(.quoted(isLenient ? Self.pasted(words) : words.joined(separator: " ")), from: start)
  }

  /// Points at an operator in a phrase, and refuses a star that stands for nothing.
  private mutating func checkQuoted(
    _ index: Int,
    _ words: [Substring],
    _ start: Int
  ) throws(QueryError) {
    guard !isLenient else { return }
    if ["AND", "OR", "NOT"].contains(words[index]), words.count > 1 {
      hints.say(
        .quotedOperator,
        at: source.range(start, next),
        "Between quotation marks \(words[index]) is a word like any other."
      )
    }
    guard let problem = PatternProblem(quoted: index, of: words) else { return }
    throw QueryError(
      .badPattern,
      at: source.range(start, next),
      problem.message,
      repair: problem.repair.map { source.replacing(start, next, with: $0) }
    )
  }

  /// A phrase without stars that stand for nothing.
  private static func pasted(_ words: [Substring]) -> String {
    words.indices.filter { PatternProblem(quoted: $0, of: words) == nil }.map { words[$0] }
      .joined(separator: " ")
  }
}
