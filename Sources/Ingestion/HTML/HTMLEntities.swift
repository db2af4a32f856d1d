// SPDX-License-Identifier: Apache-2.0

/// The named character references of HTML, all 2,125.
enum HTMLEntities {
  /// What a name stands for.
  struct Meaning: Sendable {
    var first: UInt32
    /// 0 for most, which stand for one character.
    var second: UInt32
    /// Whether the name may stand without a semicolon.
    var isLegacy: Bool
  }

  /// The longest name, and the longest that needs no semicolon.
  static let longestName = 32
  static let longestLegacyName = 6

  /// The meaning of a name, which is given without `&` and `;`.
  ///
  /// Capitals count. The commonest names cost a comparison, others a look into a table.
  static func meaning(_ name: ByteSpan) -> Meaning? {
    guard (2...longestName).contains(name.count) else { return nil }
    if let scalar = common(PackedBytes(name)) {
      return Meaning(first: scalar, second: 0, isLegacy: true)
    }
    return table.meaning(of: hash(name))
  }

  private static func common(_ bytes: PackedBytes) -> UInt32? {
    switch bytes.word {
    case 0x706D61: 0x26  // amp
    case 0x746C: 0x3C  // lt
    case 0x7467: 0x3E  // gt
    case 0x746F7571: 0x22  // quot
    case 0x7073_626E: 0xA0  // nbsp
    default: nil
    }
  }

  /// Up to eight bytes, the first as the lowest; 0 for more.
  private struct PackedBytes {
    var word: UInt64 = 0

    init(_ bytes: ByteSpan) {
      guard bytes.count <= 8 else { return }
      for index in 0..<bytes.count { word |= UInt64(bytes[index]) << (8 * UInt64(index)) }
    }
  }

  /// FNV-1a (Fowler, Noll, Vo), 64 bits; no two names have the same.
  private static func hash(_ name: ByteSpan) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<name.count { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
    return hash
  }

  private static let table = names.withUTF8Buffer { unsafe EntityTable(reading: $0.span, hash) }
}

/// The names by their hashes: an open hash table of 8,192 places, made at the first uncommon name.
private struct EntityTable: Sendable {
  private static let size = 8192
  private var hashes = [UInt64](repeating: 0, count: Self.size)
  private var meanings = [HTMLEntities.Meaning](
    repeating: HTMLEntities.Meaning(first: 0, second: 0, isLegacy: false),
    count: Self.size
  )

  init(reading words: ByteSpan, _ hash: (ByteSpan) -> UInt64) {
    var index = 0
    while index < words.count {
      let nameEnd = words.firstIndex(of: 0x20, from: index) ?? words.count
      let isLegacy = words[nameEnd - 1] == UInt8(ascii: "*")
      let name = words.part(index..<nameEnd - (isLegacy ? 1 : 0))
      let end = words.firstIndex(of: 0x20, from: nameEnd + 1) ?? words.count
      let (first, second) = Self.scalars(words.part(nameEnd + 1..<end))
      insert(hash(name), HTMLEntities.Meaning(first: first, second: second, isLegacy: isLegacy))
      index = end + 1
    }
  }

  /// One scalar and 0, or two with a plus between.
  private static func scalars(_ digits: ByteSpan) -> (UInt32, UInt32) {
    var first: UInt32?
    var value: UInt32 = 0
    for index in 0..<digits.count {
      if digits[index] == UInt8(ascii: "+") {
        first = value
        value = 0
      } else {
        value = value << 4 | (JSONEscapes.hexadecimalDigit(digits[index]) ?? 0)
      }
    }
    return first.map { ($0, value) } ?? (value, 0)
  }

  private mutating func insert(_ hash: UInt64, _ meaning: HTMLEntities.Meaning) {
    var place = Int(truncatingIfNeeded: hash >> 51)
    while hashes[place] != 0 { place = (place + 1) % Self.size }
    hashes[place] = hash
    meanings[place] = meaning
  }

  func meaning(of hash: UInt64) -> HTMLEntities.Meaning? {
    var place = Int(truncatingIfNeeded: hash >> 51)
    while hashes[place] != 0 {
      if hashes[place] == hash { return meanings[place] }
      place = (place + 1) % Self.size
    }
    return nil
  }
}
