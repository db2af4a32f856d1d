// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Storage
import Testing

struct PostingsTests {
  private static let lengths = [1, 2, 3, 127, 128, 129, 255, 256, 257, 4095, 4096, 4097, 9000]

  private func readAll(_ term: TermPostings, _ world: World) throws -> [PlainPosting] {
    var reader = PostingsReader(term, in: world.source)
    var result: [PlainPosting] = []
    while try reader.next() {
      let positions = Array(reader.positions)
      #expect(positions.count == Int(reader.frequency))
      let posting = PlainPosting(
        document: reader.document,
        extra: reader.extra,
        positions: positions
      )
      result.append(posting)
    }
    return result
  }

  @Test(arguments: lengths, [1, 3, 50])
  func `reads back lists of every length`(length: Int, gap: Int) throws {
    var dice = Dice(seed: UInt64(length * 100 + gap))
    let count = UInt32(length * gap + 10)
    var list = World.list(chance: 1, documentCount: UInt32(length), &dice)
    var document: UInt32 = 0
    for index in list.indices {
      document += index == 0 ? UInt32(dice.below(gap)) : 1 + UInt32(dice.below(gap))
      list[index].document = document
    }
    let world = World(documentCount: count, lists: [(list, true)])
    #expect(try readAll(world.lists[0].term, world) == list)
  }

  @Test func `reads back many lists written one after another`() throws {
    let chances = [0.001, 0.9, 0.01, 0.3, 0.002, 0.05, 1, 0.0001]
    let world = World.mixed(documentCount: 6000, seed: 3, chances: chances)
    for list in world.lists { #expect(try readAll(list.term, world) == list.postings) }
  }

  @Test func `advances to any document from any place`() throws {
    let world = World.mixed(documentCount: 40_000, seed: 4, chances: [0.001, 0.02, 0.3, 0.95])
    var dice = Dice(seed: 9)
    for list in world.lists {
      let documents = list.postings.map(\.document)
      for step in [1, 50, 3000, 20_000] {
        let arena = CursorArena(world.source)
        let cursor = arena.cursor(for: list.term)
        var target: UInt32 = 0
        while target < world.documentCount {
          cursor.pointee.advance(to: target)
          let expected = documents.first { $0 >= target } ?? PostingsFormat.noDocument
          #expect(cursor.pointee.document == expected)
          if dice.hits(0.3) {
            let posting = list.postings.first { $0.document == expected }
            let weight = posting.map { $0.frequency + $0.extra }
            let index = cursor.pointee.index
            #expect(weight == nil || cursor.pointee.weights()[index] == weight)
          }
          target += UInt32(1 + dice.below(step)) + (step == 1 ? 97 : 0)
        }
        try arena.check()
      }
    }
  }

  @Test func `bounds every block from above`() throws {
    let world = World.mixed(documentCount: 20_000, seed: 6, chances: [0.01, 0.2, 0.9])
    for list in world.lists {
      let arena = CursorArena(world.source)
      let cursor = arena.cursor(for: list.term)
      for (index, posting) in list.postings.enumerated() {
        let length = ScoringModel.lengthFactor(
          norm: world.norms[Int(posting.document)],
          averageLength: world.averageLength
        )
        let frequency = Float(posting.frequency + posting.extra)
        let impact = frequency / (frequency + length)
        let bound = cursor.pointee.list.bound[index / 128]
        #expect(Float(bound) / 255 >= impact)
        #expect(bound <= list.term.maximumBound)
      }
    }
  }

  @Test func `encodes a term record and reads it back`() throws {
    let world = World.mixed(documentCount: 5000, seed: 7, chances: [0.0001, 0.001, 0.5])
    let base = PostingsBase(postings: 5, positions: 1)
    for term in world.lists.map(\.term) {
      var writer = ByteWriter()
      term.encode(into: &writer, relativeTo: base)
      let bytes = writer.bytes
      var reader = ByteReader(bytes.span.bytes)
      #expect(try TermPostings.decode(from: &reader, relativeTo: base) == term)
      let isAtEnd = reader.isAtEnd
      #expect(isAtEnd)
    }
  }

  @Test func `keeps lists without positions`() throws {
    var dice = Dice(seed: 8)
    let list = World.list(chance: 0.4, documentCount: 1000, &dice)
    let world = World(documentCount: 1000, lists: [(list, false), (list, true)])
    let arena = CursorArena(world.source)
    let cursor = arena.cursor(for: world.lists[0].term)
    for posting in list {
      #expect(cursor.pointee.document == posting.document)
      #expect(cursor.pointee.frequencies()[cursor.pointee.index] == posting.frequency)
      cursor.pointee.next()
    }
    try arena.check()
  }

  @Test func `keeps lengths below forty and four bits above`() {
    for length in UInt32(0)..<40 { #expect(LengthNorm.decode(LengthNorm.encode(length)) == length) }
    for norm in UInt8.min...UInt8.max {
      #expect(LengthNorm.encode(LengthNorm.decode(norm)) == norm)
    }
    for length in [40, 41, 100, 1000, 12_345, 1 << 20, UInt32.max] {
      let kept = LengthNorm.decode(LengthNorm.encode(length))
      #expect(kept <= length)
      #expect(length == .max || Float(kept) > Float(length) * 0.88)
    }
  }
}
