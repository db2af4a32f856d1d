// SPDX-License-Identifier: Apache-2.0

import Glibc

/// How much newer articles are preferred.
///
/// Adds `½ · 2.2 · Σ w · 2^(−age / halfLife)` to a score: an article of today gains half of what BM25
/// can give at most, one that is as old as the half-life a quarter, and so on. An article without a
/// date gains nothing, one dated later than now as much as one of now.
package struct Recency: Hashable, Sendable {
  /// In seconds; positive.
  package var halfLife: Double
  /// Seconds since 1970.
  package var now: Int64

  /// A preference for articles of about the last `halfLife` seconds before `now`.
  package init(halfLife: Double, now: Int64) {
    self.halfLife = halfLife
    self.now = now
  }

  /// The share of the most that an article may gain, between 0 and 1.
  func share(published: Int64?) -> Double {
    guard let published, halfLife > 0 else { return 0 }
    let age = max(0, Double(now) - Double(published))
    return exp2(-age / halfLife)
  }
}
