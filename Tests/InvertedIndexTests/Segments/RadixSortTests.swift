// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Testing

struct RadixSortTests {
  private struct Pair: BitwiseCopyable {
    var key: UInt64
    var place: Int
  }

  @Test(
    arguments: [0, 1, 2, 3, 1000, 70_000],
    [UInt64(0), 1, 0xFF, 0xFFFF, 0xFFFF_0000, 0xFF00_0000_0000_00FF, .max]
  )
  func `sorts by the whole key and keeps the order of equals`(count: Int, mask: UInt64) {
    var dice = Dice(seed: mask ^ UInt64(count))
    var pairs = (0..<count).map { Pair(key: dice.next() & mask, place: $0) }
    let expected = pairs.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
    pairs.withUnsafeMutableBufferPointer { RadixSort.sort($0) { $0.key } }
    #expect(pairs.map(\.key) == expected.map(\.key))
    #expect(pairs.map(\.place) == expected.map(\.place))
  }
}
