// SPDX-License-Identifier: Apache-2.0

/// Finds out which spans of two sides are near each other, in one document after another.
final class SpanNearnessFinder {
  private let nearness: SpanNearness
  private var left = SpanSide()
  private var right = SpanSide()

  init(_ nearness: SpanNearness) {
    self.nearness = nearness
  }

  /// How many spans of one side have one of the other near, of the side where that is less.
  func count(_ lefts: borrowing SpanList, _ rights: borrowing SpanList, _ units: DocumentUnits)
    -> UInt32
  {
    fill(lefts, rights, units)
    let lefts = left.count(near: right, within: nearness.distance, ahead: true, back: !isOrdered)
    if lefts == 0 { return 0 }
    return min(
      lefts,
      right.count(near: left, within: nearness.distance, ahead: !isOrdered, back: true)
    )
  }

  /// Finds what reaches from each span of one side that has one of the other near to the nearest.
  func join(
    _ lefts: borrowing SpanList,
    _ rights: borrowing SpanList,
    _ units: DocumentUnits,
    into spans: inout SpanList
  ) {
    spans.removeAll()
    fill(lefts, rights, units)
    let most = nearness.distance
    left.join(right, within: most, ahead: true, back: !isOrdered, into: &spans)
    right.join(left, within: most, ahead: !isOrdered, back: true, into: &spans)
    spans.normalize()
  }

  /// Keeps of the left side's spans those that have none of the right side near.
  func subtract(
    _ rights: borrowing SpanList,
    from spans: inout SpanList,
    _ units: DocumentUnits
  ) {
    right.fill(rights, nearness.starts(in: units))
    let most = nearness.distance
    spans.keep { span in
      guard let span = nearness.placed(span, units) else { return true }
      return right.behind(span, within: most) == nil
        && (isOrdered || right.before(span, within: most) == nil)
    }
  }

  private var isOrdered: Bool {
    if case .inOrder = nearness { true } else { false }
  }

  private func fill(
    _ lefts: borrowing SpanList,
    _ rights: borrowing SpanList,
    _ units: DocumentUnits
  ) {
    left.fill(lefts, nearness.starts(in: units))
    right.fill(rights, nearness.starts(in: units))
  }
}

extension SpanNearness {
  fileprivate var distance: UInt32 {
    switch self {
    case .within(let most), .inOrder(let most): most
    case .inSentence, .inParagraph: .max
    }
  }

  /// Where the parts begin that both sides have to be in together.
  fileprivate func starts(in units: DocumentUnits) -> UnsafeBufferPointer<UInt32> {
    switch self {
    case .within, .inOrder: units.fields.values
    case .inSentence: units.sentences.values
    case .inParagraph: units.paragraphs.values
    }
  }

  /// A span with its part; nil if it is in more than one.
  fileprivate func placed(_ span: Span, _ units: DocumentUnits) -> PlacedSpan? {
    PlacedSpan(span, starts(in: units))
  }
}

/// A span and the number of the part of the text it is in.
private struct PlacedSpan: BitwiseCopyable {
  let span: Span
  let unit: UInt32

  var start: UInt32 { span.start }
  var end: UInt32 { span.end }

  @inline(__always)
  init?(_ span: Span, _ starts: UnsafeBufferPointer<UInt32>) {
    self.span = span
    unit = Self.unit(of: span.start, starts)
    let next = Int(unit)
    if next < starts.count, starts[next] <= span.end { return nil }
  }

  /// How many units begin at or before a position.
  @inline(__always)
  private static func unit(of position: UInt32, _ starts: UnsafeBufferPointer<UInt32>) -> UInt32 {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low &+ high) / 2
      if starts[middle] <= position { low = middle &+ 1 } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}

/// One side's spans that lie in a single part of the text each, by where they start and by where
/// they end.
private struct SpanSide: ~Copyable {
  private var byStart = GrowingArray<PlacedSpan>()
  private var byEnd = GrowingArray<PlacedSpan>()
  /// Whether none starts before another and ends behind it, so that one order is both.
  private var isOneOrder = true

  mutating func fill(_ spans: borrowing SpanList, _ starts: UnsafeBufferPointer<UInt32>) {
    byStart.truncate(to: 0)
    isOneOrder = true
    var last: UInt32 = 0
    for index in 0..<spans.count {
      guard let span = PlacedSpan(spans[index], starts) else { continue }
      isOneOrder = isOneOrder && span.end >= last
      last = span.end
      byStart.append(span)
    }
    if isOneOrder { return }
    byEnd.truncate(to: 0)
    byEnd.append(contentsOf: byStart.values)
    byEnd.sort { ($0.end, $0.start) < ($1.end, $1.start) }
  }

  /// The first span of the same part that starts behind another's end, if at most so far.
  @inline(__always)
  func behind(_ span: PlacedSpan, within most: UInt32) -> PlacedSpan? {
    var (low, high) = (0, byStart.count)
    while low < high {
      let middle = (low &+ high) / 2
      if byStart[middle].start <= span.end { low = middle &+ 1 } else { high = middle }
    }
    // The next one is the nearest, so if it is in another part all are.
    guard low < byStart.count, byStart[low].unit == span.unit else { return nil }
    return byStart[low].start &- span.end <= most ? byStart[low] : nil
  }

  /// The last span of the same part that ends before another's start, if at most so far.
  @inline(__always)
  func before(_ span: PlacedSpan, within most: UInt32) -> PlacedSpan? {
    let sorted = isOneOrder ? byStart.base : byEnd.base
    var (low, high) = (0, byStart.count)
    while low < high {
      let middle = (low &+ high) / 2
      if sorted[middle].end < span.start { low = middle &+ 1 } else { high = middle }
    }
    guard low > 0, sorted[low &- 1].unit == span.unit else { return nil }
    return span.start &- sorted[low &- 1].end <= most ? sorted[low &- 1] : nil
  }

  /// How many of these have one of the other side near.
  func count(near other: borrowing SpanSide, within most: UInt32, ahead: Bool, back: Bool) -> UInt32
  {
    var count: UInt32 = 0
    for index in 0..<byStart.count {
      let span = byStart[index]
      let isNear =
        ahead && other.behind(span, within: most) != nil
        || back && other.before(span, within: most) != nil
      count &+= isNear ? 1 : 0
    }
    return count
  }

  /// Adds what reaches from each of these to the nearest of the other side.
  func join(
    _ other: borrowing SpanSide,
    within most: UInt32,
    ahead: Bool,
    back: Bool,
    into spans: inout SpanList
  ) {
    for index in 0..<byStart.count {
      let span = byStart[index]
      if ahead, let next = other.behind(span, within: most) { spans.append(span.start, next.end) }
      if back, let last = other.before(span, within: most) { spans.append(last.start, span.end) }
    }
  }
}
