// SPDX-License-Identifier: Apache-2.0

/// What an operator between two things calls near.
///
/// Words are counted as positions are: from the last word of one to the first of the other, so
/// neighbours are one word apart. Nothing is near what stands in another field.
package enum Nearness: Hashable, Sendable {
  /// `NEAR/5`, also `w/5`: at most so many words apart, in any order.
  case within(Int)
  /// `PRE/5`: the same, in this order.
  case inOrder(Int)
  /// `w/s`.
  case inSentence
  /// `w/p`.
  case inParagraph

  /// No two words of which anybody would call near are further apart.
  static let mostWords = 1000

  /// The operator as it is typed.
  package var text: String {
    switch self {
    case .within(let words): "NEAR/\(words)"
    case .inOrder(let words): "PRE/\(words)"
    case .inSentence: "w/s"
    case .inParagraph: "w/p"
    }
  }

  /// The operator that a word is; nil if it is none.
  init?(_ word: String) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    switch (parts[0], parts[1], Int(parts[1])) {
    case ("NEAR", _, let words?), ("W", _, let words?), ("w", _, let words?):
      self = .within(words)
    case ("PRE", _, let words?): self = .inOrder(words)
    case ("w", "s", _), ("W", "s", _), ("w", "S", _), ("W", "S", _): self = .inSentence
    case ("w", "p", _), ("W", "p", _), ("w", "P", _), ("W", "P", _): self = .inParagraph
    default: return nil
    }
  }

  /// Whether the number of words is one that can be meant.
  var isSensible: Bool {
    switch self {
    case .within(let words), .inOrder(let words): (1...Self.mostWords).contains(words)
    case .inSentence, .inParagraph: true
    }
  }
}
