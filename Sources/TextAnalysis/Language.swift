// SPDX-License-Identifier: Apache-2.0

/// A language, by its code of two or three letters.
///
/// The raw value is on disk: the letters packed into one integer, the first letter highest; zero
/// where the language is not known.
package struct Language: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt32

  package static let unknown = Language(rawValue: 0)

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The language that a code or tag such as `es`, `EN` or `pt-BR` names; nil for anything else.
  ///
  /// Only the primary subtag counts, and withdrawn codes (`iw`, `in`, `ji`) become today's.
  package init?(code: String) {
    var packed: UInt32 = 0
    var count = 0
    for byte in code.utf8 {
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { break }
      let lower = byte | 0x20
      guard count < 3, lower >= 0x61, lower <= 0x7a, byte < 0x80 else { return nil }
      packed = packed << 8 | UInt32(lower)
      count += 1
    }
    guard count >= 2 else { return nil }
    self.init(rawValue: Self.current(packed))
  }

  /// The code, such as `es`; empty where the language is not known.
  package var code: String {
    let bytes = [rawValue >> 16, rawValue >> 8, rawValue].map { UInt8($0 & 0xff) }
    return String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  }

  package static func < (left: Language, right: Language) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Today's code for a withdrawn one.
  private static func current(_ packed: UInt32) -> UInt32 {
    switch packed {
    case 0x6977: 0x6865  // iw, he
    case 0x696e: 0x6964  // in, id
    case 0x6a69: 0x7969  // ji, yi
    case 0x6a77: 0x6a76  // jw, jv
    case 0x6d6f: 0x726f  // mo, ro
    default: packed
    }
  }
}
