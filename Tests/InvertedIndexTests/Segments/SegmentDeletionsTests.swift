// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Testing

@Suite struct SegmentDeletionsTests {
  private func deletions(
    _ removed: [UInt32],
    _ superseded: [UInt32],
    of documents: UInt32
  ) -> SegmentDeletions {
    SegmentDeletions(
      removed: DocumentSet(removed, documentCount: documents),
      superseded: DocumentSet(superseded, documentCount: documents)
    )
  }

  private func open(
    _ segment: SegmentReader,
    _ deletions: SegmentDeletions,
    for owner: FileID? = nil,
    in folder: SegmentFolder
  ) throws -> SegmentReader {
    let receipt = try deletions.write(
      of: owner ?? segment.file.entry.id,
      documents: UInt32(segment.documentCount),
      into: folder.newFile(.deletions)
    )
    return try SegmentReader(segment.file, deletions: folder.open(receipt))
  }

  @Test(arguments: [1, 64, 65, 200])
  func `reads back what was hidden`(count: Int) throws {
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: (0..<count).map { SampleDocument("w\($0)") })
    #expect(segment.hidden == nil)
    let last = UInt32(count - 1)
    let reader = try open(segment, deletions([0, last], [last], of: UInt32(count)), in: folder)
    #expect(reader.hidden?.documents == (count == 1 ? [0] : [0, last]))
    #expect(reader.superseded?.documents == [last])
    let empty = try open(segment, deletions([], [], of: UInt32(count)), in: folder)
    #expect(empty.hidden == nil)
    #expect(empty.superseded == nil)
  }

  @Test func `deletions of another segment are refused`() throws {
    let folder = try SegmentFolder()
    let segment = try folder.segment(of: [SampleDocument("a"), SampleDocument("b")])
    let other = try folder.segment(of: [SampleDocument("a"), SampleDocument("b")])
    let sets = deletions([1], [], of: 2)
    #expect(throws: CorruptionError.self) {
      try open(segment, sets, for: other.file.entry.id, in: folder)
    }
  }

  @Test func `a merge takes deletions along under new numbers`() throws {
    let folder = try SegmentFolder()
    let first = try folder.segment(of: ["a", "b", "c"].map { SampleDocument($0) })
    let second = try folder.segment(of: ["d", "e"].map { SampleDocument($0) })
    let inputs = [
      SegmentMerge.Input(
        try open(first, deletions([0, 2], [1], of: 3), in: folder),
        purged: DocumentSet([0], documentCount: 3)
      ),
      SegmentMerge.Input(try open(second, deletions([], [0], of: 2), in: folder)),
    ]
    let merged = try #require(SegmentMerge(inputs).deletions)
    #expect(merged.removed.documents == [1])
    #expect(merged.superseded.documents == [0, 2])
    #expect(SegmentMerge([.init(first), .init(second)]).deletions == nil)
  }
}
