// SPDX-License-Identifier: Apache-2.0

/// Terms by number: gives every distinct term the next free number.
///
/// An open-addressing table whose slots hold terms of up to eight bytes themselves, so that most
/// words are found without following a pointer. Numbers are dense, from zero, in order of first
/// sight. A known term
/// costs about 3 ns when its slot is in cache; see ``touch(_:)`` for when it is not.
struct TermTable: ~Copyable {
  /// Sixteen bytes: the term itself or its hash, its length and part of its hash, its number.
  private struct Slot: BitwiseCopyable {
    /// The bytes of a term of up to eight, else the whole hash.
    var key: UInt64
    /// Nine bits of length below 23 of hash; with `key` it decides equality of short terms.
    var tag: UInt32
    /// The number plus one; zero means that the slot is free.
    var number: UInt32
  }

  /// Where a term's bytes lie in the arena.
  private struct Place: BitwiseCopyable {
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
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(key: 0, tag: 0, number: 0), count: count)
    return slots
  }

  var count: Int { places.count }

  var memoryInUse: Int {
    (mask + 1) * MemoryLayout<Slot>.stride + arena.memoryInUse + places.memoryInUse
      + hashes.memoryInUse + surfaces.memoryInUse
  }

  /// The bytes of a term, valid until the next is added.
  func term(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    let place = places[number]
    return UnsafeBufferPointer(start: arena.base + Int(place.offset), count: Int(place.length))
  }

  /// The smallest surface seen of a term, valid until the next is added; empty if there is none.
  func surface(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    let place = surfaces[number]
    return UnsafeBufferPointer(start: arena.base + Int(place.offset), count: Int(place.length))
  }

  /// Loads the slot where a term of this hash begins its search, so that the next look finds it in
  /// cache.
  ///
  /// The result means nothing; it keeps the load from being removed.
  @inline(__always)
  func touch(_ hash: UInt64) -> UInt64 {
    slots[Int(truncatingIfNeeded: hash) & mask].key
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
    let tag = UInt32(truncatingIfNeeded: length) | UInt32(truncatingIfNeeded: hash >> 41) << 9
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot.number == 0 { return add(bytes, length, hash, key: key, tag: tag, at: index) }
      if slot.key == key, slot.tag == tag,
        length <= 8 || isEqual(slot.number &- 1, bytes, length)
      {
        return slot.number &- 1
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

  private func isEqual(_ number: UInt32, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let known = term(Int(number))
    guard let start = known.baseAddress else { return false }
    return UnsafeRawPointer(start).isEqual(to: bytes, count: length)
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
    slots[index] = Slot(key: key, tag: tag, number: number + 1)
    places.append(Place(offset: UInt32(arena.count), length: UInt32(length)))
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
    for slot in old where slot.number != 0 {
      var index = Int(truncatingIfNeeded: hashes[Int(slot.number) - 1]) & mask
      while slots[index].number != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
    old.deallocate()
  }
}
