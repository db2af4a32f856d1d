// SPDX-License-Identifier: Apache-2.0

/// Whether bytes are UTF-8: ASCII thirty-two bytes at a step, anything else character by character.
///
/// After table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing beyond
/// U+10FFFF.
enum UTF8Validation {
  /// What one pass over bytes finds.
  struct Finding {
    /// Where the first byte stands that belongs to no whole character; the count if there is none.
    var validCount: Int
    var isASCII: Bool
  }

  /// Whether all of `bytes` are UTF-8.
  static func isValid(_ bytes: ByteSpan) -> Bool {
    check(bytes).validCount == bytes.count
  }

  /// Goes through `bytes` up to the first that is wrong.
  static func check(_ bytes: ByteSpan) -> Finding {
    var index = 0
    var isASCII = true
    while index < bytes.count {
      if index + 32 <= bytes.count {
        let words =
          bytes.word(at: index) | bytes.word(at: index + 8) | bytes.word(at: index + 16)
          | bytes.word(at: index + 24)
        if words & .everyHighBit == 0 {
          index += 32
          continue
        }
      }
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      isASCII = false
      let length = length(of: bytes, at: index)
      guard length > 0 else { break }
      index += length
    }
    return Finding(validCount: index, isASCII: isASCII)
  }

  /// The bytes of the character beyond ASCII at `index`; 0 if it is none.
  private static func length(of bytes: ByteSpan, at index: Int) -> Int {
    let first = bytes[index]
    let left = bytes.count - index
    guard left >= 2 else { return 0 }
    let second = bytes[index + 1]
    if first < 0xE0 { return first >= 0xC2 && second.isContinuation ? 2 : 0 }
    guard left >= 3, second.isContinuation, bytes[index + 2].isContinuation else { return 0 }
    if first < 0xF0 {
      let isOverlong = first == 0xE0 && second < 0xA0
      let isSurrogate = first == 0xED && second >= 0xA0
      return isOverlong || isSurrogate ? 0 : 3
    }
    guard left >= 4, bytes[index + 3].isContinuation else { return 0 }
    switch first {
    case 0xF0: return second >= 0x90 ? 4 : 0
    case 0xF1...0xF3: return 4
    case 0xF4: return second < 0x90 ? 4 : 0
    default: return 0
    }
  }
}
