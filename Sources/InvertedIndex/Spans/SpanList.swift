// SPDX-License-Identifier: Apache-2.0

/// Where something stands: its first and last position.
struct Span: BitwiseCopyable, Equatable {
  var start: UInt32
  var end: UInt32

  /// Orders spans by their starts, those with the same by their ends.
  @inline(__always)
  var key: UInt64 { UInt64(start) &<< 32 | UInt64(end) }
}

/// The spans of one document, in memory that is used for one after the other.
struct SpanList: ~Copyable {
  private var spans = GrowingArray<Span>()

  var count: Int { spans.count }

  @inline(__always)
  subscript(index: Int) -> Span { spans[index] }

  mutating func removeAll() {
    spans.truncate(to: 0)
  }

  @inline(__always)
  mutating func append(_ start: UInt32, _ end: UInt32) {
    spans.append(Span(start: start, end: end))
  }

  mutating func append(contentsOf other: borrowing SpanList) {
    spans.append(contentsOf: other.spans.values)
  }

  /// Keeps the spans for which `isKept` says so.
  @inline(__always)
  mutating func keep(_ isKept: (Span) -> Bool) {
    var kept = 0
    for index in 0..<spans.count {
      let span = spans[index]
      spans[kept] = span
      kept &+= isKept(span) ? 1 : 0
    }
    spans.truncate(to: kept)
  }

  /// Puts the spans in order, and keeps one of those that are the same.
  mutating func normalize() {
    spans.sort { $0.key < $1.key }
    var kept = 0
    for index in 0..<spans.count {
      let span = spans[index]
      if kept > 0, spans[kept &- 1] == span { continue }
      spans[kept] = span
      kept &+= 1
    }
    spans.truncate(to: kept)
  }
}

extension GrowingArray {
  /// Sorts without taking memory (Shell, 1959, gaps as Tokuda's); most lists are short.
  @inline(__always)
  mutating func sort(by precedes: (Element, Element) -> Bool) {
    var gap = count
    while gap > 1 {
      gap = gap < 5 ? 1 : gap &* 4 / 9
      for index in gap..<count {
        let value = self[index]
        var hole = index
        while hole >= gap && precedes(value, self[hole &- gap]) {
          self[hole] = self[hole &- gap]
          hole &-= gap
        }
        self[hole] = value
      }
    }
  }
}

extension SpanList {
  /// Whether any of the spans, which are ascending, starts at a position.
  @inline(__always)
  func contains(start: UInt32) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low &+ high) / 2
      if self[middle].start < start { low = middle &+ 1 } else { high = middle }
    }
    return low < count && self[low].start == start
  }
}
