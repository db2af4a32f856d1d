// SPDX-License-Identifier: Apache-2.0

/// A number, word or mark of a text that may hold a date.
struct DateToken {
  enum Kind: UInt8 {
    case end
    /// A run of digits of any script.
    case number
    /// Letters; each ideograph, kana and Hangul syllable is a word of its own.
    case word
    /// A character that is neither; blanks are left out.
    case mark
  }

  var kind = Kind.end
  /// How many digits a number has, at most 255.
  var digits: UInt8 = 0
  /// Whether blanks stand before it.
  var isSpaced = false
  /// A word of one ASCII letter, in small.
  var letter: UInt8 = 0
  /// A number of at most nine digits, else -1; a mark in ASCII, else 0.
  var value: Int32 = 0
  var word = DateWord()
}

/// A short text cut into what dates are made of, without allocation.
struct DateTokens {
  private var tokens = [64 of DateToken](repeating: DateToken())
  private(set) var count = 0
  private(set) var hasNumber = false

  /// The most tokens that are looked at: dates are short.
  private static let limit = 64

  /// The first 64 words, numbers and marks of a text in UTF-8.
  init(_ text: ByteSpan) {
    var index = 0
    var blank = false
    while index < text.count, count < Self.limit {
      let (scalar, length) = text.scalar(at: index)
      if let digit = DateFolding.digit(scalar) {
        index = addNumber(text, index, digit, length, blank)
        blank = false
      } else if DateFolding.isBlank(scalar) {
        blank = true
        index += length
      } else if DateFolding.isIdeograph(scalar) {
        let hash = DateWordTable.hash(DateWordTable.seed, scalar)
        put(DateToken(kind: .word, isSpaced: blank, word: DateVocabulary.table.word(hash)))
        blank = false
        index += length
      } else if DateFolding.isLetter(scalar), let folded = DateFolding.fold(scalar) {
        index = addWord(text, index + length, folded, blank)
        blank = false
      } else {
        // Signs that nobody sees are no marks.
        if DateFolding.fold(scalar) != nil {
          put(DateToken(kind: .mark, isSpaced: blank, value: DateFolding.mark(scalar)))
          blank = false
        }
        index += length
      }
    }
  }

  private mutating func put(_ token: DateToken) {
    tokens[count] = token
    count += 1
  }

  private mutating func addNumber(
    _ text: ByteSpan,
    _ start: Int,
    _ first: Int32,
    _ length: Int,
    _ blank: Bool
  ) -> Int {
    var index = start + length
    var value = first
    var digits = 1
    while index < text.count {
      let (scalar, length) = text.scalar(at: index)
      guard let digit = DateFolding.digit(scalar) else { break }
      digits += 1
      if digits <= 9 { value = value * 10 + digit }
      index += length
    }
    hasNumber = true
    put(
      DateToken(
        kind: .number,
        digits: UInt8(min(digits, 255)),
        isSpaced: blank,
        value: digits > 9 ? -1 : value
      )
    )
    return index
  }

  private mutating func addWord(
    _ text: ByteSpan,
    _ start: Int,
    _ first: UInt32,
    _ blank: Bool
  ) -> Int {
    var index = start
    var hash = DateWordTable.hash(DateWordTable.seed, first)
    let isThai = DateFolding.isThai(first)
    while index < text.count {
      let (scalar, length) = text.scalar(at: index)
      // Abbreviations in Thai have stops after each letter.
      if isThai, scalar == 0x2E {
        index += 1
        continue
      }
      guard DateFolding.digit(scalar) == nil, !DateFolding.isIdeograph(scalar),
        !DateFolding.isBlank(scalar)
      else { break }
      if let folded = DateFolding.fold(scalar) {
        guard DateFolding.isLetter(scalar) else { break }
        hash = DateWordTable.hash(hash, folded)
      }
      index += length
    }
    put(
      DateToken(
        kind: .word,
        isSpaced: blank,
        letter: index == start && first < 0x80 ? UInt8(first) : 0,
        word: DateVocabulary.table.word(hash)
      )
    )
    return index
  }
}

extension DateTokens {
  /// A token; one of kind ``DateToken/Kind/end`` outside the text.
  subscript(index: Int) -> DateToken {
    index >= 0 && index < count ? tokens[index] : DateToken()
  }

  /// A number with fewer than ten digits.
  func number(at index: Int) -> (value: Int, digits: Int)? {
    let token = self[index]
    guard token.kind == .number, token.value >= 0 else { return nil }
    return (Int(token.value), Int(token.digits))
  }

  /// What the word here means; nothing for numbers and marks.
  func word(at index: Int) -> DateWord { self[index].word }

  func mark(at index: Int) -> UInt8? {
    let token = self[index]
    return token.kind == .mark ? UInt8(truncatingIfNeeded: token.value) : nil
  }

  func has(_ mark: Unicode.Scalar, at index: Int) -> Bool {
    let token = self[index]
    return token.kind == .mark && token.value == Int32(mark.value)
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

extension Span where Element == UInt8 {
  /// The scalar that begins at `index` and its length; a byte that begins none is U+FFFD.
  func scalar(at index: Int) -> (scalar: UInt32, length: Int) {
    let byte = self[index]
    if byte < 0x80 { return (UInt32(byte), 1) }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
    guard length > 1, index + length <= count else { return (0xFFFD, 1) }
    var scalar = UInt32(byte) & (0x7F >> UInt32(length))
    for place in index + 1..<index + length {
      guard self[place].isContinuation else { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(self[place] & 0x3F)
    }
    return (scalar, length)
  }
}
