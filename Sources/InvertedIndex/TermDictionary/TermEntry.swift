// SPDX-License-Identifier: Apache-2.0

/// What a segment's dictionary says about a term.
package struct TermEntry: Hashable, Sendable {
  /// The term's rank among the segment's keys in byte order.
  package var ordinal: UInt32
  package var postings: TermPostings
  /// The segment's languages, by their numbers in it, in whose documents the term occurs.
  package var languages: LanguageMask
  /// The lower-case form before accents were folded, where that differs: of all seen, the smallest
  /// in byte order.
  package var surface: [UInt8]?

  package init(
    ordinal: UInt32,
    postings: TermPostings,
    languages: LanguageMask,
    surface: [UInt8]?
  ) {
    self.ordinal = ordinal
    self.postings = postings
    self.languages = languages
    self.surface = surface
  }
}

/// A set of the languages of one segment, by their numbers in it.
///
/// The 64th bit stands for language 63 and all after it: a segment of more languages loses
/// precision there, never a language.
package struct LanguageMask: RawRepresentable, Hashable, Sendable {
  package var rawValue: UInt64

  package init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The set of one language.
  @inline(__always)
  package init(number: UInt8) {
    rawValue = 1 &<< UInt64(min(number, 63))
  }

  /// Whether a language may be in the set.
  @inline(__always)
  package func contains(_ number: UInt8) -> Bool {
    rawValue & LanguageMask(number: number).rawValue != 0
  }
}
