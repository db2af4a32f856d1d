// SPDX-License-Identifier: Apache-2.0

/// Cuts a query's text into lexemes.
///
/// What a lexeme means on its own is decided here: operators, fields, signs before words.
struct QueryLexer {
  private let text: String
  private let scalars: [Unicode.Scalar]
  /// The UTF-8 offset of each scalar, and of the end.
  private let offsets: [Int]
  private let isLenient: Bool
  private var next = 0
  private(set) var lexemes: [Lexeme] = []
  private(set) var notes: [QueryNote] = []

  /// Begins; if `isLenient`, `Source: Reuters`, as in pasted text, is two words.
  init(_ text: String, isLenient: Bool) {
    self.text = text
    self.isLenient = isLenient
    scalars = Array(text.unicodeScalars)
    var offsets: [Int] = []
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    self.offsets = offsets + [offset]
  }

  /// Reads the whole text.
  mutating func run() throws(QueryError) {
    while let scalar = current {
      if scalar.isBlank {
        next += 1
      } else {
        try lexeme(from: scalar)
      }
    }
  }

  private var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  private func range(_ start: Int, _ end: Int) -> Range<Int> { offsets[start]..<offsets[end] }

  private func string(_ start: Int, _ end: Int) -> String {
    var text = ""
    for scalar in scalars[start..<end] { text.unicodeScalars.append(scalar) }
    return text
  }

  private mutating func append(_ kind: Lexeme.Kind, from start: Int) {
    lexemes.append(Lexeme(kind: kind, range: range(start, next)))
  }

  private mutating func lexeme(from scalar: Unicode.Scalar) throws(QueryError) {
    let start = next
    if scalar.isDoubleQuotationMark {
      try quoted()
    } else if scalar.isOpenBracket || scalar.isCloseBracket {
      next += 1
      append(scalar.isOpenBracket ? .openBracket : .closeBracket, from: start)
    } else if scalar == "-", signIsBeforeSomething {
      next += 1
      append(.minus, from: start)
    } else if scalar == "=" {
      try equals()
    } else if try !field() {
      try word()
    }
  }

  /// A dash excludes if something follows it at once and it is not one of several dashes.
  private var signIsBeforeSomething: Bool {
    guard let after = scalar(at: next + 1), !after.isBlank, !after.isCloseBracket, after != "-"
    else { return false }
    return after.isSearchable || after.isDoubleQuotationMark || after.isOpenBracket || after == "="
      || after == "*"
  }

  /// Whether the mark at `index` stands between two Hebrew letters, where it marks an abbreviation
  /// and belongs to the word (Unicode Standard Annex 29, rule WB7b).
  private func isHebrewAbbreviation(_ index: Int) -> Bool {
    guard scalar(at: index) == "\"", index > 0 else { return false }
    return [scalar(at: index - 1), scalar(at: index + 1)].allSatisfy { neighbour in
      neighbour.map { ("\u{5D0}"..."\u{5EA}").contains($0) } ?? false
    }
  }

  private mutating func quoted() throws(QueryError) {
    let start = next
    next += 1
    while let scalar = current, !scalar.isDoubleQuotationMark || isHebrewAbbreviation(next) {
      next += 1
    }
    guard current != nil else {
      throw QueryError(
        .unclosedQuote,
        at: range(start, start + 1),
        "This quotation mark is never closed.",
        repair: text + "\""
      )
    }
    next += 1
    let content = string(start + 1, next - 1)
    let trimmed = content.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard trimmed.isSearchable else {
      throw QueryError(
        .emptyQuotes,
        at: range(start, next),
        "There is no word between these quotation marks.",
        repair: replacing(start, next, with: " ")
      )
    }
    append(.quoted(trimmed), from: start)
  }

  private mutating func equals() throws(QueryError) {
    let start = next
    next += 1
    guard let after = current, after.isSearchable || after.isDoubleQuotationMark else {
      throw QueryError(
        .badExactForm,
        at: range(start, next),
        "`=` stands directly before the word or the quotation mark that it makes exact.",
        repair: replacing(start, next, with: "")
      )
    }
    append(.equals, from: start)
  }

  /// The text with some of it replaced.
  private func replacing(_ start: Int, _ end: Int, with replacement: String) -> String {
    string(0, start) + replacement + string(end, scalars.count)
  }
}

// MARK: - Fields and words

extension QueryLexer {
  /// The index after the word that begins at `start`.
  private func endOfWord(from start: Int) -> Int {
    var end = start
    while let scalar = scalar(at: end), !scalar.isBlank, !scalar.isOpenBracket,
      !scalar.isCloseBracket, !scalar.isDoubleQuotationMark || isHebrewAbbreviation(end)
    { end += 1 }
    return end
  }

  /// Reads a name and its colon; false if there is none here.
  private mutating func field() throws(QueryError) -> Bool {
    let start = next
    var end = start
    while let scalar = scalar(at: end), scalar.isASCII, scalar.isSearchable { end += 1 }
    guard end > start, scalar(at: end) == ":", !("0"..."9").contains(scalars[start]),
      scalar(at: end + 1) != "/"
    else { return false }
    let name = string(start, end).lowercased()
    let isFollowed = scalar(at: end + 1).map { !$0.isBlank && !$0.isCloseBracket } ?? false
    guard let known = FieldName(rawValue: name) else {
      guard isFollowed else { return false }
      throw unknownField(name, start, end)
    }
    guard isFollowed else {
      guard !isLenient else { return false }
      throw emptyField(name, start, end)
    }
    next = end + 1
    switch known {
    case .field(let field):
      append(.field(field), from: start)
    case .published:
      next = endOfWord(from: next)
      append(.published(string(end + 1, next)), from: start)
    }
    return true
  }

  private func emptyField(_ name: String, _ start: Int, _ end: Int) -> QueryError {
    var after = end + 1
    while let scalar = scalar(at: after), scalar.isBlank { after += 1 }
    let rest = string(after, scalars.count)
    let repair = string(0, end + 1) + rest
    return QueryError(
      .emptyField,
      at: range(start, end + 1),
      "What to look for in `\(name)` comes directly after the colon.",
      repair: rest.isEmpty ? string(0, start) : repair
    )
  }

  private func unknownField(_ name: String, _ start: Int, _ end: Int) -> QueryError {
    let nearest = FieldName.nearest(to: name)
    return QueryError(
      .unknownField,
      at: range(start, end + 1),
      "There is no field `\(name)`; fields are \(FieldName.all).",
      repair: nearest.map { replacing(start, end, with: $0) }
        ?? replacing(end, end + 1, with: " ")
    )
  }

  private mutating func word() throws(QueryError) {
    let start = next
    next = endOfWord(from: start)
    var end = next
    while end > start, [",", ";", ":"].contains(scalars[end - 1]) { end -= 1 }
    let word = string(start, end)
    switch word {
    case "AND": append(.and, from: start)
    case "OR": append(.or, from: start)
    case "NOT": append(.not, from: start)
    case "*": append(.word(word), from: start)
    case _ where Nearness(word)?.isSensible == true:
      if let nearness = Nearness(word) { append(.near(nearness), from: start) }
    default:
      guard word.isSearchable else {
        let whole = string(start, next)
        notes.append(
          QueryNote(at: range(start, next), "There is nothing to search for in `\(whole)`.")
        )
        return
      }
      let problem = WordForm.problem(of: word)
      if let problem {
        let isNegated = lexemes.last?.kind == .not && problem.repair == "AND"
        throw QueryError(
          problem.kind,
          at: range(start, end),
          problem.message,
          repair: replacing(start, end, with: isNegated ? "" : problem.repair)
        )
      }
      append(.word(word), from: start)
    }
  }
}
