// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Storage

/// What the journal says as a whole, gathered before anything is rebuilt.
///
/// Some 40 bytes of memory for every article that was removed or has several versions; of all
/// others nothing is held.
struct ReindexPlan {
  /// The last word about each article that readers have corrected.
  private(set) var corrected: [ArticleID: ArticleState] = [:]
  private(set) var removed: Set<ArticleID> = []
  /// Removed articles, and those with several versions.
  private(set) var changed: Set<ArticleID> = []
  private(set) var searches: [String: SavedSearch] = [:]
  /// How many texts there are to be read again, and the bytes of their originals.
  private(set) var originals = 0
  private(set) var bytes: Int64 = 0

  init(_ journal: consuming JournalWalk) throws(CorruptionError) {
    while let entry = try journal.next() {
      switch entry {
      case .filed(let filed):
        originals += 1
        bytes += Int64(clamping: filed.sighting.size)
        if filed.version > 1 { changed.insert(filed.article) }
      case .decided(let state): decide(state)
      case .saved(let search): searches[search.name] = search
      case .sighted: break
      }
    }
    changed.formUnion(removed)
  }

  /// Takes a text off the sums that an earlier run has done.
  mutating func pass(_ filed: FiledSighting) {
    bytes -= Int64(clamping: filed.sighting.size)
  }

  private mutating func decide(_ state: ArticleState) {
    corrected[state.article] = state.edits.isEmpty ? nil : state
    if state.isRemoved { removed.insert(state.article) } else { removed.remove(state.article) }
  }
}
