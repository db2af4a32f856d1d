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
    var word = ""
    var number = 0
    var digits = 0
    var blank = false
    func put(_ token: Token, _ list: inout [Token], _ gaps: inout [Bool]) {
      list.append(token)
      gaps.append(blank)
      blank = false
    }
    for scalar in text.unicodeScalars {
      guard tokens.count < Self.limit else { break }
      let digit = Self.digit(scalar)
      if digits > 0, digit == nil {
        put(.number(digits > 9 ? -1 : number, digits: digits), &tokens, &spaced)
        (number, digits) = (0, 0)
      }
      let isLetter = digit == nil && Self.isLetter(scalar)
      if !word.isEmpty, !isLetter {
        put(.word(word.lowercased()), &tokens, &spaced)
        word = ""
      }
      if let digit {
        if digits < 9 { number = number * 10 + digit }
        digits += 1
      } else if isLetter, Self.isIdeograph(scalar) {
        put(.word(String(scalar)), &tokens, &spaced)
      } else if isLetter {
        word.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace {
        blank = true
      } else {
        put(.mark(Self.mark(scalar)), &tokens, &spaced)
      }
    }
    if digits > 0 { put(.number(digits > 9 ? -1 : number, digits: digits), &tokens, &spaced) }
    if !word.isEmpty { put(.word(word.lowercased()), &tokens, &spaced) }
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
