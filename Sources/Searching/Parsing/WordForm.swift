// SPDX-License-Identifier: Apache-2.0

/// Finds what looks like an operator inside a word, so that it is not read as text in silence.
enum WordForm {
  struct Problem {
    let kind: QueryError.Kind
    let message: String
    /// What to write instead of the word.
    let repair: String
  }

  static let understood =
    "understood are AND, OR, NOT, NEAR/5, PRE/5, w/s, w/p, brackets, \"phrases\", =exact, prefix* "
    + "and field:word"

  /// What is wrong with a word; nil if it can be searched for.
  static func problem(of word: String) -> Problem? {
    guard !isAddress(word) else { return nil }
    return proximity(word) ?? comparison(word) ?? suffix(word) ?? wildcard(word)
  }

  private static func isAddress(_ word: String) -> Bool {
    word.hasPrefix("http://") || word.hasPrefix("https://") || word.hasPrefix("www.")
  }

  /// `NEAR/0`, `PRE/x`.
  private static func proximity(_ word: String) -> Problem? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, ["NEAR", "PRE"].contains(parts[0]) || Nearness(word) != nil else {
      return nil
    }
    return Problem(
      kind: .badNearness,
      message: "After the stroke of `\(word)` comes a number of words from 1 to "
        + "\(Nearness.mostWords), as in `\(parts[0])/5`.",
      repair: "\(parts[0])/5"
    )
  }

  /// `words>1200`.
  private static func comparison(_ word: String) -> Problem? {
    guard let sign = word.firstIndex(where: { $0 == ">" || $0 == "<" }), sign > word.startIndex,
      word[..<sign].allSatisfy(\.isLetter), word[sign...].contains(where: \.isNumber)
    else { return nil }
    return Problem(
      kind: .unknownOperator,
      message: "Comparisons such as `\(word)` are not understood; \(understood).",
      repair: "\(word[..<sign])"
    )
  }

  /// `ramires~1`, `cartel^3`.
  private static func suffix(_ word: String) -> Problem? {
    guard let sign = word.lastIndex(where: { $0 == "~" || $0 == "^" }), sign > word.startIndex,
      word[word.index(after: sign)...].allSatisfy({ $0.isNumber || $0 == "." })
    else { return nil }
    let bare = word[..<sign]
    return Problem(
      kind: .unknownOperator,
      message: "`\(word[sign...])` after a word is not understood; \(understood).",
      repair: word[sign] == "~" && bare.count > 3 ? "\(bare.prefix(bare.count - 2))*" : "\(bare)"
    )
  }

  /// Stars other than one at the end, and question marks between letters.
  private static func wildcard(_ word: String) -> Problem? {
    let marks = word.indices.filter { word[$0] == "*" || word[$0] == "?" }
    guard let first = marks.first else { return nil }
    let bare = String(word[..<first])
    let afterFirst = word[first...]
    if word[first] == "?" {
      guard afterFirst.isSearchable || afterFirst.contains("*") else { return nil }
    } else if word.index(after: first) == word.endIndex {
      return prefixProblem(bare)
    }
    let letters = String(word.filter { $0 != "*" && $0 != "?" })
    return Problem(
      kind: .badPrefix,
      message: "A star is understood only at the end of a word, as in `kill*`.",
      repair: prefixProblem(bare) == nil && bare.isSearchable ? "\(bare)*" : letters
    )
  }

  /// A prefix is one word: letters and digits.
  private static func prefixProblem(_ stem: String) -> Problem? {
    guard !stem.unicodeScalars.allSatisfy(isPrefixScalar) else { return nil }
    return Problem(
      kind: .badPrefix,
      message: "Before a star there is one word, of letters and digits only.",
      repair: stem
    )
  }

  private static func isPrefixScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: scalar.isSearchable
    }
  }
}
