// SPDX-License-Identifier: Apache-2.0

/// A piece of a query's text.
struct Lexeme {
  enum Kind: Equatable {
    case word(String)
    case pattern(String)
    case fuzzy(String, Int)
    case quoted(String)
    /// A star by itself.
    case everything
    case openBracket
    case closeBracket
    /// `2 of (`.
    case list(Int)
    /// Between the parts of a list.
    case comma
    /// A dash directly before what it excludes.
    case minus
    /// An equals sign directly before a word or quotation mark.
    case equals
    /// A name and a colon, directly before what it is about.
    case prefix(QueryPrefix)
    /// `pub:` or `added:` and all that follows it without a blank.
    case days(isAdded: Bool, String)
    case length(WordCount)
    /// `^3`, directly after what it raises.
    case boost(Double)
    case and
    case or
    case not
    /// `NEAR/5` and its like.
    case near(Nearness)
  }

  let kind: Kind
  /// UTF-8 offsets in the query's text.
  let range: Range<Int>
  /// Whether nothing that can be seen stands between it and the one before.
  var isAdjacent = false

  /// Whether a part of a query can begin with it.
  var beginsPart: Bool {
    switch kind {
    case .closeBracket, .comma, .boost, .and, .or, .near: false
    default: true
    }
  }

  /// Whether a part of a query can end with it.
  var endsPart: Bool {
    switch kind {
    case .word, .pattern, .fuzzy, .quoted, .everything, .closeBracket, .days, .length, .boost: true
    default: false
    }
  }

  /// Whether it is one thing to look for.
  var isLeaf: Bool {
    switch kind {
    case .word, .pattern, .fuzzy, .quoted, .everything, .days, .length: true
    default: false
    }
  }
}
