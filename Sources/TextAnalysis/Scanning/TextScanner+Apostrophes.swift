// SPDX-License-Identifier: Apache-2.0

extension TextScanner {
  /// `don't`: an apostrophe between letters stays, unless it marks a possessive or an elision.
  func joinApostrophe(
    _ character: SourceText.Character,
    to word: inout ScannedWord
  ) -> Bool {
    if let end = endOfPossessive(at: word.end) {
      word.resume = end
      return false
    }
    let place = word.end &+ character.length
    guard word.endsInLetter, source.character(at: place).isLetter else { return false }
    if Self.isElided(word.builder), !isContraction(at: place) { return false }
    word.builder.appendToBoth(UInt32(UInt8(ascii: "'")), 1)
    word.end = place
    word.isChain = false
    word.base = nil
    return true
  }

  /// Where a possessive `'s` that begins at a place ends; nil if there is none.
  func endOfPossessive(at place: Int) -> Int? {
    let apostrophe = source.character(at: place)
    guard apostrophe.kind == CharacterClass.apostrophe else { return nil }
    let end = place &+ apostrophe.length &+ 1
    guard end <= source.count, source.base[end &- 1] | 0x20 == 0x73,
      !source.character(at: end).isWordPart
    else { return nil }
    return end
  }

  /// Whether the rest of a word is the English `m`, `d`, `t`, `re`, `ll` or `ve`.
  private func isContraction(at place: Int) -> Bool {
    func letter(_ index: Int) -> UInt8 {
      place &+ index < source.count ? source.base[place &+ index] | 0x20 : 0
    }
    let length: Int
    switch (letter(0), letter(1)) {
    case (0x72, 0x65), (0x6c, 0x6c), (0x76, 0x65): length = 2
    case (0x6d, _), (0x64, _), (0x74, _): length = 1
    default: return false
    }
    return !source.character(at: place &+ length).isWordPart
  }

  /// Whether a word before an apostrophe is a word of its own: `l'`, `qu'`, `dell'`, `O'`.
  private static func isElided(_ word: WordBuilder) -> Bool {
    let length = word.termLength
    guard length <= 8 else { return false }
    var key: UInt64 = 0
    for index in 0..<length {
      let byte = word.term[index]
      guard byte &- 0x61 < 26 else { return false }
      key |= UInt64(byte) << UInt64(index * 8)
    }
    guard length > 2 else { return true }
    return CharacterTables.holds(
      key,
      CharacterTables.elisions,
      count: CharacterTables.elisionCount
    )
  }
}
