// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import InvertedIndex
import Storage

extension ArchiveWriter {
  /// Merges what the policy asks for, or everything into one.
  package func merge(full: Bool) throws(ArchiveError) -> UpkeepReport {
    let before = view.segments.count
    try committing {
      if full {
        try merge(view.segments.count > 1 ? [0..<view.segments.count] : [], isFull: true)
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
