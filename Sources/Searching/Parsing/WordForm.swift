// SPDX-License-Identifier: Apache-2.0

/// What a word is by its form: a pattern, a word with other spellings, or itself; and what looks like
/// an operator inside a word, so that it is not read as text in silence.
enum WordForm {
  struct Problem {
    let kind: QueryError.Kind
    let message: String
    /// What to write instead of the word.
    let repair: String
  }

  static func isAddress(_ word: String) -> Bool {
    word.hasPrefix("http://") || word.hasPrefix("https://") || word.hasPrefix("www.")
  }

  /// What a word without a problem is.
  static func kind(of word: String, isLenient: Bool) -> Lexeme.Kind {
    if let (bare, edits) = fuzzy(word), !isLenient || isGoodFuzzy(bare, edits) {
      return .fuzzy(bare, edits)
    }
    guard PatternForm.isPattern(word), PatternProblem(word: word) == nil else {
      return .word(word)
    }
    return .pattern(collapsed(word))
  }

  /// What is wrong with a word; nil if it can be searched for.
  static func problem(of word: String, isLenient: Bool) -> Problem? {
    if let problem = nearness(word) { return problem }
    guard !isLenient else { return nil }
    return bareNearness(word) ?? comparison(word) ?? fuzzyProblem(of: word)
      ?? patternProblem(of: word)
  }

  /// `NEAR/0`, `PRE/x`.
  private static func nearness(_ word: String) -> Problem? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, ["NEAR", "PRE"].contains(parts[0]) || Nearness(word) != nil else {
      return nil
    }
    return Problem(
      kind: .badNearness,
      message: "After the stroke of `\(word)` comes a number of words from 1 to "
        + "\(QueryLimits.distance), as in `\(parts[0])/5`.",
      repair: "\(parts[0])/5"
    )
  }

  /// `w/` with nothing after the stroke.
  static func bareNearness(_ word: String) -> Problem? {
    guard word.utf8.last == UInt8(ascii: "/") else { return nil }
    let name = word.dropLast()
    guard ["w", "near", "pre", "adj", "onear"].contains(name.lowercased()) else { return nil }
    let better = ["w", "pre", "near"].contains(name.lowercased()) ? String(name) : "pre"
    return Problem(
      kind: .badNearness,
      message: "After the stroke of `\(word)` comes a number of words from 1 to "
        + "\(QueryLimits.distance), as in `\(better)/5`.",
      repair: "\(better)/5"
    )
  }

  /// `length>1200`.
  private static func comparison(_ word: String) -> Problem? {
    guard let sign = word.firstIndex(where: { $0 == ">" || $0 == "<" }), sign > word.startIndex,
      word[..<sign].allSatisfy(\.isLetter), word[sign...].contains(where: \.isNumber)
    else { return nil }
    let name = word[..<sign]
    let isLength = QueryName.nearest(to: name.lowercased()) == "words"
    return Problem(
      kind: .unknownOperator,
      message: "What can be compared is the number of words, as in `words>1200`.",
      repair: isLength ? "words\(word[sign...])" : "\(name)"
    )
  }
}

// MARK: - Other spellings

extension WordForm {
  /// The word and the number in `ramires~1` or `ramires~`; nil without them.
  private static func fuzzy(_ word: String) -> (bare: String, edits: Int)? {
    guard let sign = word.unicodeScalars.lastIndex(of: "~"), sign > word.startIndex else {
      return nil
    }
    let digits = Substring(word.unicodeScalars[sign...].dropFirst())
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return (String(word[..<sign]), digits.isEmpty ? 1 : Int(digits) ?? Int.max)
  }

  /// Whether a word is long enough to be told from others with so many letters changed.
  private static func isGoodFuzzy(_ word: String, _ edits: Int) -> Bool {
    (1...QueryLimits.edits).contains(edits) && word.unicodeScalars.allSatisfy(\.isWordPart)
      && word.unicodeScalars.filter(\.isSearchable).count > edits + 1
  }

  private static func fuzzyProblem(of word: String) -> Problem? {
    guard let (bare, edits) = fuzzy(word), !isGoodFuzzy(bare, edits) else { return nil }
    let message: String
    let repair: String
    if !(1...QueryLimits.edits).contains(edits) {
      message = "`~` allows for 1 or \(QueryLimits.edits) other letters."
      repair = edits == 0 ? bare : "\(bare)~\(QueryLimits.edits)"
    } else if bare.unicodeScalars.allSatisfy(\.isWordPart) {
      message = "`~\(edits)` needs a word of at least \(edits + 2) letters."
      repair = bare
    } else {
      message = "`~` stands after one word, of letters and digits only."
      repair = bare
    }
    return Problem(kind: .badFuzzyWord, message: message, repair: repair)
  }
}

// MARK: - Patterns

extension WordForm {
  /// Several stars in a row are one.
  private static func collapsed(_ pattern: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in pattern.unicodeScalars where scalar != "*" || result.last != "*" {
      result.append(scalar)
    }
    return String(result)
  }

  private static func patternProblem(of word: String) -> Problem? {
    guard PatternForm.isPattern(word), let problem = PatternProblem(word: word) else { return nil }
    return Problem(kind: .badPattern, message: problem.message, repair: problem.repair ?? "")
  }
}

/// Why a word with stars or question marks cannot be looked for, and what can be.
struct PatternProblem {
  let message: String
  let repair: String?

  private static let oneWord =
    "A pattern is one word: letters, digits, `*` for any letters, `?` for one."

  /// Nil for a pattern that can be looked for.
  init?(word: String) {
    if !PatternForm.isOneWord(word) {
      let pieces = Self.pieces(of: word)
      message = Self.oneWord
      let isPhrase = pieces.count > 1 && pieces.allSatisfy { $0.isSearchable }
      repair = isPhrase ? "\"\(pieces.joined(separator: " "))\"" : pieces.joined(separator: " ")
    } else if !PatternForm.isEnough(word) {
      message = "A pattern needs at least two letters."
      repair = Self.letters(of: word)
    } else {
      return nil
    }
  }

  /// Nil unless a word of a phrase is nothing but stars and question marks at one of its ends; between
  /// words a star stands for any one word.
  init?(quoted index: Int, of words: [Substring]) {
    guard !words[index].isSearchable, words[index].utf8.contains(UInt8(ascii: "*")),
      !words[..<index].contains(where: \.isSearchable)
        || !words[index...].contains(where: \.isSearchable)
    else { return nil }
    message = "At the ends of a phrase a star by itself stands for nothing."
    repair = "\"" + words.filter { $0.isSearchable }.joined(separator: " ") + "\""
  }

  private static func pieces(of word: some StringProtocol) -> [String] {
    Substring(word).unicodeScalars.split { !$0.isWordPart && $0 != "*" && $0 != "?" }
      .map { String(Substring($0)) }
  }

  private static func letters(of word: String) -> String {
    var letters = String.UnicodeScalarView()
    letters.append(contentsOf: word.unicodeScalars.filter { $0 != "*" && $0 != "?" })
    return String(letters)
  }
}
