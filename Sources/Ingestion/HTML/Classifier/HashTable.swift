// SPDX-License-Identifier: Apache-2.0

/// A table from hashes to numbers: open addressing, linear probing, no removal.
///
/// Zero stands for an empty place, so a hash of zero is taken for one. A lookup is a load or two. Where
/// a hash is kept is decided by a number that no page can know, so that none can be written whose
/// words all want the same places; it changes nothing of what the table answers.
struct HashTable {
  /// Odd, and another in every process.
  private static let secret = UInt64.random(in: 0 ... .max) | 1

  private let secret = Self.secret
  private var keys: [UInt32]
  private var values: [UInt32]
  private var mask: Int
  private(set) var count = 0

  /// For about `capacity` keys; it grows when it must.
  init(capacity: Int = 16) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = keys
    mask = size - 1
  }

  /// The number of a hash; 0 if it is not there.
  subscript(hash: UInt32) -> UInt32 { values[place(of: hash == 0 ? 1 : hash)] }

  /// Adds bits to those of a hash.
  mutating func insert(_ hash: UInt32, bits: UInt32 = 1) {
    let place = makePlace(hash)
    values[place] |= bits
  }

  /// Adds to the number of a hash and returns what it was before.
  @discardableResult
  mutating func add(_ hash: UInt32, _ amount: UInt32 = 1) -> UInt32 {
    let place = makePlace(hash)
    let before = values[place]
    values[place] = before &+ amount
    return before
  }

  /// The number of a hash, or `fresh`, which is then its number.
  mutating func number(of hash: UInt32, orElse fresh: UInt32) -> UInt32 {
    let place = makePlace(hash)
    if values[place] == 0 { values[place] = fresh }
    return values[place]
  }

  private mutating func makePlace(_ hash: UInt32) -> Int {
    if count * 2 >= keys.count { grow() }
    let key = hash == 0 ? 1 : hash
    let place = place(of: key)
    if keys[place] == 0 {
      keys[place] = key
      count += 1
    }
    return place
  }

  private func place(of key: UInt32) -> Int {
    var place = firstPlace(of: key)
    while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private func firstPlace(of key: UInt32) -> Int {
    var mixed = UInt64(key) &* secret
    mixed = (mixed ^ mixed >> 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & mask
  }

  /// How many places are looked at to find a hash that is there; few, whatever the others are.
  func steps(to hash: UInt32) -> Int {
    let key = hash == 0 ? 1 : hash
    return ((place(of: key) - firstPlace(of: key)) & mask) + 1
  }

  private mutating func grow() {
    var larger = HashTable(capacity: keys.count)
    for index in keys.indices where keys[index] != 0 {
      let place = larger.makePlace(keys[index])
      larger.values[place] = values[index]
    }
    self = larger
  }
}
