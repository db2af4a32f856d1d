// SPDX-License-Identifier: Apache-2.0

/// A JSON value in memory, for the small structured data inside pages.
package indirect enum JSONValue: Hashable, Sendable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  /// A number or a bare word, as written.
  case word(String)

  /// A name and its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue
  }

  /// The most levels that are looked into; what lies deeper is an error.
  static let maximumDepth = 64

  /// The value that a text is; nil if it is none.
  package init?(text: String) {
    let bytes = Array(text.utf8)
    do {
      try self.init(parsing: bytes.span)
    } catch {
      return nil
    }
  }

  /// Reads one value from the start of `bytes`; what follows it is not looked at.
  init(parsing bytes: ByteSpan) throws(JSONError) {
    var cursor = JSONCursor(bytes)
    self = try Self.parse(&cursor, bytes, depth: 0)
  }

  private static func parse(
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan,
    depth: Int
  ) throws(JSONError) -> JSONValue {
    guard depth < maximumDepth else { throw JSONError(offset: cursor.offset) }
    switch cursor.peek() {
    case UInt8(ascii: "{"): return try object(&cursor, bytes, depth: depth)
    case UInt8(ascii: "["): return try array(&cursor, bytes, depth: depth)
    case UInt8(ascii: "\""): return .string(try string(&cursor, bytes))
    default: return .word(bytes.part(try cursor.word()).string)
    }
  }

  private static func object(
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan,
    depth: Int
  ) throws(JSONError) -> JSONValue {
    var members: [Member] = []
    try cursor.expect(UInt8(ascii: "{"))
    while !cursor.passes(UInt8(ascii: "}")) {
      let key = try string(&cursor, bytes)
      try cursor.expect(UInt8(ascii: ":"))
      members.append(Member(key: key, value: try parse(&cursor, bytes, depth: depth + 1)))
      guard cursor.passes(UInt8(ascii: ",")) || cursor.peek() == UInt8(ascii: "}") else {
        throw JSONError(offset: cursor.offset)
      }
    }
    return .object(members)
  }

  private static func array(
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan,
    depth: Int
  ) throws(JSONError) -> JSONValue {
    var values: [JSONValue] = []
    try cursor.expect(UInt8(ascii: "["))
    while !cursor.passes(UInt8(ascii: "]")) {
      values.append(try parse(&cursor, bytes, depth: depth + 1))
      guard cursor.passes(UInt8(ascii: ",")) || cursor.peek() == UInt8(ascii: "]") else {
        throw JSONError(offset: cursor.offset)
      }
    }
    return .array(values)
  }

  private static func string(
    _ cursor: inout JSONCursor,
    _ bytes: ByteSpan
  ) throws(JSONError) -> String {
    let (range, escaped) = try cursor.string()
    guard escaped else { return bytes.part(range).string }
    var text: [UInt8] = []
    JSONEscapes.append(bytes.part(range), to: &text)
    return text.span.string
  }
}

extension JSONValue {
  /// The value of the first member with this name, of an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text of a string that holds more than blanks.
  package var text: String? {
    guard case .string(let text) = self, text.utf8.contains(where: { !$0.isBlank }) else {
      return nil
    }
    return text
  }

  /// The elements of an array; anything else is its own only element.
  package var elements: [JSONValue] {
    if case .array(let values) = self { return values }
    return [self]
  }
}
