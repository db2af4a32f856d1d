// SPDX-License-Identifier: Apache-2.0

package import Articles
import ArticleStore
import InvertedIndex
import Storage

/// What readers decide about articles.
extension ArchiveWriter {
  /// Hides articles; returns how many were not hidden before.
  package func remove(_ ids: [ArticleID]) throws(ArchiveError) -> Int {
    try setRemoved(true, ids)
  }

  /// Brings hidden articles back; returns how many were hidden.
  package func restore(_ ids: [ArticleID]) throws(ArchiveError) -> Int {
    try setRemoved(false, ids)
  }

  private func setRemoved(_ isRemoved: Bool, _ ids: [ArticleID]) throws(ArchiveError) -> Int {
    try committing {
      var store = ArticleStoreWriter(view.store)
      var changed: Set<ArticleID> = []
      for id in Set(ids).sorted() {
        var state = try store.state(of: id)
        guard state.isRemoved != isRemoved else { continue }
        state.isRemoved = isRemoved
        store.setState(state)
        changed.insert(id)
      }
      guard !changed.isEmpty else { return 0 }
      try store.seal(into: &transaction)
      try commit(changed: changed) { _ in isRemoved }
      return changed.count
    }
  }

  /// Corrects fields of an article by hand and makes search see them; nothing if they are so already.
  package func edit(
    _ id: ArticleID,
    _ corrections: [Correction]
  ) throws(ArchiveError) {
    try committing {
      var store = ArticleStoreWriter(view.store)
      let before = try store.state(of: id)
      var state = before
      for correction in corrections { correction.apply(to: &state) }
      guard state != before else { return }
      store.setState(state)
      let indexer = DocumentIndexer(threads: 1)
      indexer.add(try corrected(id, state))
      try store.seal(into: &transaction)
      try indexer.seal(into: &transaction)
      try commit(changed: [id]) { _ in state.isRemoved }
    }
  }

  /// The newest version with its corrections; the documents of older ones keep what they were.
  private func corrected(
    _ id: ArticleID,
    _ state: ArticleState
  ) throws(CorruptionError) -> [NewDocument] {
    guard let stored = try view.store.articleAsFiled(id) else { return [] }
    let filed = try view.store.versions(of: id).last { $0.version == stored.version }
    return [
      NewDocument(
        id: id,
        version: stored.version,
        article: state.applied(to: stored.article),
        filed: filed?.filed ?? 0,
        revision: filed?.revision ?? 0
      )
    ]
  }
}
