// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// A word or phrase of a query as terms.
struct AnalyzedWords {
  /// A term to be found.
  struct Piece {
    var term: [UInt8]
    var surface: [UInt8]
    /// Its distance from the first.
    var offset: UInt32
    /// The last character of a text in a script without word breaks, and no pair before it: in an
    /// article others may follow, so any term that begins with it will do.
    var isPrefix: Bool
  }

  private(set) var pieces: [Piece] = []

  /// Analyses a text as articles are.
  ///
  /// Scripts without word breaks have a token for every two characters and one for the last
  /// character of a run. That last one is left out where there is a pair, which says as much.
  init(_ text: String, _ analyzer: inout Analyzer) {
    let tokens = analyzer.tokens(in: text)
    for (index, token) in tokens.enumerated() {
      let followsPair =
        index > 0 && tokens[index - 1].range.upperBound > token.range.lowerBound
      if token.isRunEnd && followsPair { continue }
      pieces.append(
        Piece(
          term: token.term,
          surface: token.surface,
          offset: token.position - tokens[0].position,
          isPrefix: token.isRunEnd && index + 1 == tokens.count
        )
      )
    }
  }
}

/// What may stand for a word of a query.
enum WordKind {
  /// Any form that has the same stem.
  case stemmed
  /// The word itself, folded.
  case folded
  /// The word itself, accents as typed.
  case exact
  case prefix

  /// The text of a clause that has one, and what may stand for it.
  static func of(_ clause: Query.Clause) -> (text: String, kind: WordKind) {
    switch clause {
    case .word(let text): (text, .stemmed)
    case .phrase(let text): (text, .folded)
    case .exact(let text): (text, .exact)
    case .pattern(let text): (String(text.dropLast()), .prefix)
    default: ("", .folded)
    }
  }
}
