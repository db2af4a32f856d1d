// SPDX-License-Identifier: Apache-2.0

/// The charsets that saved articles come in.
enum TextEncoding: String, CaseIterable, Sendable {
  case utf8
  case utf8Marked
  case windows1252
  case utf16LittleEndian
  case utf16BigEndian

  /// A text's bytes; nil if it has characters that the charset does not.
  func bytes(of text: String) -> [UInt8]? {
    switch self {
    case .utf8: return Array(text.utf8)
    case .utf8Marked: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .utf16LittleEndian:
      return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .windows1252:
      var bytes: [UInt8] = []
      for scalar in text.unicodeScalars {
        guard let byte = Self.byte(scalar) else { return nil }
        bytes.append(byte)
      }
      return bytes
    }
  }

  private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) { return UInt8(scalar.value) }
    return special[scalar]
  }

  private static let special: [Unicode.Scalar: UInt8] = [
    "€": 0x80, "‚": 0x82, "„": 0x84, "…": 0x85, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94,
    "•": 0x95, "–": 0x96, "—": 0x97, "Œ": 0x8C, "œ": 0x9C, "Š": 0x8A, "š": 0x9A,
  ]
}

/// How lines end.
enum LineEnd: String, CaseIterable, Sendable {
  case lineFeed = "\n"
  case carriageReturnAndLineFeed = "\r\n"
}
