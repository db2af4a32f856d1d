// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Testing

@Suite struct MergePolicyTests {
  /// Adds batches one after another, merging as told, and gives the work done per document.
  private func run(
    _ batches: some Sequence<Int>,
    check: (_ sizes: [Int], _ documents: Int) -> Void
  ) -> Double {
    let policy = MergePolicy()
    var sizes: [Int] = []
    var documents = 0
    var rewritten = 0
    for batch in batches {
      sizes.append(batch)
      documents += batch
      for range in policy.merges(of: sizes).reversed() {
        let merged = sizes[range].reduce(0, +)
        rewritten += merged
        sizes.replaceSubrange(range, with: [merged])
      }
      check(sizes, documents)
    }
    return Double(rewritten) / Double(max(1, documents))
  }

  @Test func `ten thousand single documents stay few segments at little cost`() {
    let policy = MergePolicy()
    let work = run(repeatElement(1, count: 10_000)) { sizes, documents in
      #expect(sizes.count <= policy.allowedSegments(documents: documents))
      #expect(sizes.count <= 24)
      #expect(sizes.reduce(0, +) == documents)
    }
    #expect(work < 15)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `batches of any size stay few segments at little cost`(seed: UInt64) {
    var numbers = SampleNumbers(seed: seed)
    let batches = (0..<1000).map { _ in
      let magnitude = Int.random(in: 0...4, using: &numbers)
      return Int.random(in: 1...10, using: &numbers) * [1, 10, 100, 1000, 10_000][magnitude]
    }
    let work = run(batches) { sizes, documents in
      #expect(sizes.count <= 24)
      #expect(sizes.reduce(0, +) == documents)
    }
    #expect(work < 12)
  }

  @Test func `runs are neighbours, apart, in order, and settle in one step`() {
    let policy = MergePolicy()
    var numbers = SampleNumbers(seed: 3)
    for count in 0..<80 {
      var sizes = (0..<count).map { _ in Int.random(in: 0...100_000, using: &numbers) }
      let ranges = policy.merges(of: sizes)
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
      #expect(ranges.allSatisfy { $0.count > 1 && $0.upperBound <= count })
      for range in ranges.reversed() {
        sizes.replaceSubrange(range, with: [sizes[range].reduce(0, +)])
      }
      #expect(policy.merges(of: sizes).isEmpty)
    }
  }

  @Test func `few segments are left alone, and large ones when small ones will do`() {
    let policy = MergePolicy()
    #expect(policy.merges(of: []).isEmpty)
    #expect(policy.merges(of: [1, 1, 1, 1, 1, 1, 1, 1]).isEmpty)
    #expect(policy.merges(of: [1, 1, 1, 1, 1, 1, 1, 1, 1]) == [0..<9])
    let many = [1_000_000] + Array(repeating: 1, count: 40)
    let ranges = policy.merges(of: many)
    #expect(!ranges.isEmpty)
    #expect(ranges.allSatisfy { $0.lowerBound > 0 })
  }
}
