// SPDX-License-Identifier: Apache-2.0

/// Where something stands in each document, and what it weighs.
struct BruteForcePlaces {
  var spans: [Set<BruteForceSpan>]
  /// How often each document has it, were it all that is asked.
  var counts: [Int]
  var weight: Float

  init(_ spans: [Set<BruteForceSpan>], weight: Float) {
    self.spans = spans
    counts = spans.map(\.count)
    self.weight = weight
  }
}

extension BruteForceWorld {
  /// Where a text stands in a document.
  func spans(
    of slots: [BruteForceSlot],
    _ context: BruteForceContext,
    in document: Parsed,
    asWritten: Bool = true
  ) -> Set<BruteForceSpan> {
    var places: [UInt32: Word] = [:]
    for word in document.words where context.field == nil || word.field == context.field {
      places[word.position] = word
    }
    var spans = Set<BruteForceSpan>()
    for start in places.keys {
      let found = slots.compactMap { slot in
        places[start + slot.offset].flatMap { word in
          slot.holds(word.term, in: document.language) && (!asWritten || slot.allows(word))
            ? word : nil
        }
      }
      guard found.count == slots.count, let first = found.first, let last = found.last else {
        continue
      }
      spans.insert(BruteForceSpan(first, last))
    }
    return spans.filter { span in
      context.regions.allSatisfy { $0.holds(span, in: document) }
    }
  }
}

extension BruteForceEvaluation {
  /// The places of a question; nil if there is nothing to search for.
  func places(
    _ question: BruteForceSearcher.Question,
    _ context: BruteForceContext
  ) -> BruteForcePlaces? {
    var context = context
    switch question {
    case .text(let text):
      let slots = world.slots(text, context.field)
      if slots.isEmpty { return nil }
      return BruteForcePlaces(
        world.documents.map { world.spans(of: slots, context, in: $0) },
        weight: slots.reduce(0) { $0 + $1.weight }
      )
    case .near(let distance, let left, let right):
      return pair(distance, left, right, context)
    case .notNear(let distance, let left, let right):
      guard let one = places(left, context) else { return nil }
      guard let other = places(right, context) else { return one }
      let spans = zip(one.spans, other.spans).map {
        BruteForceNearness(distance: distance, left: $0, right: $1).lonely
      }
      return BruteForcePlaces(spans, weight: one.weight)
    case .any(let parts):
      let all = parts.compactMap { places($0, context) }
      guard all.count > 1 else { return all.first }
      let spans = world.documents.indices.map { index in
        all.reduce(into: Set<BruteForceSpan>()) { $0.formUnion($1.spans[index]) }
      }
      return BruteForcePlaces(spans, weight: all.map(\.weight).min() ?? 0)
    case .field(let field, let inner):
      context.field = field
      return places(inner, context)
    case .lead(let inner):
      context.regions.append(.lead)
      return places(inner, context)
    case .opening(let words, let inner):
      context.regions.append(.opening(words))
      return places(inner, context)
    case .boosted(let inner, let factor):
      var places = places(inner, context)
      places?.weight *= factor
      return places
    case .mentions, .published, .language, .length, .all, .some, .not, .everything: return nil
    }
  }

  private func pair(
    _ distance: BruteForceSearcher.Distance,
    _ left: BruteForceSearcher.Question,
    _ right: BruteForceSearcher.Question,
    _ context: BruteForceContext
  ) -> BruteForcePlaces? {
    guard let one = places(left, context), let other = places(right, context) else { return nil }
    let pairs = zip(one.spans, other.spans).map {
      BruteForceNearness(distance: distance, left: $0, right: $1)
    }
    var places = BruteForcePlaces(pairs.map(\.joined), weight: one.weight + other.weight)
    places.counts = pairs.map(\.count)
    return places
  }
}

extension BruteForceSearcher.Question {
  /// Whether it has places in a text.
  var hasPlaces: Bool {
    switch self {
    case .text, .near, .notNear: true
    case .field(_, let inner), .lead(let inner), .opening(_, let inner), .boosted(let inner, _):
      inner.hasPlaces
    case .any(let parts): parts.allSatisfy(\.hasPlaces)
    case .mentions, .published, .language, .length, .all, .some, .not, .everything: false
    }
  }
}
