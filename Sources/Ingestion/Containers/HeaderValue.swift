// SPDX-License-Identifier: Apache-2.0

/// A value with parameters, such as `text/html; charset=utf-8` (RFC 2045, 5.1, and RFC 2231).
struct HeaderValue {
  /// What stands before the first semicolon, in lower case.
  let value: String
  private var parameters: [(name: String, value: String)] = []

  private static let mostParameters = 64

  init(_ text: String) {
    let bytes = Array(text.utf8)
    let pieces = Self.pieces(bytes)
    value = Self.string(bytes, pieces.first ?? 0..<0).lowercased()
    for piece in pieces.dropFirst().prefix(Self.mostParameters) {
      guard let equals = bytes[piece].firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = Self.string(bytes, piece.lowerBound..<equals).lowercased()
      parameters.append((name, Self.unquoted(bytes.span.part(equals + 1..<piece.upperBound))))
    }
  }

  /// The parameter called `name`, in lower case, joined and decoded where it was written in pieces.
  subscript(name: String) -> String? {
    if let plain = parameters.first(where: { $0.name == name }) { return plain.value }
    if let extended = parameters.first(where: { $0.name == name + "*" }) {
      return Self.decoded(Self.bytes(ofExtended: extended.value))
    }
    return joined(name)
  }

  /// `name*0`, `name*1*` and so on in a row.
  private func joined(_ name: String) -> String? {
    var text: [UInt8] = []
    var charset: String?
    for number in 0..<Self.mostParameters {
      let key = "\(name)*\(number)"
      if let piece = parameters.first(where: { $0.name == key }) {
        text += Array(piece.value.utf8)
      } else if let piece = parameters.first(where: { $0.name == key + "*" }) {
        let part = Self.bytes(ofExtended: piece.value, isFirst: number == 0)
        charset = charset ?? part.charset
        text += part.bytes
      } else {
        break
      }
    }
    return text.isEmpty ? nil : Self.decoded((charset, text))
  }

  /// `utf-8'en'%C3%A9t%C3%A9`, taken apart; later pieces name no charset.
  private static func bytes(
    ofExtended value: String,
    isFirst: Bool = true
  ) -> (charset: String?, bytes: [UInt8]) {
    guard isFirst else { return (nil, PercentEncoding.bytes(of: value)) }
    let parts = value.utf8.split(
      separator: UInt8(ascii: "'"),
      maxSplits: 2,
      omittingEmptySubsequences: false
    )
    guard parts.count == 3 else { return (nil, PercentEncoding.bytes(of: value)) }
    return (String(Substring(parts[0])), PercentEncoding.bytes(of: String(Substring(parts[2]))))
  }

  private static func decoded(_ text: (charset: String?, bytes: [UInt8])) -> String {
    TextCleaning.clean(CharacterDecoding.decode(text.bytes, declared: text.charset).bytes.span)
  }

  /// The ranges between semicolons that stand in no quotes.
  private static func pieces(_ bytes: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ";") where !isQuoted:
        pieces.append(start..<index)
        start = index + 1
      default: break
      }
      index += 1
    }
    return pieces + [start..<bytes.count]
  }

  private static func string(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    bytes.span.part(range).trimmed().string
  }

  private static func unquoted(_ value: ByteSpan) -> String {
    let text = value.trimmed()
    guard text.count >= 2, text[0] == UInt8(ascii: "\"") else { return text.string }
    var bytes: [UInt8] = []
    var index = 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.count { index += 1 }
      bytes.append(text[index])
      index += 1
    }
    return bytes.span.string
  }
}
