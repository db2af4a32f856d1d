// SPDX-License-Identifier: Apache-2.0

/// A commit point: the durable list of the files an archive consists of.
///
/// Whatever is not in it is not in the archive. The order of the entries is kept and means
/// something to some kinds: segments stand oldest first.
package struct Manifest: Sendable, Equatable {
  /// Counts the commits since the archive was made.
  package internal(set) var generation: UInt64
  /// The archive it belongs to.
  package let archive: FileID
  /// The checksum of the manifest before it.
  package internal(set) var previousChecksum: UInt64
  package private(set) var entries: [ManifestEntry]
  /// At most eight numbers about the whole archive, whose meaning belongs to the façade.
  package internal(set) var attributes: [UInt64]

  package init(
    generation: UInt64 = 0,
    archive: FileID,
    previousChecksum: UInt64 = 0,
    entries: [ManifestEntry] = [],
    attributes: [UInt64] = []
  ) {
    self.generation = generation
    self.archive = archive
    self.previousChecksum = previousChecksum
    self.entries = entries
    self.attributes = attributes
  }

  /// The files of one kind, in order.
  package func entries(of kind: FileKind) -> [ManifestEntry] {
    entries.filter { $0.kind == kind }
  }

  /// The file of this name, or nil.
  package func entry(named name: String) -> ManifestEntry? {
    entries.first { $0.name == name }
  }

  /// The file of `kind` that belongs to the file `owner`, or nil.
  package func entry(of kind: FileKind, ownedBy owner: FileID) -> ManifestEntry? {
    entries.first { $0.kind == kind && $0.owner == owner }
  }

  /// Puts a file at the end, or in the place of the first of those it replaces.
  mutating func add(_ entry: ManifestEntry, replacing names: [String]) {
    let replaced = Set(names)
    let places = entries.indices.filter { replaced.contains(entries[$0].name) }
    precondition(places.count == replaced.count, "only files of the archive can be replaced")
    guard let place = places.first else {
      entries.append(entry)
      return
    }
    // The new file stands before the first old one while the old ones are taken out.
    entries.insert(entry, at: place)
    for name in names { remove(named: name) }
  }

  /// Takes a file out, and with it the files it owns.
  mutating func remove(named name: String) {
    guard let entry = entry(named: name) else { return }
    entries.removeAll { $0.id == entry.id || $0.owner == entry.id }
  }
}
