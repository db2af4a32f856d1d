// SPDX-License-Identifier: Apache-2.0

extension TextScanner {
  /// `don't`: an apostrophe between letters stays in the surface and not in the term, unless it marks
  /// a possessive or an elision.
  ///
  /// In `we'll` and its like it stays in both: `well` is another word.
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
    let isContraction = isContraction(at: place)
    if !isContraction, isElided(word, before: place) { return false }
    if isContraction, Self.isPronoun(word.builder), makesWord(source.base[place] | 0x20) {
      word.builder.appendToBoth(UInt32(UInt8(ascii: "'")), 1)
    } else {
      if !isContraction { noteName(&word, before: place) }
      word.builder.appendToSurface(UInt32(UInt8(ascii: "'")), 1)
      word.builder.differs = true
    }
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

  /// Whether a word before an apostrophe is a word of its own: `l'`, `qu'`, `dell'`, `O'`, and any
  /// other letter before a capital.
  private func isElided(_ word: ScannedWord, before place: Int) -> Bool {
    let isLetter = word.isChain && word.stops == 0 && word.segmentLetters == 1
    if isLetter, source.isCapital(source.character(at: place)) { return true }
    guard let key = Self.latinKey(word.builder) else { return false }
    return key < 0x100
      || CharacterTables.holds(key, CharacterTables.elisions, count: CharacterTables.elisionCount)
  }

  /// Whether a word is one of those that make another word with `ll`, `re` or `d`.
  private static func isPronoun(_ word: WordBuilder) -> Bool {
    switch latinKey(word) {
    case 0x69, 0x6568, 0x656873, 0x6577, 0x6f6877: true  // i, he, she, we, who
    default: false
    }
  }

  /// Whether a contraction that begins with a letter is `ll`, `re` or `d`.
  private func makesWord(_ letter: UInt8) -> Bool {
    letter == UInt8(ascii: "l") || letter == UInt8(ascii: "r") || letter == UInt8(ascii: "d")
  }

  /// A term of at most eight letters of ASCII, the first lowest; nil for any other.
  private static func latinKey(_ word: WordBuilder) -> UInt64? {
    guard word.termLength <= 8 else { return nil }
    var key: UInt64 = 0
    for index in 0..<word.termLength {
      guard word.term[index] &- 0x61 < 26 else { return nil }
      key |= UInt64(word.term[index]) << UInt64(index * 8)
    }
    return key
  }
}

// Words that apostrophes give a second form.

extension TextScanner {
  /// Takes note of a name before a suffix, as in `Türkiye'nin` or `Sarkozy'ego`.
  private func noteName(_ word: inout ScannedWord, before place: Int) {
    guard word.isChain, word.stops == 0, word.segmentLetters >= 3,
      source.isCapital(source.character(at: word.start)),
      source.character(at: place).entry.isLowercase
    else { return }
    word.nameTerm = word.builder.termLength
    word.nameSurface = word.builder.surfaceLength
  }

  /// Puts beside the word just appended the name without its suffix, or a name or number with the `s`
  /// that was dropped as a possessive's: `mcdonalds`, `1990s`.
  func appendAlias(of word: ScannedWord, isAcronym: Bool, to batch: inout TokenBatch) {
    guard !compound.isOpen, !isAcronym, word.builder.termLength > 0 else { return }
    if word.nameTerm > 0 {
      batch.appendAlias(term: word.nameTerm, surface: word.nameSurface, addsS: false)
    } else if word.resume > word.end,
      word.last == CharacterClass.digit || source.isCapital(source.character(at: word.start))
    {
      let builder = word.builder
      batch.appendAlias(term: builder.termLength, surface: builder.surfaceLength, addsS: true)
    }
  }
}
