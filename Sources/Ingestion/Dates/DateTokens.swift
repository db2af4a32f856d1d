// SPDX-License-Identifier: Apache-2.0

/// A short text cut into what dates are made of.
struct DateTokens {
  enum Token: Hashable {
    /// A run of digits of any script, at most nine of them.
    case number(Int, digits: Int)
    /// Letters, in lower case; each ideograph and Hangul syllable is a word of its own.
    case word(String)
    /// A character that is neither; blanks are left out.
    case mark(UInt8)
  }

  private(set) var tokens: [Token] = []
  /// Whether blanks stand before the token.
  private(set) var spaced: [Bool] = []

  /// The most tokens that are looked at: dates are short.
  private static let limit = 64

  init(_ text: String) {
    var reader = TokenReader()
    for scalar in text.unicodeScalars {
      guard tokens.count < Self.limit else { break }
      let digit = Self.digit(scalar)
      let isLetter = digit == nil && Self.isLetter(scalar)
      if digit == nil { endNumber(&reader) }
      if !isLetter { endWord(&reader) }
      if let digit {
        if reader.digits < 9 { reader.number = reader.number * 10 + digit }
        reader.digits += 1
      } else if isLetter, Self.isIdeograph(scalar) {
        put(.word(String(scalar)), &reader)
      } else if isLetter {
        reader.append(scalar)
      } else if Self.isBlank(scalar) {
        reader.blank = true
      } else {
        put(.mark(Self.mark(scalar)), &reader)
      }
    }
    endNumber(&reader)
    endWord(&reader)
  }

  /// What is being read.
  private struct TokenReader {
    /// In small letters as far as they are of ASCII.
    var word: [UInt8] = []
    var isASCII = true
    var number = 0
    var digits = 0
    var blank = false

    mutating func append(_ scalar: Unicode.Scalar) {
      if scalar.isASCII {
        word.append(UInt8(scalar.value).lowercased)
      } else {
        isASCII = false
        word.append(scalar: scalar.value)
      }
    }
  }

  private mutating func put(_ token: Token, _ reader: inout TokenReader) {
    tokens.append(token)
    spaced.append(reader.blank)
    reader.blank = false
  }

  private mutating func endNumber(_ reader: inout TokenReader) {
    guard reader.digits > 0 else { return }
    put(.number(reader.digits > 9 ? -1 : reader.number, digits: reader.digits), &reader)
    (reader.number, reader.digits) = (0, 0)
  }

  private mutating func endWord(_ reader: inout TokenReader) {
    guard !reader.word.isEmpty else { return }
    let word = reader.word.span.string
    put(.word(reader.isASCII ? word : word.lowercased()), &reader)
    reader.word.removeAll(keepingCapacity: true)
    reader.isASCII = true
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? UInt8(scalar.value).isBlank : scalar.properties.isWhitespace
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII { return (0x30...0x39).contains(scalar.value) ? Int(scalar.value) - 48 : nil }
    switch scalar.value {
    case 0x660...0x669: return Int(scalar.value) - 0x660
    case 0x6F0...0x6F9: return Int(scalar.value) - 0x6F0
    case 0x966...0x96F: return Int(scalar.value) - 0x966
    case 0xFF10...0xFF19: return Int(scalar.value) - 0xFF10
    default: return nil
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return UInt8(scalar.value).isLetter }
    let properties = scalar.properties
    return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
  }

  /// Dashes of every kind read as `-`; other marks beyond ASCII as 0.
  private static func mark(_ scalar: Unicode.Scalar) -> UInt8 {
    if scalar.isASCII { return UInt8(scalar.value) }
    switch scalar.value {
    case 0x2010...0x2015, 0x2212: return UInt8(ascii: "-")
    case 0x60C: return UInt8(ascii: ",")
    case 0xFF1A: return UInt8(ascii: ":")
    default: return 0
    }
  }
}

extension DateTokens {
  func number(at index: Int) -> (value: Int, digits: Int)? {
    guard index < tokens.count, case .number(let value, let digits) = tokens[index], value >= 0
    else { return nil }
    return (value, digits)
  }

  func word(at index: Int) -> String? {
    guard index < tokens.count, case .word(let word) = tokens[index] else { return nil }
    return word
  }

  func mark(at index: Int) -> UInt8? {
    guard index < tokens.count, case .mark(let mark) = tokens[index] else { return nil }
    return mark
  }

  /// A number that may be a year of the printed press.
  func year(at index: Int) -> Int? {
    guard let (value, digits) = number(at: index), digits == 4, (1600...2199).contains(value) else {
      return nil
    }
    return value
  }

  func small(at index: Int, upTo limit: Int) -> Int? {
    guard let (value, digits) = number(at: index), digits <= 2, (1...limit).contains(value) else {
      return nil
    }
    return value
  }
}
