// SPDX-License-Identifier: Apache-2.0

/// Terms by number: gives every distinct term the next free number.
///
/// An open-addressing table whose slots hold terms of up to eight bytes themselves, so that most
/// words are found without following a pointer. Numbers are dense, from zero, in order of first
/// sight. A known term
/// costs about 3 ns when its slot is in cache; see ``touch(_:)`` for when it is not.
struct TermTable: ~Copyable {
  /// Sixteen bytes: the term itself or its hash, its length and part of its hash, its number or
  /// where it lies.
  private struct Slot: BitwiseCopyable {
    /// The bytes of a term of up to eight, else the whole hash.
    var key: UInt64
    /// Nine bits of length below 23 of hash; with `key` it decides equality of short terms.
    var tag: UInt32
    /// Of a term of up to eight bytes its number plus one, else the place of its bytes in the arena.
    ///
    /// Before those bytes stands the number. Zero means that the slot is free.
    var value: UInt32
  }

  /// Where a term's bytes lie in the arena.
  struct Place: BitwiseCopyable {
    var offset: UInt32
    var length: UInt32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var arena = GrowingArray<UInt8>(capacity: 1 << 14)
  private var places = GrowingArray<Place>(capacity: 1 << 10)
  private var hashes = GrowingArray<UInt64>(capacity: 1 << 10)
  /// The smallest surface seen of each term; length zero means none.
  private var surfaces = GrowingArray<Place>(capacity: 1 << 10)

  /// Longer terms do not fit the tag; terms have at most 255 bytes and keys two more.
  static let longestKey = 511

  init() {
    mask = (1 << 11) - 1
    slots = Self.freeSlots(mask + 1)
  }

  deinit {
    slots.deallocate()
  }

  private static func freeSlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = LargeMemory.allocate(Slot.self, count: count)
    slots.initialize(repeating: Slot(key: 0, tag: 0, value: 0), count: count)
    return slots
  }

  var count: Int { places.count }

  var memoryInUse: Int {
    (mask + 1) * MemoryLayout<Slot>.stride + arena.memoryInUse + places.memoryInUse
      + hashes.memoryInUse + surfaces.memoryInUse
  }

  /// The bytes at a place, valid until the next term is added.
  @inline(__always)
  func bytes(at place: Place) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena.base + Int(place.offset), count: Int(place.length))
  }

  /// Where a term lies, and the smallest surface seen of it; without one, nowhere.
  @inline(__always)
  func places(of number: Int) -> (term: Place, surface: Place) {
    (places[number], surfaces[number])
  }

  /// The bytes of a term, valid until the next is added.
  func term(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    bytes(at: places[number])
  }

  /// The smallest surface seen of a term, valid until the next is added; empty if there is none.
  func surface(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    bytes(at: surfaces[number])
  }

  /// Loads the slot where a term of this hash begins its search, so that the next look finds it in
  /// cache.
  ///
  /// The result means nothing; it keeps the load from being removed.
  @inline(__always)
  func touch(_ hash: UInt64) -> UInt64 {
    slots[Int(truncatingIfNeeded: hash) & mask].key
  }

  /// Loads the bytes with which a long term of this hash will be compared, as ``touch(_:)`` does
  /// the slot.
  @inline(__always)
  func touchBytes(_ hash: UInt64) -> UInt64 {
    let slot = slots[Int(truncatingIfNeeded: hash) & mask]
    return slot.key == hash && slot.value != 0 ? UInt64(arena[Int(slot.value)]) : 0
  }

  /// The number of a term, a new one if it was never seen.
  ///
  /// `length` is 1...``longestKey``. Terms of up to eight bytes are followed by zeros up to the
  /// eighth. Equal bytes must come with equal hashes.
  @inline(__always)
  mutating func number(
    of bytes: UnsafePointer<UInt8>,
    length: Int,
    hash: UInt64
  ) -> UInt32 {
    let key = length <= 8 ? UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self) : hash
    return number(of: bytes, length: length, hash: hash, key: key)
  }

  /// The number of a term whose `key` the caller has: the bytes of a term of up to eight with zeros
  /// up to the eighth, else the hash.
  @inline(__always)
  mutating func number(
    of bytes: UnsafePointer<UInt8>,
    length: Int,
    hash: UInt64,
    key: UInt64
  ) -> UInt32 {
    let isShort = length <= 8
    let tag = UInt32(truncatingIfNeeded: length) | UInt32(truncatingIfNeeded: hash >> 41) << 9
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot.value == 0 { return add(bytes, length, hash, key: key, tag: tag, at: index) }
      if slot.key == key, slot.tag == tag {
        if isShort { return slot.value &- 1 }
        let known = UnsafeRawPointer(arena.base + Int(slot.value))
        if known.isEqual(to: bytes, count: length) {
          return (known - 4).loadUnaligned(as: UInt32.self)
        }
      }
      index = (index &+ 1) & mask
    }
  }

  /// Remembers the smallest surface of a term in byte order: whatever the order of arrival, and
  /// however segments are merged, the same one stays.
  mutating func note(
    surface bytes: UnsafePointer<UInt8>,
    length: Int,
    of number: UInt32
  ) {
    let known = surface(Int(number))
    let new = UnsafeBufferPointer(start: bytes, count: length)
    guard known.isEmpty || new.precedes(known) else { return }
    surfaces[Int(number)] = Place(offset: UInt32(arena.count), length: UInt32(length))
    arena.append(contentsOf: new)
  }

  @inline(never)
  private mutating func add(
    _ bytes: UnsafePointer<UInt8>,
    _ length: Int,
    _ hash: UInt64,
    key: UInt64,
    tag: UInt32,
    at index: Int
  ) -> UInt32 {
    let number = UInt32(places.count)
    withUnsafeBytes(of: number) { raw in
      arena.append(contentsOf: raw.assumingMemoryBound(to: UInt8.self))
    }
    let offset = UInt32(arena.count)
    slots[index] = Slot(key: key, tag: tag, value: length <= 8 ? number + 1 : offset)
    places.append(Place(offset: offset, length: UInt32(length)))
    arena.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    hashes.append(hash)
    surfaces.append(Place(offset: 0, length: 0))
    if places.count * 2 > mask { grow() }
    return number
  }

  private mutating func grow() {
    let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
    mask = mask * 2 + 1
    slots = Self.freeSlots(mask + 1)
    for slot in old where slot.value != 0 {
      var index = Int(truncatingIfNeeded: hash(of: slot)) & mask
      while slots[index].value != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
    old.deallocate()
  }

  private func hash(of slot: Slot) -> UInt64 {
    slot.tag & 511 <= 8 ? hashes[Int(slot.value) - 1] : slot.key
  }
}
