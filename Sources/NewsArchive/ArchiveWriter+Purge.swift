// SPDX-License-Identifier: Apache-2.0

package import Articles
import ArticleStore
import InvertedIndex
import Storage

extension ArchiveWriter {
  /// Takes articles out for good: every file that holds a byte of them is written anew without it.
  ///
  /// - Returns: how many articles there were.
  package func purge(_ ids: [ArticleID]) throws(ArchiveError) -> Int {
    try committing {
      let purged = Set(ids)
      guard !purged.isEmpty else { return 0 }
      try ArticleStoreMaintenance.purge(purged, from: view.store, into: &transaction)
      for segment in view.segments { try purge(purged, from: segment) }
      try transaction.commit()
      try refresh()
      return purged.count
    }
  }

  /// How many damaged files lie aside, which may hold what was purged and are never deleted by us.
  package func quarantinedFileCount() throws(ArchiveError) -> Int {
    try translated { try Folder(transaction.directory.paths.quarantine).entries().count }
  }

  private func purge(_ ids: Set<ArticleID>, from segment: SegmentReader) throws {
    var documents: [UInt32] = []
    for document in 0..<UInt32(segment.documentCount)
    where ids.contains(ArticleID(rawValue: try segment.articleID(of: document))) {
      documents.append(document)
    }
    guard !documents.isEmpty else { return }
    let set = DocumentSet(documents, documentCount: UInt32(segment.documentCount))
    let merge = SegmentMerge([SegmentMerge.Input(segment, purged: set)])
    if merge.documentCount == 0 {
      transaction.retire(segment.file.entry.name)
    } else {
      try merge.write(into: &transaction, replacing: [segment.file.entry.name])
    }
  }
}
