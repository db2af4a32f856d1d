// SPDX-License-Identifier: Apache-2.0

import ArticleStore

extension IndexRun {
  /// Whether so much or so long has been read that losing it would be a pity.
  var isBatchLong: Bool {
    batch.articles >= options.batchArticles
      || ContinuousClock.now - batch.start >= .seconds(options.batchSeconds)
  }

  /// Makes everything so far durable and visible, and begins a new batch unless this is the last.
  func commitBatch(isLast: Bool = false) throws {
    var fresh = ArticleStoreWriter(writer.view.store)
    swap(&store, &fresh)
    defer { batch = (0, .now) }
    guard !fresh.isEmpty || !indexer.isEmpty else { return }
    try indexer.seal(into: &writer.transaction)
    try fresh.seal(into: &writer.transaction)
    try writer.commit(changed: changed, isLast: isLast, merges: !mustStop)
    changed = []
    if !isLast { store = ArticleStoreWriter(writer.view.store) }
  }
}
