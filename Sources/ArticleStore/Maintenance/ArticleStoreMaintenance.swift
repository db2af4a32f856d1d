// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Keeps the number of the store's files small, and removes what must go.
package enum ArticleStoreMaintenance {
  /// Packs and files of articles are not merged beyond some such length, 2 GB: a few files more
  /// cost nothing, and rewriting them would cost minutes.
  package static let lengthLimit: UInt64 = 2 << 30

  /// Merges what ``TierPolicy`` says, or all files of each kind if `isFull`; answers whether that
  /// was anything.
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
    let packs = range(of: reader.packs.map(\.records.file), isFull, limit: lengthLimit)
    let articles = range(of: reader.articles.map(\.records.file), isFull, limit: lengthLimit)
    let runs = range(of: reader.runs.map(\.file), isFull, limit: .max)
    if let packs { try merge(Array(reader.packs[packs]), into: &transaction) }
    if let articles { try merge(Array(reader.articles[articles]), into: &transaction) }
    if let runs {
      let runs = Array(reader.runs[runs])
      try CatalogueMerger(runs).write(into: &transaction, replacing: runs.map(\.file.entry.name))
    }
    return packs != nil || articles != nil || runs != nil
  }

  private static func range(of files: [SealedFile], _ isFull: Bool, limit: UInt64) -> Range<Int>? {
    if isFull { return files.count > 1 ? 0..<files.count : nil }
    return TierPolicy.merge(of: files.map(\.entry.length), limit: limit)
  }

  /// Copies packs into one, oldest first.
  ///
  /// `transform` is as in ``RecordFileMerger``; `keeps` says which journal entries stay.
  static func merge(
    _ packs: [OriginalsFile],
    into transaction: inout Transaction,
    transform: @escaping (RecordRow) -> RecordRow? = { $0 },
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
    transform: @escaping (RecordRow) -> RecordRow? = { $0 }
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
