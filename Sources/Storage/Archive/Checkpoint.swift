// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// How far a change had come that takes too long to begin again: the file `tmp/reindex`.
///
/// It names the files that are sealed for the next commit, as the manifest of that commit would, and
/// holds a note of whoever wrote them. It counts only as long as the commit it builds on is the
/// newest: any other commit makes it void, and what it names is cleared away.
package struct Checkpoint: Sendable, Equatable {
  static let name = "reindex"
  private static let sizeLimit: UInt64 = 1 << 27

  /// The files that are sealed, in the order in which they were.
  package let entries: [ManifestEntry]
  /// What the writer wants to be reminded of.
  package let note: [UInt8]
  private let manifest: Manifest

  /// After `base`, with these files.
  init(after base: Manifest, entries: [ManifestEntry], note: [UInt8]) {
    self.entries = entries
    self.note = note
    manifest = Manifest(
      generation: base.generation + 1,
      archive: base.archive,
      previousChecksum: base.checksum,
      entries: entries
    )
  }

  /// The one that was left behind, if it is whole and builds on `base`.
  static func read(in paths: ArchivePaths, after base: Manifest) -> Checkpoint? {
    guard
      let file = try? RegularFile.read(paths.drafts.appending(name), limit: sizeLimit),
      let found = try? Checkpoint(decoding: file.bytes, archive: base.archive),
      found == Checkpoint(after: base, entries: found.entries, note: found.note),
      found.entries.allSatisfy({ $0.generation == base.generation + 1 && $0.owner == nil })
    else { return nil }
    return found
  }

  /// Writes it down, so that it is there after a power cut, too.
  func write(in paths: ArchivePaths) throws(FileError) {
    let draft = paths.drafts.appending("\(Self.name).new")
    try FileSystem.replace(paths.drafts.appending(Self.name), with: encoded, draft: draft)
    try FileSystem.synchronizeFolder(paths.drafts)
  }

  /// Takes the file away.
  static func remove(in paths: ArchivePaths) throws(FileError) {
    try FileSystem.unlink(paths.drafts.appending(name))
  }

  private var encoded: [UInt8] {
    let list = manifest.encoded
    var writer = ByteWriter(reservingCapacity: list.count + note.count + 24)
    writer.u64(UInt64(list.count))
    writer.bytes(list)
    writer.u64(UInt64(note.count))
    writer.bytes(note)
    writer.u64(XXH64.hash(writer.bytes))
    return writer.bytes
  }

  private init(decoding bytes: [UInt8], archive: FileID) throws(CorruptionError) {
    var reader = ByteReader(bytes.span.bytes, of: Self.name)
    let list = try reader.array(Int(clamping: reader.u64()))
    note = try reader.array(Int(clamping: reader.u64()))
    let sum = XXH64.hash(Array(bytes[..<reader.offset]))
    guard try reader.u64() == sum, reader.remaining == 0 else {
      throw reader.corruption(.badChecksum)
    }
    manifest = try Manifest(decoding: list, archive: archive, file: Self.name)
    entries = manifest.entries
  }
}
