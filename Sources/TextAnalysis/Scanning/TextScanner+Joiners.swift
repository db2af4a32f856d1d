// SPDX-License-Identifier: Apache-2.0

extension TextScanner {
  /// Takes a character that joins the word with what follows; false where the word ends.
  func join(_ character: SourceText.Character, to word: inout ScannedWord) -> Bool {
    guard character.length > 0 else { return false }
    switch character.kind {
    case CharacterClass.apostrophe: return joinApostrophe(character, to: &word)
    case CharacterClass.dot: return joinStop(character, to: &word)
    case CharacterClass.ampersand: return joinAmpersand(character, to: &word)
    case CharacterClass.middleDot: return joinMiddleDot(character, to: &word)
    case CharacterClass.quote: return joinQuote(character, to: &word)
    default: return false
    }
  }

  /// `U.S`: a full stop between single letters.
  private func joinStop(
    _ character: SourceText.Character,
    to word: inout ScannedWord
  ) -> Bool {
    let place = word.end &+ character.length
    let letter = source.character(at: place)
    guard word.isChain, word.segmentLetters == 1, letter.isLetter,
      !source.character(at: place &+ letter.length).isWordPart
    else { return false }
    word.end = place
    word.stops &+= 1
    word.segmentLetters = 0
    return true
  }

  /// `AT&T`: between at most two letters on either side.
  private func joinAmpersand(
    _ character: SourceText.Character,
    to word: inout ScannedWord
  ) -> Bool {
    let place = word.end &+ character.length
    guard word.isChain, word.stops == 0, word.segmentLetters <= 2, letters(at: place, atMost: 2)
    else { return false }
    word.builder.appendToBoth(UInt32(UInt8(ascii: "&")), 1)
    word.end = place
    word.isChain = false
    word.base = nil
    return true
  }

  /// Whether one to `most` letters stand at a place before the word ends.
  private func letters(at place: Int, atMost most: Int) -> Bool {
    var next = place
    var character = source.character(at: next)
    var count = 0
    while character.isLetter, count <= most {
      count += 1
      next &+= character.length
      character = source.character(at: next)
    }
    return count > 0 && count <= most && !character.isWordPart
  }

  /// Catalan `col·lecció`: kept in the surface, not in the term.
  private func joinMiddleDot(
    _ character: SourceText.Character,
    to word: inout ScannedWord
  ) -> Bool {
    func isL(_ place: Int) -> Bool { place < source.count && source.base[place] | 0x20 == 0x6c }
    let place = word.end &+ character.length
    guard word.end > word.start, isL(word.end &- 1), isL(place) else { return false }
    let (bytes, length) = CodePoint.encoded(0xb7)
    word.builder.appendToSurface(bytes, length)
    word.builder.differs = true
    word.end = place
    word.isChain = false
    word.base = nil
    return true
  }

  /// Hebrew abbreviations have a double quote before their last letter; it is dropped.
  private func joinQuote(
    _ character: SourceText.Character,
    to word: inout ScannedWord
  ) -> Bool {
    let place = word.end &+ character.length
    guard word.last == CharacterClass.hebrew,
      source.character(at: place).kind == CharacterClass.hebrew
    else { return false }
    word.end = place
    word.isChain = false
    word.base = nil
    return true
  }
}
