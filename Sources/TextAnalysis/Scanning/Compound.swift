// SPDX-License-Identifier: Apache-2.0

/// A compound while it is scanned: words with only a hyphen or an apostrophe between them.
///
/// When the word after the last link is taken, ``TextScanner/closeCompound(_:)`` puts the forms
/// written in one beside the words. Until then the words must stay in their batch.
struct Compound {
  /// The token of the first word in the batch.
  var first = 0
  /// The words linked so far, with the one that is to come; zero for no compound.
  var words = 0
  /// Where the next word begins.
  var next = 0
  /// Which neighbours may be written in one: bit 0 for the first and second.
  var bonds: UInt32 = 0

  @inline(__always) var isOpen: Bool { words != 0 }

  /// How many words one may read in one from a word on, with that word.
  func reach(from word: Int) -> Int {
    1 + (~(bonds >> UInt32(word))).trailingZeroBitCount
  }

  /// The forms that a word begins.
  func forms(from word: Int) -> Int {
    min(reach(from: word), words - word) - 1
  }
}

extension TextScanner {
  /// Goes on behind a hyphen or an apostrophe that links the last token with a word.
  ///
  /// - Returns: false, with nothing done, where the character just separates.
  mutating func link(_ kind: CharacterClass.RawValue, _ batch: borrowing TokenBatch) -> Bool {
    guard let place = linkedPlace(kind, batch) else { return false }
    let last = batch.count - 1
    if !compound.isOpen { compound = Compound(first: last, words: 1) }
    guard compound.words < JoinedTerm.mostWords else {
      // What follows begins anew, or a batch could grow without end.
      unlinkable = next
      return false
    }
    if isBonded(kind, batch.term(last), with: place) {
      compound.bonds |= 1 << UInt32(compound.words - 1)
    }
    compound.words += 1
    compound.next = place
    next = place
    return true
  }

  /// Whether the character at which scanning stands links the last token with a word.
  func startsLink(_ batch: borrowing TokenBatch) -> Bool {
    linkedPlace(source.character(at: next).kind, batch) != nil
  }

  /// Whether a character of a class may stand between two words of a compound.
  @inline(__always)
  static func mayLink(_ kind: CharacterClass.RawValue) -> Bool {
    CharacterClass.contains(1 << CharacterClass.hyphen | 1 << CharacterClass.apostrophe, kind)
  }

  /// Where the word after a link begins; nil if there is none or the last token is no word.
  private func linkedPlace(
    _ kind: CharacterClass.RawValue,
    _ batch: borrowing TokenBatch
  ) -> Int? {
    guard Self.mayLink(kind), sentences.tokenEnd == next, next != unlinkable,
      batch.count > 0,
      batch.flags[batch.count - 1] & TokenFlags.noWord == 0
    else { return nil }
    var place = next + source.character(at: next).length
    if kind == CharacterClass.hyphen { place = behindBreak(place) }
    let first = source.character(at: place)
    return first.isLetter || first.kind == CharacterClass.digit ? place : nil
  }

  /// Where a word that a hyphen cuts at the end of a line goes on, or one in which an apostrophe
  /// follows (`al-ʿAzīz`); the place itself for every other.
  private func behindBreak(_ place: Int) -> Int {
    let character = source.character(at: place)
    if character.kind == CharacterClass.apostrophe { return place + character.length }
    guard character.kind == CharacterClass.newline || character.bytes == 0x0d else { return place }
    var next = place + character.length
    if character.bytes == 0x0d, source.character(at: next).bytes == 0x0a { next += 1 }
    while source.character(at: next).kind == CharacterClass.space { next += 1 }
    return source.character(at: next).entry.isLowercase ? next : place
  }

  /// Whether the words around a link may be written in one: no two numbers, and of words with an
  /// elided vowel (`l'amour`) only names.
  private func isBonded(
    _ kind: CharacterClass.RawValue,
    _ last: UnsafeBufferPointer<UInt8>,
    with place: Int
  ) -> Bool {
    let next = source.character(at: place)
    if kind == CharacterClass.apostrophe {
      return source.isCapital(next) || (last.count == 1 && last[0] == UInt8(ascii: "o"))
    }
    let isNumber = last.last.map { $0 &- 0x30 < 10 } ?? true
    return !(isNumber && next.kind == CharacterClass.digit)
  }
}

extension TextScanner {
  /// Ends the compound: puts the forms written in one behind the word that each begins with.
  mutating func closeCompound(_ batch: inout TokenBatch) {
    let compound = compound
    self.compound = Compound()
    let count = compound.words
    guard compound.bonds != 0, batch.count == compound.first + count else { return }
    let lengths = (compound.first..<batch.count).reduce(0) {
      $0 + max(batch.term($1).count, batch.surface($1).count)
    }
    guard lengths <= WordBuilder.longestTerm - JoinedTerm.overhead else { return }
    var moved = (0..<count).reduce(0) { $0 + compound.forms(from: $1) }
    var places = InlineArray<4, Int>(repeating: 0)
    batch.count += moved
    for word in (0..<count).reversed() {
      let forms = compound.forms(from: word)
      moved -= forms
      places[word] = compound.first + word + moved
      batch.move(compound.first + word, to: places[word])
      for form in 0..<forms {
        batch.join(places, word..<(word + form + 2), at: places[word] + form + 1)
      }
    }
  }
}
