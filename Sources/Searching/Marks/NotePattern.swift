// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Words that a note must have one after the other, folded as texts are and not stemmed.
struct NotePattern {
  private struct Piece {
    var term: [UInt8]
    /// Its distance from the first.
    var offset: UInt32
    /// Any term that begins so will do.
    var isPrefix: Bool
  }

  private var pieces: [Piece] = []

  /// Nil for a clause that is no words: a pattern but for a star at its end, a nearness.
  init?(_ clause: Query.Clause, _ analyzer: inout Analyzer) {
    var isPrefix = false
    let text: String
    switch clause {
    case .word(let word), .phrase(let word), .exact(let word): text = word
    case .pattern(let word) where word.dropLast().allSatisfy({ $0 != "*" && $0 != "?" }):
      guard word.hasSuffix("*") else { return nil }
      isPrefix = true
      text = String(word.dropLast())
    default: return nil
    }
    let tokens = analyzer.tokens(in: text)
    for (index, token) in tokens.enumerated() {
      // Of a run without blanks the pairs say as much as its last character.
      let followsPair =
        index > 0 && tokens[index - 1].range.upperBound > token.range.lowerBound
      if token.isRunEnd, followsPair { continue }
      pieces.append(
        Piece(
          term: token.term,
          offset: token.position - tokens[0].position,
          isPrefix: index + 1 == tokens.count && (isPrefix || token.isRunEnd)
        )
      )
    }
  }

  /// Whether there is nothing to look for.
  var isEmpty: Bool { pieces.isEmpty }

  func matches(_ tokens: [Token]) -> Bool {
    tokens.indices.contains { start in
      pieces.allSatisfy { piece in
        // Positions never go back, and several tokens may share one.
        tokens[start...].contains { token in
          token.position == tokens[start].position + piece.offset
            && (piece.isPrefix ? token.term.starts(with: piece.term) : token.term == piece.term)
        }
      }
    }
  }
}
