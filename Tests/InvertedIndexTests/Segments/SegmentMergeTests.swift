// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing
import TextAnalysis

@Suite struct SegmentMergeTests {
  /// Cuts a world into segments of the given sizes.
  private func parts(
    _ documents: [SampleDocument],
    _ sizes: [Int],
    in folder: SegmentFolder
  ) throws -> [SegmentReader] {
    var next = 0
    return try sizes.map { size in
      defer { next += size }
      return try folder.segment(of: Array(documents[next..<next + size]))
    }
  }

  @Test(arguments: [
    [1], [1, 1], [0, 3, 0], [5, 1, 9], [100, 100], [1, 250, 1, 40], [30, 30, 30, 30, 30, 30],
  ])
  func `merging gives the bytes that building at once gives`(sizes: [Int]) throws {
    let count = sizes.reduce(0, +)
    var world = SampleWorld(seed: UInt64(count))
    let documents = world.documents(count)
    let folder = try SegmentFolder()
    let inputs = try parts(documents, sizes, in: folder).map { SegmentMerge.Input($0) }
    let merged = try folder.merge(inputs)
    let whole = try folder.segment(of: documents)
    #expect(sections(of: merged) == sections(of: whole))
    let inTwoPasses = try folder.merge(inputs, postingsBudget: 0)
    #expect(sections(of: inTwoPasses) == sections(of: whole))
  }

  @Test(arguments: [[4500, 3000, 129], [128, 128, 4096], [1, 5000]])
  func `long lists put end to end are those of one segment`(sizes: [Int]) throws {
    // Groups of blocks and of chunks, words of every density, and words that come in bursts.
    var numbers = SampleNumbers(seed: UInt64(sizes.count))
    let documents = (0..<sizes.reduce(0, +)).map { number in
      var words = ["every", number % 3 == 0 ? "third" : "other", "n\(number % 700)"]
      if number % 900 < 200 { words += ["burst", "burst"] }
      for _ in 0..<Int.random(in: 0..<6, using: &numbers) { words.append("every") }
      for _ in 0..<Int.random(in: 0..<20, using: &numbers) {
        words.append("r\(Int.random(in: 0..<40, using: &numbers))")
      }
      return SampleDocument(words.joined(separator: " "))
    }
    let folder = try SegmentFolder()
    var next = 0
    let inputs = try sizes.map { size in
      defer { next += size }
      let part = Array(documents[next..<next + size])
      return SegmentMerge.Input(try folder.segment(of: part, analysis: .blanks))
    }
    let whole = sections(of: try folder.segment(of: documents, analysis: .blanks))
    #expect(sections(of: try folder.merge(inputs)) == whole)
    #expect(sections(of: try folder.merge(inputs, postingsBudget: 0)) == whole)
    let rest = try folder.merge(Array(inputs[1...]))
    #expect(sections(of: try folder.merge([inputs[0], .init(rest)])) == whole)
  }

  @Test func `merging merged segments gives the same again`() throws {
    var world = SampleWorld(seed: 77)
    let documents = world.documents(60)
    let folder = try SegmentFolder()
    let four = try parts(documents, [10, 20, 25, 5], in: folder).map { SegmentMerge.Input($0) }
    let left = try folder.merge(Array(four[..<2]))
    let right = try folder.merge(Array(four[2...]))
    let merged = try folder.merge([.init(left), .init(right)])
    #expect(sections(of: merged) == sections(of: try folder.segment(of: documents)))
  }

  @Test(arguments: [2, 3, 7])
  func `what is purged was never there`(divisor: Int) throws {
    // Plain words only: of a purged document the surface of a shared term may stay.
    var world = SampleWorld(seed: UInt64(divisor), words: SampleWorld.plainWords)
    let documents = world.documents(90)
    let folder = try SegmentFolder()
    var start = 0
    let inputs = try parts(documents, [40, 49, 1], in: folder).map { segment in
      defer { start += segment.documentCount }
      let purged = (0..<segment.documentCount).filter { (start + $0) % divisor == 0 }
      let set = DocumentSet(
        purged.map { UInt32($0) },
        documentCount: UInt32(segment.documentCount)
      )
      return SegmentMerge.Input(segment, purged: set)
    }
    let kept = documents.indices.filter { $0 % divisor != 0 }.map { documents[$0] }
    let whole = try folder.segment(of: kept)
    #expect(SegmentMerge(inputs).documentCount == kept.count)
    #expect(sections(of: try folder.merge(inputs)) == sections(of: whole))
    #expect(sections(of: try folder.merge(inputs, postingsBudget: 0)) == sections(of: whole))
  }

  @Test func `a damaged segment is not merged`() throws {
    let folder = try SegmentFolder()
    var builder = SegmentBuilder()
    for length in 1..<40 {
      SampleDocument(String(repeating: "flood ", count: length)).add(to: &builder)
    }
    let entry = try builder.seal(into: folder.newFile()).entry()
    let path = folder.paths.file(entry)
    var bytes = try folder.read(path)
    let segment = try SegmentReader(SealedFile(path, entry: entry))
    let place = try #require(segment.file.section(SectionTag("NORM")))
    let start = try #require(bytes.firstRange(of: Array(place))).lowerBound
    bytes[start] ^= 1
    try folder.replace(path, by: bytes)
    let damaged = try SegmentReader(SealedFile(path, entry: entry))
    #expect(throws: StorageError.self) {
      try folder.merge([.init(damaged), .init(segment)])
    }
  }

  @Test func `segments of different analyzers are not merged`() throws {
    let folder = try SegmentFolder()
    let one = try folder.segment(of: [SampleDocument("flood")])
    let other = try folder.segment(of: [SampleDocument("flood")], analysis: .blanks)
    #expect(throws: StorageError.self) { try folder.merge([.init(one), .init(other)]) }
  }
}
