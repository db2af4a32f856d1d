// SPDX-License-Identifier: Apache-2.0

internal import TextAnalysis

// The second pass, written again after its documentation.

extension BruteForceSearcher {
  /// A document with its final score in fixed-point units.
  package struct Final: Hashable {
    package var document: Int
    package var score: Int64

    package init(document: Int, score: Int64) {
      self.document = document
      self.score = score
    }
  }

  /// What one point is in the fixed-point units of such a query.
  package func scale(of words: [String], isAny: Bool) -> Float {
    answers(to: Self.question(words, isAny: isAny)).scale
  }

  private static func question(_ words: [String], isAny: Bool) -> Question {
    let parts = words.map { Question.text(.word($0)) }
    return parts.count == 1 ? parts[0] : isAny ? .any(parts) : .all(parts)
  }

  /// The final order of a query of bare words, of which all or any must be there.
  ///
  /// `limit` is how many of the best by BM25 are looked at again.
  package func relevance(words: [String], isAny: Bool, limit: Int) -> [Final] {
    let (first, scale) = answers(to: Self.question(words, isAny: isAny))
    let pass = BruteForceSecondPass(world, words)
    let titles = first.filter { pass.isWholeTitle($0.document) }
    let best = first.prefix(limit) + titles.filter { !first.prefix(limit).contains($0) }
    let looked = Set(first.prefix(limit).map(\.document))
    let exact = Double(pass.allWeights) * Double(Float(2.2)) * 3 * Double(scale)
    var final = best.map { answer in
      let isLooked = looked.contains(answer.document)
      let features = isLooked ? pass.features(of: answer.document) : []
      let added = features.map { Int64(($0 * scale).rounded()) }
      let title = titles.contains(answer) ? Int64(exact.rounded()) : 0
      let score = Int64(answer.score) + added.reduce(0, +) + title
      return Final(document: answer.document, score: score)
    }
    final.sort { ($1.score, $0.document) < ($0.score, $1.document) }
    let rest = first.dropFirst(limit).filter { !titles.contains($0) }
    return final + rest.map { Final(document: $0.document, score: Int64($0.score)) }
  }
}

/// Words as a second pass looks for them.
private struct BruteForceSecondPass {
  let world: BruteForceWorld
  private var distinct: [String] = []
  private var weights: [Float] = []
  private var spans: [[Set<BruteForceSpan>]] = []
  private var followers: Set<[Int]> = []
  private(set) var allWeights: Float = 0
  private var typed: [[UInt8]] = []

  init(_ world: BruteForceWorld, _ words: [String]) {
    self.world = world
    var analyzer = Analyzer()
    typed = analyzer.tokens(in: words.joined(separator: " ")).map(\.term)
    var previous: Int?
    for word in words {
      let slots = world.slots(.word(word), nil)
      let weight = slots.reduce(0) { $0 + $1.weight }
      allWeights += weight
      let place = distinct.firstIndex(of: word) ?? distinct.count
      if place == distinct.count {
        distinct.append(word)
        weights.append(0)
        spans.append(
          world.documents.map { world.spans(of: slots, BruteForceContext(), in: $0) }
        )
      }
      weights[place] += weight
      if let previous, previous != place { followers.insert([previous, place]) }
      previous = place
    }
  }

  /// Whether the words are the title, neither more nor less.
  func isWholeTitle(_ document: Int) -> Bool {
    let title = world.documents[document].words.filter { $0.field == 1 }
    return !typed.isEmpty && title.map { world.terms[$0.term] } == typed
  }

  /// Lead, pairs, nearness, shares of the title and of the query.
  func features(of document: Int) -> [Float] {
    let text = world.documents[document].words
    let places = occurrences(in: document)
    let title = text.filter { $0.field == 1 }
    let starts = { (field: UInt8) in text.first { $0.field == field }?.position ?? 0 }
    var lead: Float = 0
    for word in weights.indices {
      let worth = places.filter { $0.word == word }.map { place -> Float in
        if place.field == 1 { return 1 }
        guard place.field == 2 || place.field == 8 else { return 0 }
        return 1 / (1 + Float(place.position - starts(place.field)) / 50)
      }
      lead += weights[word] * (worth.max() ?? 0)
    }
    let inTitle = places.filter { $0.field == 1 }
    var titleWeight: Float = 0
    for word in weights.indices where inTitle.contains(where: { $0.word == word }) {
      titleWeight += weights[word]
    }
    var there: Float = 0
    for word in weights.indices where places.contains(where: { $0.word == word }) {
      there += weights[word]
    }
    let all = weights.reduce(0, +)
    let share = Float(inTitle.count) / Float(max(1, title.count))
    let length = lengthFactor(of: document)
    return [
      0.8 * lead, 0.5 * pairs(places, length), 0.6 * nearness(places, length),
      0.3 * titleWeight * share, 0.3 * there * there / all,
    ]
  }

  /// `K` of BM25; of lengths from 40 on, four bits of what is above 24 count.
  private func lengthFactor(of document: Int) -> Float {
    var length = world.documents[document].length
    if length >= 40 {
      let bits = UInt32(32 - (length - 24).leadingZeroBitCount)
      length = 24 + ((length - 24) >> (bits - 4)) << (bits - 4)
    }
    return 1.2 * (1 - 0.75 + 0.75 * Float(length) / max(world.averageLength, 1))
  }

  private typealias Place = (position: UInt32, word: Int, field: UInt8)

  /// Where any word stands; where several do, the first of them.
  private func occurrences(in document: Int) -> [Place] {
    var places: [UInt32: Place] = [:]
    for word in weights.indices.reversed() {
      for span in spans[word][document] { places[span.start] = (span.start, word, span.field) }
    }
    return places.values.sorted { $0.position < $1.position }
  }

  private func pairs(_ places: [Place], _ length: Float) -> Float {
    var sum: Float = 0
    for first in weights.indices {
      for second in weights.indices where followers.contains([first, second]) {
        let often = places.filter { place in
          place.word == first
            && places.contains { $0.word == second && $0.position == place.position + 1 }
        }.count
        guard often > 0 else { continue }
        let count = Float(often)
        sum += min(weights[first], weights[second]) * (1.2 + 1) * (count / (count + length))
      }
    }
    return sum
  }

  private func nearness(_ places: [Place], _ length: Float) -> Float {
    let mean = weights.reduce(0, +) / Float(max(1, weights.count))
    var near = [Float](repeating: 0, count: weights.count)
    for (left, right) in zip(places, places.dropFirst()) where left.word != right.word {
      let distance = Float(right.position - left.position)
      let share = 1 / (distance * distance)
      near[left.word] += weights[right.word] / mean * share
      near[right.word] += weights[left.word] / mean * share
    }
    var sum: Float = 0
    for word in weights.indices { sum += weights[word] * (near[word] / (near[word] + length)) }
    return sum
  }
}
