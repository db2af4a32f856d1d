// SPDX-License-Identifier: Apache-2.0

/// What an operator between two things calls near.
///
/// Words are counted as positions are: from the last word of one to the first of the other, so
/// neighbours are one word apart. Nothing is near what stands in another field. Numbers go from 1 to
/// ``QueryLimits/distance``.
public enum Nearness: Hashable, Sendable {
  /// `NEAR/5`, also `w/5`: at most so many words apart, in any order.
  case within(Int)
  /// `PRE/5`: the same, in this order.
  case inOrder(Int)
  /// `w/s`: in the same sentence.
  case inSentence
  /// `w/p`: in the same paragraph.
  case inParagraph

  /// The operator as it is typed.
  public var text: String {
    switch self {
    case .within(let words): "NEAR/\(words)"
    case .inOrder(let words): "PRE/\(words)"
    case .inSentence: "w/s"
    case .inParagraph: "w/p"
    }
  }

  /// Whether the number of words is one that can be meant.
  var isSensible: Bool {
    switch self {
    case .within(let words), .inOrder(let words): (1...QueryLimits.distance).contains(words)
    case .inSentence, .inParagraph: true
    }
  }

  /// The operator that a word is, in capitals or not: a name, a stroke, and a number or a letter.
  ///
  /// Nil if it is none; its number may be more than can be meant.
  init?(_ word: String) {
    guard let stroke = word.firstIndex(of: "/") else { return nil }
    let after = word[stroke...].dropFirst()
    let number = Self.number(after)
    switch (word[..<stroke].lowercased(), number, after) {
    case ("near", let words?, _), ("w", let words?, _): self = .within(words)
    case ("pre", let words?, _): self = .inOrder(words)
    case ("w", _, "s"), ("w", _, "S"): self = .inSentence
    case ("w", _, "p"), ("w", _, "P"): self = .inParagraph
    default: return nil
    }
  }

  /// A number of digits only; one too long for anybody to mean is greater than any limit.
  private static func number(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(digits) ?? Int.max
  }
}
