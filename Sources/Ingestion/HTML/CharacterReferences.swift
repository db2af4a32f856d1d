// SPDX-License-Identifier: Apache-2.0

/// Resolves character references as the HTML Standard says (section 13.2.5.72), in text and in
/// attributes.
enum CharacterReferences {
  /// Appends what stands at the `&` at `index` to `output`, and gives the place behind it.
  ///
  /// What is no reference is an ampersand. `end` is where the text or attribute ends.
  static func append(
    _ source: ByteSpan,
    at index: Int,
    end: Int,
    inAttribute: Bool,
    to output: inout [UInt8]
  ) -> Int {
    let next = index + 1
    if next < end {
      if source[next] == UInt8(ascii: "#") {
        if let after = appendNumber(source, from: next + 1, end: end, to: &output) { return after }
      } else if source[next].isLetter {
        let after = appendName(source, from: next, end: end, inAttribute, to: &output)
        if let after { return after }
      }
    }
    output.append(UInt8(ascii: "&"))
    return next
  }

  /// The whole of an attribute, its references resolved; NUL becomes U+FFFD.
  static func append(attribute value: ByteSpan, to output: inout [UInt8]) {
    var index = 0
    while let place = value.firstIndex(of: UInt8(ascii: "&"), or: 0, from: index) {
      output.append(contentsOf: value.part(index..<place))
      if value[place] == 0 {
        output.append(scalar: 0xFFFD)
        index = place + 1
      } else {
        index = append(value, at: place, end: value.count, inAttribute: true, to: &output)
      }
    }
    output.append(contentsOf: value.part(index..<value.count))
  }

  // MARK: Names

  private static func appendName(
    _ source: ByteSpan,
    from start: Int,
    end: Int,
    _ inAttribute: Bool,
    to output: inout [UInt8]
  ) -> Int? {
    var stop = start
    let limit = min(end, start + HTMLEntities.longestName)
    while stop < limit, source[stop].isLetter || source[stop].isDigit { stop += 1 }
    if stop < end, source[stop] == UInt8(ascii: ";"),
      let meaning = HTMLEntities.meaning(source.part(start..<stop))
    {
      put(meaning, to: &output)
      return stop + 1
    }
    // Without a semicolon the longest name that may stand so counts, whatever follows it; in an
    // attribute it counts only where no letter, digit or equals sign follows, as in addresses.
    var length = min(stop - start, HTMLEntities.longestLegacyName)
    if inAttribute {
      guard length == stop - start, stop == end || source[stop] != UInt8(ascii: "=") else {
        return nil
      }
    }
    while length >= 2 {
      if let meaning = HTMLEntities.meaning(source.part(start..<start + length)), meaning.isLegacy {
        put(meaning, to: &output)
        return start + length
      }
      if inAttribute { return nil }
      length -= 1
    }
    return nil
  }

  private static func put(_ meaning: HTMLEntities.Meaning, to output: inout [UInt8]) {
    output.append(scalar: meaning.first)
    if meaning.second != 0 { output.append(scalar: meaning.second) }
  }

  // MARK: Numbers

  private static func appendNumber(
    _ source: ByteSpan,
    from start: Int,
    end: Int,
    to output: inout [UInt8]
  ) -> Int? {
    var place = start
    let isHexadecimal = place < end && source[place] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { place += 1 }
    let first = place
    var value: UInt32 = 0
    while place < end, let digit = JSONEscapes.hexadecimalDigit(source[place]),
      isHexadecimal || digit < 10
    {
      if value < 0x11_0000 { value = value * (isHexadecimal ? 16 : 10) + digit }
      place += 1
    }
    guard place > first else { return nil }
    output.append(scalar: scalar(of: value))
    return place < end && source[place] == UInt8(ascii: ";") ? place + 1 : place
  }

  /// What a number means: 128 to 159 are meant in windows-1252, and controls are blanks.
  private static func scalar(of value: UInt32) -> UInt32 {
    switch value {
    case 0: 0xFFFD
    case 1..<0x20, 0x7F: 0x20
    case 0x80...0x9F: Windows1252.scalar(for: UInt8(value))
    default: value
    }
  }
}
