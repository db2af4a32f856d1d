// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

/// Articles as they were read, found by id and version.
struct ArticlesFile: Sendable {
  static let layout = RecordLayout(
    blocks: SectionTag("BLCK"),
    blockTable: SectionTag("BTAB"),
    rows: SectionTag("ARTR"),
    fences: SectionTag("ARTF"),
    width: 24,
    keyLength: 12
  )

  let records: RecordFile

  init(_ file: SealedFile) throws(CorruptionError) {
    records = try RecordFile(file, layout: Self.layout)
  }

  static func key(_ id: ArticleID, _ version: UInt32) -> [UInt8] {
    var writer = ByteWriter(reservingCapacity: 12)
    writer.u64(id.rawValue)
    writer.u32(version)
    return writer.bytes
  }

  /// Whether there is any version of the article here.
  func holds(_ id: ArticleID) throws(CorruptionError) -> Bool {
    guard let table = records.table else { return false }
    let index = try table.lowerBound(id.rawValue)
    guard index < table.count else { return false }
    return try table.row(index).number(at: 0) == id.rawValue
  }

  /// Nil if this file does not hold that version of the article.
  func article(_ id: ArticleID, version: UInt32) throws(CorruptionError) -> StoredArticle? {
    guard let row = try records.row(Self.key(id, version)) else { return nil }
    let stored = try decode(try records.record(row), of: records.file.entry.place) {
      (reader) throws(CorruptionError) in try StoredArticle(from: &reader)
    }
    guard stored.id == id, stored.version == version else {
      throw CorruptionError(
        .outOfRange("article in the place of \(id)"),
        in: records.file.entry.place
      )
    }
    return stored
  }
}

/// Gathers articles for a new file.
struct ArticlesBuilder {
  var records = RecordFileBuilder(layout: ArticlesFile.layout)

  /// Adds an article that was encoded by ``StoredArticle/encoded()``.
  mutating func add(_ id: ArticleID, version: UInt32, encoded: [UInt8]) {
    let place = encoded.withUnsafeBytes { records.blocks.add($0) }
    records.addRow(key: ArticlesFile.key(id, version), place: place)
  }

  /// Writes the sections of a new file.
  mutating func write(to file: inout SealedFileWriter) throws(StorageError) {
    try file.beginSection(ArticlesFile.layout.blocks)
    try records.finish(&file)
  }
}
