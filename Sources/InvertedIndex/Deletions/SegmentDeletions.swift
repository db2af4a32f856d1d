// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Which documents of a segment are not to be found: removed ones, and those superseded by a newer
/// version of their article.
///
/// A file of its own, written anew whenever it changes, that names the segment it belongs to.
package struct SegmentDeletions: Sendable {
  /// Documents of articles that were removed.
  package let removed: DocumentSet
  /// Documents of which there is a newer version.
  package let superseded: DocumentSet

  package init(removed: DocumentSet, superseded: DocumentSet) {
    self.removed = removed
    self.superseded = superseded
  }

  static let meta = SectionTag("META")
  static let removedTag = SectionTag("REMV")
  static let supersededTag = SectionTag("SUPD")
  private static let version: UInt16 = 1

  /// Reads the deletions of a segment.
  ///
  /// The file is small and is checked whole.
  ///
  /// - Throws: ``CorruptionError`` also for a sound file that belongs to another segment.
  package init(
    _ file: SealedFile,
    of segment: FileID,
    documents: UInt32
  ) throws(CorruptionError) {
    let place = file.entry.place
    var reader = ByteReader(try file.checked(Self.meta), of: place)
    let version = try reader.u16()
    guard version == Self.version else {
      throw CorruptionError(
        .unsupportedVersion(found: UInt32(version), supported: UInt32(Self.version)),
        in: place
      )
    }
    guard try reader.u32() == documents, try reader.fileID() == segment else {
      throw CorruptionError(.wrongFile, in: place)
    }
    let size = (Int(documents) + 63) / 64 * 8
    let removed = try file.checked(Self.removedTag)
    let superseded = try file.checked(Self.supersededTag)
    guard removed.count == size, superseded.count == size else {
      throw CorruptionError(.wrongLength, in: place)
    }
    self.removed = DocumentSet(bitmap: removed, documentCount: documents)
    self.superseded = DocumentSet(bitmap: superseded, documentCount: documents)
  }

  /// Writes the deletions of a segment of so many documents.
  package func write(
    of segment: FileID,
    documents: UInt32,
    into file: consuming SealedFileWriter
  ) throws(StorageError) -> SealedFileReceipt {
    var meta = ByteWriter()
    meta.u16(Self.version)
    meta.u32(documents)
    meta.fileID(segment)
    try file.beginSection(Self.meta)
    try file.write(meta)
    file.endSection()
    for (tag, set) in [(Self.removedTag, removed), (Self.supersededTag, superseded)] {
      try file.beginSection(tag)
      try file.write(Self.bitmap(of: set, documents: documents))
      file.endSection()
    }
    return try file.seal()
  }

  /// Words of 64 bits, document 0 the lowest of the first.
  private static func bitmap(of set: DocumentSet, documents: UInt32) -> ByteWriter {
    var words = [UInt64](repeating: 0, count: (Int(documents) + 63) / 64)
    set.forEach { document in
      guard document < documents else { return }
      words[Int(document >> 6)] |= 1 << UInt64(document & 63)
    }
    var out = ByteWriter(reservingCapacity: words.count * 8)
    for word in words { out.u64(word) }
    return out
  }
}
