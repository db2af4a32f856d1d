// SPDX-License-Identifier: Apache-2.0

/// What a character means to the cutting of words and sentences.
///
/// A coarser relative of the word-break property of Unicode Standard Annex 29. The raw values are
/// those of `scripts/generate-unicode-tables`.
enum CharacterClass {
  typealias RawValue = UInt32

  /// Separates words.
  static let other: RawValue = 0
  static let letter: RawValue = 1
  /// A letter around which a double quote marks an abbreviation.
  static let hebrew: RawValue = 2
  static let digit: RawValue = 3
  /// Extends the character before it: marks, format characters, tatweel.
  static let mark: RawValue = 4
  static let apostrophe: RawValue = 5
  static let dot: RawValue = 6
  static let comma: RawValue = 7
  /// Joins the two l of Catalan.
  static let middleDot: RawValue = 8
  static let quote: RawValue = 9
  /// Written without blanks: Han, kana, hangul.
  static let cjk: RawValue = 10
  /// Written without blanks: Thai, Lao, Khmer, Myanmar and Tai scripts.
  static let complex: RawValue = 11
  /// A mark that puts the next letter under the one before (Khmer coeng, Myanmar virama).
  static let stacker: RawValue = 12
  /// Ends a sentence if a blank follows.
  static let terminator: RawValue = 13
  /// Ends a sentence whatever follows.
  static let fullStop: RawValue = 14
  static let space: RawValue = 15
  static let newline: RawValue = 16
  static let paragraph: RawValue = 17
  static let ampersand: RawValue = 18
  /// Joins the words of a compound: hyphens, short dashes, the Hebrew maqaf.
  static let hyphen: RawValue = 19

  /// A set of classes as bits.
  @inline(__always)
  static func contains(_ classes: UInt32, _ value: RawValue) -> Bool {
    classes &>> value & 1 != 0
  }

  static let letters: UInt32 = 1 << letter | 1 << hebrew
  static let wordParts: UInt32 = letters | 1 << digit | 1 << mark | 1 << stacker
}
