// SPDX-License-Identifier: Apache-2.0

/// A text under analysis: its bytes and the tables to read them by.
struct SourceText {
  /// One character: a code point, or one byte that is no part of valid UTF-8.
  struct Character {
    let entry: CharacterTables.Entry
    /// In bytes; zero at the end of the text.
    let length: Int
    /// The UTF-8, lowest byte first.
    let bytes: UInt32

    @inline(__always) var kind: CharacterClass.RawValue { entry.kind }
    @inline(__always) var isLetter: Bool {
      CharacterClass.contains(CharacterClass.letters, kind)
    }
    /// Whether it would go on with a word that ends before it.
    @inline(__always) var isWordPart: Bool {
      CharacterClass.contains(CharacterClass.wordParts, kind)
    }
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  let tables: CharacterTables

  /// The character that begins at a place; a separator of no length at the end.
  @inline(__always)
  func character(at place: Int) -> Character {
    guard place < count else { return Character(entry: .init(raw: 0), length: 0, bytes: 0) }
    let lead = UInt32(base[place])
    if lead < 0x80 {
      let entry = tables.entry(ascii: UInt8(truncatingIfNeeded: lead))
      return Character(entry: entry, length: 1, bytes: lead)
    }
    if lead >= 0xc2, lead < 0xe0, place &+ 1 < count {
      let second = UInt32(base[place &+ 1])
      if second & 0xc0 == 0x80 {
        let codePoint = (lead & 0x1f) &<< 6 | second & 0x3f
        let entry = tables.entry(below0800: codePoint)
        return Character(entry: entry, length: 2, bytes: lead | second &<< 8)
      }
    }
    if lead >= 0xe0, lead < 0xf0, place &+ 2 < count {
      let second = UInt32(base[place &+ 1])
      let third = UInt32(base[place &+ 2])
      let codePoint = (lead & 0xf) &<< 12 | (second & 0x3f) &<< 6 | third & 0x3f
      let areTrails = (second & 0xc0) &<< 2 | third & 0xc0 == 0x280
      if areTrails, codePoint >= 0x800, codePoint & 0xf800 != 0xd800 {
        let bytes = lead | second &<< 8 | third &<< 16
        return Character(entry: tables.entry(below30000: codePoint), length: 3, bytes: bytes)
      }
    }
    return longCharacter(at: place, lead)
  }

  /// Whether a character is a letter that has a lower-case form other than itself.
  func isCapital(_ character: Character) -> Bool {
    guard character.isLetter else { return false }
    if character.length == 1 { return character.bytes &- 0x41 < 26 }
    guard !character.entry.isLowercase, character.entry.mapping != 0 else { return false }
    let record = tables.mappingStart + character.entry.mapping
    return record[1 + Int(record[0]) - 0x30] != UInt8(ascii: "*")
  }

  /// A character of four bytes, or a stray byte.
  @inline(never)
  private func longCharacter(at place: Int, _ lead: UInt32) -> Character {
    let stray = Character(entry: .init(raw: 0), length: 1, bytes: lead)
    guard lead >= 0xf0, lead < 0xf5, place &+ 3 < count else { return stray }
    let second = UInt32(base[place &+ 1])
    let third = UInt32(base[place &+ 2])
    let fourth = UInt32(base[place &+ 3])
    guard second & 0xc0 == 0x80, third & 0xc0 == 0x80, fourth & 0xc0 == 0x80 else { return stray }
    let high = (lead & 7) &<< 18 | (second & 0x3f) &<< 12
    let codePoint = high | (third & 0x3f) &<< 6 | fourth & 0x3f
    guard codePoint >= 0x10000, codePoint < 0x110000 else { return stray }
    let bytes = lead | second &<< 8 | third &<< 16 | fourth &<< 24
    return Character(entry: tables.entry(of: codePoint), length: 4, bytes: bytes)
  }
}

/// A code point as UTF-8.
enum CodePoint {
  /// The bytes, lowest first, and how many.
  @inline(__always)
  static func encoded(_ codePoint: UInt32) -> (bytes: UInt32, length: Int) {
    let last = 0x80 | codePoint & 0x3f
    let third = 0x80 | codePoint >> 6 & 0x3f
    let second = 0x80 | codePoint >> 12 & 0x3f
    switch codePoint {
    case ..<0x80: return (codePoint, 1)
    case ..<0x800: return (0xc0 | codePoint >> 6 | last << 8, 2)
    case ..<0x10000: return (0xe0 | codePoint >> 12 | third << 8 | last << 16, 3)
    default: return (0xf0 | codePoint >> 18 & 7 | second << 8 | third << 16 | last << 24, 4)
    }
  }

  /// The code point of valid UTF-8 of a known length.
  @inline(__always)
  static func decoded(_ bytes: UInt32, length: Int) -> UInt32 {
    let second = bytes >> 8 & 0x3f
    let third = bytes >> 16 & 0x3f
    switch length {
    case 1: return bytes
    case 2: return (bytes & 0x1f) << 6 | second
    case 3: return (bytes & 0xf) << 12 | second << 6 | third
    default: return (bytes & 7) << 18 | second << 12 | third << 6 | bytes >> 24 & 0x3f
    }
  }
}
