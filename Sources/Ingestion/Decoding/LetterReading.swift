// SPDX-License-Identifier: Apache-2.0

/// What the bytes above 127 of a charset of single bytes mean in one language.
///
/// A reading gives each such byte points by what it is and what stands beside it: letters of the
/// language win by their frequency; other letters, signs within words, capitals behind small
/// letters and controls lose.
struct LetterReading: Sendable {
  enum Kind: UInt8, Sendable {
    case small, capital, opening, closing, apostrophe, dash, sign, control

    var isLetter: Bool { self == .small || self == .capital }
  }

  let charset: String
  let isLatin: Bool
  /// Letters of ASCII that the language lacks, a bit each.
  private let absent: UInt32
  /// By byte, less 128.
  private var kinds: [Kind] = []
  private var weights: [Int8] = []

  /// What a letter of another language takes from a reading.
  private static let strange = -4

  /// Nil if the C library does not know the charset.
  init?(_ charset: String, _ model: LetterModel) {
    guard let converter = CharsetConverter(from: charset) else { return nil }
    self.charset = charset
    isLatin = model.isLatin
    absent = model.absent.utf8.reduce(0) { $0 | 1 << (UInt32($1) & 31) }
    for byte in UInt8(128)...255 {
      let (text, replaced) = converter.convert([byte].span)
      let scalar = text.span.string.unicodeScalars.first
      guard replaced == 0, let scalar, scalar.value >= 0xA0 else {
        kinds.append(.control)
        weights.append(-8)
        continue
      }
      let kind = Self.kind(of: scalar)
      kinds.append(kind)
      weights.append(kind.isLetter ? Self.weight(of: scalar, in: model) : 0)
    }
  }

  private static func weight(of scalar: Unicode.Scalar, in model: LetterModel) -> Int8 {
    if let weight = model.weight(of: scalar) { return Int8(weight) }
    let small = scalar.properties.lowercaseMapping.unicodeScalars
    guard small.count == 1, let first = small.first, let weight = model.weight(of: first) else {
      return Int8(strange)
    }
    return Int8(weight)
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0xAB, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039, 0xA1, 0xBF: return .opening
    case 0xBB, 0x201D, 0x203A, 0x2026: return .closing
    case 0x2019: return .apostrophe
    case 0xA0, 0xAD, 0x2013, 0x2014, 0x2022, 0xB7: return .dash
    case 0xAA, 0xBA: return .sign
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .capital
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark: return .small
    default: return .sign
    }
  }

  private func kind(of byte: UInt8) -> Kind {
    if byte >= 128 { return kinds[Int(byte) - 128] }
    if byte.isLetter { return byte.isUpper ? .capital : .small }
    return .sign
  }

  /// The points of a sample.
  func points(_ sample: CharsetSample) -> Int {
    var points = 0
    for place in sample.places { points += self.points(place) }
    for letter in 1...26 where absent & 1 << UInt32(letter) != 0 {
      points -= 2 * sample.letters[letter]
    }
    return points
  }

  /// The points of a byte between two others.
  private func points(_ place: CharsetSample.Place) -> Int {
    let before = kind(of: place.before)
    let after = kind(of: place.after)
    let kind = kinds[Int(place.byte) - 128]
    switch kind {
    case .control: return -8
    case .apostrophe: return before.isLetter ? 2 : 0
    case .opening: return after.isLetter && !before.isLetter ? 2 : before.isLetter ? -3 : 0
    case .closing: return !after.isLetter ? 2 : before.isLetter ? -3 : -1
    case .dash: return before.isLetter || after.isLetter ? 0 : 2
    case .sign:
      let touching = (before.isLetter ? 1 : 0) + (after.isLetter ? 1 : 0)
      return -2 * touching
    case .small, .capital: break
    }
    var points = Int(weights[Int(place.byte) - 128])
    if kind == .capital, before == .small { points -= 3 }
    // A sign of another charset may look like a letter that stands alone.
    if !before.isLetter, !after.isLetter { return min(points, 0) }
    if !isLatin {
      if place.before.isLetter { points -= 3 }
      if place.after.isLetter { points -= 3 }
    }
    return points
  }
}

/// Bytes beyond ASCII with their neighbours, from the start of a text.
struct CharsetSample {
  struct Place {
    var before: UInt8
    var byte: UInt8
    var after: UInt8
  }

  private(set) var places: [Place] = []
  /// How often words with such bytes, and those next to them, have each letter of ASCII, by its
  /// place in the alphabet from 1.
  private(set) var letters = [Int](repeating: 0, count: 32)
  /// Up to where letters are counted.
  private var counted = 0

  /// The most that are looked at.
  private static let limit = 3000

  init(_ bytes: ByteSpan) {
    var index = 0
    while index < bytes.count, places.count < Self.limit {
      if index + 8 <= bytes.count, bytes.word(at: index) & .everyHighBit == 0 {
        index += 8
        continue
      }
      if bytes[index] >= 0x80 {
        places.append(
          Place(
            before: index > 0 ? bytes[index - 1] : 0x20,
            byte: bytes[index],
            after: index + 1 < bytes.count ? bytes[index + 1] : 0x20
          )
        )
        countLetters(bytes, around: index)
      }
      index += 1
    }
  }

  private mutating func countLetters(_ bytes: ByteSpan, around index: Int) {
    var start = index
    var blanks = 0
    while start > counted, index - start < 32, !Self.ends(bytes[start - 1], &blanks) { start -= 1 }
    var end = index
    blanks = 0
    while end < bytes.count, end - index < 32, !Self.ends(bytes[end], &blanks) { end += 1 }
    for place in start..<max(start, end) where bytes[place].isLetter {
      letters[Int(bytes[place] & 31)] += 1
    }
    counted = max(counted, end)
  }

  /// Whether a byte is the second blank, or of markup.
  private static func ends(_ byte: UInt8, _ blanks: inout Int) -> Bool {
    if byte.isBlank { blanks += 1 }
    return blanks > 1 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
  }
}

/// The charset of single bytes in which a text reads best.
enum LetterGuess {
  /// A reading must be ahead of windows-1252 by as much: two letters or so.
  private static let least = 8

  /// Nil if no reading is well ahead of windows-1252, which is then the charset to take.
  ///
  /// Well is two letters; where a page says windows-1252, it is most of twenty or more.
  static func charset(of bytes: ByteSpan, isContradicted: Bool) -> String? {
    let sample = CharsetSample(bytes)
    guard sample.places.count >= (isContradicted ? 20 : 3) else { return nil }
    var western = Int.min
    var best = Int.min
    var charset: String?
    for reading in readings {
      let points = reading.points(sample)
      if reading.charset == "windows-1252" {
        western = max(western, points)
      } else if points > best {
        best = points
        charset = reading.charset
      }
    }
    guard best > 0, best - western >= least else { return nil }
    if isContradicted, (best - western) * 2 < sample.places.count * 5 { return nil }
    return charset
  }

  /// Made at the first text that needs them.
  private static let readings: [LetterReading] = LetterModel.all.flatMap { model in
    model.charsets.compactMap { LetterReading($0, model) }
  }
}
