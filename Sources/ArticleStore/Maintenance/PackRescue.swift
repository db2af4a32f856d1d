// SPDX-License-Identifier: Apache-2.0

import Articles
import Storage

/// What is found of the originals of a damaged pack: all that still have their SHA-256.
///
/// Nothing the pack says of itself is believed. Where its tables lead to an original, that is one if
/// its bytes have the digest; what they do not lead to is looked for in the blocks, by the sizes and
/// digests that the catalogue knows.
struct PackRescue {
  /// An original that somebody knows of.
  struct Wanted {
    var size: UInt64
    var article: ArticleID
    var version: UInt32
  }

  private let remains: SealedFileRemains
  private(set) var wanted: [Digest: Wanted]
  private var builder: OriginalsBuilder
  private(set) var rescued = 0
  /// The texts that the originals taken out were filed as.
  private(set) var filed: Set<FiledVersion> = []

  /// A version of an article.
  struct FiledVersion: Hashable {
    var article: ArticleID
    var version: UInt32
  }

  /// Of the blocks that the tables led to, by where they are stored: where originals begin in them that
  /// were taken, and how long they are.
  private var taken: [UInt64: [Int: Int]] = [:]
  /// Where blocks are stored of which every byte was taken.
  private var finished: Set<UInt64> = []

  /// Blocks by the table, as far as there is one.
  private struct Block {
    var offset: UInt64
    var stored: UnsafeRawBufferPointer
    var contentCount: Int
  }

  init(_ remains: SealedFileRemains, wanted: [Digest: Wanted], into builder: OriginalsBuilder) {
    self.remains = remains
    self.wanted = wanted
    self.builder = builder
  }

  /// Takes out all there is, and answers the builder that has it.
  mutating func run(
    draining file: inout SealedFileWriter
  ) throws(StorageError) -> OriginalsBuilder {
    try takeByTables(&file)
    if !wanted.isEmpty { try takeBySearch(&file) }
    return builder
  }

  private mutating func take(
    _ digest: Digest,
    _ bytes: ArraySlice<UInt8>,
    _ filed: (article: ArticleID, version: UInt32),
    _ file: inout SealedFileWriter
  ) throws(StorageError) {
    let place = bytes.withUnsafeBytes { builder.records.blocks.add($0) }
    builder.addRow(digest, place: place, article: filed.article, version: filed.version)
    wanted[digest] = nil
    rescued += 1
    self.filed.insert(FiledVersion(article: filed.article, version: filed.version))
    if builder.records.blocks.output.count >= Self.drainLength {
      try builder.records.blocks.drain(into: &file)
    }
  }

  private static let drainLength = 1 << 20
}

// MARK: - By the tables

extension PackRescue {
  /// A row of the table of originals, as it is there.
  private struct Row {
    var digest: Digest
    var place: RecordPlace
    var filed: (article: ArticleID, version: UInt32)
  }

  private mutating func takeByTables(_ file: inout SealedFileWriter) throws(StorageError) {
    let rows = self.rows.sorted {
      ($0.place.block, $0.place.offset) < ($1.place.block, $1.place.offset)
    }
    var start = 0
    while start < rows.count {
      let end =
        rows[start...].firstIndex { $0.place.block != rows[start].place.block } ?? rows.count
      try takeRows(rows[start..<end], &file)
      start = end
    }
  }

  /// Takes the originals of one block.
  private mutating func takeRows(
    _ rows: ArraySlice<Row>,
    _ file: inout SealedFileWriter
  ) throws(StorageError) {
    guard let first = rows.first, let block = block(first.place.block),
      let content = Self.content(of: block)
    else { return }
    var known: [Int: Int] = [:]
    for row in rows {
      let (start, count) = (Int(row.place.offset), Int(row.place.count))
      guard start <= content.count, count <= content.count - start else { continue }
      let bytes = content[start..<start + count]
      guard bytes.withUnsafeBytes({ SHA256.hash($0) }) == row.digest else { continue }
      try take(row.digest, bytes, row.filed, &file)
      known[start] = count
    }
    taken[block.offset] = known
    if known.values.reduce(0, +) == content.count { finished.insert(block.offset) }
  }

  private var rows: [Row] {
    let width = OriginalsFile.layout.width
    guard let bytes = remains.section(OriginalsFile.layout.rows) else { return [] }
    return (0..<bytes.count / width).map { index in
      let row = UnsafeRawBufferPointer(rebasing: bytes[index * width..<(index + 1) * width])
      return Row(
        digest: RecordRow(row, layout: OriginalsFile.layout).digest,
        place: row.place(at: OriginalsFile.layout.placeOffset),
        filed: OriginalsFile.filed(in: row)
      )
    }
  }

  private func block(_ number: UInt32) -> Block? {
    guard let table = remains.section(OriginalsFile.layout.blockTable),
      let data = remains.section(OriginalsFile.layout.blocks),
      Int(number) < table.count / BlockRow.width
    else { return nil }
    let start = Int(number) * BlockRow.width
    let row = UnsafeRawBufferPointer(rebasing: table[start..<start + BlockRow.width])
    let (offset, length) = (row.number(at: 0), UInt64(row.shortNumber(at: 8)))
    let room = UInt64(data.count)
    guard offset <= room, length <= room - offset else { return nil }
    return Block(
      offset: offset,
      stored: UnsafeRawBufferPointer(rebasing: data[Int(offset)..<Int(offset + length)]),
      contentCount: Int(row.shortNumber(at: 12))
    )
  }

  private static func content(of block: Block) -> [UInt8]? {
    if block.stored.count == block.contentCount { return Array(block.stored) }
    guard let frame = Zstandard.frame(at: block.stored), frame.contentCount == block.contentCount
    else { return nil }
    return Zstandard.unpack(block.stored, count: block.contentCount)
  }
}

// MARK: - By looking for them

extension PackRescue {
  /// Goes along the blocks, which lie end to end, and looks in each for what is wanted.
  private mutating func takeBySearch(_ file: inout SealedFileWriter) throws(StorageError) {
    let data = remains.section(OriginalsFile.layout.blocks) ?? remains.body
    var place = 0
    while place < data.count, !wanted.isEmpty {
      let rest = UnsafeRawBufferPointer(rebasing: data[place...])
      if let frame = Zstandard.frame(at: rest) {
        let stored = UnsafeRawBufferPointer(rebasing: rest[..<frame.count])
        if !finished.contains(UInt64(place)),
          let content = Zstandard.unpack(stored, count: frame.contentCount)
        {
          try takeAll(in: content, knowing: taken[UInt64(place)] ?? [:], &file)
        }
        place += frame.count
        continue
      }
      // No frame: a block that is stored as it is, or damage; in both cases the next frame ends it.
      let end = Self.nextFrame(in: data, after: place)
      try takeAll(in: Array(data[place..<end]), knowing: taken[UInt64(place)] ?? [:], &file)
      place = end
    }
  }

  /// The bytes that every frame begins with.
  private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  private static func nextFrame(in data: UnsafeRawBufferPointer, after place: Int) -> Int {
    var next = place + 1
    while next + magic.count <= data.count {
      let isMagic = data[next] == magic[0] && data[next..<next + magic.count].elementsEqual(magic)
      if isMagic { return next }
      next += 1
    }
    return data.count
  }

  /// Takes what is wanted out of a block, from its beginning on: where one original ends the next begins,
  /// so that there is an end of it where none fits.
  private mutating func takeAll(
    in content: [UInt8],
    knowing known: [Int: Int],
    _ file: inout SealedFileWriter
  ) throws(StorageError) {
    var place = 0
    while place < content.count, !wanted.isEmpty {
      if let count = known[place], count > 0 {
        place += count
        continue
      }
      guard let found = find(in: content, at: place), let known = wanted[found.digest] else {
        return
      }
      let bytes = content[place..<place + found.count]
      try take(found.digest, bytes, (known.article, known.version), &file)
      place += found.count
    }
  }

  /// What is wanted and begins here.
  private func find(in content: [UInt8], at place: Int) -> (digest: Digest, count: Int)? {
    for size in Set(wanted.values.map(\.size)).sorted() {
      guard size > 0, size <= UInt64(content.count - place) else { continue }
      let bytes = content[place..<place + Int(size)]
      let digest = bytes.withUnsafeBytes { SHA256.hash($0) }
      if wanted[digest] != nil { return (digest, Int(size)) }
    }
    return nil
  }
}
