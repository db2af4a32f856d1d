// SPDX-License-Identifier: Apache-2.0

/// The container every sealed file is: header, sections, sums of chunks and of their groups, table
/// of contents, footer.
///
/// Specified in `index/FORMAT.md`, "Sealed files". Everything begins at a multiple of 64 bytes.
enum SealedFileFormat {
  /// Detects transfers that changed line ends or stripped the eighth bit, as PNG's does.
  static let magic: [UInt8] = [0x89] + Array("MRGS".utf8) + [0x0D, 0x0A, 0x1A]
  static let endMagic: [UInt8] = [0x1A] + Array("SGRM".utf8) + [0x0D, 0x0A, 0x89]
  /// Raised when a reader of the version before would be wrong about the file.
  static let version: UInt16 = 2
  static let headerSize = 64
  static let footerSize = 64
  static let tocEntrySize = 32
  static let alignment = 64
  /// How many bytes of a section have a checksum of their own, so that what a query reads can be
  /// checked before it is believed: a page, 0.4 µs each.
  static let chunkSize = 1 << 12
  /// How many chunks' checksums have a checksum of their own, so that the first look into a large
  /// section does not have to check the sums of all of it: a page of them, for 2 MB of bytes.
  static let groupSize = 1 << 9
  static let sectionLimit = 64

  /// How many chunks a section of `length` bytes has.
  static func chunks(in length: Int) -> Int { (length + chunkSize - 1) / chunkSize }

  /// How many groups so many chunks make.
  static func groups(of chunks: Int) -> Int { (chunks + groupSize - 1) / groupSize }

  /// `offset`, or the next multiple of the alignment.
  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) & ~(alignment - 1) }
}

/// The first 64 bytes.
struct SealedFileHeader: Equatable {
  let kind: FileKind
  let id: FileID

  var encoded: [UInt8] {
    var writer = ByteWriter(reservingCapacity: SealedFileFormat.headerSize)
    writer.bytes(SealedFileFormat.magic)
    writer.u16(SealedFileFormat.version)
    writer.u8(kind.rawValue)
    writer.u8(0)
    writer.u32(0)
    writer.fileID(id)
    writer.bytes(repeatElement(0, count: 24))
    writer.u64(XXH64.hash(writer.bytes))
    return writer.bytes
  }

  /// Checks that `bytes` are the header of exactly the file the manifest means.
  static func validate(
    _ bytes: UnsafeRawBufferPointer,
    for entry: ManifestEntry
  ) throws(CorruptionError) {
    var reader = ByteReader(bytes, of: entry.place)
    guard try reader.array(8) == SealedFileFormat.magic else {
      throw CorruptionError(.badMagic, in: entry.place)
    }
    let version = try reader.u16()
    let kind = try reader.u8()
    _ = try reader.u8()
    let required = try reader.u32()
    let id = try reader.fileID()
    try reader.skip(24)
    let sum = XXH64.hash(UnsafeRawBufferPointer(rebasing: bytes[..<reader.offset]))
    guard try reader.u64() == sum else { throw reader.corruption(.badChecksum) }
    guard version <= SealedFileFormat.version, required == 0 else {
      let found = max(UInt32(version), UInt32(SealedFileFormat.version) + 1)
      let supported = UInt32(SealedFileFormat.version)
      throw CorruptionError(
        .unsupportedVersion(found: found, supported: supported),
        in: entry.place,
        at: 8
      )
    }
    guard kind == entry.kind.rawValue, id == entry.id else {
      throw CorruptionError(.wrongFile, in: entry.place, at: 10)
    }
  }
}

/// One line of the table of contents.
struct SealedFileSection: Equatable {
  let tag: SectionTag
  let offset: Int
  let length: Int
  /// The hash of the hashes of the section's groups of chunks.
  let checksum: UInt64
  /// How many chunks the sections before it have.
  let firstChunk: Int
  /// How many groups the sections before it have.
  let firstGroup: Int

  /// Its chunks and their groups, counted from its first.
  var chunks: Range<Int> { 0..<SealedFileFormat.chunks(in: length) }
  var groups: Range<Int> { 0..<SealedFileFormat.groups(of: chunks.count) }

  func encode(into writer: inout ByteWriter) {
    writer.u32(tag.rawValue)
    writer.u32(0)
    writer.u64(UInt64(offset))
    writer.u64(UInt64(length))
    writer.u64(checksum)
  }
}

/// The last 64 bytes.
struct SealedFileFooter: Equatable {
  var sums: UInt64
  var contents: UInt64
  var sections: UInt32
  var id: FileID
  var length: UInt64

  private var encodedFields: ByteWriter {
    var writer = ByteWriter(reservingCapacity: SealedFileFormat.footerSize)
    writer.u64(sums)
    writer.u64(contents)
    writer.u32(sections)
    writer.u32(0)
    writer.fileID(id)
    writer.u64(length)
    return writer
  }

  /// The bytes, and the checksum among them that the manifest holds as well.
  func encoded(header: [UInt8], contents: [UInt8]) -> (bytes: [UInt8], checksum: UInt64) {
    var writer = encodedFields
    let checksum = XXH64.hash(header + contents + writer.bytes)
    writer.u64(checksum)
    writer.bytes(SealedFileFormat.endMagic)
    return (writer.bytes, checksum)
  }
}
