// SPDX-License-Identifier: Apache-2.0

/// Canonical composition (NFC) of a letter and the marks on it.
///
/// Texts are nearly always composed already, so this runs only where a mark that can compose is
/// met, on that letter alone.
struct Composition: ~Copyable {
  /// More marks than this on one letter are not composed.
  static let longest = 30
  private static let capacity = 256

  /// The code points: decomposed while they are added, composed after ``compose()``.
  let codePoints: UnsafeMutablePointer<UInt32>
  private(set) var count = 0

  init() {
    codePoints = .allocate(capacity: Self.capacity)
    codePoints.initialize(repeating: 0, count: Self.capacity)
  }

  deinit {
    codePoints.deallocate()
  }

  mutating func removeAll() {
    count = 0
  }

  /// Adds a code point, canonically decomposed (but for hangul syllables), in canonical order.
  mutating func append(_ codePoint: UInt32) {
    guard codePoint >= 0xc0, let (first, second) = Self.decomposition(of: codePoint) else {
      return insert(codePoint)
    }
    append(first)
    if second != 0 { insert(second) }
  }

  /// Joins what has a composed form; marks that are blocked stay.
  mutating func compose() {
    guard count > 1 else { return }
    var kept = 1
    var starter = Self.combiningClass(codePoints[0]) == 0 ? 0 : -1
    var lastClass = starter == 0 ? 0 : Self.combiningClass(codePoints[0])
    for index in 1..<count {
      let codePoint = codePoints[index]
      let combiningClass = Self.combiningClass(codePoint)
      let isBlocked = lastClass != 0 && lastClass >= combiningClass
      let isAdjacent = starter == kept - 1
      if starter >= 0, isAdjacent || !isBlocked && lastClass != 0,
        let joined = Self.composite(codePoints[starter], codePoint)
      {
        codePoints[starter] = joined
        continue
      }
      codePoints[kept] = codePoint
      if combiningClass == 0 { starter = kept }
      lastClass = combiningClass
      kept += 1
    }
    count = kept
  }

  /// Appends one code point after those of lower or equal class.
  private mutating func insert(_ codePoint: UInt32) {
    guard count < Self.capacity else { return }
    let combiningClass = Self.combiningClass(codePoint)
    var place = count
    while combiningClass != 0, place > 0,
      Self.combiningClass(codePoints[place - 1]) > combiningClass
    {
      codePoints[place] = codePoints[place - 1]
      place -= 1
    }
    codePoints[place] = codePoint
    count += 1
  }
}

extension Composition {
  /// The canonical combining class.
  static func combiningClass(_ codePoint: UInt32) -> UInt32 {
    guard codePoint >= 0x300 else { return 0 }
    let table = CharacterTables.combiningClasses.utf8Start
    let count = CharacterTables.combiningClassCount
    let place = CharacterTables.lowerBound(table, count: count, width: 8) {
      CharacterTables.six($0, at: 3, count: 3) < codePoint
    }
    guard place < count, CharacterTables.six(table, at: place * 8, count: 3) <= codePoint else {
      return 0
    }
    return CharacterTables.six(table, at: place * 8 + 6, count: 2)
  }

  /// The canonical decomposition by one step; the second is zero for a single character.
  static func decomposition(of codePoint: UInt32) -> (UInt32, UInt32)? {
    let table = CharacterTables.decompositions.utf8Start
    let count = CharacterTables.decompositionCount
    let place = CharacterTables.lowerBound(table, count: count, width: 9) {
      CharacterTables.six($0, at: 0, count: 3) < codePoint
    }
    guard place < count, CharacterTables.six(table, at: place * 9, count: 3) == codePoint else {
      return nil
    }
    return (
      CharacterTables.six(table, at: place * 9 + 3, count: 3),
      CharacterTables.six(table, at: place * 9 + 6, count: 3)
    )
  }

  /// The character that two compose to.
  static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if let syllable = hangul(first, second) { return syllable }
    let key = UInt64(second) << 32 | UInt64(first)
    let table = CharacterTables.compositions.utf8Start
    let count = CharacterTables.compositionCount
    func keyOf(_ place: UnsafePointer<UInt8>) -> UInt64 {
      UInt64(CharacterTables.six(place, at: 0, count: 3)) << 32
        | UInt64(CharacterTables.six(place, at: 3, count: 3))
    }
    let place = CharacterTables.lowerBound(table, count: count, width: 9) { keyOf($0) < key }
    guard place < count, keyOf(table + place * 9) == key else { return nil }
    return CharacterTables.six(table, at: place * 9 + 6, count: 3)
  }

  /// Hangul syllables are composed by arithmetic (The Unicode Standard, section 3.12).
  private static func hangul(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
      return 0xac00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
    }
    let isOpen = (0xac00..<0xd7a4).contains(first) && (first - 0xac00) % 28 == 0
    return isOpen && (0x11a8..<0x11c3).contains(second) ? first + (second - 0x11a7) : nil
  }
}
