// SPDX-License-Identifier: Apache-2.0

internal import TextAnalysis

/// Where in a question a part of it stands.
struct BruteForceContext {
  var field: UInt8?
  var regions: [BruteForceRegion] = []
  var least = 1
  var boost: Float = 1
  var isScored = true
}

/// One question put to a world.
struct BruteForceEvaluation {
  /// A question with its words looked up.
  indirect enum Node {
    case leaf(Int)
    case published(ClosedRange<Int64>)
    case language(Language)
    case length(ClosedRange<Int>)
    case all([Node])
    case any([Node])
    case some(Int, [Node])
    case not(Node)
    case everything
    /// Holds nothing to search for, and is left out.
    case empty
  }

  private struct Leaf {
    var weight: Float
    /// How often each document has it, weighted.
    var frequencies: [UInt32]
  }

  let world: BruteForceWorld
  private var leaves: [Leaf] = []

  init(_ world: BruteForceWorld) {
    self.world = world
  }

  /// Looks the words of a question up.
  mutating func prepare(
    _ question: BruteForceSearcher.Question,
    _ context: BruteForceContext = BruteForceContext()
  ) -> Node {
    var context = context
    switch question {
    case .everything: return .everything
    case .published(let range): return .published(range)
    case .language(let language): return .language(language)
    case .length(let range): return .length(range)
    case .all(let parts): return combined(parts, context) { .all($0) }
    case .some(let count, let parts): return combined(parts, context) { .some(count, $0) }
    case .any(let parts):
      if context.least > 1, question.hasPlaces { return placed(question, context) }
      return combined(parts, context) { .any($0) }
    case .not(let inner):
      context.isScored = false
      context.least = 1
      let node = prepare(inner, context)
      if case .empty = node { return .empty }
      return .not(node)
    case .field(let field, let inner):
      context.field = field
      return prepare(inner, context)
    case .lead(let inner):
      context.regions.append(.lead)
      return prepare(inner, context)
    case .opening(let words, let inner):
      context.regions.append(.opening(words))
      return prepare(inner, context)
    case .mentions(let count, let inner):
      context.least = max(context.least, count)
      if case .any = inner, inner.hasPlaces { return placed(inner, context) }
      return prepare(inner, context)
    case .boosted(let inner, let factor):
      context.boost *= factor
      return prepare(inner, context)
    case .near, .notNear: return placed(question, context)
    case .text(let text):
      let slots = world.slots(text, context.field)
      guard let first = slots.first, context.least == 1, context.regions.isEmpty else {
        return placed(question, context)
      }
      if first.writing != nil { return written(slots, context) }
      return slots.count == 1 ? word(first, context) : placed(question, context)
    }
  }

  private mutating func combined(
    _ parts: [BruteForceSearcher.Question],
    _ context: BruteForceContext,
    _ combine: ([Node]) -> Node
  ) -> Node {
    var nodes: [Node] = []
    for part in parts {
      let node = prepare(part, context)
      if case .empty = node { continue }
      nodes.append(node)
    }
    return nodes.isEmpty ? .empty : combine(nodes)
  }

  /// A word anywhere: counted by the weights of its fields in the text, plainly in one field.
  private mutating func word(_ slot: BruteForceSlot, _ context: BruteForceContext) -> Node {
    leaf(world.documents.map { slot.frequency(in: $0, context) }, slot.weight, context)
  }

  /// What is written in a certain way: scored as if that did not matter.
  private mutating func written(_ slots: [BruteForceSlot], _ context: BruteForceContext) -> Node {
    let folded = world.documents.map { document in
      let spans = world.spans(of: slots, context, in: document, asWritten: false)
      if slots.count > 1 { return UInt32(spans.count) }
      return slots[0].frequency(in: document, context)
    }
    let frequencies = zip(world.documents, folded).map { document, frequency in
      world.spans(of: slots, context, in: document).isEmpty ? 0 : frequency
    }
    return leaf(frequencies, slots.reduce(0) { $0 + $1.weight }, context)
  }

  /// What is counted by its places.
  private mutating func placed(
    _ question: BruteForceSearcher.Question,
    _ context: BruteForceContext
  ) -> Node {
    guard let places = places(question, context) else { return .empty }
    let frequencies = places.counts.map { $0 < context.least ? 0 : UInt32($0) }
    return leaf(frequencies, places.weight, context)
  }

  private mutating func leaf(
    _ frequencies: [UInt32],
    _ weight: Float,
    _ context: BruteForceContext
  ) -> Node {
    let weight = context.isScored ? weight * context.boost : 0
    leaves.append(Leaf(weight: weight, frequencies: frequencies))
    return .leaf(leaves.count - 1)
  }

  /// The largest power of two that keeps every contribution below 2²² and their sum below 2³⁰.
  func scale() -> Float {
    let weights = leaves.map(\.weight).filter { $0 != 0 }
    let largest = weights.reduce(0, max) * 2.2
    let sum = weights.reduce(0, +) * 2.2
    var scale: Float = 1_048_576
    while scale > 0x1p-60, largest * scale > 0x1p22 || sum * scale > 0x1p30 { scale /= 2 }
    return scale
  }

  /// A document's score; nil if it does not match.
  func score(_ node: Node, _ document: Int, _ scale: Float) -> Int32? {
    let parsed = world.documents[document]
    switch node {
    case .everything: return 0
    case .empty: return nil
    case .published(let range): return parsed.published.map(range.contains) == true ? 0 : nil
    case .language(let language): return parsed.language == language ? 0 : nil
    case .length(let range): return range.contains(parsed.textLength) ? 0 : nil
    case .not(let inner): return score(inner, document, scale) == nil ? 0 : nil
    case .all(let parts): return sum(parts, atLeast: parts.count, document, scale)
    case .any(let parts): return sum(parts, atLeast: 1, document, scale)
    case .some(let count, let parts): return sum(parts, atLeast: count, document, scale)
    case .leaf(let index):
      let frequency = leaves[index].frequencies[document]
      guard frequency > 0 else { return nil }
      let weight = leaves[index].weight
      return weight == 0 ? 0 : contribution(frequency, parsed.length, weight, scale)
    }
  }

  /// The scores of the parts that match, if there are so many.
  private func sum(_ parts: [Node], atLeast count: Int, _ document: Int, _ scale: Float) -> Int32? {
    let scores = parts.compactMap { score($0, document, scale) }
    return scores.count < count ? nil : scores.reduce(0, +)
  }

  /// BM25, rounded to fixed-point units.
  private func contribution(
    _ frequency: UInt32,
    _ length: UInt32,
    _ weight: Float,
    _ scale: Float
  ) -> Int32 {
    let k1: Float = 1.2
    let b: Float = 0.75
    let length = Float(Self.rounded(length))
    let k = k1 * (1 - b + b * length / max(world.averageLength, 1))
    let f = Float(frequency)
    let factor = weight * (k1 + 1) * scale
    return Int32((f / (f + k) * factor).rounded(.toNearestOrEven))
  }

  /// Lengths below 40 are exact; of what is above 24, four significant bits are kept.
  private static func rounded(_ length: UInt32) -> UInt32 {
    guard length >= 40 else { return length }
    let rest = length - 24
    let bits = UInt32(32 - rest.leadingZeroBitCount)
    return 24 + ((rest >> (bits - 4)) << (bits - 4))
  }
}

extension BruteForceSlot {
  /// How often a document has the word, weighted, however it is written.
  func frequency(
    in document: BruteForceWorld.Parsed,
    _ context: BruteForceContext
  ) -> UInt32 {
    document.words.reduce(0) { sum, word in
      guard context.field == nil || word.field == context.field,
        holds(word.term, in: document.language)
      else { return sum }
      return sum + (context.field == nil ? word.weight : 1)
    }
  }
}
