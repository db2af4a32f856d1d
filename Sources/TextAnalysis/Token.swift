// SPDX-License-Identifier: Apache-2.0

/// An occurrence of a term in a text.
///
/// The convenient form, for queries, snippets and tests; indexing takes ``TokenBatch``.
package struct Token: Hashable, Sendable {
  /// The indexed form: lower-cased, without accents.
  package var term: [UInt8]
  /// The lower-cased form with its accents.
  package var surface: [UInt8]
  /// The ordinal of the token in the text.
  package var position: UInt32
  /// Where the token stands, as offsets into the text's UTF-8.
  package var range: Range<Int>
  package var flags: TokenFlags

  package var startsSentence: Bool { flags.contains(.startsSentence) }

  /// Whether this is the last character of a run without word breaks (Chinese, Thai and others),
  /// emitted alone after the pairs.
  ///
  /// In a text the next character may follow it, so a query uses it as a prefix if the run has
  /// one character, and leaves it out otherwise: the pair before it says as much.
  package var isRunEnd: Bool { flags.contains(.isRunEnd) }

  /// Whether this is no word of the text but several as they would be written in one, or one as it
  /// would be without its apostrophe; see ``JoinedTerm``.
  package var isJoined: Bool { flags.contains(.isJoined) }
}

/// What else is known of a token.
package struct TokenFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let startsSentence = TokenFlags(rawValue: 1)
  /// The lower-cased form with its accents differs from the term.
  package static let hasSurface = TokenFlags(rawValue: 2)
  /// The last character of a run without word breaks; see ``Token/isRunEnd``.
  package static let isRunEnd = TokenFlags(rawValue: 4)
  /// No word of the text; see ``Token/isJoined``.
  ///
  /// It follows the word at whose position it stands.
  package static let isJoined = TokenFlags(rawValue: 8)

  /// What cannot be a word of a compound.
  static let noWord = isRunEnd.rawValue | isJoined.rawValue
}
