// SPDX-License-Identifier: Apache-2.0

/// The character tables, used where the program's read-only data holds them.
///
/// A byte of a table is a printable character that carries six bits, so that a table can be
/// written as a string literal; nothing is decoded in advance.
struct CharacterTables {
  /// What is known of one code point.
  struct Entry {
    /// Four characters of six bits: class (5), small letter (1), composes (1), mapping (17).
    let raw: UInt32

    @inline(__always) var kind: CharacterClass.RawValue { raw & 0x1f }
    @inline(__always) var isLowercase: Bool { raw & 0x20 != 0 }
    /// Whether canonical composition may join it to the character before.
    @inline(__always) var composes: Bool { raw & 0x100 != 0 }
    /// Where its folded and lower-cased forms are; zero for itself.
    @inline(__always) var mapping: Int {
      let low: UInt32 = (raw &>> 9) & 0x1f
      let middle: UInt32 = (raw &>> 11) & 0x7e0
      let high: UInt32 = (raw &>> 13) & 0x1f800
      return Int(truncatingIfNeeded: low | middle | high)
    }
  }

  let ascii = Self.asciiClasses.utf8Start
  let indexStart = UnsafeRawPointer(Self.index.utf8Start)
  let blockStart = UnsafeRawPointer(Self.blocks.utf8Start)
  let mappingStart = Self.mappings.utf8Start

  @inline(__always)
  func entry(ascii byte: UInt8) -> Entry {
    Entry(raw: UInt32(ascii[Int(byte)]))
  }

  /// The entry of a code point below U+0800: the first blocks lie in order.
  @inline(__always)
  func entry(below0800 codePoint: UInt32) -> Entry {
    let place = Int(codePoint) &* 4
    return Entry(
      raw: UInt32(littleEndian: blockStart.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    )
  }

  func entry(of codePoint: UInt32) -> Entry {
    guard codePoint < 0x30000 else { return Self.entry(beyondTables: codePoint) }
    return entry(below30000: codePoint)
  }

  /// The entry of a code point below U+30000, by way of the index.
  @inline(__always)
  func entry(below30000 codePoint: UInt32) -> Entry {
    let pair = indexStart.loadUnaligned(
      fromByteOffset: Int(codePoint >> 6) &* 2,
      as: UInt16.self
    ).littleEndian
    let block = UInt32(pair & 0x3f) | UInt32(pair >> 2 & 0xfc0)
    let place = Int(block &<< 6 | codePoint & 63) &* 4
    return Entry(
      raw: UInt32(littleEndian: blockStart.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    )
  }

  /// Han of the third plane; tags and variation selectors count as marks.
  private static func entry(beyondTables codePoint: UInt32) -> Entry {
    if codePoint < 0x40000 { return Entry(raw: CharacterClass.cjk) }
    if codePoint >= 0xe0000, codePoint < 0xe0200 { return Entry(raw: CharacterClass.mark) }
    return Entry(raw: CharacterClass.other)
  }
}

extension CharacterTables {
  /// An integer of `count` characters of six bits each.
  @inline(__always)
  static func six(_ table: UnsafePointer<UInt8>, at place: Int, count: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<count {
      value |= UInt32(table[place &+ index] & 0x3f) &<< UInt32(truncatingIfNeeded: index &* 6)
    }
    return value
  }

  /// The place of the first of `count` ascending records of `width` bytes whose key, their first
  /// `keyWidth` characters, is not below `key`.
  @inline(__always)
  static func lowerBound(
    _ table: UnsafePointer<UInt8>,
    count: Int,
    width: Int,
    isBelow: (UnsafePointer<UInt8>) -> Bool
  ) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low &+ high) &>> 1
      if isBelow(table + middle &* width) { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// Whether a sorted table of words of eight bytes holds one.
  static func holds(_ key: UInt64, _ words: StaticString, count: Int) -> Bool {
    func word(_ place: UnsafePointer<UInt8>) -> UInt64 {
      UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
    }
    let place = lowerBound(words.utf8Start, count: count, width: 8) { word($0) < key }
    return place < count && word(words.utf8Start + place * 8) == key
  }
}
