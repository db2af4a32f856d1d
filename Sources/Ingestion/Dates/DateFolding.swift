// SPDX-License-Identifier: Apache-2.0

/// Letters as the words of dates are compared: small, without accents, one form for each.
enum DateFolding {
  /// A scalar as it is compared; nil for one that only marks or directs its neighbours.
  static func fold(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0..<0x80: scalar < 0x5B && scalar > 0x40 ? scalar | 0x20 : scalar
    case 0xC0...0x17F: latin(scalar)
    case 0x1A0...0x1B0: scalar == 0x1A0 || scalar == 0x1A1 ? 0x6F : scalar >= 0x1AF ? 0x75 : scalar
    case 0x218...0x219: 0x73
    case 0x21A...0x21B: 0x74
    case 0x300...0x36F: nil
    case 0x370...0x3FF: greek(scalar)
    case 0x400...0x40F: scalar == 0x401 ? 0x435 : scalar + 0x50
    case 0x410...0x42F: scalar + 0x20
    case 0x451: 0x435
    case 0x460...0x4FF: scalar | 1
    case 0x61C...0x6FF: arabic(scalar)
    case 0x93C: nil
    case 0x1E00...0x1EFF: vietnamese(scalar)
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: nil
    default: scalar
    }
  }

  /// U+00C0 to U+017F: the letter under the accent.
  private static func latin(_ scalar: UInt32) -> UInt32 {
    let letters: StaticString =
      """
      aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
      aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
      lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
      """
    let index = Int(scalar - 0xC0)
    guard index < letters.utf8CodeUnitCount else { return scalar }
    return letters.withUTF8Buffer { unsafe UInt32($0[index]) }
  }

  private static func greek(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x386, 0x3AC: 0x3B1
    case 0x388, 0x3AD: 0x3B5
    case 0x389, 0x3AE: 0x3B7
    case 0x38A, 0x3AF, 0x390, 0x3AA, 0x3CA: 0x3B9
    case 0x38C, 0x3CC: 0x3BF
    case 0x38E, 0x3CD, 0x3B0, 0x3AB, 0x3CB: 0x3C5
    case 0x38F, 0x3CE: 0x3C9
    case 0x3C2: 0x3C3
    case 0x391...0x3A9: scalar + 0x20
    default: scalar
    }
  }

  /// Vowel signs and the stroke that stretches words go; letters that two keyboards write
  /// differently become one.
  private static func arabic(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x61C, 0x640, 0x64B...0x652, 0x654, 0x670: nil
    case 0x622, 0x623, 0x625, 0x671: 0x627
    case 0x649, 0x6CC: 0x64A
    case 0x6A9: 0x643
    case 0x624: 0x648
    case 0x6C1, 0x6C0: 0x647
    default: scalar
    }
  }

  private static func vietnamese(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x1EA0...0x1EB7: 0x61
    case 0x1EB8...0x1EC7: 0x65
    case 0x1EC8...0x1ECB: 0x69
    case 0x1ECC...0x1EE3: 0x6F
    case 0x1EE4...0x1EF1: 0x75
    case 0x1EF2...0x1EF9: 0x79
    default: scalar
    }
  }

  /// The value of a decimal digit of any script of the press.
  static func digit(_ scalar: UInt32) -> Int32? {
    if scalar < 0x80 { return scalar >= 0x30 && scalar <= 0x39 ? Int32(scalar) - 0x30 : nil }
    for zero in zeros where scalar >= zero && scalar < zero + 10 { return Int32(scalar - zero) }
    return nil
  }

  /// Arabic, Persian, Indic, Thai, Lao, Tibetan, Burmese, Khmer, full width.
  private static let zeros: [UInt32] = [
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
    0xF20, 0x1040, 0x17E0, 0xFF10,
  ]

  /// Whether a scalar belongs to a word (signs that are part of letters included).
  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x80: (0x61...0x7A).contains(scalar | 0x20)
    case 0x80..<0xC0: scalar == 0xAA || scalar == 0xBA
    case 0xD7, 0xF7, 0x37E, 0x387, 0x589, 0x5BE, 0x5C0, 0x5C3, 0x5C6, 0x5F3, 0x5F4: false
    case 0x600...0x60F, 0x61B, 0x61D...0x61F, 0x66A...0x66D, 0x6D4: false
    case 0x964, 0x965, 0xE2F, 0xE3F, 0xE4F, 0xE5A, 0xE5B: false
    case 0x2000...0x2BFF: false
    case 0x3000...0x303F: scalar == 0x3005 || scalar == 0x3007
    case 0xFE10...0xFE6F, 0xFF01...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: false
    case 0x1F000...0x1FAFF: false
    default: true
    }
  }

  /// Whether a scalar is a word by itself: ideographs, kana, Hangul.
  static func isIdeograph(_ scalar: UInt32) -> Bool {
    (0x4E00...0x9FFF).contains(scalar) || (0xAC00...0xD7A3).contains(scalar)
      || (0x3040...0x30FF).contains(scalar) || scalar == 0x3007 || scalar == 0x3005
  }

  static func isThai(_ scalar: UInt32) -> Bool { (0xE01...0xE4E).contains(scalar) }

  /// Dashes of every kind read as `-`, wide marks as their ASCII forms; other marks as 0.
  static func mark(_ scalar: UInt32) -> Int32 {
    switch scalar {
    case 0..<0x80: Int32(scalar)
    case 0x2010...0x2015, 0x2212: 0x2D
    case 0x60C, 0xFF0C, 0x3001: 0x2C
    case 0x2018, 0x2019, 0x2BC: 0x27
    case 0xFF01...0xFF5E: Int32(scalar - 0xFEE0)
    case 0x2044, 0x2215: 0x2F
    default: 0
    }
  }

  static func isBlank(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || (0x09...0x0D).contains(scalar) || scalar == 0xA0 || scalar == 0x3000
      || (0x2000...0x200A).contains(scalar) || scalar == 0x202F || scalar == 0x2028
      || scalar == 0x2029 || scalar == 0x85
  }
}
