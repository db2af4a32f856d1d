// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import Synchronization
import SystemPackage

/// An index of words without articles, being written: the archive's files, lock and commits, and
/// nothing in it but segments.
struct IndexWriter: ~Copyable {
  private var transaction: Transaction

  /// Makes an index, or opens the one that is there.
  init(at path: FilePath, creating: Bool) throws(BenchmarkError) {
    do throws(StorageError) {
      let directory =
        creating ? try ArchiveDirectory.create(at: path) : try ArchiveDirectory.open(at: path)
      transaction = try Transaction(directory, lock: try ArchiveLock.acquire(directory))
    } catch {
      throw .storage(error)
    }
  }

  var directory: ArchiveDirectory { transaction.directory }

  /// Builds segments on several threads, in the order of the lines, and makes them visible.
  ///
  /// Returns the number of documents.
  mutating func add(
    _ corpus: Corpus,
    threads: Int,
    memoryBudget: Int
  ) throws(BenchmarkError) -> Int {
    let building = IndexBuilding(
      paths: transaction.directory.paths,
      generation: transaction.generation,
      memoryBudget: max(memoryBudget / threads, Self.leastBudget)
    )
    var count = 0
    for part in Self.build(corpus.parts(threads), building) {
      for segment in try part.get() {
        transaction.add(segment.receipt, attributes: [UInt64(segment.documentCount)])
        count += segment.documentCount
      }
    }
    try commit()
    return count
  }

  /// Bytes below which a builder's budget is not divided; an empty one takes some of them.
  private static let leastBudget = 16 << 20

  private typealias Part = Result<[IndexBuilding.Segment], BenchmarkError>

  private static func build(_ parts: [Corpus.Lines], _ building: IndexBuilding) -> [Part] {
    let results = Mutex([Part](repeating: .success([]), count: parts.count))
    inParallel(count: parts.count) { number in
      let part = Part { () throws(BenchmarkError) in try building.segments(of: parts[number]) }
      results.withLock { $0[number] = part }
    }
    return results.withLock { $0 }
  }

  /// Seals what a builder holds and makes it durable and visible.
  mutating func commit(_ builder: consuming SegmentBuilder) throws(BenchmarkError) {
    let count = builder.documentCount
    do throws(StorageError) {
      let receipt = try builder.seal(into: transaction.newFile(.segment))
      transaction.add(receipt, attributes: [UInt64(count)])
      try transaction.commit()
    } catch {
      throw .storage(error)
    }
  }

  private mutating func commit() throws(BenchmarkError) {
    do throws(StorageError) { try transaction.commit() } catch { throw .storage(error) }
  }
}

extension IndexWriter {
  /// Merges everything into one segment.
  mutating func mergeAll() throws(BenchmarkError) {
    let segments = try WordIndex(directory).segments
    if segments.count > 1 { try merge([0..<segments.count], of: segments) }
  }

  /// Puts the documents of the only segment in the order that a full merge gives them.
  mutating func reorder(threads: Int) throws(BenchmarkError) {
    var ordering = SegmentReader.Ordering()
    ordering.threads = threads
    let segments = try WordIndex(directory).segments
    guard segments.count == 1, let segment = segments.first else { return }
    do throws(StorageError) {
      try segment.reorder(ordering, in: &transaction)
      try transaction.commit()
    } catch {
      throw .storage(error)
    }
  }

  /// Merges runs of neighbours until the policy is content, as every commit of an archive does.
  mutating func mergeByPolicy() throws(BenchmarkError) {
    let policy = MergePolicy()
    while true {
      let segments = try WordIndex(directory).segments
      let runs = policy.merges(of: segments.map(\.documentCount))
      if runs.isEmpty { return }
      try merge(runs, of: segments)
    }
  }

  private mutating func merge(
    _ runs: [Range<Int>],
    of segments: [SegmentReader]
  ) throws(BenchmarkError) {
    do throws(StorageError) {
      for run in runs {
        let merge = SegmentMerge(segments[run].map { SegmentMerge.Input($0) })
        try merge.write(
          into: &transaction,
          replacing: segments[run].map { $0.file.entry.name }
        )
      }
      try transaction.commit()
    } catch {
      throw .storage(error)
    }
  }
}
