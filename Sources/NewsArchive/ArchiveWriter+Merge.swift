// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import InvertedIndex
import Storage

extension ArchiveWriter {
  /// Merges what the policy asks for, or everything into one segment whose documents are put in
  /// order of likeness month by month: smaller and faster, at some microseconds a document.
  package func merge(full: Bool) throws(ArchiveError) -> UpkeepReport {
    let before = view.segments.count
    try committing {
      if full {
        try merge(view.segments.count > 1 ? [0..<view.segments.count] : [], isFull: true)
        try reorder()
      } else {
        try mergeByPolicy()
      }
    }
    return UpkeepReport(
      generation: generation,
      segmentsBefore: before,
      segmentsAfter: view.segments.count,
      articles: view.store.articleCount
    )
  }

  /// Puts the documents of the only segment in order, unless they are.
  private func reorder() throws {
    guard view.segments.count == 1, let segment = view.segments.first,
      !segment.isOrderedByLikeness
    else { return }
    try transaction.directory.requireSpace(segment.file.entry.length / 10 * 11)
    var ordering = SegmentReader.Ordering()
    ordering.threads = processorCount()
    ordering.budget = IndexOptions().memoryBudget
    try segment.reorder(ordering, in: &transaction)
    try transaction.commit()
    try refresh()
  }

  /// Merges runs of neighbours until the policy is content.
  func mergeByPolicy() throws {
    let policy = MergePolicy()
    while try merge(policy.merges(of: view.segments.map(\.documentCount)), isFull: false) {}
  }

  /// Replaces each run of segments by one, merges the store's files, and commits; answers whether
  /// there was anything to do.
  @discardableResult
  private func merge(_ runs: [Range<Int>], isFull: Bool) throws -> Bool {
    for run in runs { try merge(view.segments[run]) }
    let isStoreMerged = try ArticleStoreMaintenance.merge(
      view.store,
      into: &transaction,
      isFull: isFull
    )
    guard !runs.isEmpty || isStoreMerged else { return false }
    try transaction.commit()
    try refresh()
    return true
  }

  private func merge(_ segments: ArraySlice<SegmentReader>) throws {
    let bytes = segments.reduce(0) { $0 + $1.file.entry.length }
    try transaction.directory.requireSpace(bytes + bytes / 10)
    let merge = SegmentMerge(segments.map { SegmentMerge.Input($0) })
    try merge.write(into: &transaction, replacing: segments.map(\.file.entry.name))
  }
}
