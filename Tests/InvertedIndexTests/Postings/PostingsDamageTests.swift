// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Storage
import Testing

/// Whatever the bytes are: an answer or a `CorruptionError`, never a trap, never an endless walk.
struct PostingsDamageTests {
  private let world = World.mixed(documentCount: 3000, seed: 11, chances: [0.03, 0.2, 0.7, 0.001])

  private func matchers(_ world: World) -> [Matcher] {
    let terms = world.lists.map(\.term)
    let all = terms.map { Matcher.term($0, weight: 1.5) }
    let phrase = Matcher.phrase(
      [PhraseTerm(postings: terms[1], offset: 0), PhraseTerm(postings: terms[2], offset: 1)],
      weight: 1
    )
    let lists = terms.prefix(3).map { Synonym(postings: $0) }
    return [
      all[2], .any(all), .all(Array(all.prefix(3))), phrase, .excluding(all[1], all[0]),
      .synonyms(lists, combine: .sum, weight: 1), .all([all[0], .any([phrase, all[1]])]),
    ]
  }

  /// Asks everything; damage may be reported or not be met.
  private func ask(_ world: World, _ matchers: [Matcher]) {
    for matcher in matchers {
      let model = ScoringModel(averageLength: world.averageLength, weights: matcher.weights)
      let search = SegmentSearch(
        source: world.source,
        languages: UnsafePointer(world.languages),
        hidden: nil,
        model: model
      )
      var top = TopDocuments(capacity: 5)
      try? search.top(matcher, into: &top, segment: 0)
      for document in top.sorted() { #expect(document.document < world.documentCount) }
      if let count = try? search.count(matcher) { #expect(count <= world.documentCount) }
    }
  }

  @Test func `survives any byte of the postings being changed`() {
    let original = Array(world.postings)
    let matchers = matchers(world)
    var dice = Dice(seed: 12)
    var place = 0
    while place < original.count - PostingsFormat.padding {
      var bytes = original
      bytes[place] = dice.hits(0.3) ? 0xFF : bytes[place] ^ UInt8(1 + dice.below(255))
      world.replace(postings: bytes)
      ask(world, [matchers[dice.below(matchers.count)]])
      place += 1 + dice.below(24)
    }
  }

  @Test func `survives any byte of the positions being changed`() {
    let original = Array(world.positions)
    let matchers = matchers(world)
    var dice = Dice(seed: 13)
    var place = 0
    while place < original.count - PostingsFormat.padding {
      var bytes = original
      bytes[place] = dice.hits(0.3) ? 0xFF : bytes[place] ^ UInt8(1 + dice.below(255))
      world.replace(positions: bytes)
      ask(world, [matchers[3], matchers[6]])
      place += 1 + dice.below(60)
    }
  }

  @Test func `survives sections cut short`() {
    let (postings, positions) = (Array(world.postings), Array(world.positions))
    let matchers = matchers(world)
    for part in 0..<24 {
      world.replace(postings: Array(postings.prefix(postings.count * part / 24)))
      world.replace(positions: Array(positions.prefix(positions.count * (23 - part) / 24)))
      ask(world, matchers)
    }
  }

  @Test func `survives records that lie`() {
    let matchers = { (term: TermPostings) in
      [Matcher.term(term, weight: 1), .phrase([PhraseTerm(postings: term, offset: 0)], weight: 1)]
    }
    var dice = Dice(seed: 14)
    for _ in 0..<400 {
      let real = world.lists[dice.below(world.lists.count)].term
      let wild = { (value: UInt64, dice: inout Dice) in
        dice.hits(0.5) ? value : dice.next() >> UInt64(dice.below(64))
      }
      let term = TermPostings(
        documentFrequency: max(
          1,
          UInt32(truncatingIfNeeded: wild(UInt64(real.documentFrequency), &dice))
        ),
        totalFrequency: wild(real.totalFrequency, &dice),
        postings: wild(real.postings, &dice),
        positions: wild(real.positions, &dice),
        maximumBound: real.maximumBound,
        hasPositions: true
      )
      ask(world, matchers(term))
    }
  }

  @Test func `reports a list that does not fit its section`() {
    let term = world.lists[2].term
    world.replace(postings: Array(world.postings.prefix(200)))
    let search = SegmentSearch(
      source: world.source,
      languages: nil,
      hidden: nil,
      model: ScoringModel(averageLength: world.averageLength, weights: [1])
    )
    #expect(throws: CorruptionError.self) { try search.matches(.term(term, weight: 1)) }
  }
}
