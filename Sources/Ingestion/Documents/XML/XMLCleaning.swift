// SPDX-License-Identifier: Apache-2.0

/// The front door for XML: one pass over the markup that hands on what libxml2 reads to the end.
///
/// Out go declarations (so that no entity can be declared, and none can grow), comments,
/// instructions, control characters and tags nested too deep; references become characters, and
/// marks that are no markup become references, because libxml2 loses text at either.
struct XMLCleaning: ~Copyable {
  /// Markup without declarations.
  private(set) var output: [UInt8] = []
  private(set) var tagWasCut = false

  private var index = 0
  /// Up to where the source is in the output.
  private var copied = 0
  private var depth = 0

  /// Elements deeper than this are taken out, their text stays.
  static let maximumDepth = 200
  private static let maximumTagLength = 1 << 14

  /// Cleans all of `source`, which must be valid UTF-8; linear.
  init(_ source: ByteSpan) {
    output.reserveCapacity(source.count + 64)
    index = source.firstIndex(of: UInt8(ascii: "<")) ?? source.count
    copied = index
    while index < source.count {
      switch source[index] {
      case UInt8(ascii: "<"): markup(source)
      case UInt8(ascii: "&"): reference(source, before: source.count)
      default: character(source)
      }
    }
    flush(source)
  }

  private mutating func flush(_ source: ByteSpan) {
    if copied < index { output.append(contentsOf: source.part(copied..<min(index, source.count))) }
    copied = index
  }

  private mutating func pass(to end: Int) {
    index = end
    copied = end
  }

  private mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { unsafe output.append(contentsOf: $0) }
  }

  /// Passes one byte, or takes out a character that XML does not allow.
  private mutating func character(_ source: ByteSpan) {
    let byte = source[index]
    if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
      flush(source)
      pass(to: index + 1)
    } else if byte == 0xEF,
      source.has("\u{FFFE}", at: index, folding: false)
        || source.has("\u{FFFF}", at: index, folding: false)
    {
      flush(source)
      pass(to: index + 3)
    } else {
      index += 1
    }
  }

  // MARK: Markup

  private mutating func markup(_ source: ByteSpan) {
    flush(source)
    if source.has("<![CDATA[", at: index, folding: false) {
      literal(source)
    } else if source.has("<!--", at: index) {
      skip(source, to: "-->", from: index + 4)
    } else if source.has("<?", at: index) {
      skip(source, to: "?>", from: index + 2)
    } else if source.has("<!", at: index) {
      declaration(source)
    } else {
      tag(source)
    }
  }

  private mutating func skip(_ source: ByteSpan, to end: StaticString, from start: Int) {
    pass(to: source.firstRange(of: end, from: min(start, source.count))?.upperBound ?? source.count)
  }

  /// Text that is not looked at for markup.
  private mutating func literal(_ source: ByteSpan) {
    let start = index + 9
    let end = source.firstRange(of: "]]>", from: min(start, source.count))
    let textEnd = end?.lowerBound ?? source.count
    put("<![CDATA[")
    pass(to: min(start, textEnd))
    while index < textEnd { character(source) }
    flush(source)
    put("]]>")
    pass(to: end?.upperBound ?? source.count)
  }

  /// Passes a declaration with all that it declares in brackets.
  private mutating func declaration(_ source: ByteSpan) {
    var place = index + 2
    var quote: UInt8 = 0
    var brackets = 0
    while place < source.count {
      let byte = source[place]
      place += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        brackets += 1
      } else if byte == UInt8(ascii: "]") {
        brackets -= 1
      } else if byte == UInt8(ascii: ">"), brackets <= 0 {
        break
      }
    }
    pass(to: place)
  }

  private mutating func tag(_ source: ByteSpan) {
    let isEnd = source.has("</", at: index)
    let first = index + (isEnd ? 2 : 1)
    guard first < source.count, Self.beginsName(source[first]),
      let end = Self.tagEnd(source, from: first)
    else {
      put("&#60;")
      pass(to: index + 1)
      return
    }
    let isWhole = source[end - 2] == UInt8(ascii: "/")
    if !isEnd { depth += 1 }
    let keeps = depth <= Self.maximumDepth
    if isEnd || isWhole { depth = max(0, depth - 1) }
    guard keeps else { return pass(to: end) }
    if end - index > Self.maximumTagLength {
      cut(source, from: first, isWhole: isWhole)
    } else {
      attributes(source, before: end)
    }
    pass(to: end)
  }

  /// Copies a tag, its references resolved.
  private mutating func attributes(_ source: ByteSpan, before end: Int) {
    index += 1
    while index < end {
      switch source[index] {
      case UInt8(ascii: "&"): reference(source, before: end)
      case UInt8(ascii: "<"):
        flush(source)
        put("&#60;")
        pass(to: index + 1)
      default: character(source)
      }
    }
    flush(source)
  }

  /// Of a tag that is too long only the name is kept.
  private mutating func cut(_ source: ByteSpan, from first: Int, isWhole: Bool) {
    tagWasCut = true
    var end = first
    while end < min(first + 256, source.count), Self.isName(source[end]) { end += 1 }
    output.append(contentsOf: source.part(index..<end))
    put(isWhole ? "/>" : ">")
  }

  /// The place after the `>` that ends a tag, quotes heeded; nil if none comes in time.
  private static func tagEnd(_ source: ByteSpan, from start: Int) -> Int? {
    var place = start
    var quote: UInt8 = 0
    // A picture within an attribute may be long; a quote that is never closed must not cost more.
    let limit = min(source.count, start + (1 << 22))
    while place < limit {
      let byte = source[place]
      place += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return place
      } else if byte == UInt8(ascii: "<") {
        return nil
      }
    }
    return nil
  }

  private static func beginsName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
  }

  private static func isName(_ byte: UInt8) -> Bool {
    beginsName(byte) || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  // MARK: References

  /// Writes the character that is meant, or the mark itself where none is.
  private mutating func reference(_ source: ByteSpan, before end: Int) {
    flush(source)
    let limit = min(end, index + 16)
    if let stop = source.part(0..<limit).firstIndex(of: UInt8(ascii: ";"), from: index + 1),
      let scalar = Self.scalar(source.part(index + 1..<stop))
    {
      put(scalar)
      pass(to: stop + 1)
    } else {
      put("&#38;")
      pass(to: index + 1)
    }
  }

  /// The scalar that a reference between `&` and `;` names.
  private static func scalar(_ name: ByteSpan) -> UInt32? {
    guard name.count >= 2, name[0] == UInt8(ascii: "#") else {
      return XMLEntities.scalar(named: name)
    }
    let isHexadecimal = name[1] | 0x20 == UInt8(ascii: "x")
    let digits = name.part((isHexadecimal ? 2 : 1)..<name.count).string
    guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
    // A number from the days of windows-1252.
    return (0x80...0x9F).contains(value) ? Windows1252.scalar(for: UInt8(value)) : value
  }

  private mutating func put(_ scalar: UInt32) {
    switch scalar {
    case 0x22: put("&#34;")
    case 0x26: put("&#38;")
    case 0x27: put("&#39;")
    case 0x3C: put("&#60;")
    case 0x3E: put("&#62;")
    case 0..<0x20 where scalar != 9 && scalar != 10 && scalar != 13: break
    case 0xFFFE, 0xFFFF: break
    default: output.append(scalar: scalar)
    }
  }
}

extension XMLCleaning {
  /// Text with its references resolved to characters, those that mean nothing left as they are.
  static func resolving(_ text: ByteSpan) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while let place = text.firstIndex(of: UInt8(ascii: "&"), from: index) {
      output.append(contentsOf: text.part(index..<place))
      let limit = min(text.count, place + 16)
      if let stop = text.part(0..<limit).firstIndex(of: UInt8(ascii: ";"), from: place + 1),
        let scalar = scalar(text.part(place + 1..<stop))
      {
        output.append(scalar: scalar)
        index = stop + 1
      } else {
        output.append(UInt8(ascii: "&"))
        index = place + 1
      }
    }
    output.append(contentsOf: text.part(index..<text.count))
    return output
  }
}
