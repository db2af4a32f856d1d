// SPDX-License-Identifier: Apache-2.0

/// A piece of a query's text.
struct Lexeme {
  enum Kind: Equatable {
    case word(String)
    case quoted(String)
    case openBracket
    case closeBracket
    /// A dash directly before what it excludes.
    case minus
    /// An equals sign directly before a word or quotation mark.
    case equals
    /// A name and a colon; `pub` has none of the fields.
    case field(QueryField)
    /// `pub:` and all that follows it without a blank.
    case published(String)
    case and
    case or
    case not
    /// `NEAR/5` and its like.
    case near(Nearness)
  }

  let kind: Kind
  /// UTF-8 offsets in the query's text.
  let range: Range<Int>
}

extension Unicode.Scalar {
  /// Any mark that opens or closes a phrase; all of them are one to a query.
  var isDoubleQuotationMark: Bool {
    switch value {
    case 0x22, 0xAB, 0xBB, 0x201C...0x201F, 0x300C...0x300F, 0xFF02: true
    default: false
    }
  }

  var isOpenBracket: Bool { value == 0x28 || value == 0xFF08 }
  var isCloseBracket: Bool { value == 0x29 || value == 0xFF09 }
  var isBlank: Bool { properties.isWhitespace || value < 0x20 }

  /// Whether the scalar can be part of what is searched.
  var isSearchable: Bool { properties.isAlphabetic || properties.numericType != nil }
}

extension StringProtocol {
  /// Whether there is anything to search for in the text.
  var isSearchable: Bool { unicodeScalars.contains(where: \.isSearchable) }
}
