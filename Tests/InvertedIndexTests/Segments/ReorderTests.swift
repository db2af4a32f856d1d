// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing
import TextAnalysis

@testable import InvertedIndex

@Suite struct ReorderTests {
  private static let pairs = PairRule(share: 3, floor: 1)

  private func reordered(
    _ segment: SegmentReader,
    _ order: [UInt32],
    in folder: SegmentFolder,
    postingsBudget: Int = 1 << 20
  ) throws -> SegmentReader {
    let order = try #require(DocumentOrder(order))
    var reorder = try #require(SegmentReorder(segment, order))
    reorder.postingsBudget = postingsBudget
    reorder.pairRule = Self.pairs
    return try SegmentReader(folder.open(reorder.write(into: folder.newFile())))
  }

  @Test func `every order of few documents gives what building them so gives`() throws {
    var world = SampleWorld(seed: 41)
    let documents = world.documents(4)
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: documents, pairs: Self.pairs)
    for code in 0..<256 {
      let order = (0..<4).map { UInt32(code >> ($0 * 2) & 3) }
      guard Set(order).count == 4 else {
        #expect(DocumentOrder(order) == nil)
        continue
      }
      let whole = try folder.segment(of: order.map { documents[Int($0)] }, pairs: Self.pairs)
      #expect(try sections(of: reordered(segment, order, in: folder)) == sections(of: whole))
    }
  }

  @Test(arguments: [(1, 130), (2, 700), (3, 1500)] as [(UInt64, Int)])
  func `another order gives what building in it gives, in one pass and in two`(
    seed: UInt64,
    count: Int
  ) throws {
    var world = SampleWorld(seed: seed)
    let documents = world.documents(count)
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: documents, pairs: Self.pairs)
    var numbers = SampleNumbers(seed: seed)
    let order = (0..<UInt32(count)).shuffled(using: &numbers)
    let inOrder = order.map { documents[Int($0)] }
    let whole = sections(of: try folder.segment(of: inOrder, pairs: Self.pairs))
    #expect(sections(of: try reordered(segment, order, in: folder)) == whole)
    #expect(
      sections(of: try reordered(segment, order, in: folder, postingsBudget: 0)) == whole
    )
  }

  @Test(arguments: [(1, 0), (2, 1), (3, 2), (4, 17), (5, 400)] as [(UInt64, Int)])
  func `sealing in the order of time gives what adding in it gives`(
    seed: UInt64,
    count: Int
  ) throws {
    var world = SampleWorld(seed: seed)
    let documents = world.documents(count)
    let folder = try SegmentFolder()
    var builder = SegmentBuilder()
    builder.pairRule = Self.pairs
    builder.isInOrderOfTime = true
    for document in documents { document.add(to: &builder) }
    let segment = try SegmentReader(folder.open(builder.seal(into: folder.newFile())))
    let order = documents.indices.sorted { left, right in
      func key(_ index: Int) -> (Int64, UInt8, Int) {
        let metadata = documents[index].metadata
        guard let time = metadata.published else { return (.max, 0, index) }
        return (time, metadata.precision.rawValue, index)
      }
      return key(left) < key(right)
    }
    let whole = try folder.segment(of: order.map { documents[$0] }, pairs: Self.pairs)
    #expect(sections(of: segment) == sections(of: whole))
  }

  @Test func `what is hidden stays hidden`() throws {
    let folder = try SegmentFolder()
    let documents = (0..<70).map { SampleDocument("flood \($0)") }
    let segment = try folder.segment(of: documents)
    let deletions = SegmentDeletions(
      removed: DocumentSet([3, 60], documentCount: 70),
      superseded: DocumentSet([0], documentCount: 70)
    )
    let written = try deletions.write(
      of: segment.file.entry.id,
      documents: 70,
      into: folder.newFile(.deletions)
    )
    let hiding = try SegmentReader(segment.file, deletions: folder.open(written))
    let order = try #require(DocumentOrder((0..<70).reversed()))
    let reorder = try #require(SegmentReorder(hiding, order))
    let renumbered = try #require(reorder.deletions)
    #expect(renumbered.removed.documents == [9, 66])
    #expect(renumbered.superseded.documents == [69])
  }

  @Test func `a damaged segment is not reordered`() throws {
    let folder = try SegmentFolder()
    var world = SampleWorld(seed: 6)
    let segment = try folder.segment(of: world.documents(9))
    let path = folder.paths.file(segment.file.entry)
    var bytes = try folder.read(path)
    bytes[100] ^= 1
    try folder.replace(path, by: bytes)
    let damaged = try SegmentReader(SealedFile(path, entry: segment.file.entry))
    #expect(throws: StorageError.self) {
      try reordered(damaged, Array((0..<9).reversed()), in: folder)
    }
    let short = try #require(DocumentOrder([0]))
    #expect(SegmentReorder(segment, short) == nil)
  }

  /// Documents on five subjects, of some months, shuffled.
  private func subjects(_ count: Int, seed: UInt64, isDated: Bool) -> [SampleDocument] {
    var numbers = SampleNumbers(seed: seed)
    return (0..<count).map { _ in
      let subject = Int.random(in: 0..<5, using: &numbers)
      let words = (0..<12).map { _ in "w\(subject)x\(Int.random(in: 0..<9, using: &numbers))" }
      let month = Int64.random(in: 0..<4, using: &numbers)
      return SampleDocument(
        words.joined(separator: " ") + " subject\(subject)",
        id: numbers.next(),
        published: isDated ? month * 31 * 86_400 : nil
      )
    }
  }

  @Test(arguments: [false, true])
  func `likes come together, months stay apart, and threads change nothing`(
    isDated: Bool
  ) throws {
    let folder = try SegmentFolder()
    let documents = subjects(2000, seed: 5, isDated: isDated)
    let segment = try folder.segment(of: documents)
    var ordering = SegmentReader.Ordering()
    ordering.leastBucket = 1
    let order = try segment.orderByLikeness(ordering)
    ordering.threads = 3
    #expect(try segment.orderByLikeness(ordering).old == order.old)
    #expect(order.old.sorted() == Array(0..<2000))
    let months = order.old.map { documents[Int($0)].metadata.published ?? 0 }
    #expect(months == months.sorted())
    let subjects = order.old.map { documents[Int($0)].paragraphs[0].text.suffix(1) }
    let changes = zip(subjects, subjects.dropFirst()).filter { $0 != $1 }.count
    // By chance four of five neighbours are on different subjects.
    #expect(changes < 400)
    let better = try reordered(segment, order.old, in: folder)
    // Within small months the differences are few and the widest of them counts.
    #expect(isDated || better.file.entry.length < segment.file.entry.length)
    ordering.budget = 4000
    #expect(try segment.orderByLikeness(ordering).old.sorted() == Array(0..<2000))
  }

  @Test(arguments: [0, 1, 2, 33])
  func `small segments have an order too`(count: Int) throws {
    let folder = try SegmentFolder()
    let documents = subjects(count, seed: 8, isDated: true)
    let order = try folder.segment(of: documents).orderByLikeness(.init())
    let times = order.old.map { documents[Int($0)].metadata.published ?? 0 }
    #expect(order.old.sorted() == Array(0..<UInt32(count)))
    #expect(count == 33 || times == times.sorted())
  }

  @Test func `months are those of the calendar`() {
    let months: [(Int64, Int64)] = [
      (0, 1970 * 12), (-1, 1969 * 12 + 11), (951_782_400, 2000 * 12 + 1),
      (951_868_800, 2000 * 12 + 2), (1_709_251_199, 2024 * 12 + 1), (1_709_251_200, 2024 * 12 + 2),
      (-62_135_596_800, 12),
    ]
    for (second, month) in months { #expect(CivilMonth.number(ofSecond: second) == month) }
  }

  @Test func `documents of one version of an article keep their order`() throws {
    let folder = try SegmentFolder()
    var documents = subjects(600, seed: 9, isDated: true)
    for index in stride(from: 0, to: 500, by: 5) {
      documents[index + 100].metadata.articleID = documents[index].metadata.articleID
    }
    let segment = try folder.segment(of: documents)
    let count: UInt32 = 600
    let deletions = SegmentDeletions(
      removed: DocumentSet(0..<100),
      superseded: DocumentSet([UInt32](), documentCount: count)
    )
    let written = try deletions.write(
      of: segment.file.entry.id,
      documents: count,
      into: folder.newFile(.deletions)
    )
    let hiding = try SegmentReader(segment.file, deletions: folder.open(written))
    let order = try hiding.orderByLikeness(.init())
    for index in stride(from: 0, to: 100, by: 5) {
      #expect(order.new[index] < order.new[index + 100])
    }
  }
}
