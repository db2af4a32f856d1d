// SPDX-License-Identifier: Apache-2.0

/// A run of documents looked at together: a bit and a score for each.
///
/// Everything that is not a single list or a plain list of clauses is matched by windows; 4096
/// scores fill half a first-level cache.
struct Window {
  /// Documents in a window.
  ///
  /// Windows begin at multiples of it.
  static let size = 4096

  /// Words of bits in a window.
  ///
  ///
  ///
  static let words = size / 64

  let bits: UnsafeMutablePointer<UInt64>

  /// Zero wherever the bit is not set.
  let scores: UnsafeMutablePointer<Int32>

  init(in arena: CursorArena) {
    bits = arena.allocate(UInt64.self, count: Self.words, repeating: 0)
    scores = arena.allocate(Int32.self, count: Self.size, repeating: 0)
  }

  /// Makes the window empty.
  ///
  /// About 0.3 µs.
  func clear(withScores isScored: Bool) {
    bits.update(repeating: 0, count: Self.words)
    if isScored { scores.update(repeating: 0, count: Self.size) }
  }

  var isEmpty: Bool {
    var all: UInt64 = 0
    for word in 0..<Self.words { all |= bits[word] }
    return all == 0
  }

  /// The number of documents.
  var count: Int {
    var sum = 0
    for word in 0..<Self.words { sum &+= bits[word].nonzeroBitCount }
    return sum
  }

  /// Sets the bits of ascending documents.
  ///
  /// Neighbours often share a word, and each would wait for the one before; so four stretches are
  /// gone through side by side. About 0.4 ns each.
  @inline(__always)
  static func mark(
    _ documents: UnsafePointer<UInt32>,
    count: Int,
    base: UInt32,
    in bits: UnsafeMutablePointer<UInt64>
  ) {
    let quarter = count &>> 2
    for index in 0..<quarter {
      set(documents[index] &- base, in: bits)
      set(documents[quarter &+ index] &- base, in: bits)
      set(documents[2 &* quarter &+ index] &- base, in: bits)
      set(documents[3 &* quarter &+ index] &- base, in: bits)
    }
    for index in 4 &* quarter..<count { set(documents[index] &- base, in: bits) }
  }

  @inline(__always)
  private static func set(_ place: UInt32, in bits: UnsafeMutablePointer<UInt64>) {
    bits[Int(place >> 6)] |= 1 &<< UInt64(place & 63)
  }

  /// Calls `body` with the place of every document.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for word in 0..<Self.words {
      var rest = bits[word]
      while rest != 0 {
        body(word &<< 6 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }

  /// Makes scores zero where no bit is set.
  func dropStaleScores() {
    for word in 0..<Self.words where bits[word] != UInt64.max {
      var rest = ~bits[word]
      while rest != 0 {
        scores[word &<< 6 &+ rest.trailingZeroBitCount] = 0
        rest &= rest &- 1
      }
    }
  }

  /// Keeps the documents of both, with the scores of both.
  func intersect(_ other: Window, isScored: Bool) {
    for word in 0..<Self.words { bits[word] &= other.bits[word] }
    guard isScored else { return }
    addScores(of: other)
    dropStaleScores()
  }

  /// Takes in the documents of the other, with their scores.
  func unite(_ other: Window, isScored: Bool) {
    for word in 0..<Self.words { bits[word] |= other.bits[word] }
    if isScored { addScores(of: other) }
  }

  /// Adds the scores of the other to its own documents only.
  func prefer(_ other: Window) {
    addScores(of: other)
    dropStaleScores()
  }

  /// Drops the documents of the other.
  func subtract(_ other: Window, isScored: Bool) {
    for word in 0..<Self.words { bits[word] &= ~other.bits[word] }
    if isScored { dropStaleScores() }
  }

  /// Keeps the documents that were counted so often, and makes all counts zero; those in the window
  /// have one.
  func keep(
    countsFrom least: UInt32,
    _ counts: UnsafeMutablePointer<UInt32>,
    isScored: Bool
  ) {
    forEach { place in
      if counts[place] < least { bits[place >> 6] &= ~(1 &<< UInt64(place & 63)) }
      counts[place] = 0
    }
    if isScored { dropStaleScores() }
  }

  private func addScores(of other: Window) {
    for place in 0..<Self.size { scores[place] &+= other.scores[place] }
  }
}
