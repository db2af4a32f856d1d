// SPDX-License-Identifier: Apache-2.0

extension Query: CustomStringConvertible {
  /// The query as it would be typed, with every bracket that its reading needs.
  ///
  /// Parsing it again (words joined by AND) gives an equal query.
  public var description: String {
    text
  }

  /// The query as it would be typed, with every bracket that its reading needs.
  public var text: String {
    switch clause {
    case .word(let word): word
    case .phrase(let words): "\"\(words)\""
    case .exact(let words): "=" + Self.quotedIfNeeded(words)
    case .pattern(let word): word
    case .fuzzy(let word, let edits): "\(word)~\(edits)"
    case .capitals(let capitals, let words): "\(capitals.name):" + Self.quotedIfNeeded(words)
    case .field(let field, let inner): "\(field.name):\(inner.bracketed)"
    case .lead(let inner): "lead:\(inner.bracketed)"
    case .opening(let words, let inner): "first\(words):\(inner.bracketed)"
    case .mentions(let count, let inner): "atleast\(count):\(inner.bracketed)"
    case .near(let nearness, let left, let right):
      "\(left.bracketed) \(nearness.text) \(right.bracketed)"
    case .notNear(let nearness, let left, let right):
      "\(left.bracketed) NOT \(nearness.text) \(right.bracketed)"
    case .published(let days): "pub:\(days)"
    case .added(let days): "added:\(days)"
    case .length(let words): "\(words)"
    case .some(let count, let parts):
      "\(count) of (" + parts.map(\.bracketed).joined(separator: ", ") + ")"
    case .boosted(let inner, let factor): "\(inner.raisable)^\(Self.number(factor))"
    case .all(let parts): parts.map(\.bracketed).joined(separator: " AND ")
    case .any(let parts): parts.map(\.bracketed).joined(separator: " OR ")
    case .not(let inner): "NOT \(inner.bracketed)"
    case .everything: "*"
    }
  }

  /// The query for people, who know names of one thing as any of them: ``NameTable`` makes one mention
  /// of any of several out of these.
  package var reading: String {
    let plain = withoutSingleMentions
    if case .mentions(1, _) = clause { return plain.bracketed }
    return plain.text
  }

  private var withoutSingleMentions: Query {
    switch clause {
    case .mentions(1, let inner):
      if case .any = inner.clause { inner } else { self }
    case .all(let parts): Query(.all(parts.map(\.withoutSingleMentions)), at: range)
    case .any(let parts): Query(.any(parts.map(\.withoutSingleMentions)), at: range)
    case .some(let count, let parts):
      Query(.some(count, of: parts.map(\.withoutSingleMentions)), at: range)
    case .boosted(let inner, let factor):
      Query(.boosted(inner.withoutSingleMentions, by: factor), at: range)
    case .not(let inner): Query(.not(inner.withoutSingleMentions), at: range)
    default: self
    }
  }

  /// The same, fit to stand beside an operator.
  private var bracketed: String {
    switch clause {
    case .all, .any, .not, .near, .notNear, .some, .boosted: "(\(text))"
    case .word(let word): Self.isPlain(word) ? word : "(\(word))"
    default: text
    }
  }

  /// The same, fit to stand before `^`.
  private var raisable: String {
    switch clause {
    case .published, .added, .length: "(\(text))"
    default: bracketed
    }
  }

  /// Whether a word is read the same after a colon, before a `^` and between commas.
  private static func isPlain(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first else { return false }
    return first.isSearchable && !word.unicodeScalars.contains(",") && !WordForm.isAddress(word)
  }

  /// One word stands by itself unless it would be read as an operator.
  private static func quotedIfNeeded(_ words: String) -> String {
    let isWord = words.unicodeScalars.allSatisfy(\.isWordPart) && isPlain(words)
    return isWord && !["AND", "OR", "NOT"].contains(words) ? words : "\"\(words)\""
  }

  private static func number(_ factor: Double) -> String {
    factor == factor.rounded() && abs(factor) < 1e9 ? "\(Int(factor))" : "\(factor)"
  }
}
