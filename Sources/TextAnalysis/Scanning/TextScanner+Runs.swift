// SPDX-License-Identifier: Apache-2.0

extension TextScanner {
  /// The most bytes of one character with its marks in a run.
  static let longestUnit = 120

  /// Takes one character of a script without blanks: a token of it and the one after it, or of it
  /// alone where the run ends.
  ///
  /// Scanning goes on at the second character, so that pairs overlap and each character has a
  /// position.
  mutating func scanRun(
    _ kind: CharacterClass.RawValue,
    _ batch: inout TokenBatch,
    _ scratch: inout AnalyzerScratch
  ) {
    var word = WordBuilder(term: batch.arena + batch.arenaUsed, surface: scratch.surface)
    word.limit = Self.longestUnit
    let start = next
    let middle = appendUnit(kind, at: start, to: &word, &scratch)
    let isPair = source.character(at: middle).kind == kind
    var end = middle
    if isPair {
      word.limit = word.termLength &+ Self.longestUnit
      end = appendUnit(kind, at: middle, to: &word, &scratch)
    }
    // Nothing in these scripts is folded, so that there is no surface to keep.
    word.differs = false
    append(word, start..<end, .word, isPair ? [] : .isRunEnd, to: &batch)
    next = middle
  }

  /// Appends a character and its marks; letters stacked under it belong to it.
  private func appendUnit(
    _ kind: CharacterClass.RawValue,
    at start: Int,
    to word: inout WordBuilder,
    _ scratch: inout AnalyzerScratch
  ) -> Int {
    let base = word.mark(at: start)
    var character = source.character(at: start)
    word.append(character, source.tables)
    var end = start &+ character.length
    var mayCompose = true
    while true {
      character = source.character(at: end)
      if mayCompose, character.entry.composes {
        word.goBack(to: base)
        end = source.appendComposed(at: start, to: &word, with: &scratch.composition)
        mayCompose = false
      } else if character.kind == CharacterClass.mark {
        word.append(character, source.tables)
        end &+= character.length
      } else if character.kind == CharacterClass.stacker {
        end = appendStacked(kind, at: end, to: &word)
        mayCompose = false
      } else {
        return end
      }
    }
  }

  /// Appends a stacker and the letter after it.
  private func appendStacked(
    _ kind: CharacterClass.RawValue,
    at start: Int,
    to word: inout WordBuilder
  ) -> Int {
    let stacker = source.character(at: start)
    word.append(stacker, source.tables)
    let end = start &+ stacker.length
    let letter = source.character(at: end)
    guard letter.kind == kind else { return end }
    word.append(letter, source.tables)
    return end &+ letter.length
  }
}
