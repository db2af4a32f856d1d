// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TextAnalysis

@Suite struct CharacterTablesTests {
  private let tables = CharacterTables()

  /// The scalars that Unicode had when the tables were made, but for one that it has classed anew
  /// since.
  private var scalars: [Unicode.Scalar] {
    (0..<UInt32(0x30000)).compactMap(Unicode.Scalar.init).filter { scalar in
      scalar.properties.age.map { $0.major < 14 } == true && scalar.value != 0x295
    }
  }

  @Test
  func `letters and digits are the standard library's`() {
    for scalar in scalars {
      let kind = tables.entry(of: scalar.value).kind
      let properties = scalar.properties
      switch properties.generalCategory {
      case .decimalNumber:
        #expect(kind == CharacterClass.digit)
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter:
        let letters: [UInt32] = [
          CharacterClass.letter, CharacterClass.hebrew, CharacterClass.cjk, CharacterClass.complex,
        ]
        #expect(letters.contains(kind) || scalar == "ꞌ" || scalar == "Ꞌ")
      case .spaceSeparator:
        #expect(kind == CharacterClass.space)
      case .nonspacingMark, .spacingMark, .enclosingMark:
        #expect([CharacterClass.mark, CharacterClass.stacker].contains(kind))
      default: break
      }
      #expect(
        tables.entry(of: scalar.value).isLowercase
          == (properties.generalCategory == .lowercaseLetter),
        "\(scalar.value)"
      )
    }
  }

  @Test
  func `two-byte characters need no index`() {
    for value in 0..<UInt32(0x800) {
      #expect(tables.entry(below0800: value).raw == tables.entry(of: value).raw)
    }
  }

  @Test
  func `the short table of ASCII agrees with the long one`() {
    for value in 0..<UInt32(128) {
      let short = tables.entry(ascii: UInt8(value))
      #expect(short.kind == tables.entry(of: value).kind)
      #expect(short.isLowercase == tables.entry(of: value).isLowercase)
      #expect(short.mapping == 0 && !short.composes)
    }
  }

  @Test
  func `digits of every script map to ASCII`() {
    for scalar in scalars where scalar.properties.generalCategory == .decimalNumber {
      let value = scalar.properties.numericValue.map { String(Int($0)) }
      #expect(String(decoding: folded(String(scalar)), as: UTF8.self) == value)
    }
  }

  @Test
  func `word lists are sorted and found`() {
    func key(_ word: String) -> UInt64 { ReferenceAnalyzer.key(Array(word.utf8)) }
    let table = CharacterTables.self
    for word in ["mr", "dr", "etc", "sra", "проф", "ул"] {
      #expect(table.holds(key(word), table.abbreviations, count: table.abbreviationCount))
    }
    for word in ["", "a", "sat", "zz", "bridge"] {
      #expect(!table.holds(key(word), table.abbreviations, count: table.abbreviationCount))
    }
    #expect(table.holds(key("no"), table.numberAbbreviations, count: table.numberAbbreviationCount))
    #expect(table.holds(key("jahrhund"), table.germanMonths, count: table.germanMonthCount))
    #expect(table.holds(key("jusqu"), table.elisions, count: table.elisionCount))
  }

  @Test
  func `code points beyond the tables have a class`() {
    #expect(tables.entry(of: 0x30000).kind == CharacterClass.cjk)
    #expect(tables.entry(of: 0xe0101).kind == CharacterClass.mark)
    #expect(tables.entry(of: 0x10ffff).kind == CharacterClass.other)
  }
}
