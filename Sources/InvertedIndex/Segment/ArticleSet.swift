// SPDX-License-Identifier: Apache-2.0

/// Some articles by their ids, to be looked for among all documents of a segment.
///
/// An open table with linear probing, at most a quarter full: ids are hashes already, so their high
/// bits say where to look. Read-only once made; some 32 bytes an article.
package final class ArticleSet: Sendable {
  private let slots: [UInt64]
  private let shift: UInt64
  private let hasZero: Bool
  /// How many articles there are.
  package let count: Int

  /// The articles with these ids, in any order and as often as they like.
  package init(_ ids: some Collection<UInt64>) {
    let bits = max(4, Int.bitWidth - (4 * ids.count).leadingZeroBitCount)
    var slots = [UInt64](repeating: 0, count: 1 << bits)
    let shift = UInt64(64 - bits)
    var count = 0
    for id in ids where id != 0 {
      var place = Int(id &>> shift)
      while slots[place] != 0, slots[place] != id { place = (place + 1) & (slots.count - 1) }
      if slots[place] == 0 { count += 1 }
      slots[place] = id
    }
    hasZero = ids.contains(0)
    self.slots = slots
    self.shift = shift
    self.count = count + (hasZero ? 1 : 0)
  }

  package var isEmpty: Bool { count == 0 }

  /// Whether the article with this id is one of them.
  @inline(__always)
  package func contains(_ id: UInt64) -> Bool {
    guard id != 0 else { return hasZero }
    return slots.withUnsafeBufferPointer { slots in
      var place = Int(id &>> shift)
      while slots[place] != 0 {
        if slots[place] == id { return true }
        place = (place + 1) & (slots.count - 1)
      }
      return false
    }
  }
}
