// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Testing

struct BlockCodecTests {
  /// What `encode` writes, which says how many bytes that is; after them nothing may be touched but
  /// `margin` bytes.
  private func bytes(
    margin: Int = 0,
    _ encode: (UnsafeMutableRawPointer) -> Int
  ) -> [UInt8] {
    var room = [UInt8](repeating: 0xA5, count: 640)
    let count = room.withUnsafeMutableBytes { raw in raw.baseAddress.map(encode) ?? 0 }
    #expect(room[(count + margin)...].allSatisfy { $0 == 0xA5 })
    return Array(room[..<count])
  }

  private func numbers(width: Int, _ dice: inout Dice) -> [UInt32] {
    (0..<128).map { _ in
      width == 0 ? 0 : UInt32(truncatingIfNeeded: dice.next()) >> UInt32(32 - width)
    }
  }

  @Test(arguments: 0...32)
  func `unpacks what was packed at every width`(width: Int) {
    var dice = Dice(seed: UInt64(width))
    let expected = numbers(width: width, &dice)
    let bytes = bytes { Pack.block(expected, width: width, into: $0) }
    #expect(bytes.count == 16 * width)
    var found = [UInt32](repeating: 7, count: 128)
    bytes.withUnsafeBytes { raw in
      withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { empty in
        guard let source = raw.baseAddress ?? UnsafeRawPointer(empty.baseAddress) else { return }
        Unpack.numbers(width: width, from: source, adding: 3, into: &found)
      }
    }
    #expect(found == expected.map { $0 &+ 3 })
  }

  @Test(arguments: 1...32)
  func `sums differences at every width`(width: Int) {
    var dice = Dice(seed: UInt64(100 + width))
    let differences = numbers(width: width, &dice)
    var sum: UInt32 = 1_000_000
    let expected = differences.map { difference -> UInt32 in
      sum &+= difference
      return sum
    }
    let bytes = bytes { Pack.block(differences, width: width, into: $0) }
    var found = [UInt32](repeating: 7, count: 128)
    bytes.withUnsafeBytes { raw in
      guard let source = raw.baseAddress else { return }
      UnpackDeltas.numbers(width: width, from: source, after: 1_000_000, into: &found)
    }
    #expect(found == expected)
  }

  /// A number of a packed block as `index/FORMAT.md` describes it, bit by bit.
  private func number(_ index: Int, width: Int, in bytes: [UInt8]) -> UInt32 {
    (0..<width).reduce(0) { number, bit in
      let place = index / 4 * width + bit
      let byte = 16 * (place / 32) + 4 * (index % 4) + place % 32 / 8
      return number | UInt32(bytes[byte] >> UInt8(place % 8) & 1) << UInt32(bit)
    }
  }

  @Test(arguments: 1...32)
  func `reads any bytes at every width as the format says`(width: Int) {
    var dice = Dice(seed: UInt64(500 + width))
    let bytes = (0..<16 * width).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
    let expected = (0..<128).map { number($0, width: width, in: bytes) }
    var plain = [UInt32](repeating: 7, count: 128)
    var summed = plain
    bytes.withUnsafeBytes { raw in
      guard let source = raw.baseAddress else { return }
      Unpack.numbers(width: width, from: source, adding: 0, into: &plain)
      UnpackDeltas.numbers(width: width, from: source, after: 9, into: &summed)
    }
    #expect(plain == expected)
    var sum: UInt32 = 9
    for index in 0..<128 {
      sum &+= expected[index]
      #expect(summed[index] == sum)
    }
  }

  @Test(arguments: 0...32)
  func `unpacks tails of every length and width`(width: Int) {
    var dice = Dice(seed: UInt64(200 + width))
    for count in 1..<128 {
      let expected = Array(numbers(width: width, &dice).prefix(count))
      var bytes = bytes(margin: 8) { Pack.tail(expected, count: count, width: width, into: $0) }
      #expect(bytes.count == Pack.tailSize(count: count, width: width))
      bytes += [UInt8](repeating: 0xFF, count: 8)
      var found = [UInt32](repeating: 7, count: count)
      bytes.withUnsafeBytes { raw in
        guard let source = raw.baseAddress else { return }
        Unpack.tail(count: count, width: width, from: source, adding: 0, into: &found)
      }
      #expect(found == expected)
    }
  }

  @Test(arguments: 0...31, [0, 1, 2, 7, 8, 30])
  func `patches what does not fit`(width: Int, outliers: Int) {
    var dice = Dice(seed: UInt64(300 + width + 40 * outliers))
    var expected = numbers(width: width, &dice)
    for _ in 0..<outliers {
      let wider = min(31, width + 1 + dice.below(12))
      expected[dice.below(128)] = UInt32(truncatingIfNeeded: dice.next()) >> UInt32(32 - wider)
    }
    var shape: UInt8 = 0
    var bytes = bytes { room in
      shape = PatchedBlock.encode(expected, into: room)
      return PatchedBlock.size(shape: shape)
    }
    bytes += [0]
    var found = [UInt32](repeating: 7, count: 128)
    bytes.withUnsafeBytes { raw in
      guard let source = raw.baseAddress else { return }
      PatchedBlock.decode(shape: shape, from: source, adding: 1, into: &found)
    }
    #expect(found == expected.map { $0 + 1 })
  }

  @Test(arguments: [1, 2, 4, 12])
  func `asks and marks bit sets and runs without decoding them`(gap: Int) throws {
    var dice = Dice(seed: UInt64(400 + gap))
    var postings: [PlainPosting] = []
    var document: UInt32 = 0
    for _ in 0..<1000 {
      document += 1 + UInt32(dice.below(gap))
      postings.append(PlainPosting(document: document, positions: [1]))
    }
    let world = World(documentCount: document + 5, lists: [(postings, true)])
    let held = Set(postings.map(\.document))
    let arena = CursorArena(world.source)
    let cursor = arena.cursor(for: world.lists[0].term)
    let list = cursor.pointee.list
    var probed = 0
    for number in 0..<list.blocks {
      guard let probe = BlockProbe(list, number) else { continue }
      probed += 1
      let previous = number == 0 ? 0 : list.last[number - 1] + 1
      var places: [UInt32] = []
      for document in previous...list.last[number] {
        let place = probe.place(of: document)
        #expect(probe.isSet(place) == held.contains(document))
        if held.contains(document) { places.append(place) }
      }
      #expect(!probe.isSet(probe.place(of: list.last[number] + 64)))
      probe.resolve(&places, 0..<places.count)
      #expect(places == Array(0..<128))
    }
    #expect(gap == 12 ? probed == 0 : probed > 5)
    let window = Window(in: arena)
    let (from, to): (UInt32, UInt32) = (70, min(4000, document))
    window.clear(withScores: false)
    cursor.pointee.mark(from: from, to: 300, in: window.bits, base: 0)
    cursor.pointee.mark(from: 300, to: to, in: window.bits, base: 0)
    var found: [UInt32] = []
    window.forEach { found.append(UInt32($0)) }
    #expect(found == postings.map(\.document).filter { $0 >= from && $0 < to })
  }

  @Test(
    arguments: [
      [0], [7], [200, 200, 3], [0, 0], Array(0...255), [UInt8](repeating: 9, count: 77),
    ]
      as [[UInt8]]
  )
  func `hands out blocks by their bounds, the best first`(bounds: [UInt8]) {
    bounds.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for first in [0, min(5, bounds.count)] {
        var best = BestBlocks(base, first..<bounds.count)
        var found: [Int] = []
        while let block = best.nextBlock(least: 3) { found.append(block) }
        let expected = (first..<bounds.count).filter { bounds[$0] >= 3 }
          .sorted { (bounds[$1], $0) < (bounds[$0], $1) }
        #expect(found == expected)
      }
    }
  }

  @Test func `finds the first document that is not below a target`() {
    var dice = Dice(seed: 5)
    var documents: [UInt32] = []
    var document: UInt32 = 0
    for _ in 0..<128 {
      document += UInt32(dice.below(4)) + 1
      documents.append(document)
    }
    for target in 0...documents[127] + 2 {
      let expected = documents.firstIndex { $0 >= target } ?? 128
      #expect(BlockSearch.firstIndex(of: target, in: documents) == expected)
    }
  }

  @Test(arguments: [1, 2, 3, 5, 7, 9, 40, 1000])
  func `writes documents of every density in few bytes`(gap: Int) {
    var dice = Dice(seed: UInt64(gap))
    var previous = UInt32.max
    for _ in 0..<20 {
      var document = previous
      let documents = (0..<128).map { _ -> UInt32 in
        document = document &+ 1 &+ UInt32(dice.below(2 * gap - 1))
        return document
      }
      var shape: UInt8 = 0
      var bytes = bytes { room in
        shape = DocumentBlock.encode(documents, after: previous, into: room)
        return DocumentBlock.size(shape: shape)
      }
      if gap == 1 { #expect(shape == PostingsFormat.consecutiveShape) }
      bytes += [0]
      var found = [UInt32](repeating: 7, count: 128 + DocumentBlock.padding)
      let isRight = bytes.withUnsafeBytes { raw in
        guard let source = raw.baseAddress else { return false }
        return DocumentBlock.decode(
          shape: shape,
          from: source,
          after: previous,
          last: document,
          into: &found
        )
      }
      #expect(isRight)
      #expect(Array(found.prefix(128)) == documents)
      previous = document
    }
  }
}
