// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

/// A pack: originals, found by digest, and the journal of what was done with them.
struct OriginalsFile: Sendable {
  static let layout = RecordLayout(
    blocks: SectionTag("BLCK"),
    blockTable: SectionTag("BTAB"),
    rows: SectionTag("DIGR"),
    fences: SectionTag("DIGF"),
    width: 64,
    keyLength: 32
  )
  static let journalBlocks = SectionTag("JRNL")
  static let journalTable = SectionTag("JTAB")

  let records: RecordFile
  let journal: BlockReader?

  init(_ file: SealedFile) throws(CorruptionError) {
    records = try RecordFile(file, layout: Self.layout)
    journal = try BlockReader(in: file, blocks: Self.journalBlocks, table: Self.journalTable)
  }

  /// The article and version that an original was first filed as.
  func filed(_ digest: Digest) throws(CorruptionError) -> (article: ArticleID, version: UInt32)? {
    try records.row(digest.bytes).map { Self.filed(in: $0) }
  }

  /// What a row says after the place.
  static func filed(in row: UnsafeRawBufferPointer) -> (article: ArticleID, version: UInt32) {
    let offset = layout.placeOffset + RecordPlace.width
    return (ArticleID(rawValue: row.number(at: offset + 4)), row.shortNumber(at: offset))
  }

  /// An original's bytes, its digest checked; nil if it is not in this pack.
  func original(_ digest: Digest) throws(CorruptionError) -> [UInt8]? {
    guard let row = try records.row(digest.bytes) else { return nil }
    let bytes = try records.record(row)
    try Self.check(bytes.withUnsafeBytes { SHA256.hash($0) }, is: digest, of: records)
    return bytes
  }

  /// Notices a record, given its block's content, that does not have its digest any more.
  static func check(
    _ row: RecordRow,
    in content: [UInt8],
    of file: RecordFile
  ) throws(CorruptionError) {
    let bytes = content[try file.range(of: row.place, in: content)]
    try check(bytes.withUnsafeBytes { SHA256.hash($0) }, is: row.digest, of: file)
  }

  private static func check(
    _ found: Digest,
    is wanted: Digest,
    of file: RecordFile
  ) throws(CorruptionError) {
    guard found == wanted else {
      throw CorruptionError(.outOfRange("digest of original \(wanted)"), in: file.file.entry.place)
    }
  }

  /// Calls `body` with every entry of the journal, in the order in which things happened.
  func forEachJournalEntry(
    _ body: (JournalEntry) throws(CorruptionError) -> Void
  ) throws(CorruptionError) {
    for block in 0..<UInt32(journal?.count ?? 0) {
      for entry in try journalEntries(ofBlock: block) { try body(entry) }
    }
  }

  /// The entries of one block of the journal.
  func journalEntries(ofBlock block: UInt32) throws(CorruptionError) -> [JournalEntry] {
    guard let content = try journal?.content(block) else { return [] }
    return try decode(content, of: records.file.entry.place) { (reader) throws(CorruptionError) in
      var entries: [JournalEntry] = []
      while !reader.isAtEnd { entries.append(try JournalEntry(from: &reader)) }
      return entries
    }
  }

  /// What a row says after the place, as bytes.
  static func rest(article: ArticleID, version: UInt32) -> [UInt8] {
    var rest = ByteWriter()
    rest.u32(version)
    rest.u64(article.rawValue)
    return rest.bytes
  }
}

/// Gathers originals and journal entries for a new pack.
struct OriginalsBuilder {
  var records = RecordFileBuilder(layout: OriginalsFile.layout)
  var journal = BlockWriter()

  var isEmpty: Bool { records.isEmpty && journal.isEmpty }

  var memoryInUse: Int { records.memoryInUse + journal.memoryInUse }

  mutating func add(_ original: PreparedOriginal, article: ArticleID, version: UInt32) {
    let place: RecordPlace
    switch original.content {
    case .raw(let bytes): place = bytes.withUnsafeBytes { records.blocks.add($0) }
    case .block(let block): place = records.blocks.add(alone: block)
    }
    addRow(original.digest, place: place, article: article, version: version)
  }

  mutating func addRow(_ digest: Digest, place: RecordPlace, article: ArticleID, version: UInt32) {
    let rest = OriginalsFile.rest(article: article, version: version)
    records.addRow(key: digest.bytes, place: place, rest: rest)
  }

  mutating func add(_ entry: JournalEntry) {
    var writer = ByteWriter()
    entry.encode(into: &writer)
    _ = writer.bytes.withUnsafeBytes { journal.add($0) }
  }

  /// Writes the sections of a new pack.
  mutating func write(to file: inout SealedFileWriter) throws(StorageError) {
    try file.beginSection(OriginalsFile.layout.blocks)
    try finish(&file)
  }

  /// The same where the section of blocks is open and has some of them already.
  mutating func finish(_ file: inout SealedFileWriter) throws(StorageError) {
    try records.finish(&file)
    journal.close()
    try file.beginSection(OriginalsFile.journalBlocks)
    try journal.drain(into: &file)
    file.endSection()
    try file.beginSection(OriginalsFile.journalTable)
    try file.write(journal.encodedRows)
    file.endSection()
  }
}

/// Decodes `bytes` with a reader whose errors name `file`.
func decode<Value>(
  _ bytes: [UInt8],
  of file: String,
  _ body: (inout ByteReader) throws(CorruptionError) -> Value
) throws(CorruptionError) -> Value {
  var reader = ByteReader(bytes.span.bytes, of: file)
  return try body(&reader)
}
