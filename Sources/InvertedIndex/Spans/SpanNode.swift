// SPDX-License-Identifier: Apache-2.0

/// A part of an expression as it is evaluated: finds documents, then spans in them.
///
/// A document is looked at in two steps. First the postings say whether the parts may all be in it;
/// then positions are read, the parts that need texts last, and no further once one has no span.
final class SpanNode {
  private enum Kind {
    case words(SpanLeaf)
    case sequence([SpanNode], offsets: [UInt32])
    case any([SpanNode])
    case near(SpanNearnessFinder, SpanNode, SpanNode)
    case notNear(SpanNearnessFinder, SpanNode, SpanNode)
    case within(SpanRegion, SpanNode)
  }

  private let kind: Kind
  private let needsTexts: Bool
  /// Those found last.
  private(set) var spans = SpanList()

  init(_ expression: SpanExpression, in context: SearchContext) {
    let open = { SpanNode($0, in: context) }
    needsTexts = expression.needsTexts
    switch expression {
    case .words(let words): kind = .words(SpanLeaf(words, in: context))
    case .sequence(let parts):
      kind = .sequence(parts.map { open($0.expression) }, offsets: parts.map(\.offset))
    case .any(let parts): kind = .any(parts.map(open))
    case .near(let nearness, let left, let right):
      kind = .near(SpanNearnessFinder(nearness), open(left), open(right))
    case .notNear(let nearness, let left, let right):
      kind = .notNear(SpanNearnessFinder(nearness), open(left), open(right))
    case .within(let region, let inner): kind = .within(region, open(inner))
    }
  }
}

// MARK: - Documents

extension SpanNode {
  /// The first document from `target` on that may have a span; to be asked for in ascending order.
  func firstDocument(from target: UInt32) -> UInt32 {
    switch kind {
    case .words(let leaf): leaf.firstDocument(from: target)
    case .sequence(let parts, _): Self.firstCommon(parts, from: target)
    case .any(let parts):
      parts.reduce(PostingsFormat.noDocument) { min($0, $1.firstDocument(from: target)) }
    case .near(_, let left, let right): Self.firstCommon(left, right, from: target)
    case .notNear(_, let inner, _), .within(_, let inner): inner.firstDocument(from: target)
    }
  }

  /// The first document of two parts.
  private static func firstCommon(
    _ left: SpanNode,
    _ right: SpanNode,
    from target: UInt32
  ) -> UInt32 {
    var wanted = left.firstDocument(from: target)
    while wanted != PostingsFormat.noDocument {
      let found = right.firstDocument(from: wanted)
      if found == wanted { return found }
      wanted = left.firstDocument(from: found)
      if wanted == found { return found }
    }
    return PostingsFormat.noDocument
  }

  /// The first document of several parts.
  private static func firstCommon(_ parts: [SpanNode], from target: UInt32) -> UInt32 {
    var wanted = target
    var agreeing = 0
    var index = 0
    while agreeing < parts.count {
      let found = parts[index].firstDocument(from: wanted)
      if found == PostingsFormat.noDocument { return found }
      agreeing = found == wanted ? agreeing &+ 1 : 1
      wanted = found
      index = index &+ 1 < parts.count ? index &+ 1 : 0
    }
    return parts.isEmpty ? PostingsFormat.noDocument : wanted
  }

  /// The most spans that the document moved to can have.
  func mostSpans(in document: UInt32) -> UInt32 {
    switch kind {
    case .words(let leaf): return leaf.mostSpans(in: document)
    case .sequence(let parts, _):
      return parts.reduce(UInt32.max) { min($0, $1.mostSpans(in: document)) }
    case .any(let parts):
      return parts.reduce(0) { $0.addingClamped($1.mostSpans(in: document)) }
    case .near(_, let left, let right):
      // Each span is joined with one on either side of it at most.
      let all = left.mostSpans(in: document).addingClamped(right.mostSpans(in: document))
      return all.addingClamped(all)
    case .notNear(_, let inner, _), .within(_, let inner): return inner.mostSpans(in: document)
    }
  }

  /// The most that ``frequency(in:_:)`` can be for the document moved to.
  func mostFrequency(in document: UInt32) -> UInt32 {
    guard case .near(_, let left, let right) = kind else { return mostSpans(in: document) }
    return min(left.mostSpans(in: document), right.mostSpans(in: document))
  }
}

// MARK: - Spans

extension SpanNode {
  /// How often the document moved to has what is asked for, this being all of it.
  func frequency(in document: UInt32, _ units: DocumentUnits) -> UInt32 {
    guard case .near(let finder, let left, let right) = kind else {
      return UInt32(truncatingIfNeeded: findSpans(in: document, units))
    }
    guard Self.findBoth(left, right, in: document, units) else { return 0 }
    return finder.count(left.spans, right.spans, units)
  }

  /// Finds the spans in the document moved to, and returns how many there are.
  private func findSpans(in document: UInt32, _ units: DocumentUnits) -> Int {
    switch kind {
    case .words(let leaf): leaf.findSpans(in: document, into: &spans)
    case .sequence(let parts, let offsets): findSequence(parts, offsets, in: document, units)
    case .any(let parts):
      spans.removeAll()
      for part in parts where part.firstDocument(from: document) == document {
        if part.findSpans(in: document, units) > 0 { spans.append(contentsOf: part.spans) }
      }
      spans.normalize()
    case .near(let finder, let left, let right):
      spans.removeAll()
      if Self.findBoth(left, right, in: document, units) {
        finder.join(left.spans, right.spans, units, into: &spans)
      }
    case .notNear(let finder, let left, let right):
      spans.removeAll()
      guard left.findSpans(in: document, units) > 0 else { return 0 }
      spans.append(contentsOf: left.spans)
      if right.firstDocument(from: document) == document, right.findSpans(in: document, units) > 0 {
        finder.subtract(right.spans, from: &spans, units)
      }
    case .within(let region, let inner):
      spans.removeAll()
      guard inner.findSpans(in: document, units) > 0 else { return 0 }
      spans.append(contentsOf: inner.spans)
      spans.keep { units.holds(region, $0) }
    }
    return spans.count
  }

  /// Finds the spans of two parts that both must have some; the one that needs texts last.
  private static func findBoth(
    _ left: SpanNode,
    _ right: SpanNode,
    in document: UInt32,
    _ units: DocumentUnits
  ) -> Bool {
    let (first, second) = left.needsTexts ? (right, left) : (left, right)
    return first.findSpans(in: document, units) > 0 && second.findSpans(in: document, units) > 0
  }

  private func findSequence(
    _ parts: [SpanNode],
    _ offsets: [UInt32],
    in document: UInt32,
    _ units: DocumentUnits
  ) {
    spans.removeAll()
    for index in 0..<parts.count where parts[index].findSpans(in: document, units) == 0 { return }
    let reach = offsets[offsets.count &- 1] &- offsets[0]
    for place in 0..<parts[0].spans.count {
      let start = parts[0].spans[place].start
      var isThere = true
      for index in 1..<parts.count where isThere {
        isThere = parts[index].spans.contains(start: start &+ offsets[index] &- offsets[0])
      }
      if isThere { spans.append(start, start &+ reach) }
    }
  }
}

extension UInt32 {
  /// The sum, or the largest number if that is larger.
  fileprivate func addingClamped(_ other: UInt32) -> UInt32 {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? .max : sum
  }
}
