// SPDX-License-Identifier: Apache-2.0

package import Storage

/// A walk through everything that was done, in that order, of which it holds one block at a time.
package struct JournalWalk {
  private let packs: [OriginalsFile]
  private var pack = 0
  private var block: UInt32 = 0
  /// Entries of the block that is being read, the last first.
  private var entries: [JournalEntry] = []

  init(_ packs: [OriginalsFile]) {
    self.packs = packs
  }

  /// The next entry; nil at the end.
  package mutating func next() throws(CorruptionError) -> JournalEntry? {
    while entries.isEmpty {
      guard pack < packs.count else { return nil }
      guard block < UInt32(packs[pack].journal?.count ?? 0) else {
        pack += 1
        block = 0
        continue
      }
      entries = try packs[pack].journalEntries(ofBlock: block).reversed()
      block += 1
    }
    return entries.removeLast()
  }
}

extension JournalWalk {
  /// Whether all that is left of another walk comes in this one, too, in the same order.
  ///
  /// Merging packs keeps every entry and their order, so it does for the packs that were merged into
  /// those of this walk.
  package consuming func tells(_ other: consuming JournalWalk) throws(CorruptionError) -> Bool {
    while let wanted = try other.next() {
      var found = try next()
      while let entry = found, entry != wanted { found = try next() }
      guard found != nil else { return false }
    }
    return true
  }
}

extension ArticleStoreReader {
  /// Everything that was done, for whoever does more with it than a closure can.
  package var journal: JournalWalk { JournalWalk(packs) }
}
