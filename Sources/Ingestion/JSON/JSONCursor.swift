// SPDX-License-Identifier: Apache-2.0

/// Why a text is no JSON: there is one reason, and the place says the rest.
struct JSONError: Error, Equatable {
  /// Bytes from the start.
  var offset: Int
}

/// A walk through JSON, byte by byte, that makes no values of what is not asked for.
///
/// Lenient as readers of the web must be: control characters in strings, byte order marks between
/// values and commas before a closing bracket are accepted. Grammar after RFC 8259.
struct JSONCursor: ~Escapable {
  private let bytes: ByteSpan
  var offset: Int

  @_lifetime(copy bytes)
  init(_ bytes: ByteSpan, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next byte that is no blank, without passing it; nil at the end.
  @_lifetime(self: copy self)
  mutating func peek() -> UInt8? {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C {
        offset += 1
      } else if byte == 0xEF, bytes.has("\u{FEFF}", at: offset, folding: false) {
        offset += 3
      } else {
        return byte
      }
    }
    return nil
  }

  /// Passes `byte` if it comes next, after blanks.
  @_lifetime(self: copy self)
  mutating func passes(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  @_lifetime(self: copy self)
  mutating func expect(_ byte: UInt8) throws(JSONError) {
    guard passes(byte) else { throw JSONError(offset: offset) }
  }

  /// Passes a string and gives the range between its quotes, and whether it holds escapes.
  @_lifetime(self: copy self)
  mutating func string() throws(JSONError) -> (range: Range<Int>, escaped: Bool) {
    try expect(UInt8(ascii: "\""))
    let start = offset
    var escaped = false
    while let stop = bytes.firstIndex(
      of: UInt8(ascii: "\""),
      or: UInt8(ascii: "\\"),
      from: offset
    ) {
      if bytes[stop] == UInt8(ascii: "\"") {
        offset = stop + 1
        return (start..<stop, escaped)
      }
      escaped = true
      offset = stop + 2
    }
    offset = bytes.count
    throw JSONError(offset: start - 1)
  }

  /// Passes a number, `true`, `false`, `null` or any other bare word, and gives its range.
  @_lifetime(self: copy self)
  mutating func word() throws(JSONError) -> Range<Int> {
    _ = peek()
    let start = offset
    while offset < bytes.count, Self.isWord(bytes[offset]) { offset += 1 }
    guard offset > start else { throw JSONError(offset: start) }
    return start..<offset
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".")
  }

  /// Passes one value of any kind without looking into it; no recursion, whatever its depth.
  ///
  /// Brackets are matched by number, not by shape: what is skipped is not judged.
  @_lifetime(self: copy self)
  mutating func skipValue() throws(JSONError) {
    var depth = 0
    repeat {
      guard let byte = peek() else { throw JSONError(offset: offset) }
      switch byte {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        offset += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw JSONError(offset: offset) }
        depth -= 1
        offset += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw JSONError(offset: offset) }
        offset += 1
      default: _ = try word()
      }
    } while depth > 0
  }
}

/// Escapes in JSON strings, resolved.
enum JSONEscapes {
  /// Appends the string between the quotes at `range` of `bytes`; unpaired surrogates and escapes
  /// that mean nothing become U+FFFD or stay as they are.
  static func append(_ text: ByteSpan, to output: inout [UInt8]) {
    var index = 0
    var runStart = 0
    while let escape = text.firstIndex(of: UInt8(ascii: "\\"), from: index) {
      index = escape
      guard index + 1 < text.count else { break }
      output.append(contentsOf: text.part(runStart..<index))
      index += 1
      let escape = text[index]
      index += 1
      if escape == UInt8(ascii: "u") {
        output.append(scalar: scalar(at: &index, in: text))
      } else {
        output.append(plain(escape))
      }
      runStart = index
    }
    output.append(contentsOf: text.part(runStart..<text.count))
  }

  private static func plain(_ escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: escape
    }
  }

  /// The scalar of the digits after `\u`, with the other half of a pair if it follows.
  private static func scalar(at index: inout Int, in text: ByteSpan) -> UInt32 {
    guard let first = hexadecimal(at: index, in: text) else { return 0xFFFD }
    index += 4
    guard (0xD800..<0xDC00).contains(first) else { return first }
    guard text.has("\\u", at: index, folding: false),
      let second = hexadecimal(at: index + 2, in: text), (0xDC00..<0xE000).contains(second)
    else { return 0xFFFD }
    index += 6
    return 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }

  private static func hexadecimal(at index: Int, in text: ByteSpan) -> UInt32? {
    guard index + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for place in index..<index + 4 {
      let byte = text[place]
      guard let digit = hexadecimalDigit(byte) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  /// The value of one hexadecimal digit.
  static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    if byte.isDigit { return UInt32(byte - 0x30) }
    let small = byte | 0x20
    return (0x61...0x66).contains(small) ? UInt32(small - 0x61 + 10) : nil
  }
}
