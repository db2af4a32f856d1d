// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// What is left of a sealed file that is damaged: bytes that nothing vouches for.
///
/// For rescuing what proves itself in another way, as an original does by its SHA-256.
package final class SealedFileRemains: Sendable {
  private let mapping: MappedFile
  private let sections: [SectionTag: Range<Int>]

  /// Maps the file at `path`; nil if there is nothing to map.
  ///
  /// Finds the sections by the table of contents, wherever a sound part of one is.
  package init?(_ path: FilePath) {
    guard let mapping = try? MappedFile(path) else { return nil }
    self.mapping = mapping
    sections = Self.sections(of: mapping.buffer)
  }

  /// The bytes of a section, as far as they are there; nil if nobody knows where it was.
  package func section(_ tag: SectionTag) -> UnsafeRawBufferPointer? {
    sections[tag].map { UnsafeRawBufferPointer(rebasing: mapping.buffer[$0]) }
  }

  /// All that follows the header: where the first section began.
  package var body: UnsafeRawBufferPointer {
    let start = min(SealedFileFormat.headerSize, mapping.buffer.count)
    return UnsafeRawBufferPointer(rebasing: mapping.buffer[start...])
  }

  /// How far from the end a table is looked for.
  private static let searched = 1 << 20

  private static func sections(of bytes: UnsafeRawBufferPointer) -> [SectionTag: Range<Int>] {
    let step = SealedFileFormat.alignment
    var place = bytes.count / step * step
    let last = max(SealedFileFormat.headerSize, place - searched)
    while place > last {
      place -= step
      let found = sections(of: bytes, tableAt: place)
      if !found.isEmpty { return found }
    }
    return [:]
  }

  /// The sections by a table that begins here, up to the first that cannot be; the first one follows the
  /// header, and each the one before.
  private static func sections(
    of bytes: UnsafeRawBufferPointer,
    tableAt table: Int
  ) -> [SectionTag: Range<Int>] {
    var found: [SectionTag: Range<Int>] = [:]
    var end = SealedFileFormat.headerSize
    var place = table
    while place + 32 <= bytes.count {
      let tag = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      let start = bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
      let length = bytes.loadUnaligned(fromByteOffset: place + 16, as: UInt64.self)
      guard let start = Int(exactly: UInt64(littleEndian: start)),
        let length = Int(exactly: UInt64(littleEndian: length)),
        start == SealedFileFormat.aligned(end), start <= table, length <= table - start
      else { break }
      found[SectionTag(rawValue: UInt32(littleEndian: tag))] = start..<start + length
      end = start + length
      place += 32
    }
    return found
  }
}
