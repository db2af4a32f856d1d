// SPDX-License-Identifier: Apache-2.0

internal import TextAnalysis

/// Where something stands.
struct BruteForceSpan: Hashable {
  var start: UInt32
  var end: UInt32
  var field: UInt8
  /// Those of the first word and of the last.
  var sentences: ClosedRange<Int>
  var paragraphs: ClosedRange<Int>

  init(_ first: BruteForceWorld.Word, _ last: BruteForceWorld.Word) {
    start = first.position
    end = last.position
    field = first.field
    sentences = first.sentence...last.sentence
    paragraphs = first.paragraph...last.paragraph
  }

  /// From the beginning of one to the end of another.
  init(from first: BruteForceSpan, to last: BruteForceSpan) {
    start = first.start
    end = last.end
    field = first.field
    sentences = first.sentences.lowerBound...last.sentences.upperBound
    paragraphs = first.paragraphs.lowerBound...last.paragraphs.upperBound
  }

  /// Whether this stands before the other and near it.
  func isBefore(_ other: BruteForceSpan, _ distance: BruteForceSearcher.Distance) -> Bool {
    guard field == other.field, end < other.start else { return false }
    switch distance {
    case .sentence: return sentences.count == 1 && sentences == other.sentences
    case .paragraph: return paragraphs.count == 1 && paragraphs == other.paragraphs
    case .within(let most, _): return other.start - end <= most
    }
  }
}

/// Two sides in one document.
struct BruteForceNearness {
  let distance: BruteForceSearcher.Distance
  let left: Set<BruteForceSpan>
  let right: Set<BruteForceSpan>

  private var isOrdered: Bool {
    if case .within(_, isOrdered: true) = distance { true } else { false }
  }

  private func pairs(_ one: BruteForceSpan, _ other: BruteForceSpan) -> Bool {
    one.isBefore(other, distance) || !isOrdered && other.isBefore(one, distance)
  }

  /// How many of one side have one of the other near, of the side where that is less.
  var count: Int {
    min(
      left.count { one in right.contains { pairs(one, $0) } },
      right.count { other in left.contains { pairs($0, other) } }
    )
  }

  /// From each of one side to the nearest of the other, ahead and behind.
  var joined: Set<BruteForceSpan> {
    var spans = Set<BruteForceSpan>()
    func join(_ one: BruteForceSpan, _ others: Set<BruteForceSpan>, ahead: Bool, back: Bool) {
      let next = others.filter { one.isBefore($0, distance) }
        .min { ($0.start, $0.end) < ($1.start, $1.end) }
      let last = others.filter { $0.isBefore(one, distance) }
        .max { ($0.end, $0.start) < ($1.end, $1.start) }
      if ahead, let next { spans.insert(BruteForceSpan(from: one, to: next)) }
      if back, let last { spans.insert(BruteForceSpan(from: last, to: one)) }
    }
    for one in left { join(one, right, ahead: true, back: !isOrdered) }
    for other in right { join(other, left, ahead: !isOrdered, back: true) }
    return spans
  }

  /// Those of the left side that have none of the right near.
  var lonely: Set<BruteForceSpan> {
    left.filter { one in !right.contains { pairs(one, $0) } }
  }
}

/// A part of a document.
enum BruteForceRegion: Hashable {
  /// The title, the deck and the body's first paragraph; fields by their numbers.
  case lead
  /// So many of the body's first words.
  case opening(UInt32)

  private static let (title, deck, body): (UInt8, UInt8, UInt8) = (1, 2, 8)

  func holds(_ span: BruteForceSpan, in document: BruteForceWorld.Parsed) -> Bool {
    let body = document.words.filter { $0.field == Self.body }
    guard span.field == Self.body, let first = body.first else {
      return self == .lead && (span.field == Self.title || span.field == Self.deck)
    }
    switch self {
    case .lead: return span.paragraphs == first.paragraph...first.paragraph
    case .opening(let words): return span.end - first.position < words
    }
  }
}
