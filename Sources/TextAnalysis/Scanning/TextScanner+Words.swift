// SPDX-License-Identifier: Apache-2.0

/// A word while it is scanned.
struct ScannedWord {
  var builder: WordBuilder
  let start: Int
  /// The byte after what has been taken.
  var end: Int
  /// The class of the last letter or digit.
  var last: CharacterClass.RawValue = CharacterClass.other
  /// The last letter, for composing marks with it.
  var base: WordBuilder.Mark?
  /// Letters since the start or the last full stop inside.
  var segmentLetters = 0
  /// How many full stops have been joined: `U.S` has one.
  var stops = 0
  /// Whether there are only letters and full stops after single letters.
  var isChain = true
  /// Where scanning goes on; beyond ``end`` where something is dropped.
  var resume = 0
  /// Up to where it is a name before a suffix that an apostrophe sets off; zero for none.
  var nameTerm = 0
  var nameSurface = 0

  init(_ builder: WordBuilder, at start: Int) {
    self.builder = builder
    self.start = start
    end = start
  }

  /// Whether the last of it is a letter.
  var endsInLetter: Bool {
    CharacterClass.contains(CharacterClass.letters, last)
  }
}

extension TextScanner {
  /// Takes a word of letters, marks, digits and what joins them.
  mutating func scanWord(_ batch: inout TokenBatch, _ scratch: inout AnalyzerScratch) {
    let term = batch.arena + batch.arenaUsed
    var word = ScannedWord(WordBuilder(term: term, surface: scratch.surface), at: next)
    var character = source.character(at: next)
    repeat {
      switch character.kind {
      case CharacterClass.letter, CharacterClass.hebrew:
        appendLetters(from: character, to: &word)
      case CharacterClass.digit:
        appendNumber(to: &word, &scratch)
      case CharacterClass.mark, CharacterClass.stacker:
        appendMark(character, to: &word, &scratch)
      default:
        guard join(character, to: &word) else {
          finish(&word, &batch)
          return
        }
      }
      character = source.character(at: word.end)
    } while true
  }

  /// Appends a letter and those that follow it.
  private func appendLetters(from first: SourceText.Character, to word: inout ScannedWord) {
    // Local copies stay in registers.
    let source = source
    var builder = word.builder
    var end = word.end
    var count = 0
    var character = first
    var base = builder.mark(at: end)
    var last = first.kind
    repeat {
      last = character.kind
      base = builder.mark(at: end)
      builder.append(character, source.tables)
      end &+= character.length
      count &+= 1
      character = source.character(at: end)
    } while character.isLetter
    word.builder = builder
    word.end = end
    word.base = base
    word.last = last
    word.segmentLetters &+= count
  }

  /// Appends a mark, or composes it with the letter it stands on.
  private func appendMark(
    _ character: SourceText.Character,
    to word: inout ScannedWord,
    _ scratch: inout AnalyzerScratch
  ) {
    if character.entry.composes, let base = word.base {
      word.builder.goBack(to: base)
      word.end = source.appendComposed(
        at: base.source,
        to: &word.builder,
        with: &scratch.composition
      )
      word.base = nil
    } else {
      word.builder.append(character, source.tables)
      word.end &+= character.length
    }
  }

  /// Ends a word: an acronym takes its last full stop with it.
  private mutating func finish(_ word: inout ScannedWord, _ batch: inout TokenBatch) {
    let isAcronym = word.isChain && word.stops > 0 && word.segmentLetters == 1
    let takesStop = isAcronym && source.character(at: word.end).kind == CharacterClass.dot
    if takesStop { word.end &+= source.character(at: word.end).length }
    word.resume = max(word.end, word.resume)
    if takesStop { word.resume = endOfPossessive(at: word.end) ?? word.end }
    let kind = Self.kind(of: word, isAcronym: takesStop)
    append(word.builder, word.start..<word.end, kind, to: &batch)
    appendAlias(of: word, isAcronym: isAcronym, to: &batch)
    if takesStop, word.resume == word.end { sentences.acronymEnded() }
    next = word.resume
  }

  private static func kind(
    of word: ScannedWord,
    isAcronym: Bool
  ) -> SentenceTracker.TokenKind {
    if isAcronym { return .acronym }
    return word.segmentLetters == 0 && word.stops == 0 ? .number : .word
  }
}
