// SPDX-License-Identifier: Apache-2.0

extension TextScanner {
  /// Takes characters of a run as long as each is three bytes that fold to themselves and carry no
  /// marks, which is nearly always so in Chinese, Japanese and Korean.
  mutating func scanPlainRun(_ first: SourceText.Character, _ batch: inout TokenBatch) {
    var character = first
    var second = source.character(at: next &+ first.length)
    while batch.hasRoom, Self.isPlain(character) {
      let isPair = Self.isPlain(second)
      let third = source.character(at: next &+ 3 &+ second.length)
      let isEnd = !Self.attaches(second) && !Self.isRunPart(second) && !Self.isNameDot(second)
      guard isPair ? !Self.attaches(third) : isEnd else { return }
      let word = UInt64(character.bytes) | (isPair ? UInt64(second.bytes) &<< 24 : 0)
      let length = isPair ? 6 : 3
      UnsafeMutableRawPointer(batch.arena + batch.arenaUsed)
        .storeBytes(of: word.littleEndian, as: UInt64.self)
      let hash = Self.hash(word, count: length)
      append(&batch, length, hash, word, next..<(next &+ length), .word)
      next &+= 3
      guard isPair else {
        batch.flags[batch.count &- 1] |= TokenFlags.isRunEnd.rawValue
        return
      }
      character = second
      second = third
    }
  }

  @inline(__always)
  private static func isPlain(_ character: SourceText.Character) -> Bool {
    isRunPart(character) && character.length == 3 && character.entry.mapping == 0
      && !character.entry.composes
  }

  @inline(__always)
  private static func isRunPart(_ character: SourceText.Character) -> Bool {
    character.kind == CharacterClass.cjk
  }

  /// Whether a character belongs to the one before it.
  @inline(__always)
  private static func attaches(_ character: SourceText.Character) -> Bool {
    let attaching: UInt32 = 1 << CharacterClass.mark | 1 << CharacterClass.stacker
    return CharacterClass.contains(attaching, character.kind) || character.entry.composes
  }

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
    let middle = behindNameDot(appendUnit(kind, at: start, to: &word, &scratch), from: start)
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

  /// The place behind a dot or double hyphen between two katakana, which parts a foreign name and is
  /// often left out; any other place itself.
  private func behindNameDot(_ place: Int, from start: Int) -> Int {
    let dot = source.character(at: place)
    guard Self.isNameDot(dot), Self.isKatakana(source.character(at: start)),
      Self.isKatakana(source.character(at: place &+ dot.length))
    else { return place }
    return place &+ dot.length
  }

  /// U+30FB, its half-width form, and U+30A0.
  @inline(__always)
  private static func isNameDot(_ character: SourceText.Character) -> Bool {
    character.bytes == 0xbb83e3 || character.bytes == 0xa5bdef || character.bytes == 0xa082e3
  }

  private static func isKatakana(_ character: SourceText.Character) -> Bool {
    guard character.length == 3 else { return false }
    switch CodePoint.decoded(character.bytes, length: 3) {
    case 0x30a1...0x30fa, 0x30fc...0x30ff, 0x31f0...0x31ff, 0xff66...0xff9d: return true
    default: return false
    }
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
