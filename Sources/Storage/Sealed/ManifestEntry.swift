// SPDX-License-Identifier: Apache-2.0

/// What a commit point says about one sealed file.
package struct ManifestEntry: Sendable, Equatable {
  package let kind: FileKind
  /// The generation the file was written for.
  package let generation: UInt64
  package let id: FileID
  /// In bytes.
  package let length: UInt64
  /// The checksum in the file's footer, which covers its header and table of contents, and by
  /// them every byte of it.
  ///
  /// It is not a checksum of the whole file: over bytes that end in their own checksum, a CRC
  /// would be the same for every file of that length.
  package let checksum: UInt64
  /// The file this one belongs to and ends with, as deletions belong to their segment.
  package let owner: FileID?
  /// At most eight numbers whose meaning is the kind's; the first is the number of records.
  package let attributes: [UInt64]

  /// How many numbers an entry or a manifest may carry.
  static let attributeLimit = 8

  package init(
    kind: FileKind,
    generation: UInt64,
    id: FileID,
    length: UInt64,
    checksum: UInt64,
    owner: FileID? = nil,
    attributes: [UInt64] = []
  ) {
    precondition(attributes.count <= Self.attributeLimit, "an entry has at most eight attributes")
    self.kind = kind
    self.generation = generation
    self.id = id
    self.length = length
    self.checksum = checksum
    self.owner = owner
    self.attributes = attributes
  }

  /// The file's name within its folder.
  package var name: String { SealedFileName(generation: generation, id: id, kind: kind).text }

  /// The file's place within the archive, for errors.
  package var place: String { kind.folder + "/" + name }
}

/// What ``SealedFileWriter/seal()`` hands over for the manifest.
package struct SealedFileReceipt: Sendable, Equatable {
  package let kind: FileKind
  package let generation: UInt64
  package let id: FileID
  /// In bytes.
  package let length: UInt64
  package let checksum: UInt64

  /// The file's name within its folder.
  package var name: String { SealedFileName(generation: generation, id: id, kind: kind).text }

  /// The entry that makes the file part of the archive.
  package func entry(owner: FileID? = nil, attributes: [UInt64] = []) -> ManifestEntry {
    ManifestEntry(
      kind: kind,
      generation: generation,
      id: id,
      length: length,
      checksum: checksum,
      owner: owner,
      attributes: attributes
    )
  }
}
