// SPDX-License-Identifier: Apache-2.0

/// Why a query could not be read or answered: the place, a sentence, and where one is plain a repair.
public struct QueryError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// There is nothing to search for.
    case empty
    /// An operator has nothing beside it.
    case missingOperand
    /// A quotation mark is not closed.
    case unclosedQuote
    /// A bracket is not closed.
    case unclosedBracket
    /// A bracket closes nothing.
    case strayBracket
    /// Nothing stands between two brackets.
    case emptyBrackets
    /// No word stands between two quotation marks.
    case emptyQuotes
    /// No field has the name before a colon.
    case unknownField
    /// Nothing stands after the colon of a field.
    case emptyField
    /// A field, a date or a length stands inside a field.
    case nestedField
    /// A date is none.
    case badDate
    /// A language is none.
    case badLanguage
    /// `=` stands before something that cannot be exact.
    case badExactForm
    /// A word with stars or question marks cannot be looked for.
    case badPattern
    /// A word with `~` cannot be looked for.
    case badFuzzyWord
    /// `caps:` or one like it stands before something other than words.
    case badCapitals
    /// A number after `^` is none, or raises nothing.
    case badBoost
    /// A number before a colon cannot be meant.
    case badNumber
    /// A list with a number before it is none.
    case badList
    /// A length of texts is none.
    case badLength
    /// A word looks like an operator and is none.
    case unknownOperator
    /// Something beside a nearness has no place in a text, or the distance cannot be meant.
    case badNearness
    /// Clauses are nested too deeply.
    case tooDeep
    /// The text is too long, or holds too many clauses.
    case tooLong
    /// There is nothing in a clause that the index could have.
    case notSearchable
    /// Answering takes more time or memory than is allowed.
    case overBudget
    /// A tree that a program made is no query.
    case badTree
  }

  /// What is wrong.
  public let kind: Kind
  /// The UTF-8 offsets of the place, within the text; its start is where a caret belongs.
  public let range: Range<Int>
  /// A sentence for people.
  public let message: String
  /// The whole query, repaired so that it can be read; nil where there is no plain repair.
  public let repair: String?

  /// An error of a kind, at a place.
  public init(_ kind: Kind, at range: Range<Int>, _ message: String, repair: String? = nil) {
    self.kind = kind
    self.range = range
    self.message = message
    self.repair = repair
  }
}

/// Something a reader should know about how a query was read, though it could be read.
public struct QueryNote: Hashable, Sendable {
  /// The UTF-8 offsets of the place.
  public let range: Range<Int>
  /// A sentence for people.
  public let message: String

  /// A note about a place.
  public init(at range: Range<Int>, _ message: String) {
    self.range = range
    self.message = message
  }
}
