// SPDX-License-Identifier: Apache-2.0

/// Where a word or phrase stands: its first and last position, and the part of the text it is in.
struct ProximitySpan: BitwiseCopyable {
  var start: UInt32
  var end: UInt32
  var unit: UInt32
}

/// A walk over the documents that may have one side of a proximity.
final class ProximitySide {
  private let alternatives: [PhraseCursor]
  /// For each, the language its documents must have, or −1, and the document it stands on.
  private let languages: UnsafeMutablePointer<Int16>
  private let standing: UnsafeMutablePointer<UInt32>
  private let context: SearchContext

  /// The spans of the document looked at, by where they start, and again by where they end.
  private(set) var byStart = GrowingArray<ProximitySpan>()
  private(set) var byEnd = GrowingArray<ProximitySpan>()

  init(_ side: [Proximity.Alternative], in context: SearchContext) {
    self.context = context
    alternatives = side.map { PhraseCursor($0.terms, in: context.arena) }
    languages = context.arena.allocate(Int16.self, count: side.count, repeating: -1)
    standing = context.arena.allocate(UInt32.self, count: side.count, repeating: 0)
    for (index, alternative) in side.enumerated() {
      languages[index] = alternative.language.map(Int16.init) ?? -1
    }
  }

  /// The first document from `target` on in which any alternative may be.
  func firstDocument(from target: UInt32) -> UInt32 {
    var first = PostingsFormat.noDocument
    for index in alternatives.indices {
      standing[index] = firstDocument(of: index, from: target)
      first = min(first, standing[index])
    }
    return first
  }

  private func firstDocument(of index: Int, from target: UInt32) -> UInt32 {
    var document = alternatives[index].firstDocument(from: target)
    let language = languages[index]
    while language >= 0, document != PostingsFormat.noDocument, !context.isIn(language, document) {
      document = alternatives[index].firstDocument(from: document &+ 1)
    }
    return document
  }

  /// The most spans that the document all cursors were moved to can have.
  func mostSpans(in document: UInt32) -> UInt32 {
    var most: UInt32 = 0
    for index in alternatives.indices where standing[index] == document {
      most &+= alternatives[index].leastFrequency()
    }
    return most
  }

  /// Finds the spans in that document, each in its unit; those that lie in no single one are left out.
  func findSpans(in document: UInt32, units: borrowing GrowingArray<UInt32>) {
    byStart.truncate(to: 0)
    for index in alternatives.indices where standing[index] == document {
      let cursor = alternatives[index]
      let count = Int(cursor.frequency())
      for place in 0..<count {
        let end = cursor.ends[place]
        let start = end &- cursor.reach
        let unit = Self.unit(of: start, units)
        guard unit == Self.unit(of: end, units) else { continue }
        byStart.append(ProximitySpan(start: start, end: end, unit: unit))
      }
    }
    if alternatives.count > 1 { sort() }
    byEnd.truncate(to: 0)
    byEnd.append(contentsOf: byStart.values)
    if alternatives.count > 1 {
      var spans = UnsafeMutableBufferPointer(start: byEnd.base, count: byEnd.count)
      spans.sort { ($0.end, $0.start) < ($1.end, $1.start) }
    }
  }

  /// Sorts the spans by their starts, and keeps one of those that are the same.
  private func sort() {
    var spans = UnsafeMutableBufferPointer(start: byStart.base, count: byStart.count)
    spans.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var kept = 0
    for index in spans.indices {
      let isSame =
        kept > 0 && spans[kept - 1].start == spans[index].start
        && spans[kept - 1].end == spans[index].end
      spans[kept] = isSame ? spans[kept] : spans[index]
      kept += isSame ? 0 : 1
    }
    byStart.truncate(to: kept)
  }

  /// How many units begin at or before a position.
  private static func unit(of position: UInt32, _ units: borrowing GrowingArray<UInt32>) -> UInt32 {
    var (low, high) = (0, units.count)
    while low < high {
      let middle = (low + high) / 2
      if units[middle] <= position { low = middle + 1 } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}
