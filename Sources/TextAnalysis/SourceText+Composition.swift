// SPDX-License-Identifier: Apache-2.0

extension SourceText {
  /// Appends the letter at a place and the marks after it, composed.
  ///
  /// - Returns: the place after the last mark taken.
  func appendComposed(
    at place: Int,
    to word: inout WordBuilder,
    with composition: inout Composition
  ) -> Int {
    composition.removeAll()
    var next = place
    var taken = 0
    let kind = character(at: place).kind
    while taken <= Composition.longest {
      let character = character(at: next)
      let isJamo = character.entry.composes && character.kind == kind
      let isMark = character.kind == CharacterClass.mark || isJamo
      guard taken == 0 || isMark else { break }
      addLowercase(of: character, to: &composition)
      next += character.length
      taken += 1
    }
    composition.compose()
    for index in 0..<composition.count {
      let codePoint = composition.codePoints[index]
      let (bytes, length) = CodePoint.encoded(codePoint)
      let entry = tables.entry(of: codePoint)
      if entry.kind == CharacterClass.middleDot {
        // U+0140 is an l with a middle dot, which terms leave out.
        word.appendToSurface(bytes, length)
        word.differs = true
      } else {
        word.append(Character(entry: entry, length: length, bytes: bytes), tables)
      }
    }
    return next
  }

  /// Adds a character's lower-cased form.
  private func addLowercase(of character: Character, to composition: inout Composition) {
    guard character.length > 1, character.entry.mapping != 0 else {
      let isCapital = character.length == 1 && character.bytes &- 0x41 < 26
      let codePoint = CodePoint.decoded(character.bytes, length: character.length)
      return composition.append(isCapital ? codePoint | 0x20 : codePoint)
    }
    let record = tables.mappingStart + character.entry.mapping
    let foldedLength = Int(record[0]) - 0x30
    let mark = record[1 + foldedLength]
    switch mark {
    case UInt8(ascii: "="):
      add(utf8: record + 1, count: foldedLength, to: &composition)
    case UInt8(ascii: "*"):
      composition.append(CodePoint.decoded(character.bytes, length: character.length))
    default:
      add(utf8: record + 2 + foldedLength, count: Int(mark) - 0x30, to: &composition)
    }
  }

  private func add(
    utf8: UnsafePointer<UInt8>,
    count: Int,
    to composition: inout Composition
  ) {
    let text = SourceText(base: utf8, count: count, tables: tables)
    var next = 0
    while next < count {
      let character = text.character(at: next)
      composition.append(CodePoint.decoded(character.bytes, length: character.length))
      next += character.length
    }
  }
}
