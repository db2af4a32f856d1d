// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Keeps the number of the store's files small, and removes what must go.
package enum ArticleStoreMaintenance {
  /// Merges what ``TierPolicy`` says, or all that it allows if `isFull`; answers whether that was
  /// anything.
  ///
  /// Must come before the batch of the same transaction is sealed: it knows the files of `reader`.
  /// Originals are digested once more on the way; nothing is merged that is damaged.
  ///
  /// - Throws: ``StorageError/corruption(_:)`` also for an original that has lost its digest.
  package static func merge(
    _ reader: ArticleStoreReader,
    into transaction: inout Transaction,
    isFull: Bool = false
  ) throws(StorageError) -> Bool {
    let packs = ranges(of: reader.packs.map(\.records.file), isFull, .records)
    let articles = ranges(of: reader.articles.map(\.records.file), isFull, .records)
    let runs = ranges(of: reader.runs.map(\.file), isFull, .catalogue)
    for range in packs { try merge(Array(reader.packs[range]), into: &transaction) }
    for range in articles { try merge(Array(reader.articles[range]), into: &transaction) }
    for range in runs {
      let runs = Array(reader.runs[range])
      try CatalogueMerger(runs).write(into: &transaction, replacing: runs.map(\.file.entry.name))
    }
    return !(packs.isEmpty && articles.isEmpty && runs.isEmpty)
  }

  /// Whether ``merge(_:into:isFull:)`` has anything to do, as far as a manifest tells.
  package static func isDue(in manifest: Manifest) -> Bool {
    let policies = [
      (FileKind.originals, TierPolicy.records), (.articles, .records), (.catalogue, .catalogue),
    ]
    return policies.contains { kind, policy in
      policy.merge(of: manifest.entries(of: kind).map(\.length)) != nil
    }
  }

  private static func ranges(
    of files: [SealedFile],
    _ isFull: Bool,
    _ policy: TierPolicy
  ) -> [Range<Int>] {
    let lengths = files.map(\.entry.length)
    return isFull ? policy.fullMerge(of: lengths) : policy.merge(of: lengths).map { [$0] } ?? []
  }

  /// Copies packs into one, oldest first.
  ///
  /// `transform` is as in ``RecordFileMerger``; `keeps` says which journal entries stay.
  static func merge(
    _ packs: [OriginalsFile],
    into transaction: inout Transaction,
    transform: @escaping (RecordRow) -> [UInt8]? = { $0.rest },
    keeping keeps: ((JournalEntry) -> Bool)? = nil
  ) throws(StorageError) {
    let merger = RecordFileMerger(transform: transform) {
      (file, row, content) throws(CorruptionError) in
      try OriginalsFile.check(row, in: content, of: file)
    }
    var builder = OriginalsBuilder()
    var file = try transaction.newFile(.originals)
    try file.beginSection(OriginalsFile.layout.blocks)
    for pack in packs {
      try merger.copy(pack.records, to: &builder.records, &file)
      do { try builder.copyJournal(of: pack, keeping: keeps) } catch { throw .corruption(error) }
    }
    try builder.finish(&file)
    transaction.add(
      try file.seal(),
      attributes: [UInt64(builder.records.count)],
      replacing: packs.map(\.records.file.entry.name)
    )
  }

  /// Copies files of articles into one, oldest first.
  static func merge(
    _ files: [ArticlesFile],
    into transaction: inout Transaction,
    transform: @escaping (RecordRow) -> [UInt8]? = { $0.rest }
  ) throws(StorageError) {
    let merger = RecordFileMerger(transform: transform, check: nil)
    var builder = ArticlesBuilder()
    var file = try transaction.newFile(.articles)
    try file.beginSection(ArticlesFile.layout.blocks)
    for source in files {
      try merger.copy(source.records, to: &builder.records, &file)
    }
    try builder.records.finish(&file)
    transaction.add(
      try file.seal(),
      attributes: [UInt64(builder.records.count)],
      replacing: files.map(\.records.file.entry.name)
    )
  }
}

extension OriginalsBuilder {
  /// Adds another pack's journal: its full blocks as they are if all entries stay.
  mutating func copyJournal(
    of pack: OriginalsFile,
    keeping keeps: ((JournalEntry) -> Bool)?
  ) throws(CorruptionError) {
    guard let source = pack.journal else { return }
    for block in 0..<UInt32(source.count) {
      let stored = try source.stored(block)
      if keeps == nil, stored.contentCount >= UInt32(BlockWriter.blockLength / 2) {
        _ = journal.copy(stored.bytes, contentCount: stored.contentCount)
        continue
      }
      for entry in try pack.journalEntries(ofBlock: block) where keeps?(entry) ?? true {
        add(entry)
      }
    }
  }
}
