// SPDX-License-Identifier: Apache-2.0

/// How a commit point is written; `index/FORMAT.md`, "MANIFEST".
enum ManifestFormat {
  static let magic: [UInt8] = [0x89] + Array("MRGM".utf8) + [0x0D, 0x0A, 0x1A]
  static let version: UInt16 = 1
  static let name = "MANIFEST"
  /// The fixed part before the attributes.
  static let headerSize = 64
  /// The fixed part of an entry.
  static let entrySize = 48
  /// Larger than any list of files that merging lets come about.
  static let sizeLimit: UInt64 = 1 << 26
  /// Generations are below it; more commits than any archive sees, and room to count on.
  static let generationLimit: UInt64 = 1 << 48
}

extension Manifest {
  /// The checksum at the end of the encoded manifest, by which the next one names it.
  package var checksum: UInt64 {
    XXH64.hash(Array(encoded.dropLast(8)))
  }

  /// The bytes of the file.
  package var encoded: [UInt8] {
    var writer = ByteWriter(reservingCapacity: 64 + entries.count * 96)
    writer.bytes(ManifestFormat.magic)
    writer.u16(ManifestFormat.version)
    writer.u16(0)
    writer.u32(0)
    writer.fileID(archive)
    writer.u64(generation)
    writer.u64(previousChecksum)
    writer.u32(UInt32(entries.count))
    writer.u32(UInt32(attributes.count))
    writer.u64(0)
    for attribute in attributes { writer.u64(attribute) }
    for entry in entries { entry.encode(into: &writer) }
    writer.u64(XXH64.hash(writer.bytes))
    return writer.bytes
  }

  /// Reads the bytes of the file of the archive `archive`; of any, if that is nil.
  package init(
    decoding bytes: [UInt8],
    archive expected: FileID?,
    file: String = ManifestFormat.name
  ) throws(CorruptionError) {
    var reader = ByteReader(bytes.span.bytes, of: file)
    guard try reader.array(8) == ManifestFormat.magic else {
      throw CorruptionError(.badMagic, in: file)
    }
    let version = try reader.u16()
    try reader.skip(2)
    let required = try reader.u32()
    let archive = try reader.fileID()
    let generation = try reader.u64()
    let previousChecksum = try reader.u64()
    let entryCount = try reader.u32()
    let attributeCount = try reader.u32()
    try reader.skip(8)
    try Self.validate(bytes, file: file)
    guard version <= ManifestFormat.version, required == 0 else {
      let known = UInt32(ManifestFormat.version)
      throw CorruptionError(
        .unsupportedVersion(found: max(UInt32(version), known + 1), supported: known),
        in: file
      )
    }
    guard expected == nil || expected == archive else {
      throw CorruptionError(.wrongFile, in: file, at: 16)
    }
    guard generation < ManifestFormat.generationLimit else {
      throw CorruptionError(.outOfRange("generation"), in: file, at: 32)
    }
    let attributes = try reader.attributes(Int(attributeCount))
    let entries = try reader.entries(Int(entryCount), upTo: generation)
    guard reader.remaining == 8 else { throw reader.corruption(.wrongLength) }
    self.init(
      generation: generation,
      archive: archive,
      previousChecksum: previousChecksum,
      entries: entries,
      attributes: attributes
    )
  }

  /// Checks the last eight bytes against all before them.
  private static func validate(_ bytes: [UInt8], file: String) throws(CorruptionError) {
    let end = bytes.count - 8
    var tail = ByteReader(bytes.span.bytes.extracting(end..<bytes.count), of: file, at: UInt64(end))
    let sum = bytes.withUnsafeBytes {
      XXH64.hash(UnsafeRawBufferPointer(rebasing: $0[..<end]))
    }
    guard try tail.u64() == sum else {
      throw CorruptionError(.badChecksum, in: file, at: UInt64(end))
    }
  }
}

extension ManifestEntry {
  fileprivate func encode(into writer: inout ByteWriter) {
    writer.u8(kind.rawValue)
    writer.u8(owner == nil ? 0 : 1)
    writer.u8(UInt8(attributes.count))
    writer.u8(0)
    writer.u32(0)
    writer.u64(generation)
    writer.u64(length)
    writer.u64(checksum)
    writer.fileID(id)
    if let owner { writer.fileID(owner) }
    for attribute in attributes { writer.u64(attribute) }
  }
}

extension ByteReader {
  @_lifetime(self: copy self)
  fileprivate mutating func attributes(_ count: Int) throws(CorruptionError) -> [UInt64] {
    guard count <= ManifestEntry.attributeLimit else {
      throw corruption(.outOfRange("number of attributes"))
    }
    var attributes: [UInt64] = []
    for _ in 0..<count { attributes.append(try u64()) }
    return attributes
  }

  @_lifetime(self: copy self)
  fileprivate mutating func entries(
    _ count: Int,
    upTo generation: UInt64
  ) throws(CorruptionError) -> [ManifestEntry] {
    guard count <= remaining / ManifestFormat.entrySize else {
      throw corruption(.outOfRange("number of files"))
    }
    var entries: [ManifestEntry] = []
    entries.reserveCapacity(count)
    for _ in 0..<count { entries.append(try entry(upTo: generation)) }
    // Sorted rather than hashed: making a set's type takes a new process longer.
    let ids = entries.map(\.id).sorted { ($0.high, $0.low) < ($1.high, $1.low) }
    let isUnique = ids.indices.dropFirst().allSatisfy { ids[$0] != ids[$0 - 1] }
    guard isUnique, entries.allSatisfy({ $0.owner.map { Self.has($0, in: ids) } ?? true }) else {
      throw corruption(.outOfRange("list of files"))
    }
    return entries
  }

  /// Whether an id is among others, which are sorted.
  private static func has(_ id: FileID, in sorted: [FileID]) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if (sorted[middle].high, sorted[middle].low) < (id.high, id.low) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < sorted.count && sorted[low] == id
  }

  @_lifetime(self: copy self)
  private mutating func entry(upTo last: UInt64) throws(CorruptionError) -> ManifestEntry {
    guard let kind = FileKind(rawValue: try u8()) else { throw corruption(.outOfRange("kind")) }
    let flags = try u8()
    let attributeCount = Int(try u8())
    try skip(5)
    let generation = try u64()
    let length = try u64()
    let checksum = try u64()
    let id = try fileID()
    guard flags <= 1, generation <= last else { throw corruption(.outOfRange("file")) }
    let owner: FileID? = flags == 1 ? try fileID() : nil
    return ManifestEntry(
      kind: kind,
      generation: generation,
      id: id,
      length: length,
      checksum: checksum,
      owner: owner,
      attributes: try attributes(attributeCount)
    )
  }
}
