// SPDX-License-Identifier: Apache-2.0

private import Glibc
internal import TextAnalysis

/// One question put to a world.
struct BruteForceEvaluation {
  /// A question with its words looked up.
  indirect enum Node {
    case leaf(Int)
    case published(ClosedRange<Int64>)
    case language(Language)
    case all([Node])
    case any([Node])
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

  private let world: BruteForceWorld
  private var leaves: [Leaf] = []

  init(_ world: BruteForceWorld) {
    self.world = world
  }

  /// Looks the words of a question up.
  mutating func prepare(_ question: BruteForceSearcher.Question, isScored: Bool) -> Node {
    let world = world
    switch question {
    case .everything: return .everything
    case .published(let range): return .published(range)
    case .language(let language): return .language(language)
    case .all(let parts): return combined(parts, isScored) { .all($0) }
    case .any(let parts): return combined(parts, isScored) { .any($0) }
    case .not(let inner):
      let node = prepare(inner, isScored: false)
      if case .empty = node { return .empty }
      return .not(node)
    case .word(let text, let field):
      return leaf(text, field, isScored) { world.stemmed($0, field) }
    case .phrase(let text, let field):
      return leaf(text, field, isScored) { world.exact($0.term, field) }
    case .near(let distance, let left, let right):
      return near(distance, left, right, isScored)
    case .prefix(let text, let field):
      return leaf(text, field, isScored, isPrefix: true) { world.prefixed($0.term, field) }
    }
  }

  private mutating func combined(
    _ parts: [BruteForceSearcher.Question],
    _ isScored: Bool,
    _ combine: ([Node]) -> Node
  ) -> Node {
    var nodes: [Node] = []
    for part in parts {
      let node = prepare(part, isScored: isScored)
      if case .empty = node { continue }
      nodes.append(node)
    }
    return nodes.isEmpty ? .empty : combine(nodes)
  }

  /// A word, or a phrase if the analyzer makes several words of it.
  private mutating func leaf(
    _ text: String,
    _ field: UInt8?,
    _ isScored: Bool,
    isPrefix: Bool = false,
    _ single: (Token) -> BruteForceWorld.Found
  ) -> Node {
    var analyzer = Analyzer()
    let all = analyzer.tokens(in: text)
    let tokens = all.enumerated().filter { index, token in
      // The end of a run says nothing that the pair before it does not.
      !(token.isRunEnd && index > 0
        && all[index - 1].range.upperBound > token.range.lowerBound)
    }.map(\.element)
    guard let first = tokens.first, let last = tokens.last else { return .empty }
    let isOpen = last.isRunEnd && all.last?.position == last.position
    let found =
      tokens.count > 1
      ? world.phrase(tokens, field, isOpen: isOpen)
      : isOpen && !isPrefix ? world.prefixed(first.term, field) : single(first)
    leaves.append(Leaf(weight: isScored ? found.weight : 0, frequencies: found.frequencies))
    return .leaf(leaves.count - 1)
  }

  /// Two sides near each other: as often as spans of one have one of the other near, of the side
  /// where that is less.
  private mutating func near(
    _ distance: BruteForceSearcher.Distance,
    _ left: [BruteForceSearcher.Question],
    _ right: [BruteForceSearcher.Question],
    _ isScored: Bool
  ) -> Node {
    let one = left.map { world.spans(of: $0) }
    let other = right.map { world.spans(of: $0) }
    let frequencies = world.documents.indices.map { document -> UInt32 in
      let lefts = Set(one.flatMap { $0.spans[document] })
      let rights = Set(other.flatMap { $0.spans[document] })
      let pairs = lefts.map { left in rights.contains { left.isNear($0, distance, isFirst: true) } }
      let others = rights.map { right in
        lefts.contains { right.isNear($0, distance, isFirst: false) }
      }
      return UInt32(min(pairs.count { $0 }, others.count { $0 }))
    }
    let least = { (sides: [(spans: [[BruteForceSpan]], weight: Float)]) in
      sides.map(\.weight).min() ?? 0
    }
    let weight = isScored ? least(one) + least(other) : 0
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
    case .not(let inner): return score(inner, document, scale) == nil ? 0 : nil
    case .all(let parts):
      let scores = parts.map { score($0, document, scale) }
      return scores.contains(nil) ? nil : scores.compactMap(\.self).reduce(0, +)
    case .any(let parts):
      let scores = parts.compactMap { score($0, document, scale) }
      return scores.isEmpty ? nil : scores.reduce(0, +)
    case .leaf(let index):
      let frequency = leaves[index].frequencies[document]
      guard frequency > 0 else { return nil }
      let weight = leaves[index].weight
      return weight == 0 ? 0 : contribution(frequency, parsed.length, weight, scale)
    }
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

// MARK: - Words

extension BruteForceWorld {
  /// How often each document has something, and what that weighs.
  struct Found {
    var frequencies: [UInt32]
    var weight: Float
  }

  /// `ln(1 + (N − n + ½) / (n + ½))`.
  private func weight(_ documents: Double) -> Float {
    let all = Double(self.documents.count)
    let n = min(documents, all)
    return Float(log(1 + (all - n + 0.5) / (n + 0.5)))
  }

  /// How often each document has any of some terms: in the text, weighted by field; in a field of
  /// its own, plainly.
  private func frequencies(
    of terms: some Sequence<Int>,
    _ field: UInt8?,
    where counts: (Parsed, Int) -> Bool = { _, _ in true }
  ) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: documents.count)
    for term in terms {
      for (document, word) in occurrences[term] where field == nil || word.field == field {
        if counts(documents[document], term) { result[document] += field == nil ? word.weight : 1 }
      }
    }
    return result
  }

  func exact(_ term: [UInt8], _ field: UInt8?) -> Found {
    found(numbers[term].map { [$0] } ?? [], field)
  }

  func prefixed(_ prefix: [UInt8], _ field: UInt8?) -> Found {
    found(terms.indices.filter { terms[$0].starts(with: prefix) }, field)
  }

  private func found(_ terms: [Int], _ field: UInt8?) -> Found {
    let frequencies = frequencies(of: terms, field)
    return Found(
      frequencies: frequencies,
      weight: weight(Double(frequencies.count { $0 > 0 }))
    )
  }

  /// A word with whatever shares its stem in the language of each document.
  func stemmed(_ token: Token, _ field: UInt8?) -> Found {
    let own = numbers[token.term]
    let members = stemMembers(of: token)
    let forms = Set(members.values.joined()).union(own.map { [$0] } ?? [])
    let frequencies = frequencies(of: forms, field) { document, term in
      term == own || members[document.language]?.contains(term) ?? false
    }
    let counts = forms.sorted { terms[$0].lexicographicallyPrecedes(terms[$1]) }
      .map { term in self.frequencies(of: [term], field).count { $0 > 0 } }.filter { $0 > 0 }
    guard counts.count > 1 else {
      return Found(frequencies: frequencies, weight: weight(Double(counts.first ?? 0)))
    }
    let all = Double(documents.count)
    let union = all * (1 - counts.reduce(1.0) { $0 * (1 - Double($1) / all) })
    return Found(frequencies: frequencies, weight: weight(union))
  }

  /// For each language the terms in its documents that share a stem with a form of the word.
  func stemMembers(of token: Token) -> [Language: Set<Int>] {
    guard let first = token.term.first, first > 0x39 else { return [:] }
    var forms = [token.surface]
    if let own = numbers[token.term], let surface = surfaces[own] { forms.append(surface) }
    var members: [Language: Set<Int>] = [:]
    for (language, there) in termsByLanguage {
      guard var stemmer = Stemmer(language) else { continue }
      let stems = Set(forms.map { stemmer.stem($0) })
      members[language] = there.filter { number in
        (terms[number].first ?? 0) > 0x39
          && stems.contains(stemmer.stem(surfaces[number] ?? terms[number]))
      }
    }
    return members
  }

  /// Words at the distances they have in the question.
  func phrase(_ tokens: [Token], _ field: UInt8?, isOpen: Bool) -> Found {
    let base = tokens[0].position
    let first = numbers[tokens[0].term].map { Set(occurrences[$0].map(\.document)) } ?? []
    let frequencies = documents.enumerated().map { index, document -> UInt32 in
      guard first.contains(index) else { return 0 }
      var places: [UInt32: Int] = [:]
      for word in document.words where field == nil || word.field == field {
        places[word.position] = word.term
      }
      return places.keys.reduce(UInt32(0)) { sum, start in
        let isThere = tokens.enumerated().allSatisfy { index, token in
          guard let there = places[start + token.position - base] else { return false }
          let isLast = index == tokens.count - 1
          return isOpen && isLast
            ? terms[there].starts(with: token.term) : terms[there] == token.term
        }
        return isThere ? sum + 1 : sum
      }
    }
    let weights = tokens.enumerated().map { index, token in
      isOpen && index == tokens.count - 1
        ? prefixed(token.term, field).weight : exact(token.term, field).weight
    }
    return Found(frequencies: frequencies, weight: weights.reduce(0, +))
  }
}
