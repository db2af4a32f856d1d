// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization
package import SystemPackage

/// A sealed file, mapped, that is known to be the one the manifest means.
///
/// Opening reads the first and the last page and nothing between. Sections are checked by the
/// chunk when they are first used (``SealedSection/check(_:)``), and so are the lists of sums that
/// a chunk is checked against, or all at once by ``verify()``.
package final class SealedFile {
  package let entry: ManifestEntry
  private let mapping: MappedFile
  private let sections: [SealedFileSection]
  /// Where the sums of all chunks begin.
  private let sums: Int
  private let contents: Int
  /// A bit for every chunk, then for every group of sums, then for every section's list of groups:
  /// found right already.
  private let checked: UnsafeMutablePointer<Atomic<UInt64>>
  private let chunkCount: Int
  private let groupCount: Int

  /// Maps the file at `path` and checks that it is the one `entry` describes.
  ///
  /// - Throws: ``StorageError/corruption(_:)`` for a file that is not, else ``StorageError/file(_:)``.
  package init(_ path: FilePath, entry: ManifestEntry) throws(StorageError) {
    let mapping: MappedFile
    do { mapping = try MappedFile(path) } catch { throw .file(error) }
    self.mapping = mapping
    self.entry = entry
    let contents: SealedFileContents
    do {
      contents = try SealedFileContents(of: mapping.buffer, entry: entry)
    } catch {
      throw .corruption(error)
    }
    sections = contents.sections
    sums = contents.sums
    self.contents = contents.offset
    chunkCount = contents.chunkCount
    groupCount = contents.groupCount
    checked = Self.marks(count: chunkCount + groupCount + sections.count)
  }

  deinit {
    free(checked)
  }

  /// So many bits, none of them set, in memory that is not touched before it is used.
  private static func marks(count: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    let words = (count + 63) / 64 + 1
    guard let memory = calloc(words, MemoryLayout<Atomic<UInt64>>.stride) else {
      preconditionFailure("no memory")
    }
    // An atomic number is its bits, and nothing has to be done when it goes.
    return memory.bindMemory(to: Atomic<UInt64>.self, capacity: words)
  }

  /// All of the file, unchecked; valid as long as this object lives.
  var bytes: UnsafeRawBufferPointer { mapping.buffer }

  /// The tags of all sections, in the order they were written.
  package var tags: [SectionTag] { sections.map(\.tag) }

  /// The section's bytes, unchecked; nil if the file has none of that tag.
  ///
  /// Valid as long as this object lives. At least 64 more bytes may be read after them.
  package func section(_ tag: SectionTag) -> UnsafeRawBufferPointer? {
    sections.first { $0.tag == tag }.map { bytes(of: $0) }
  }

  /// The section with the means to check it; nil if the file has none of that tag.
  package func checkable(_ tag: SectionTag) -> SealedSection? {
    sections.firstIndex { $0.tag == tag }.map { index in
      SealedSection(file: self, index: index, bytes: bytes(of: sections[index]))
    }
  }

  /// The section's bytes, all of them checked.
  ///
  /// - Throws: ``CorruptionError`` also when there is no such section.
  package func checked(_ tag: SectionTag) throws(CorruptionError) -> UnsafeRawBufferPointer {
    guard let section = checkable(tag) else {
      throw CorruptionError(.outOfRange("section \(tag), not there"), in: entry.place)
    }
    try section.check(0..<section.bytes.count)
    return section.bytes
  }

  private func bytes(of section: SealedFileSection) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: mapping.base + section.offset, count: section.length)
  }

  /// Checks every byte of the file again, whatever was checked before.
  package func verify() throws(CorruptionError) {
    var end = SealedFileFormat.headerSize
    for index in sections.indices {
      let section = sections[index]
      try requireZeros(end..<section.offset)
      try checkGroups(of: section)
      for group in section.groups { try check(group: group, of: section) }
      for chunk in section.chunks { try check(chunk: chunk, of: section) }
      end = section.offset + section.length
    }
    try requireZeros(end..<sums)
    try requireZeros(sums + (chunkCount + groupCount) * 8..<contents)
  }

  private func requireZeros(_ range: Range<Int>) throws(CorruptionError) {
    for place in range where mapping.buffer[place] != 0 {
      throw CorruptionError(.badChecksum, in: entry.place, at: UInt64(place))
    }
  }

  /// Checks the chunks that hold `range` of the section, those that have not been already.
  fileprivate func check(_ range: Range<Int>, ofSectionAt index: Int) throws(CorruptionError) {
    let section = sections[index]
    guard range.lowerBound >= 0, range.upperBound <= section.length else {
      let at = UInt64(section.offset + max(0, range.lowerBound))
      throw CorruptionError(.outOfRange("place in \(section.tag)"), in: entry.place, at: at)
    }
    guard !range.isEmpty else { return }
    let first = range.lowerBound / SealedFileFormat.chunkSize
    let last = (range.upperBound - 1) / SealedFileFormat.chunkSize
    for chunk in first...last where !isMarked(section.firstChunk + chunk) {
      try checkSum(of: chunk, in: section, at: index)
      try check(chunk: chunk, of: section)
      mark(section.firstChunk + chunk)
    }
  }

  /// Makes sure that the sum of a chunk can be believed.
  private func checkSum(
    of chunk: Int,
    in section: SealedFileSection,
    at index: Int
  ) throws(CorruptionError) {
    let group = chunk / SealedFileFormat.groupSize
    let bit = chunkCount + section.firstGroup + group
    guard !isMarked(bit) else { return }
    if !isMarked(chunkCount + groupCount + index) {
      try checkGroups(of: section)
      mark(chunkCount + groupCount + index)
    }
    try check(group: group, of: section)
    mark(bit)
  }

  /// Checks the sums of a section's groups.
  private func checkGroups(of section: SealedFileSection) throws(CorruptionError) {
    let start = sums + (chunkCount + section.firstGroup) * 8
    let list = UnsafeRawBufferPointer(start: mapping.base + start, count: section.groups.count * 8)
    guard XXH64.hash(list) == section.checksum else {
      throw CorruptionError(.badChecksum, in: entry.place, at: UInt64(start))
    }
  }

  /// Checks the sums of a group's chunks.
  private func check(group: Int, of section: SealedFileSection) throws(CorruptionError) {
    let first = group * SealedFileFormat.groupSize
    let count = min(SealedFileFormat.groupSize, section.chunks.count - first)
    let start = sums + (section.firstChunk + first) * 8
    let found = XXH64.hash(UnsafeRawBufferPointer(start: mapping.base + start, count: count * 8))
    guard found == sum(at: chunkCount + section.firstGroup + group) else {
      throw CorruptionError(.badChecksum, in: entry.place, at: UInt64(start))
    }
  }

  /// A number of the list of sums.
  private func sum(at index: Int) -> UInt64 {
    let place = sums + index * 8
    return UInt64(littleEndian: mapping.base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  private func check(chunk: Int, of section: SealedFileSection) throws(CorruptionError) {
    let start = chunk * SealedFileFormat.chunkSize
    let end = min(start + SealedFileFormat.chunkSize, section.length)
    let found = XXH64.hash(UnsafeRawBufferPointer(rebasing: bytes(of: section)[start..<end]))
    guard found == sum(at: section.firstChunk + chunk) else {
      throw CorruptionError(.badChecksum, in: entry.place, at: UInt64(section.offset + start))
    }
  }

  // A bit that another thread sets meanwhile is only missed, and the chunk checked once more.
  private func isMarked(_ bit: Int) -> Bool {
    checked[bit >> 6].load(ordering: .relaxed) & (1 << UInt64(bit & 63)) != 0
  }

  private func mark(_ bit: Int) {
    checked[bit >> 6].bitwiseOr(1 << UInt64(bit & 63), ordering: .relaxed)
  }
}

// The mapping and the table never change; the marks are atomic.
extension SealedFile: @unchecked Sendable {}

/// One section of a sealed file, with the means to check the parts of it that are used.
package struct SealedSection {
  /// Kept alive, so that `bytes` stay valid.
  package let file: SealedFile
  private let index: Int
  /// Unchecked until ``check(_:)`` has passed over them.
  package let bytes: UnsafeRawBufferPointer

  fileprivate init(file: SealedFile, index: Int, bytes: UnsafeRawBufferPointer) {
    self.file = file
    self.index = index
    self.bytes = bytes
  }

  /// Checks that `range` holds what was written there.
  ///
  /// Whole chunks of 4 KB are checked and remembered: 0.4 µs each the first time, then 1 ns.
  package func check(_ range: Range<Int>) throws(CorruptionError) {
    try file.check(range, ofSectionAt: index)
  }

  /// The bytes of `range`, checked.
  package func checked(_ range: Range<Int>) throws(CorruptionError) -> UnsafeRawBufferPointer {
    try check(range)
    return UnsafeRawBufferPointer(rebasing: bytes[range])
  }
}

// The bytes are never written, and the file that keeps them alive comes along.
extension SealedSection: @unchecked Sendable {}
