// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

extension SearchAttempt {
  /// How many documents of each segment match, and the hits asked for.
  func countsAndHits() throws(SearchFailure) -> (counts: [Int], hits: [SearchHit]) {
    if let both = try inOnePass() { return both }
    let counts = try counts()
    return (counts, try hits(counts))
  }

  /// The same, found in one go; nil where counting and ranking apart from each other should be
  /// cheaper, or nothing is to be ranked.
  private func inOnePass() throws(SearchFailure) -> (counts: [Int], hits: [SearchHit])? {
    guard request.order.isRanked, let limit = request.limit, limit > 0 else { return nil }
    let all = Int(clamping: segments.documentCount)
    let first = min(max(0, request.offset), all)
    let end = first + min(limit, all - first)
    var top = TopDocuments(capacity: firstPassSize(showing: end))
    var counts: [Int] = []
    for (index, reader) in segments.readers.enumerated() {
      let matcher = plan.matcher(in: index)
      guard let reader, !matcher.isNothing else {
        counts.append(0)
        continue
      }
      do throws(CorruptionError) {
        let search = try search(reader, matcher)
        guard search.isOnePassCheaper(matcher) else { return nil }
        counts.append(try search.topAndCount(matcher, into: &top, segment: UInt32(index)))
      } catch {
        throw .damage(segment: index, error)
      }
    }
    return (counts, try hits(top.sorted(), first..<end))
  }
}

extension Matcher {
  /// Whether it is known to match no document.
  fileprivate var isNothing: Bool {
    if case .nothing = self { true } else { false }
  }
}
