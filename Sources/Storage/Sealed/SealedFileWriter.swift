// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Writes one sealed file, section after section, and makes it durable.
///
/// The bytes go to the archive's `tmp` folder; the file takes its name when it is complete and on
/// the disk. A writer that is let go without ``seal()`` leaves nothing behind. Memory: the buffer
/// of 256 KB, and 8 bytes per 4 KB written.
package struct SealedFileWriter: ~Copyable {
  private static let bufferSize = 64 * SealedFileFormat.chunkSize

  package let kind: FileKind
  package let generation: UInt64
  package let id: FileID
  private let draft: FilePath
  private let destination: FilePath
  private var file: OpenFile
  private var isPublished = false

  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// How many bytes of the file lie before the buffer's first.
  private var flushed = 0
  private var openSection: (tag: SectionTag, offset: Int, firstChunk: Int)?
  /// Where in the buffer the chunk begins that is being filled.
  private var chunkStart = 0
  private var sums: [UInt64] = []
  /// The hashes of the groups of sums of the sections that are closed.
  private var groups: [UInt64] = []
  private var sections: [SealedFileSection] = []

  /// Begins a file of the archive at `archive`, to belong to `generation`.
  package init(
    _ kind: FileKind,
    generation: UInt64,
    in archive: ArchivePaths
  ) throws(StorageError) {
    let id = FileID.random()
    let name = SealedFileName(generation: generation, id: id, kind: kind)
    self.kind = kind
    self.generation = generation
    self.id = id
    draft = archive.draft(of: name)
    destination = archive.file(name)
    do { file = try FileSystem.create(draft) } catch { throw .file(error) }
    buffer = .allocate(byteCount: Self.bufferSize, alignment: SealedFileFormat.alignment)
    append(SealedFileHeader(kind: kind, id: id).encoded)
  }

  deinit {
    buffer.deallocate()
    if !isPublished { _ = try? FileSystem.unlink(draft) }
  }

  /// How many bytes of the open section have been written; where the next byte will be found.
  package var sectionOffset: UInt64 {
    guard let openSection else { return 0 }
    return UInt64(flushed + filled - openSection.offset)
  }

  /// Opens a section; none may be open, and no earlier one may have the same tag.
  package mutating func beginSection(_ tag: SectionTag) throws(StorageError) {
    precondition(openSection == nil, "a section is open already")
    precondition(!sections.contains { $0.tag == tag }, "the file has such a section already")
    precondition(sections.count < SealedFileFormat.sectionLimit, "too many sections")
    if filled + SealedFileFormat.alignment > buffer.count { try flush(upTo: filled) }
    pad(to: SealedFileFormat.alignment)
    openSection = (tag, flushed + filled, sums.count)
    chunkStart = filled
  }

  /// Appends bytes to the open section.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    precondition(openSection != nil, "no section is open")
    var rest = bytes
    while !rest.isEmpty {
      if filled == buffer.count { try flush(upTo: chunkStart) }
      let room = min(chunkStart + SealedFileFormat.chunkSize, buffer.count) - filled
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(room))
      UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(from: part)
      filled += part.count
      if filled - chunkStart == SealedFileFormat.chunkSize { endChunk() }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
    }
  }

  /// Appends bytes to the open section.
  package mutating func write(_ bytes: [UInt8]) throws(StorageError) {
    try bytes.span.bytes.withUnsafeBytes { (buffer) throws(StorageError) in try write(buffer) }
  }

  /// Appends bytes to the open section.
  package mutating func write(_ writer: ByteWriter) throws(StorageError) {
    try write(writer.bytes)
  }

  /// Appends numbers to the open section, each little-endian in its full width.
  package mutating func write<Value: FixedWidthInteger & BitwiseCopyable>(
    column values: [Value]
  ) throws(StorageError) {
    #if _endian(big)
    let values = values.map(\.littleEndian)
    #endif
    try values.span.bytes.withUnsafeBytes { (buffer) throws(StorageError) in try write(buffer) }
  }

  /// Appends zeros until the section's length is a multiple of `alignment`, which is at most 64.
  package mutating func align(_ alignment: Int) throws(StorageError) {
    precondition(alignment > 0 && alignment <= SealedFileFormat.alignment, "alignment up to 64")
    let surplus = Int(sectionOffset) % alignment
    guard surplus > 0 else { return }
    try write([UInt8](repeating: 0, count: alignment - surplus))
  }

  /// Closes the open section.
  package mutating func endSection() {
    guard let section = openSection else { preconditionFailure("no section is open") }
    let length = Int(sectionOffset)
    if filled > chunkStart { endChunk() }
    let firstGroup = groups.count
    for start in stride(from: section.firstChunk, to: sums.count, by: SealedFileFormat.groupSize) {
      let end = min(start + SealedFileFormat.groupSize, sums.count)
      groups.append(Self.hash(of: sums[start..<end]))
    }
    sections.append(
      SealedFileSection(
        tag: section.tag,
        offset: section.offset,
        length: length,
        checksum: Self.hash(of: groups[firstGroup...]),
        firstChunk: section.firstChunk,
        firstGroup: firstGroup
      )
    )
    openSection = nil
  }

  /// Completes the file, waits until it is on the disk and gives it its name.
  ///
  /// The name is on the disk when the folder is synchronized, which ``Transaction`` does once for
  /// all files of a commit.
  package consuming func seal() throws(StorageError) -> SealedFileReceipt {
    precondition(openSection == nil, "a section is open")
    let checksum = try writeContents()
    let receipt = SealedFileReceipt(
      kind: kind,
      generation: generation,
      id: id,
      length: UInt64(flushed),
      checksum: checksum
    )
    do {
      try file.synchronize()
      try file.close()
      try FileSystem.rename(draft, to: destination)
    } catch {
      throw .file(error)
    }
    isPublished = true
    return receipt
  }

  /// Writes sums, table of contents and footer; answers the footer's checksum.
  private mutating func writeContents() throws(StorageError) -> UInt64 {
    let sumsOffset = SealedFileFormat.aligned(flushed + filled)
    var tail = ByteWriter()
    tail.bytes(repeatElement(0, count: sumsOffset - flushed - filled))
    for sum in sums { tail.u64(sum) }
    for sum in groups { tail.u64(sum) }
    let sumsEnd = sumsOffset + (sums.count + groups.count) * 8
    let contentsOffset = SealedFileFormat.aligned(sumsEnd)
    tail.bytes(repeatElement(0, count: contentsOffset - sumsEnd))
    var contents = ByteWriter()
    for section in sections { section.encode(into: &contents) }
    contents.align(SealedFileFormat.alignment)
    let end = contentsOffset + contents.count
    let footer = SealedFileFooter(
      sums: UInt64(sumsOffset),
      contents: UInt64(contentsOffset),
      sections: UInt32(sections.count),
      id: id,
      length: UInt64(end + SealedFileFormat.footerSize)
    )
    let header = SealedFileHeader(kind: kind, id: id).encoded
    let (bytes, checksum) = footer.encoded(header: header, contents: contents.bytes)
    try flush(upTo: filled)
    try appendDirectly(tail.bytes + contents.bytes + bytes)
    return checksum
  }

  private mutating func endChunk() {
    sums.append(XXH64.hash(UnsafeRawBufferPointer(rebasing: buffer[chunkStart..<filled])))
    chunkStart = filled
  }

  /// Writes the first `count` buffered bytes out and moves the rest, less than a chunk, to the front.
  private mutating func flush(upTo count: Int) throws(StorageError) {
    try appendToFile(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    let rest = filled - count
    if rest > 0, let base = buffer.baseAddress {
      base.copyMemory(from: base + count, byteCount: rest)
    }
    filled = rest
    chunkStart = 0
  }

  private mutating func appendDirectly(_ bytes: [UInt8]) throws(StorageError) {
    try bytes.span.bytes.withUnsafeBytes { (part) throws(StorageError) in
      try appendToFile(part)
    }
  }

  private mutating func appendToFile(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    do { try file.write(bytes) } catch { throw .file(error) }
    flushed += bytes.count
  }

  private mutating func append(_ bytes: [UInt8]) {
    UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyBytes(from: bytes)
    filled += bytes.count
  }

  private mutating func pad(to alignment: Int) {
    let wanted = SealedFileFormat.aligned(flushed + filled) - flushed
    for place in filled..<wanted { buffer[place] = 0 }
    filled = wanted
  }

  private static func hash(of sums: ArraySlice<UInt64>) -> UInt64 {
    var writer = ByteWriter(reservingCapacity: sums.count * 8)
    for sum in sums { writer.u64(sum) }
    return XXH64.hash(writer.bytes)
  }
}

// Everything a writer points to is its own, and it cannot be copied, so whichever thread holds it
// is the only one.
extension SealedFileWriter: @unchecked Sendable {}
