// SPDX-License-Identifier: Apache-2.0

/// Why a query could not be read: the place, a sentence, and where one is plain a repair.
package struct QueryError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    case empty
    case missingOperand
    case unclosedQuote
    case unclosedBracket
    case strayBracket
    case emptyBrackets
    case emptyQuotes
    case unknownField
    case emptyField
    case nestedField
    case badDate
    case badLanguage
    case badExactForm
    case badPrefix
    case unknownOperator
    case badNearness
    case tooDeep
    case notSearchable
  }

  package let kind: Kind
  /// The UTF-8 offsets of the place, within the text; its start is where a caret belongs.
  package let range: Range<Int>
  /// A sentence for people.
  package let message: String
  /// The whole query, repaired so that it can be read; nil where there is no plain repair.
  package let repair: String?

  package init(_ kind: Kind, at range: Range<Int>, _ message: String, repair: String? = nil) {
    self.kind = kind
    self.range = range
    self.message = message
    self.repair = repair
  }
}

/// Something a reader should know about how a query was read, though it could be read.
package struct QueryNote: Hashable, Sendable {
  /// The UTF-8 offsets of the place.
  package let range: Range<Int>
  /// A sentence for people.
  package let message: String

  package init(at range: Range<Int>, _ message: String) {
    self.range = range
    self.message = message
  }
}
