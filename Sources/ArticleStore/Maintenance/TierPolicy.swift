// SPDX-License-Identifier: Apache-2.0

/// Says which files of a kind to merge next, so that there are few of them and each byte is
/// rewritten seldom.
///
/// Files stand in a tier by their length: below 64 KB the first, and each tier takes files eight
/// times as long as the one before. When eight files at the end of the list, the newest, lie in a
/// tier or below it, they become one. So with n bytes there are at most seven files for each of
/// some log₈ n tiers, and a byte is copied once for each tier. Only neighbours are merged: the order
/// of files is the order of what happened.
package enum TierPolicy {
  /// How many files make one of the next tier.
  package static let fanIn = 8
  private static let firstTier: UInt64 = 64 << 10

  /// The files to merge, as a range of `lengths`, which are oldest first; nil if none should be.
  ///
  /// Files of half of `limit` and more are left alone, and with them whatever is older.
  package static func merge(of lengths: [UInt64], limit: UInt64 = .max) -> Range<Int>? {
    let start = (lengths.lastIndex { $0 >= limit / 2 } ?? -1) + 1
    let tiers = lengths[start...].map { tier(of: $0) }
    for tier in Set(tiers).sorted() {
      let count = tiers.reversed().prefix { $0 <= tier }.count
      if count >= fanIn { return lengths.count - count..<lengths.count }
    }
    return nil
  }

  private static func tier(of length: UInt64) -> Int {
    var tier = 0
    var end = firstTier
    while length >= end, tier < 15 {
      tier += 1
      end *= UInt64(fanIn)
    }
    return tier
  }
}
