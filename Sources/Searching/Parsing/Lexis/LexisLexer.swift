// SPDX-License-Identifier: Apache-2.0

/// Cuts a query in the syntax of Lexis and Factiva into lexemes.
struct LexisLexer {
  let source: QuerySource
  let today: Int
  private var next = 0
  private(set) var lexemes: [LexisLexeme] = []
  private(set) var hints = QueryHints()
  private var lastEnd = -1

  init(_ text: String, today: Int) {
    source = QuerySource(text)
    self.today = today
  }

  /// Reads the whole text.
  mutating func run() throws(QueryError) {
    while let scalar = source[next] {
      let start = next
      if scalar.isBlank || scalar == "," || scalar == ";" {
        next += 1
      } else if scalar.isDoubleQuotationMark {
        try quoted()
      } else if scalar.isOpenBracket || scalar.isCloseBracket {
        next += 1
        append(scalar.isOpenBracket ? .open : .close, start)
      } else {
        try word()
      }
    }
  }

  private mutating func append(_ kind: LexisLexeme.Kind, _ start: Int, to end: Int? = nil) {
    let end = end ?? next
    lexemes.append(LexisLexeme(kind: kind, range: source.range(start, end)))
    lastEnd = end
  }

  private mutating func quoted() throws(QueryError) {
    let start = next
    next += 1
    while let scalar = source[next], !scalar.isDoubleQuotationMark { next += 1 }
    guard source[next] != nil else {
      throw QueryError(
        .unclosedQuote,
        at: source.range(start, start + 1),
        "This quotation mark is never closed.",
        repair: source.text + "\""
      )
    }
    next += 1
    let words = source.string(start + 1, next - 1).phraseWords.map { Self.ours($0) }
    guard words.contains(where: \.isSearchable) else {
      throw QueryError(
        .emptyQuotes,
        at: source.range(start, next),
        "There is no word between these quotation marks.",
        repair: source.replacing(start, next, with: " ")
      )
    }
    append(.term(.phrase(words.filter { $0.isSearchable }.joined(separator: " "))), start)
  }

  private func endOfWord(from start: Int) -> Int {
    var end = start
    while let scalar = source[end], !scalar.isBlank, !scalar.isOpenBracket, !scalar.isCloseBracket,
      !scalar.isDoubleQuotationMark, scalar != ";"
    { end += 1 }
    return end
  }

  private mutating func word() throws(QueryError) {
    let start = next
    if try named() { return }
    next = endOfWord(from: start)
    var end = next
    while end > start, let last = source[end - 1], last == "," || last == ":" { end -= 1 }
    let word = source.string(start, end)
    switch word.lowercased() {
    case "not": return append(.not, start)
    case "but" where isBeforeNot: return append(.connector(.and), start)
    default: break
    }
    if let problem = WordForm.bareNearness(word) {
      throw QueryError(
        problem.kind,
        at: source.range(start, end),
        problem.message,
        repair: source.replacing(start, end, with: problem.repair)
      )
    }
    if let connector = LexisConnector(word), isConnecting(connector, word) {
      try append(connector, word, start, end)
    } else {
      try term(word, start, end)
    }
  }

  /// Whether NOT is the next word.
  private var isBeforeNot: Bool {
    var index = next
    while source[index]?.isBlank == true { index += 1 }
    return source.string(index, endOfWord(from: index)).lowercased() == "not"
  }

  /// `same` and `w5` are words where nothing stands beside them to be connected.
  private func isConnecting(_ connector: LexisConnector, _ word: String) -> Bool {
    guard word.unicodeScalars.allSatisfy(\.isSearchable), connector.nearness != nil else {
      return true
    }
    guard isBeforeUnit(next) else { return false }
    switch lexemes.last?.kind {
    case .term, .close, .opening, .filter, .not: return true
    default: return false
    }
  }

  private mutating func append(
    _ connector: LexisConnector,
    _ word: String,
    _ start: Int,
    _ end: Int
  ) throws(QueryError) {
    if let nearness = connector.nearness, !nearness.isSensible {
      throw QueryError(
        .badNearness,
        at: source.range(start, end),
        "`\(word)` takes a number of words from 1 to \(QueryLimits.distance).",
        repair: source.replacing(start, end, with: "w/5")
      )
    }
    append(.connector(connector), start, to: end)
  }
}

// MARK: - Names

extension LexisLexer {
  /// Reads a name with its bracket, sign or number; false if there is none here.
  private mutating func named() throws(QueryError) -> Bool {
    let start = next
    var end = start
    while let scalar = source[end], scalar.isASCII, scalar.isSearchable || scalar == "-" {
      end += 1
    }
    guard end > start else { return false }
    let name = source.string(start, end).lowercased()
    if try measured(name, start, end) { return true }
    if let count = Self.mentions(name), isBeforeUnit(end) {
      return try mentions(count, start, end)
    }
    switch source[end] {
    case "=":
      next = end + 1
      append(.assignment(name), start)
    case "(", "（":
      guard LexisConnector(name) == nil, name != "not" else { return false }
      next = end
      append(.function(name), start)
    case ":":
      return try colon(name, start, end)
    default: return false
    }
    return true
  }

  private static func mentions(_ name: String) -> Int? {
    guard case .prefix(.mentions(let count))? = QueryName(name) else { return nil }
    return count
  }

  private func isBeforeUnit(_ index: Int) -> Bool {
    var index = index
    while source[index]?.isBlank == true { index += 1 }
    return source[index].map { !$0.isCloseBracket } ?? false
  }

  private mutating func mentions(
    _ count: Int,
    _ start: Int,
    _ end: Int
  ) throws(QueryError) -> Bool {
    guard (1...QueryLimits.mentions).contains(count) else {
      throw QueryError(
        .badNumber,
        at: source.range(start, end),
        "`atleast` takes a number of mentions from 1 to \(QueryLimits.mentions).",
        repair: source.replacing(start, end, with: "atleast2")
      )
    }
    next = end
    append(.mentions(count), start)
    return true
  }

  /// Our own form of a field is not theirs.
  private func colon(_ name: String, _ start: Int, _ end: Int) throws(QueryError) -> Bool {
    guard QueryName(name) != nil, source[end + 1].map({ !$0.isBlank }) ?? false else {
      return false
    }
    throw QueryError(
      .unknownOperator,
      at: source.range(start, end + 1),
      "`\(name):` is the archive's own syntax; leave out --syntax lexis, or type a name and brackets.",
      repair: nil
    )
  }

  /// Reads `length > 1200`, `wc>1200`, `date > 2024`, `pd=20240308`.
  private mutating func measured(
    _ name: String,
    _ start: Int,
    _ end: Int
  ) throws(QueryError) -> Bool {
    switch name {
    case "date", "pd", "pubdate", "publication-date":
      guard let (days, after) = try LexisDates.read(source, at: end, today: today) else {
        return false
      }
      next = after
      append(.filter(.published(days)), start)
      return true
    case "length", "wc", "words":
      return try length(start, end)
    default: return false
    }
  }

  private mutating func length(_ start: Int, _ end: Int) throws(QueryError) -> Bool {
    var index = end
    func skip(_ isSkipped: (Unicode.Scalar) -> Bool) {
      while let scalar = source[index], isSkipped(scalar) { index += 1 }
    }
    skip(\.isBlank)
    let isInBracket = source[index]?.isOpenBracket == true
    if isInBracket { index += 1 }
    skip(\.isBlank)
    let sign = index
    skip { "<>=".unicodeScalars.contains($0) }
    guard index > sign else { return false }
    let signEnd = index
    skip(\.isBlank)
    let digits = index
    skip { ("0"..."9").contains($0) }
    let count = WordCount(
      sign: source.string(sign, signEnd),
      number: source.string(digits, index)
    )
    guard let count, count.isSensible else {
      throw QueryError(
        .badLength,
        at: source.range(start, index),
        "A length is written length > 1200 or wc<300, with numbers up to \(QueryLimits.textLength)."
      )
    }
    if isInBracket {
      skip(\.isBlank)
      if source[index]?.isCloseBracket == true { index += 1 }
    }
    next = index
    append(.filter(.length(count)), start)
    return true
  }
}

// MARK: - Words

extension LexisLexer {
  /// A word in our signs: `extort!` is `extort*`, `wom*n` is `wom?n`.
  private static func ours(_ word: some StringProtocol) -> String {
    let scalars = Array(word.unicodeScalars)
    let lastLetter = scalars.lastIndex { $0.isSearchable } ?? 0
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "!" where index > lastLetter && index > 0, "*" where index > lastLetter:
        if result.last != "*" { result.append("*") }
      // One letter, as in Lexis.
      case "*" where index > 0: result.append("?")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private mutating func term(_ word: String, _ start: Int, _ end: Int) throws(QueryError) {
    if let opening = Self.opening(at: word) {
      return try append(opening, word, start, end)
    }
    guard word.isSearchable else {
      return hints.say(
        .nothing,
        at: source.range(start, next),
        "There is nothing to search for in `\(word)`."
      )
    }
    append(.term(try clause(of: word, start, end)), start, to: end)
  }

  private func clause(of word: String, _ start: Int, _ end: Int) throws(QueryError) -> Query.Clause
  {
    if let dollar = word.firstIndex(of: "$"), dollar > word.startIndex, word.last != "$" {
      throw QueryError(
        .unknownOperator,
        at: source.range(start, end),
        "`$` for up to so many letters is not understood; `!` stands for any ending.",
        repair: source.replacing(start, end, with: "\(word[..<dollar])!")
      )
    }
    guard !WordForm.isAddress(word) else { return .word(word) }
    let ours = Self.ours(word)
    guard PatternForm.isPattern(ours) else { return Self.plain(word) }
    if let problem = PatternProblem(word: ours) {
      throw QueryError(
        .badPattern,
        at: source.range(start, end),
        problem.message,
        repair: problem.repair.map { source.replacing(start, end, with: $0) }
      )
    }
    return .pattern(ours)
  }

  /// A word, or a phrase of its letters if it holds what is an operator in our syntax.
  private static func plain(_ word: String) -> Query.Clause {
    if case .quoted(let words) = QueryLexer.pasted(.word(word)) {
      .phrase(words)
    } else {
      .word(word)
    }
  }

  /// The word and the number in `toyota/F50/`.
  private static func opening(at word: String) -> (bare: Int, words: Int)? {
    let scalars = Array(word.unicodeScalars)
    guard scalars.last == "/", let stroke = scalars.dropLast().lastIndex(of: "/"),
      stroke + 2 < scalars.count, scalars[stroke + 1] == "F" || scalars[stroke + 1] == "f"
    else { return nil }
    let digits = scalars[(stroke + 2)..<(scalars.count - 1)]
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: digits)
    return (stroke, Int(String(text)) ?? Int.max)
  }

  private mutating func append(
    _ opening: (bare: Int, words: Int),
    _ word: String,
    _ start: Int,
    _ end: Int
  ) throws(QueryError) {
    let place = start + opening.bare
    if opening.bare > 0 {
      try term(source.string(start, place), start, place)
    }
    guard (1...QueryLimits.opening).contains(opening.words), lastEnd == place else {
      throw QueryError(
        .badNumber,
        at: source.range(place, end),
        "`/F50/` stands directly after a word, a phrase or a bracket, with a number of words.",
        repair: source.replacing(place, end, with: lastEnd == place ? "/F50/" : "")
      )
    }
    append(.opening(opening.words), place, to: end)
  }
}
