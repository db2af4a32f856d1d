// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import TextAnalysis

/// Turns lines into sealed segments, a segment whenever the memory is used up.
struct IndexBuilding {
  /// A segment on the disk that no commit names yet.
  struct Segment: Sendable {
    let receipt: SealedFileReceipt
    let documentCount: Int
  }

  let paths: ArchivePaths
  let generation: UInt64
  let memoryBudget: Int

  /// Puts all lines into segments, in their order.
  func segments(of lines: Corpus.Lines) throws(BenchmarkError) -> [Segment] {
    var lines = lines
    var made: [Segment] = []
    while !lines.isAtEnd { made.append(try segment(of: &lines)) }
    return made
  }

  private func segment(of lines: inout Corpus.Lines) throws(BenchmarkError) -> Segment {
    let builder = try Self.builder(for: &lines, memoryBudget: memoryBudget)
    let count = builder.documentCount
    do throws(StorageError) {
      let file = try SealedFileWriter(.segment, generation: generation, in: paths)
      return Segment(receipt: try builder.seal(into: file), documentCount: count)
    } catch {
      throw .storage(error)
    }
  }

  /// A builder that holds the next lines up to the budget, one at least.
  static func builder(
    for lines: inout Corpus.Lines,
    memoryBudget: Int
  ) throws(BenchmarkError) -> SegmentBuilder {
    var builder = SegmentBuilder(analysis: .blanks)
    while let document = try lines.next() {
      builder.begin()
      unsafe builder.add(field: .body, text: document.words)
      builder.finish(
        DocumentMetadata(
          articleID: document.number,
          version: 1,
          published: nil,
          language: .unknown
        )
      )
      if builder.memoryInUse >= memoryBudget || builder.isFull { break }
    }
    return builder
  }
}
