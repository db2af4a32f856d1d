// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import TextAnalysis

/// A word or phrase of a query as terms and patterns of terms.
struct AnalyzedWords {
  /// One of them.
  struct Piece {
    /// The term; meaningless for a pattern.
    var term: [UInt8]
    var surface: [UInt8]
    /// As it was typed.
    var typed: String
    /// Its distance from the first.
    var offset: UInt32
    /// The shape of the terms to be found, if any of several will do.
    ///
    /// The last character of a text in a script without word breaks, with no pair before it, is such:
    /// in an article others may follow.
    var pattern: WordPattern?
    /// Whether it is of a script without word breaks, and so no word by itself.
    var isInRun: Bool
    /// The same without a suffix, or with the `s` of a possessive.
    var aliases: [[UInt8]] = []
    /// Whether other ways to write it count, which may take more than one position.
    var hasSpellings = true
  }

  /// Some of the words as they are when they are written in one, or one as it is with the `s` of a
  /// possessive or without its suffix.
  struct Joined {
    /// The first of the pieces, and how many they are.
    var first: Int
    var count: Int
    var form: [UInt8]
    var surface: [UInt8]
  }

  private(set) var pieces: [Piece] = []
  private(set) var joined: [Joined] = []
  /// Whether a star stands inside a run of a script without word breaks: there it would have to
  /// stand for any number of characters, each of which has a place.
  private(set) var hasGapInRun = false

  /// Analyses a text as articles are.
  ///
  /// Scripts without word breaks have a token for every two characters and one for the last
  /// character of a run. That last one is left out where there is a pair, which says as much. At the
  /// ends of a run gaps say nothing, as its words have no ends; a question mark inside stands for one
  /// character. A star between blanks stands for any one word.
  ///
  /// With `gaps`, stars and question marks are gaps; without, they are punctuation.
  init(_ text: String, _ analyzer: inout Analyzer, gaps: GappedText? = nil) {
    let source = gaps?.text ?? text
    let all = analyzer.tokens(in: source, includingJoined: gaps == nil)
    let tokens = all.filter { !$0.isJoined }
    let bytes = Array(source.utf8)
    // Question marks that stand side by side are one token, and take the places of several.
    var added: UInt32 = 0
    for (index, token) in tokens.enumerated() {
      let pattern = gaps?.pattern(of: token.term)
      if let pattern, !pattern.hasLetters {
        let isInside = index > 0 && index + 1 < tokens.count
        if isInside { added += take(pattern, isPartOfRun: Self.touches(index, tokens)) }
        continue
      }
      let followsPair =
        index > 0 && tokens[index - 1].range.upperBound > token.range.lowerBound
      if token.isRunEnd && followsPair { continue }
      let isPair =
        index + 1 < tokens.count
        && tokens[index + 1].range.lowerBound < token.range.upperBound
      let isOpen = token.isRunEnd && Self.isOpen(index, tokens, gaps)
      pieces.append(
        Piece(
          term: token.term,
          surface: token.surface,
          typed: String(decoding: bytes[token.range], as: UTF8.self),
          offset: token.position + added,
          pattern: isOpen ? WordPattern([.letters(token.term), .any]) : pattern,
          isInRun: token.isRunEnd || isPair
        )
      )
    }
    for token in all where token.isJoined { take(token) }
    let first = pieces.first?.offset ?? 0
    for index in pieces.indices { pieces[index].offset -= first }
  }

  /// Takes a joined form, the offsets of the pieces being those in the text.
  private mutating func take(_ token: Token) {
    guard let (form, words) = JoinedTerm.parts(of: token.term),
      let first = pieces.firstIndex(where: { $0.offset == token.position }),
      first + words <= pieces.count
    else { return }
    let surface = token.flags.contains(.hasSurface) ? token.surface : form
    joined.append(Joined(first: first, count: words, form: form, surface: surface))
    if words == 1 { pieces[first].aliases.append(form) }
  }

  /// Takes a gap that is no part of a word, and returns how many places it takes beyond one.
  private mutating func take(_ gap: WordPattern, isPartOfRun: Bool) -> UInt32 {
    guard isPartOfRun else { return 0 }
    if gap.parts.contains(.any) { hasGapInRun = true }
    return UInt32(gap.parts.count) - 1
  }

  /// Whether a token has no blank before it, or none behind.
  private static func touches(_ index: Int, _ tokens: [Token]) -> Bool {
    tokens[index - 1].range.upperBound == tokens[index].range.lowerBound
      || tokens[index].range.upperBound == tokens[index + 1].range.lowerBound
  }

  /// Whether a character may have others behind it in an article: at the end, and before a gap.
  private static func isOpen(_ index: Int, _ tokens: [Token], _ gaps: GappedText?) -> Bool {
    guard index + 1 < tokens.count else { return true }
    let next = gaps?.pattern(of: tokens[index + 1].term)
    return next.map { !$0.hasLetters } ?? false
      && tokens[index].range.upperBound == tokens[index + 1].range.lowerBound
  }
}

/// What may stand for a word of a query.
enum WordKind: Hashable {
  /// Any form that has the same stem.
  case stemmed
  /// The word itself, folded.
  case folded
  /// The word itself, folded, where it is written in a certain way.
  case written(WrittenForm.Rule)
  /// Any word that so many edits make this one.
  case fuzzy(edits: Int)

  /// The text of a clause that has one, and what may stand for it.
  static func of(_ clause: Query.Clause) -> (text: String, kind: WordKind, gaps: GappedText?) {
    switch clause {
    case .word(let text): (text, .stemmed, nil)
    case .phrase(let text): (text, .folded, gaps(in: text, isPhrase: true))
    case .exact(let text):
      (text, .written(.asTyped(isCaseFree: !text.unicodeScalars.contains(where: isCapital))), nil)
    case .capitals(let capitals, let text): (text, .written(capitals.rule), nil)
    case .pattern(let text): (text, .folded, gaps(in: text, isPhrase: false))
    case .fuzzy(let text, let edits): (text, .fuzzy(edits: edits), nil)
    default: ("", .folded, nil)
    }
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
  }

  private static func gaps(in text: String, isPhrase: Bool) -> GappedText? {
    text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
      ? GappedText(text, isPhrase: isPhrase) : nil
  }
}

extension Capitals {
  /// The same as texts are looked at.
  fileprivate var rule: WrittenForm.Rule {
    switch self {
    case .asTyped: .capitalsAsTyped
    case .all: .allCapitals
    case .any: .anyCapitals
    case .none: .noCapitals
    }
  }
}
