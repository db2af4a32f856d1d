// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A score that as many documents as are wanted are known to reach, learnt by any of several
/// collectors that look for the best of different documents.
///
/// A document with less cannot be among the best of all; one with just as much can.
final class SharedThreshold: Sendable {
  private let score = Atomic<Int32>(0)

  @inline(__always)
  var value: Int32 { score.load(ordering: .relaxed) }

  /// Takes note of a score; only higher ones change anything.
  func raise(to least: Int32) {
    score.max(least, ordering: .relaxed)
  }
}
