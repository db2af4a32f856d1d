// SPDX-License-Identifier: Apache-2.0

/// Tells which tokens begin a sentence, from what stands between them.
///
/// A full stop, question or exclamation mark ends a sentence if a blank follows it and the next
/// word does not begin with a small letter; a full stop after an abbreviation, an acronym or an
/// initial does not. Chinese, Indic and similar full stops always do, and so does an empty line.
struct SentenceTracker {
  /// What has been seen since the last token, in order of strength.
  private enum Ending: UInt8, Comparable {
    case none
    /// A full stop right after a word.
    case fullStop
    case mark
    case certain

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What the last token was.
  enum TokenKind: UInt8 {
    case word
    case acronym
    case number
  }

  private var ending = Ending.certain
  private var sawSpace = false
  private var newlines: UInt8 = 0
  /// Where the last token ends.
  private(set) var tokenEnd = -1
  /// Its term if that has at most eight bytes, lowest first; else zero.
  private var tokenKey: UInt64 = 0
  private var tokenKind = TokenKind.word

  /// Whether the next token may begin a sentence.
  @inline(__always) var isPending: Bool { ending != .none }

  @inline(__always)
  mutating func space() {
    sawSpace = true
  }

  /// Takes note of a token.
  @inline(__always)
  mutating func token(end: Int, key: UInt64, kind: TokenKind) {
    ending = .none
    sawSpace = false
    newlines = 0
    tokenEnd = end
    tokenKey = key
    tokenKind = kind
  }

  /// Takes note of a character between tokens.
  mutating func separator(_ kind: CharacterClass.RawValue, at place: Int) {
    switch kind {
    case CharacterClass.space: sawSpace = true
    case CharacterClass.newline: newline()
    case CharacterClass.paragraph, CharacterClass.fullStop: ending = .certain
    case CharacterClass.terminator: end(.mark)
    case CharacterClass.dot: dot(at: place)
    default: break
    }
  }

  private mutating func newline() {
    sawSpace = true
    newlines &+= newlines < 2 ? 1 : 0
    if newlines == 2 { ending = .certain }
  }

  /// Several full stops in a row are a mark; so is one after a closing quote or bracket.
  private mutating func dot(at place: Int) {
    end(ending == .none && place == tokenEnd ? .fullStop : .mark)
  }

  /// The full stop that belongs to an acronym may also end the sentence.
  mutating func acronymEnded() {
    end(.fullStop)
  }

  private mutating func end(_ new: Ending) {
    guard new > ending else {
      if ending == .fullStop { ending = .mark }
      return
    }
    ending = new
    sawSpace = false
  }

  /// Whether a token begins a sentence, by its first character and the first bytes of its term.
  func begins(with first: CharacterTables.Entry, key: UInt64) -> Bool {
    switch ending {
    case .none: false
    case .certain: true
    case .mark: sawSpace && !first.isLowercase
    case .fullStop: sawSpace && !first.isLowercase && !isAbbreviation(before: first, key)
    }
  }

  /// Whether the full stop belongs to the last token.
  private func isAbbreviation(before next: CharacterTables.Entry, _ key: UInt64) -> Bool {
    switch tokenKind {
    case .acronym: return true
    case .number: return tokenKey < 0x1_0000 && isGermanMonth(key)
    case .word: break
    }
    guard tokenKey != 0 else { return false }
    if isInitial { return true }
    let tables = CharacterTables.self
    if tables.holds(tokenKey, tables.abbreviations, count: tables.abbreviationCount) {
      return true
    }
    return next.kind == CharacterClass.digit
      && tables.holds(tokenKey, tables.numberAbbreviations, count: tables.numberAbbreviationCount)
  }

  private func isGermanMonth(_ key: UInt64) -> Bool {
    CharacterTables.holds(
      key,
      CharacterTables.germanMonths,
      count: CharacterTables.germanMonthCount
    )
  }

  /// Whether the last token is a single letter.
  private var isInitial: Bool {
    switch UInt8(truncatingIfNeeded: tokenKey) {
    case ..<0x80: tokenKey < 0x100
    case ..<0xe0: tokenKey < 0x1_0000
    case ..<0xf0: tokenKey < 0x100_0000
    default: tokenKey < 0x1_0000_0000
    }
  }
}
