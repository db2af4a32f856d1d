// SPDX-License-Identifier: Apache-2.0

/// How many words a text has, from one number to another, both included; an end left open reaches
/// without limit.
///
/// In a query a range has at least one end, does not end before it begins, and lies within 0 to
/// ``QueryLimits/textLength``.
public struct WordCount: Hashable, Sendable {
  /// The fewest words; nil for any number.
  public var first: Int?
  /// The most words; nil for any number.
  public var last: Int?

  /// Texts of `first` to `last` words.
  public init(first: Int?, last: Int?) {
    self.first = first
    self.last = last
  }
}

extension WordCount: CustomStringConvertible {
  /// The range in the form that the query language reads: `words>1200`, `words<=300`,
  /// `words:300..1200`.
  public var description: String {
    switch (first, last) {
    // Of `words>1200` and `words>=1201` the rounder number is what was meant.
    case (let first?, nil): first % 10 == 1 ? "words>\(first - 1)" : "words>=\(first)"
    case (nil, let last?): last % 10 == 9 ? "words<\(last + 1)" : "words<=\(last)"
    case (let first?, let last?): first == last ? "words:\(first)" : "words:\(first)..\(last)"
    case (nil, nil): "words:.."
    }
  }
}

extension WordCount {
  /// The range that stands after `words`: `>1200`, `<=300`, `:300..1200`, `:1200`, `:300..`.
  ///
  /// - Returns: nil for what is none of these; ``isSensible`` says whether it can be meant.
  init?(sign: some StringProtocol, number: some StringProtocol) {
    if sign == ":" {
      self.init(between: String(number))
      return
    }
    guard let count = Self.number(number) else { return nil }
    switch sign {
    case ">": self.init(first: count + 1, last: nil)
    case ">=": self.init(first: count, last: nil)
    case "<": self.init(first: nil, last: count - 1)
    case "<=": self.init(first: nil, last: count)
    case "=": self.init(first: count, last: count)
    default: return nil
    }
  }

  /// `300..1200`, `300..`, `..1200` or `300`.
  private init?(between text: String) {
    guard let dot = text.firstIndex(of: ".") else {
      guard let count = Self.number(text) else { return nil }
      self.init(first: count, last: count)
      return
    }
    guard text[dot...].hasPrefix("..") else { return nil }
    let (left, right) = (text[..<dot], text[dot...].dropFirst(2))
    let (first, last) = (Self.number(left), Self.number(right))
    guard first != nil || left.isEmpty, last != nil || right.isEmpty else { return nil }
    self.init(first: first, last: last)
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    (1...12).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      ? Int(text) : nil
  }

  /// Whether any text can have so many words.
  var isSensible: Bool {
    guard first != nil || last != nil else { return false }
    let (lower, upper) = (first ?? 0, last ?? QueryLimits.textLength)
    return lower >= 0 && lower <= upper && upper <= QueryLimits.textLength
  }
}
