// SPDX-License-Identifier: Apache-2.0

import Storage

/// A walk over the documents that may have two things near each other, counting how often each does.
///
/// Documents are found first, in the postings of both sides; then their positions are read, and from
/// the boundaries where fields, sentences or paragraphs begin. Some hundred nanoseconds for a
/// document that has both sides.
final class ProximityCursor {
  private let left: ProximitySide
  private let right: ProximitySide
  private let relation: Proximity.Relation
  private let boundaries: BoundariesReader
  private let damage: UnsafeMutablePointer<Damage>

  /// Where the parts of the document looked at begin that a match may not leave.
  private var units = GrowingArray<UInt32>()

  init(_ proximity: Proximity, in context: SearchContext) {
    left = ProximitySide(proximity.left, in: context)
    right = ProximitySide(proximity.right, in: context)
    relation = proximity.relation
    boundaries = proximity.boundaries
    damage = context.arena.damage
  }

  /// The first document from `target` on that both sides may be in, to which their cursors move.
  func firstDocument(from target: UInt32) -> UInt32 {
    var wanted = left.firstDocument(from: target)
    while wanted != PostingsFormat.noDocument {
      let found = right.firstDocument(from: wanted)
      if found == wanted { return found }
      wanted = left.firstDocument(from: found)
      if wanted == found { return found }
    }
    return PostingsFormat.noDocument
  }

  /// Whether both sides may be in `document`; these must be asked for in ascending order.
  func holdsBoth(in document: UInt32) -> Bool {
    left.firstDocument(from: document) == document
      && right.firstDocument(from: document) == document
  }

  /// The most that ``frequency(in:)`` can be for the document all cursors stand on.
  func mostFrequency(in document: UInt32) -> UInt32 {
    min(left.mostSpans(in: document), right.mostSpans(in: document))
  }

  /// How often the document that all cursors stand on has both sides near each other.
  func frequency(in document: UInt32) -> UInt32 {
    units.truncate(to: 0)
    do throws(CorruptionError) {
      let record = try boundaries.record(of: Int(document))
      let isRead = DocumentBoundaries.starts(of: record, relation.unit, into: &units)
      if !isRead { damage.pointee.note("boundaries of a document", at: UInt64(document)) }
    } catch {
      damage.pointee.note("boundaries of a document", at: UInt64(document))
    }
    left.findSpans(in: document, units: units)
    right.findSpans(in: document, units: units)
    return min(
      count(of: left, near: right, isFirst: true),
      count(of: right, near: left, isFirst: false)
    )
  }

  /// How many spans of one side have one of the other near; `isFirst` says that it is the left one.
  private func count(of side: ProximitySide, near other: ProximitySide, isFirst: Bool) -> UInt32 {
    let (looksAhead, looksBack) = relation.isOrdered ? (isFirst, !isFirst) : (true, true)
    let most = relation.distance
    var count: UInt32 = 0
    for index in 0..<side.byStart.count {
      let span = side.byStart[index]
      let isNear =
        looksAhead && other.hasSpan(behind: span, within: most)
        || looksBack && other.hasSpan(before: span, within: most)
      count &+= isNear ? 1 : 0
    }
    return count
  }
}

extension ProximitySide {
  /// Whether a span of the same unit starts behind another's end, at most so far.
  fileprivate func hasSpan(behind span: ProximitySpan, within most: UInt32) -> Bool {
    var (low, high) = (0, byStart.count)
    while low < high {
      let middle = (low + high) / 2
      if byStart[middle].start <= span.end { low = middle + 1 } else { high = middle }
    }
    // The next one is the nearest, so if it is in another unit all are.
    return low < byStart.count && byStart[low].unit == span.unit
      && byStart[low].start &- span.end <= most
  }

  /// Whether a span of the same unit ends before another's start, at most so far.
  fileprivate func hasSpan(before span: ProximitySpan, within most: UInt32) -> Bool {
    var (low, high) = (0, byEnd.count)
    while low < high {
      let middle = (low + high) / 2
      if byEnd[middle].end < span.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 && byEnd[low - 1].unit == span.unit
      && span.start &- byEnd[low - 1].end <= most
  }
}

extension Proximity.Relation {
  /// What both sides have to be in together.
  fileprivate var unit: DocumentBoundaries.Unit {
    switch self {
    case .within, .inOrder: .field
    case .inSentence: .sentence
    case .inParagraph: .paragraph
    }
  }

  fileprivate var distance: UInt32 {
    switch self {
    case .within(let most), .inOrder(let most): most
    case .inSentence, .inParagraph: .max
    }
  }

  fileprivate var isOrdered: Bool {
    if case .inOrder = self { true } else { false }
  }
}
