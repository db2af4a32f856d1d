// SPDX-License-Identifier: Apache-2.0

package import Articles
package import Storage

// What verification asks of the store: whether its parts fit together.

extension ArticleStoreReader {
  /// Whether the text of a version is stored; a row is looked up, nothing is unpacked.
  package func holdsText(of id: ArticleID, version: UInt32) throws(CorruptionError) -> Bool {
    let key = ArticlesFile.key(id, version)
    for file in articles.reversed() where try file.records.row(key) != nil { return true }
    return false
  }

  /// Calls `body` with everywhere an article was seen, by article; the paths are left out.
  package func forEachSighting(
    _ body: (FiledSighting) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    try forEach(SightingRecord.self) { (record) throws(CorruptionError) in try body(record.filed) }
  }

  /// How many articles, versions and files the catalogue has by its records; what
  /// ``articleCount``, ``versionCount`` and ``fileCount`` say by the manifest.
  package func countedRecords() throws(CorruptionError) -> (
    articles: Int, versions: Int, files: Int
  ) {
    var (articles, versions, files) = (0, 0, 0)
    try forEachVersion { version in
      versions += 1
      if version.version == 1 { articles += 1 }
    }
    try forEachFile { _ in files += 1 }
    return (articles, versions, files)
  }

  /// How many packs there are.
  package var packCount: Int { packs.count }

  /// The stored bytes of a pack.
  package func packLength(_ number: Int) -> UInt64 { packs[number].records.file.entry.length }

  /// The place of a pack within the archive.
  package func packPlace(_ number: Int) -> String { packs[number].records.file.entry.place }

  /// Calls `body` with the originals of one of several equal parts of a pack and, if its bytes are not
  /// those that came, the damage; parts may be looked at on several threads at once.
  ///
  /// - Throws: ``CorruptionError`` for damage of the table that tells which there are.
  package func verifyOriginals(
    ofPack number: Int,
    part: Int,
    of parts: Int,
    _ body: (Digest, CorruptionError?) -> Void
  ) throws(CorruptionError) {
    try packs[number].verify(part: part, of: parts, body)
  }

  /// Calls `body` with every original and, if its bytes are not those that came, the damage.
  ///
  /// Unpacks and digests everything, at about 0.4 GB/s.
  ///
  /// - Throws: ``CorruptionError`` for damage of the table that tells which there are.
  package func verifyOriginals(
    _ body: (Digest, CorruptionError?) -> Void
  ) throws(CorruptionError) {
    for pack in packs { try pack.verify(part: 0, of: 1, body) }
  }

  /// Reads every entry of a pack's journal.
  package func verifyJournal(ofPack number: Int) throws(CorruptionError) {
    try packs[number].forEachJournalEntry { _ in }
  }
}

extension OriginalsFile {
  /// Checks the originals of one of several equal parts, block after block.
  fileprivate func verify(
    part: Int,
    of parts: Int,
    _ body: (Digest, CorruptionError?) -> Void
  ) throws(CorruptionError) {
    let blocks = try records.rowsByPlace().byBlock
    for rows in blocks[blocks.count * part / parts..<blocks.count * (part + 1) / parts] {
      do throws(CorruptionError) {
        let content = try records.content(rows[rows.startIndex].place.block)
        for row in rows { body(row.digest, damage(of: row, in: content)) }
      } catch {
        for row in rows { body(row.digest, error) }
      }
    }
  }

  private func damage(of row: RecordRow, in content: [UInt8]) -> CorruptionError? {
    do throws(CorruptionError) {
      try Self.check(row, in: content, of: records)
      return nil
    } catch {
      return error
    }
  }
}
