// SPDX-License-Identifier: Apache-2.0

/// Says which files of a kind to merge next, so that there are few of them and each byte is
/// rewritten seldom.
///
/// Files stand in a tier by their length: below 64 KB the first, and each tier takes files `fanIn`
/// times as long as the one before. When there are `fanIn` files of a tier with none of a higher
/// tier after them, they and what follows them become one. So n bytes lie in fewer than `fanIn`
/// files for each of some log n tiers, and a byte is copied about once for each tier. Only
/// neighbours are merged: the order of files is the order of what happened.
package struct TierPolicy: Sendable {
  /// How many files make one of the next tier.
  let fanIn: Int
  /// Files of half this length and more are left alone, and with them whatever is older.
  let limit: UInt64
  private let firstTier: UInt64 = 64 << 10

  /// Packs and files of articles: many are harmless, and rewriting gigabytes would cost minutes.
  package static let records = TierPolicy(fanIn: 8, limit: 2 << 30)
  /// Runs of the catalogue: each look-up may have to ask all of them.
  package static let catalogue = TierPolicy(fanIn: 4, limit: .max)

  package init(fanIn: Int, limit: UInt64) {
    self.fanIn = fanIn
    self.limit = limit
  }

  /// The files to merge, as a range of `lengths`, which are oldest first; nil if none should be.
  package func merge(of lengths: [UInt64]) -> Range<Int>? {
    let start = (lengths.lastIndex { $0 >= limit / 2 } ?? -1) + 1
    let tiers = lengths[start...].map { tier(of: $0) }
    for tier in Set(tiers).sorted() {
      let newest = tiers.reversed().prefix { $0 <= tier }
      if newest.count(where: { $0 == tier }) >= fanIn {
        return lengths.count - newest.count..<lengths.count
      }
    }
    return nil
  }

  /// Ranges of `lengths` that leave as few files as the limit allows.
  package func fullMerge(of lengths: [UInt64]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < lengths.count {
      var sum = lengths[start]
      var end = start + 1
      while end < lengths.count {
        let (more, isTooMuch) = sum.addingReportingOverflow(lengths[end])
        guard !isTooMuch, more <= limit else { break }
        sum = more
        end += 1
      }
      if end > start + 1 { ranges.append(start..<end) }
      start = end
    }
    return ranges
  }

  private func tier(of length: UInt64) -> Int {
    var tier = 0
    var end = firstTier
    while length >= end, tier < 15 {
      tier += 1
      end *= UInt64(fanIn)
    }
    return tier
  }
}
