// SPDX-License-Identifier: Apache-2.0

/// The name of an element or attribute as one number: its first eight bytes in small letters, the
/// first as the lowest, and how many it has.
///
/// Two names with the same first eight bytes and the same length count as one; no two names of HTML
/// are so alike.
struct PackedName: Hashable {
  var word: UInt64
  var length: Int

  private init(word: UInt64, length: Int) {
    self.word = word.lowercasedASCII
    self.length = length
  }

  /// The name that stands at `start`: up to a blank, `/`, `>`, or `=` too if `stopsAtEquals`.
  ///
  /// Most names are read by one load.
  @inline(__always)
  static func read(_ source: ByteSpan, at start: Int, stopsAtEquals: Bool) -> PackedName {
    guard start + 8 <= source.count else {
      return readSlowly(source, at: start, stopsAtEquals: stopsAtEquals)
    }
    let word = source.word(at: start)
    var stops =
      word.bytes(below: 0x21) | word.zeroBytes(after: UInt8(ascii: ">"))
      | word.zeroBytes(after: UInt8(ascii: "/"))
    if stopsAtEquals { stops |= word.zeroBytes(after: UInt8(ascii: "=")) }
    guard stops != 0 else {
      return readSlowly(source, at: start, stopsAtEquals: stopsAtEquals)
    }
    // Bits below the mark of the first byte behind the name.
    let bits = UInt64(stops.trailingZeroBitCount) & ~7
    return PackedName(word: word & ((1 << bits) - 1), length: Int(bits) / 8)
  }

  private static func readSlowly(
    _ source: ByteSpan,
    at start: Int,
    stopsAtEquals: Bool
  ) -> PackedName {
    var index = start
    var word: UInt64 = 0
    while index < source.count {
      let byte = source[index]
      if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
        || (stopsAtEquals && byte == UInt8(ascii: "="))
      {
        break
      }
      if index - start < 8 { word |= UInt64(byte) << (8 * UInt64(index - start)) }
      index += 1
    }
    return PackedName(word: word, length: index - start)
  }

  /// All of `name`, whatever its bytes.
  init(_ name: ByteSpan) {
    var word: UInt64 = 0
    for index in 0..<min(name.count, 8) { word |= UInt64(name[index]) << (8 * UInt64(index)) }
    self.init(word: word, length: name.count)
  }

  /// Whether a colon is among the first eight bytes.
  var hasColon: Bool { word.zeroBytes(after: UInt8(ascii: ":")) != 0 }
}

extension UInt64 {
  /// Eight bytes with small letters for ASCII capitals.
  var lowercasedASCII: UInt64 {
    let low = self & ~Self.everyHighBit
    let fromA = low &+ Self.everyByte &* (0x80 - 0x41)
    let beyondZ = low &+ Self.everyByte &* (0x80 - 0x5B)
    return self | ((fromA & ~beyondZ & ~self & Self.everyHighBit) >> 2)
  }
}

/// Numbers by name: an open hash table of 256 places that is never more than half full.
struct NameTable: Sendable {
  private var words = [UInt64](repeating: 0, count: 256)
  private var lengths = [UInt8](repeating: 0, count: 256)
  private var values = [UInt8](repeating: 0, count: 256)

  /// At most 127 names of at most 255 bytes.
  init(_ entries: [(name: PackedName, value: UInt8)]) {
    for (packed, value) in entries {
      var place = Self.place(of: packed)
      while lengths[place] != 0 { place = (place + 1) & 255 }
      words[place] = packed.word
      lengths[place] = UInt8(truncatingIfNeeded: packed.length)
      values[place] = value
    }
  }

  /// The number of a name, nil if it has none.
  func value(of name: PackedName) -> UInt8? {
    var place = Self.place(of: name)
    while lengths[place] != 0 {
      if words[place] == name.word, Int(lengths[place]) == name.length { return values[place] }
      place = (place + 1) & 255
    }
    return nil
  }

  private static func place(of name: PackedName) -> Int {
    let mixed = (name.word ^ UInt64(truncatingIfNeeded: name.length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 56)
  }
}
