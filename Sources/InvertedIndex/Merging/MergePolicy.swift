// SPDX-License-Identifier: Apache-2.0

/// Which segments to merge: a pure function of their sizes.
///
/// Only neighbours are merged, so that the order of segments stays the order in which articles
/// came. The number of segments allowed grows with the logarithm of the archive: up to
/// ``segmentsPerTier`` small ones, as many of ten times that size, and so on. Beyond that the run
/// is chosen whose segments are most alike, and among such the smallest: so an article is
/// rewritten about once per tier.
///
/// Sources: Lucene's `TieredMergePolicy` for the allowance and the score, its `LogMergePolicy` for
/// keeping to neighbours.
package struct MergePolicy: Sendable {
  /// Segments below this number of documents are alike: they cost next to nothing to merge.
  package var smallest = 512
  package var segmentsPerTier = 8
  /// Never more segments than this in all, whatever the size of the archive.
  package var mostSegments = 24
  /// How many segments one step merges at most.
  package var widestMerge = 10
  /// No merge makes a larger segment.
  package var mostDocuments = 1 << 30

  package init() {}

  /// The runs to merge now, disjoint and ascending, as ranges of positions in `sizes`.
  ///
  /// `sizes` are numbers of documents, oldest segment first. Empty when nothing needs merging.
  /// After merging as told, asking again gives nothing. Quadratic in the number of segments.
  package func merges(of sizes: [Int]) -> [Range<Int>] {
    var runs = sizes.indices.map { Run(range: $0..<$0 + 1, documents: max(0, sizes[$0])) }
    let allowed = allowedSegments(documents: runs.reduce(0) { $0 + $1.documents })
    while runs.count > allowed, let next = cheapestWindow(of: runs) {
      let merged = Run(
        range: runs[next.lowerBound].range.lowerBound..<runs[next.upperBound - 1].range.upperBound,
        documents: runs[next].reduce(0) { $0 + $1.documents }
      )
      runs.replaceSubrange(next, with: CollectionOfOne(merged))
    }
    return runs.map(\.range).filter { $0.count > 1 }
  }

  /// How many segments an archive of so many documents may have.
  package func allowedSegments(documents: Int) -> Int {
    var allowed = 0
    var rest = documents
    var size = max(1, smallest)
    while rest > 0, allowed < mostSegments {
      let here = min(segmentsPerTier, (rest + size - 1) / size)
      allowed += here
      rest -= here * size
      size = size.multipliedReportingOverflow(by: 10).partialValue
      guard size > 0 else { break }
    }
    return min(mostSegments, max(allowed, segmentsPerTier))
  }

  /// A segment there is, or one that would come from merging a run of them.
  private struct Run {
    var range: Range<Int>
    var documents: Int
  }

  /// The window of neighbours that is cheapest to merge for what it saves.
  ///
  /// The score is the share of the largest segment in the window (a tenth for ten equal ones, near
  /// one when a large segment would be rewritten for a small one), nudged towards small totals.
  private func cheapestWindow(of runs: [Run]) -> Range<Int>? {
    var best: Range<Int>?
    var bestScore = Double.infinity
    for start in runs.indices {
      var largest = 0
      var total = 0
      for end in start..<min(runs.count, start + widestMerge) {
        largest = max(largest, max(runs[end].documents, smallest / 8))
        total += max(runs[end].documents, smallest / 8)
        guard end > start, total <= mostDocuments else { continue }
        let score = Double(largest) / Double(total) * twentiethRoot(of: total)
        if score < bestScore {
          bestScore = score
          best = start..<end + 1
        }
      }
    }
    return best
  }

  /// About the twentieth root, good enough to prefer small totals: linear between powers of two.
  private func twentiethRoot(of total: Int) -> Double {
    let whole = max(1, total)
    let exponent = Int.bitWidth - 1 - whole.leadingZeroBitCount
    let fraction = Double(whole) / Double(1 << exponent) - 1
    // 2^(1/20) per doubling.
    return (0..<exponent).reduce(1 + fraction * 0.0353) { root, _ in root * 1.0353 }
  }
}
