// SPDX-License-Identifier: Apache-2.0

extension QueryLexer {
  /// Reads a word, and decides what it is.
  mutating func word() throws(QueryError) {
    let start = next
    if try lengthWithSign(from: start) { return }
    next = endOfWord(from: start)
    let end = endOfWord(from: start, strippedFrom: next)
    let word = source.string(start, end)
    switch word {
    case "AND": append(.and, from: start)
    case "OR": append(.or, from: start)
    case "NOT": append(.not, from: start)
    default:
      if let nearness = Nearness(word), nearness.isSensible {
        append(.near(nearness), from: start, to: end)
      } else {
        try term(word, start, end)
      }
    }
  }

  /// `words>1200`, which has no colon.
  private mutating func lengthWithSign(from start: Int) throws(QueryError) -> Bool {
    let end = start + 5
    guard end <= source.count, source.string(start, end).lowercased() == "words" else {
      return false
    }
    var sign = end
    while source[sign]?.isBlank == true { sign += 1 }
    guard let scalar = source[sign], "<>=".unicodeScalars.contains(scalar),
      sign == end || scalar != "=" && !isLenient
    else { return false }
    return try length(from: start, signAt: end)
  }

  /// A word to look for, with what is written after it.
  private mutating func term(_ word: String, _ start: Int, _ end: Int) throws(QueryError) {
    if word != "*", !word.isSearchable { return sayNothing(start) }
    guard !WordForm.isAddress(word) else { return append(.word(word), from: start, to: end) }
    guard let sign = Self.boostSign(in: word.unicodeScalars), sign > word.startIndex,
      !isLenient || word[sign...].unicodeScalars.count > 1
    else {
      try checkBoost(word, start, end)
      return try bareTerm(word, start, end)
    }
    let bare = String(word[..<sign])
    let bareEnd = start + bare.unicodeScalars.count
    guard bare == "*" || bare.isSearchable else { return sayNothing(start) }
    let factor = try factor(String(word.unicodeScalars[sign...].dropFirst()), bareEnd, end)
    try bareTerm(bare, start, bareEnd)
    append(.boost(factor), from: bareEnd, to: end)
  }

  /// Refuses `cartel^x`, which would be a word in silence.
  private func checkBoost(_ word: String, _ start: Int, _ end: Int) throws(QueryError) {
    let scalars = Array(word.unicodeScalars)
    guard !isLenient, let sign = scalars.firstIndex(of: "^"), sign > 0,
      scalars[..<sign].allSatisfy(\.isWordPart), scalars[..<sign].contains(where: \.isSearchable)
    else { return }
    throw boostError(start + sign, end, repair: "^2")
  }

  /// The first `^` after which only numbers and others of it come.
  private static func boostSign(in word: String.UnicodeScalarView) -> String.Index? {
    var first: String.Index?
    for index in word.indices.reversed() {
      switch word[index] {
      case "^": first = index
      case "0"..."9", ".": continue
      default: return first
      }
    }
    return first
  }

  private mutating func sayNothing(_ start: Int) {
    let whole = source.string(start, next)
    let place = source.range(start, next)
    if let name = ["||": "OR", "|": "OR", "&&": "AND", "!": "NOT"][whole], !isLenient {
      hints.say(.otherSyntax, at: place, "`\(whole)` is no operator; that is \(name).")
    } else {
      hints.say(.nothing, at: place, "There is nothing to search for in `\(whole)`.")
    }
  }

  private mutating func bareTerm(_ word: String, _ start: Int, _ end: Int) throws(QueryError) {
    if word == "*" { return append(.everything, from: start, to: end) }
    if let problem = WordForm.problem(of: word, isLenient: isLenient) {
      let isNegated = lexemes.last?.kind == .not && problem.repair == "AND"
      throw QueryError(
        problem.kind,
        at: source.range(start, end),
        problem.message,
        repair: source.replacing(start, end, with: isNegated ? "" : problem.repair)
      )
    }
    let kind = WordForm.kind(of: word, isLenient: isLenient)
    append(isLenient ? Self.pasted(kind) : kind, from: start, to: end)
    if word.hasSuffix("!"), word.dropLast().allSatisfy({ $0.isLetter }), !isLenient {
      hints.say(
        .otherSyntax,
        at: source.range(start, end),
        "`\(word)` is looked for as \(word.dropLast()); all words that begin so are "
          + "\(word.dropLast())*."
      )
    }
  }
}

// MARK: - Pasted text

extension QueryLexer {
  /// A word as it stands in text that nobody wrote as a query: where only leniency makes it a word, it
  /// is a phrase of its letters, which can be written in a query, too.
  static func pasted(_ kind: Lexeme.Kind) -> Lexeme.Kind {
    guard case .word(let word) = kind,
      !word.unicodeScalars.allSatisfy({ $0.isWordPart || $0 == "-" || $0 == "'" || $0 == "." })
    else { return kind }
    var lexer = QueryLexer(word, isLenient: false)
    do {
      try lexer.run()
      if lexer.lexemes.count == 1, lexer.lexemes[0].kind == kind { return kind }
    } catch {
      // What is refused is a phrase.
    }
    return .quoted(letters(of: word))
  }

  /// A text with blanks in place of what could be an operator.
  static func letters(of text: some StringProtocol) -> String {
    var letters = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      letters.append(scalar.isWordPart || "-'’./@&".unicodeScalars.contains(scalar) ? scalar : " ")
    }
    return String(letters).phraseWords.joined(separator: " ")
  }
}
