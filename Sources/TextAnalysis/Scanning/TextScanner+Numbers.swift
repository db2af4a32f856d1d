// SPDX-License-Identifier: Apache-2.0

/// The groups of digits of a number and what stands between them.
struct DigitGroups {
  /// More groups than this are cut.
  static let most = 16

  var count = 0
  var lengths = InlineArray<16, Int>(repeating: 0)
  /// `.`, `,` or `'`: what follows each group.
  var separators = InlineArray<16, UInt8>(repeating: 0)
  var startsWithZero = false

  /// How a number is written in its term.
  struct Reading: Equatable {
    /// How many of the groups belong to it.
    var groups: Int
    /// The group before which a point is written; zero for none.
    var point = 0
    /// Whether a point is written before every group, as in a date.
    var allPoints = false
  }

  /// Reads the number.
  ///
  /// Three digits after every separator are groups of thousands, written together, so that
  /// `1,000`, `1.000` and `1000` find each other; one other separator, or a different one at the
  /// end, is the decimal point; several full stops are a date or a version. A list such as `1,2,3`
  /// is cut at its commas.
  func reading(isInList: Bool) -> Reading {
    guard count > 1 else { return Reading(groups: count) }
    let thousands = leadingThousands
    if thousands == count { return Reading(groups: count) }
    if count > 2, hasStopsOnly { return Reading(groups: count, allPoints: true) }
    if thousands > 1 {
      let last = separators[count - 2]
      let isDecimal = thousands == count - 1 && last != separators[0] && last != 0x27
      return isDecimal ? Reading(groups: count, point: count - 1) : Reading(groups: thousands)
    }
    if count == 2, isDecimal, !isInList { return Reading(groups: 2, point: 1) }
    return hasStopsOnly ? Reading(groups: count, point: 1) : Reading(groups: 1)
  }

  /// How many groups from the first on are thousands with the same separator.
  private var leadingThousands: Int {
    guard lengths[0] <= 3, !startsWithZero else { return 1 }
    var group = 1
    while group < count, lengths[group] == 3, separators[group - 1] == separators[0] {
      group += 1
    }
    return group
  }

  /// Whether two groups are a number with decimals; after a comma only as they are usual.
  private var isDecimal: Bool {
    switch separators[0] {
    case UInt8(ascii: "."): true
    case UInt8(ascii: ","): lengths[1] <= 2 || (startsWithZero && lengths[0] == 1)
    default: false
    }
  }

  private var hasStopsOnly: Bool {
    (0..<(count - 1)).allSatisfy { separators[$0] == UInt8(ascii: ".") }
  }
}

extension TextScanner {
  /// Appends a number, in ASCII digits.
  func appendNumber(to word: inout ScannedWord, _ scratch: inout AnalyzerScratch) {
    let groups = digitGroups(at: word.end)
    let reading = groups.reading(isInList: follows(comma: word.end))
    for group in 0..<reading.groups {
      if group > 0 {
        word.end &+= source.character(at: word.end).length
        let isPoint = reading.allPoints || group == reading.point
        if isPoint { word.builder.appendToBoth(UInt32(UInt8(ascii: ".")), 1) }
      }
      for _ in 0..<groups.lengths[group] {
        let digit = source.character(at: word.end)
        word.builder.append(digit, source.tables)
        word.end &+= digit.length
      }
    }
    word.last = CharacterClass.digit
    word.base = nil
    word.isChain = false
  }

  private func digitGroups(at start: Int) -> DigitGroups {
    var groups = DigitGroups()
    var place = start
    groups.startsWithZero = isZero(source.character(at: start))
    while groups.count < DigitGroups.most {
      let length = skipDigits(&place)
      guard length > 0 else { break }
      groups.lengths[groups.count] = length
      let separator = source.character(at: place)
      groups.separators[groups.count] = Self.separator(separator.kind)
      groups.count += 1
      guard Self.separator(separator.kind) != 0 else { break }
      place &+= separator.length
    }
    return groups
  }

  /// Passes over digits and says how many.
  private func skipDigits(_ place: inout Int) -> Int {
    var count = 0
    var character = source.character(at: place)
    while character.kind == CharacterClass.digit {
      count += 1
      place &+= character.length
      character = source.character(at: place)
    }
    return count
  }

  private static func separator(_ kind: CharacterClass.RawValue) -> UInt8 {
    switch kind {
    case CharacterClass.dot: UInt8(ascii: ".")
    case CharacterClass.comma: UInt8(ascii: ",")
    case CharacterClass.apostrophe: UInt8(ascii: "'")
    default: 0
    }
  }

  /// Whether a digit is a zero, in any script.
  private func isZero(_ character: SourceText.Character) -> Bool {
    guard character.length > 1, character.entry.mapping != 0 else {
      return character.bytes == 0x30
    }
    return source.tables.mappingStart[character.entry.mapping + 1] == 0x30
  }

  /// Whether a comma right after a digit stands before a place.
  private func follows(comma place: Int) -> Bool {
    place >= 2 && source.base[place &- 1] == UInt8(ascii: ",")
      && source.tables.entry(ascii: source.base[place &- 2] & 0x7f).kind == CharacterClass.digit
      && source.base[place &- 2] < 0x80
  }
}
