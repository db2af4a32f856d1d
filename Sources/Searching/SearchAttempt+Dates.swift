// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// A match as it is sorted by date.
///
/// Equal dates keep the order of segments and documents; articles without a date come last.
private struct DatedMatch: Comparable {
  /// Seconds since 1970, turned round for the newest first; the greatest number if unknown.
  let time: Int64
  let segment: Int
  let document: UInt32

  static func < (left: DatedMatch, right: DatedMatch) -> Bool {
    if left.time != right.time { return left.time < right.time }
    return left.segment != right.segment
      ? left.segment < right.segment : left.document < right.document
  }
}

/// A window of a segment, and the best date in it.
private struct DatedWindow {
  let best: Int64
  let segment: Int
  let window: Int
}

extension SearchAttempt {
  /// The matches of some places in the order of dates; `counts` are those of ``counts()``.
  ///
  /// Windows are searched in the order of the best date that is in them, until no other can hold
  /// anything better than what is found: few, where documents lie in the order of time.
  func byDate(_ places: Range<Int>, _ counts: [Int]) throws(SearchFailure) -> [SearchHit] {
    let wanted = places.upperBound
    let windows = try datedWindows(counts)
    var found: [DatedMatch] = []
    var next = 0
    var step = firstStep(wanted, counts)
    while next < windows.count {
      if found.count == wanted, let last = found.last, windows[next].best > last.time { break }
      let end = min(windows.count, next + step)
      found += try matches(in: windows[next..<end])
      found.sort()
      found.removeLast(max(0, found.count - wanted))
      next = end
      step *= 2
    }
    var hits: [SearchHit] = []
    for match in found.dropFirst(places.lowerBound) {
      if let hit = try hit(match.segment, match.document, 0) { hits.append(hit) }
    }
    return hits
  }

  /// How many windows are likely to hold twice as many matches as wanted.
  private func firstStep(_ wanted: Int, _ counts: [Int]) -> Int {
    let matches = max(1, counts.reduce(0, +))
    let size = SegmentSearch.windowSize
    guard wanted < matches / 2 else { return Int.max / 4 }
    let documents = Int(clamping: segments.documentCount)
    return 1 + 2 * wanted * (documents / size + 1) / matches
  }

  private func sortingTime(_ seconds: Int64?) -> Int64 {
    guard let seconds else { return .max }
    return request.order == .newestFirst ? 0 &- seconds : seconds
  }

  /// The windows of segments that match, the best date first.
  private func datedWindows(_ counts: [Int]) throws(SearchFailure) -> [DatedWindow] {
    let bySegment = try segments.map(missing: []) {
      (segment, reader) throws(CorruptionError) -> [DatedWindow] in
      guard counts[segment] > 0 else { return [] }
      return try reader.datedWindows().enumerated().map { window, run in
        let isDated = run.earliest <= run.latest
        let best = request.order == .newestFirst ? run.latest : run.earliest
        return DatedWindow(
          best: sortingTime(isDated ? best : nil),
          segment: segment,
          window: window
        )
      }
    }
    return bySegment.joined().sorted {
      ($0.best, $0.segment, $0.window) < ($1.best, $1.segment, $1.window)
    }
  }

  private func matches(in windows: ArraySlice<DatedWindow>) throws(SearchFailure) -> [DatedMatch] {
    var numbers: [[Int]] = Array(repeating: [], count: segments.readers.count)
    for window in windows { numbers[window.segment].append(window.window) }
    let found = try segments.map(missing: []) {
      (segment, reader) throws(CorruptionError) -> [DatedMatch] in
      let numbers = numbers[segment].sorted()
      guard let first = numbers.first, let last = numbers.last else { return [] }
      let size = SegmentSearch.windowSize
      let dates = try reader.dates(of: first * size..<(last + 1) * size)
      let matcher = plan.matcher(in: segment)
      return try search(reader, matcher).matches(matcher, inWindows: numbers).map { document in
        DatedMatch(
          time: sortingTime(dates.seconds(of: document)),
          segment: segment,
          document: document
        )
      }
    }
    return Array(found.joined())
  }
}
