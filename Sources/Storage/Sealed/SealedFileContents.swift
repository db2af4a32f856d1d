// SPDX-License-Identifier: Apache-2.0

/// The table of contents of a sealed file, decoded and checked against the manifest.
struct SealedFileContents {
  private(set) var sections: [SealedFileSection] = []
  /// Where the chunk sums begin.
  let sums: Int
  /// Where the table begins.
  let offset: Int
  private(set) var chunkCount = 0
  private(set) var groupCount = 0

  /// Reads header, footer and table of the file that is all of `bytes`.
  init(of bytes: UnsafeRawBufferPointer, entry: ManifestEntry) throws(CorruptionError) {
    let least = SealedFileFormat.headerSize + SealedFileFormat.footerSize
    guard bytes.count >= least else {
      throw CorruptionError(.truncated(needed: least, available: bytes.count), in: entry.place)
    }
    let header = UnsafeRawBufferPointer(rebasing: bytes[..<SealedFileFormat.headerSize])
    try SealedFileHeader.validate(header, for: entry)
    guard UInt64(bytes.count) == entry.length else {
      throw CorruptionError(.wrongLength, in: entry.place, at: UInt64(bytes.count))
    }
    let end = bytes.count - SealedFileFormat.footerSize
    var reader = ByteReader(
      UnsafeRawBufferPointer(rebasing: bytes[end...]),
      of: entry.place,
      at: UInt64(end)
    )
    let sums = try Self.place(&reader, before: end)
    let contents = try Self.place(&reader, before: end)
    let count = Int(try reader.u32())
    _ = try reader.u32()
    let id = try reader.fileID()
    let length = try reader.u64()
    let table = UnsafeRawBufferPointer(rebasing: bytes[contents..<end])
    let checksum = Self.checksum(header, table, footer: bytes[end..<end + reader.offset])
    guard try reader.u64() == checksum else { throw reader.corruption(.badChecksum) }
    guard try reader.array(8) == SealedFileFormat.endMagic else {
      throw reader.corruption(.badMagic)
    }
    guard checksum == entry.checksum, id == entry.id, length == entry.length else {
      throw CorruptionError(.wrongFile, in: entry.place, at: UInt64(end))
    }
    self.sums = sums
    offset = contents
    try decode(table, count: count, of: entry.place)
  }

  private static func place(
    _ reader: inout ByteReader,
    before end: Int
  ) throws(CorruptionError) -> Int {
    guard let place = Int(exactly: try reader.u64()), place <= end,
      place >= SealedFileFormat.headerSize, place % SealedFileFormat.alignment == 0
    else { throw reader.corruption(.outOfRange("place")) }
    return place
  }

  /// The value that ends up in the footer and in the manifest.
  private static func checksum(
    _ header: UnsafeRawBufferPointer,
    _ table: UnsafeRawBufferPointer,
    footer: Slice<UnsafeRawBufferPointer>
  ) -> UInt64 {
    var stream = XXH64.Stream()
    stream.update(header)
    stream.update(table)
    stream.update(UnsafeRawBufferPointer(rebasing: footer))
    return stream.finish()
  }

  private mutating func decode(
    _ table: UnsafeRawBufferPointer,
    count: Int,
    of file: String
  ) throws(CorruptionError) {
    var reader = ByteReader(table, of: file, at: UInt64(offset))
    guard count <= SealedFileFormat.sectionLimit else {
      throw reader.corruption(.outOfRange("number of sections"))
    }
    var end = SealedFileFormat.headerSize
    for _ in 0..<count {
      let tag = SectionTag(rawValue: try reader.u32())
      _ = try reader.u32()
      let start = try reader.u64()
      let length = try reader.u64()
      let checksum = try reader.u64()
      guard let start = Int(exactly: start), let length = Int(exactly: length),
        start == SealedFileFormat.aligned(end), start <= sums, length <= sums - start
      else { throw reader.corruption(.outOfRange("section")) }
      let section = SealedFileSection(
        tag: tag,
        offset: start,
        length: length,
        checksum: checksum,
        firstChunk: chunkCount,
        firstGroup: groupCount
      )
      sections.append(section)
      chunkCount += section.chunks.count
      groupCount += section.groups.count
      end = start + length
    }
    guard sums == SealedFileFormat.aligned(end),
      offset == SealedFileFormat.aligned(sums + (chunkCount + groupCount) * 8)
    else { throw reader.corruption(.outOfRange("length of the table")) }
  }
}
