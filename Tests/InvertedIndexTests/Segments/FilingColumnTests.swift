// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing
import TextAnalysis

@testable import InvertedIndex

/// When and by which commit documents were filed, how long they are, and the documents of some
/// articles.
@Suite struct FilingColumnTests {
  private func documents(_ count: Int) -> [SampleDocument] {
    var numbers = SampleNumbers(seed: 11)
    return (0..<count).map { number in
      var document = SampleDocument(
        "flood \(number % 5)" + String(repeating: " river", count: number % 7)
      )
      document.metadata.articleID = numbers.next()
      document.metadata.filed = Int64(number % 37) * 1_000 - 9_000
      document.metadata.revision = UInt64(number / 30)
      return document
    }
  }

  @Test func `columns of filing survive merging and reordering`() throws {
    let folder = try SegmentFolder()
    let documents = documents(200)
    let parts = [Array(documents[..<90]), Array(documents[90...])]
    let segments = try parts.map { try folder.segment(of: $0) }
    let merged = try folder.merge(segments.map { SegmentMerge.Input($0) })
    let order = try #require(DocumentOrder((0..<UInt32(documents.count)).reversed()))
    let reorder = try #require(SegmentReorder(merged, order))
    let turned = try SegmentReader(folder.open(reorder.write(into: folder.newFile())))
    for (number, document) in documents.enumerated() {
      #expect(try merged.filed(of: UInt32(number)) == document.metadata.filed)
      #expect(try merged.revision(of: UInt32(number)) == document.metadata.revision)
      let place = UInt32(documents.count - 1 - number)
      #expect(try merged.wordCount(of: UInt32(number)) == UInt32(2 + number % 7))
      #expect(try turned.wordCount(of: place) == UInt32(2 + number % 7))
      #expect(try turned.filed(of: place) == document.metadata.filed)
      #expect(try turned.revision(of: place) == document.metadata.revision)
    }
  }

  @Test func `documents are found by when they came`() throws {
    let folder = try SegmentFolder()
    let documents = documents(150)
    let segment = try folder.segment(of: documents)
    for range in [-9_000...(-9_000), -5_000...4_500, Int64.min...Int64.max, 90_000...91_000] {
      let expected = documents.indices.filter { range.contains(documents[$0].metadata.filed) }
      #expect(try segment.documents(filedIn: range).documents == expected.map(UInt32.init))
    }
    for revision in [0, 2, 4, 5, .max] as [UInt64] {
      let expected = documents.indices.filter { documents[$0].metadata.revision > revision }
      #expect(try segment.documents(filedAfter: revision).documents == expected.map(UInt32.init))
    }
  }

  @Test func `documents are found by how long they are`() throws {
    let folder = try SegmentFolder()
    let documents = documents(150)
    let segment = try folder.segment(of: documents)
    for range in [0...1, 2...2, 3...6, 8...8, 9...UInt64.max] {
      let expected = documents.indices.filter { range.contains(UInt64(2 + $0 % 7)) }
      #expect(try segment.documents(ofWords: range).documents == expected.map(UInt32.init))
    }
  }

  @Test(arguments: [0, 1, 7, 64, 149])
  func `documents of some articles are theirs and no others`(count: Int) throws {
    let folder = try SegmentFolder()
    let documents = documents(150)
    let segment = try folder.segment(of: documents)
    let chosen = documents[..<count].map(\.metadata.articleID)
    let set = ArticleSet(chosen + chosen + [1, 2, 3])
    #expect(set.count == count + 3)
    #expect(try segment.documents(of: set).documents == (0..<count).map(UInt32.init))
  }

  @Test func `a set of ids that share their high bits holds them all and nothing else`() {
    let ids = (0..<1_000).map { UInt64($0) }
    let set = ArticleSet(ids)
    #expect(set.count == 1_000)
    #expect(ids.allSatisfy { set.contains($0) })
    #expect(!set.contains(1_000) && !set.contains(.max))
    #expect(ArticleSet([]).isEmpty && !ArticleSet([]).contains(0))
  }
}
