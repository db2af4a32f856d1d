// SPDX-License-Identifier: Apache-2.0

/// Walks over the words of a text, byte by byte, and counts the marks between them.
///
/// A word is a run of letters and digits; an ideograph and a kana are words of their own, as they
/// say as much. No string is made: a word is its hash.
struct WordCursor {
  /// FNV-1a of the word (Fowler, Noll, Vo), 32 bits, ASCII capitals as small letters.
  private(set) var hash: UInt32 = 0
  /// In bytes.
  private(set) var length = 0
  private(set) var isCapitalised = false
  /// All ASCII capitals, three of them at least.
  private(set) var isShouted = false
  private(set) var isNumber = false
  private(set) var isIdeograph = false
  /// Commas, colons and semicolons passed so far.
  private(set) var commas = 0
  /// Full stops, question and exclamation marks passed so far.
  private(set) var stops = 0
  /// Bars, arrows, bullets and the like.
  private(set) var dividers = 0
  private(set) var quotes = 0
  /// Signs of addresses: `@`, `/`, and the sign of copyright.
  private(set) var addresses = 0
  private(set) var index: Int

  static let seed: UInt32 = 0x811C_9DC5
  private static let prime: UInt32 = 0x0100_0193

  init(at index: Int = 0) {
    self.index = index
  }

  /// Goes on with another text, and with the same counts.
  mutating func restart() {
    index = 0
  }

  /// Goes to the next word; false at the end.
  mutating func next(in text: ByteSpan) -> Bool {
    while index < text.count {
      let width = letterWidth(text)
      if width > 0 { break }
      skipMark(text)
    }
    guard index < text.count else { return false }
    readWord(text)
    return true
  }

  /// A hash with one byte more.
  static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* prime }

  /// The hash of two hashes in a row.
  static func mix(_ hash: UInt32, _ other: UInt32) -> UInt32 {
    var mixed = (hash ^ (other &* 0x9E37_79B1)) &* prime
    mixed ^= mixed >> 15
    return mixed
  }

  private mutating func readWord(_ text: ByteSpan) {
    hash = Self.seed
    let start = index
    isNumber = true
    var small = false
    isIdeograph = Self.isIdeograph(text[start])
    isCapitalised = text[start].isUpper || isCapitalBeyond(text, start)
    repeat {
      let width = letterWidth(text)
      guard width > 0 else { break }
      if isNumber, !text[index].isDigit { isNumber = false }
      if !text[index].isUpper { small = true }
      for place in index..<min(index + width, text.count) {
        hash = Self.hash(hash, text[place].lowercased)
      }
      index += width
      if isIdeograph { break }
    } while index < text.count && !Self.isIdeograph(text[index])
    length = min(index, text.count) - start
    isShouted = !small && length >= 3
  }

  /// Greek and Cyrillic capitals, and those of Latin-1.
  private func isCapitalBeyond(_ text: ByteSpan, _ start: Int) -> Bool {
    guard start + 1 < text.count else { return false }
    let second = text[start + 1]
    switch text[start] {
    case 0xC3: return second >= 0x80 && second <= 0x9E
    case 0xCE: return second >= 0x86 && second <= 0xA9
    case 0xD0: return second >= 0x80 && second <= 0xAF
    default: return false
    }
  }

  /// Chinese characters and kana.
  private static func isIdeograph(_ byte: UInt8) -> Bool {
    byte >= 0xE3 && byte <= 0xE9
  }

  /// The bytes of the letter here, 0 if it is none.
  private func letterWidth(_ text: ByteSpan) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte.isLetter || byte.isDigit ? 1 : 0 }
    if byte < 0xC0 { return 0 }
    let second = index + 1 < text.count ? text[index + 1] : 0
    switch byte {
    case 0xC2: return 0
    case 0xE2: return 0
    case 0xE3: return second <= 0x80 ? 0 : 3
    case 0xEF: return 0
    default: return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
  }

  private mutating func skipMark(_ text: ByteSpan) {
    let byte = text[index]
    index += 1
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): commas += 1
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): stops += 1
    case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "#"): dividers += 1
    case UInt8(ascii: "@"), UInt8(ascii: "/"): addresses += 1
    case UInt8(ascii: "\""): quotes += 1
    case 0x80...: skipWide(byte, text)
    default: break
    }
  }

  private mutating func skipWide(_ lead: UInt8, _ text: ByteSpan) {
    let start = index - 1
    while index < text.count, text[index].isContinuation { index += 1 }
    let second = start + 1 < text.count ? text[start + 1] : 0
    let third = start + 2 < text.count ? text[start + 2] : 0
    switch (lead, second, third) {
    case (0xE3, 0x80, 0x81), (0xEF, 0xBC, 0x8C), (0xEF, 0xBC, 0x9A), (0xEF, 0xBC, 0x9B):
      commas += 1
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): stops += 1
    case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0x9E), (0xC2, 0xAB, _),
      (0xE3, 0x80, 0x8C):
      quotes += 1
    case (0xC2, 0xBB, _), (0xC2, 0xB7, _), (0xE2, 0x80, 0xA2), (0xE2, 0x96...0x9D, _),
      (0xE2, 0x86, _), (0xE2, 0x80, 0xBA):
      dividers += 1
    case (0xC2, 0xA9, _): addresses += 4
    default: break
    }
  }
}
