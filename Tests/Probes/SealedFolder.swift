// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage
import TestSupport

/// A section of a sealed file, to be changed.
struct Section {
  var tag: SectionTag
  var bytes: [UInt8]
}

/// A folder in memory in which sealed files are made, each gone again when its user is done.
struct SealedFolder {
  private let directory: TemporaryDirectory
  let paths: ArchivePaths

  init() throws {
    directory = try TemporaryDirectory()
    paths = ArchivePaths(directory.path)
    for folder in FileKind.allCases.map(\.folder) + ["tmp"] {
      let path = directory.appending(folder)
      if try FileSystem.status(of: path) == nil { try FileSystem.makeFolder(path) }
    }
  }

  func newFile(_ kind: FileKind) throws(StorageError) -> SealedFileWriter {
    try SealedFileWriter(kind, generation: 1, in: paths)
  }

  /// Opens a file and takes its name away, so that it goes with its reader.
  func open(_ entry: ManifestEntry) throws -> SealedFile {
    let path = paths.file(entry)
    defer { _ = try? FileSystem.unlink(path) }
    return try SealedFile(path, entry: entry)
  }

  func bytes(of entry: ManifestEntry) throws -> [UInt8] {
    try TemporaryDirectory.read(paths.file(entry))
  }

  /// Seals sections with sums that are right, whatever they hold.
  func seal(
    _ sections: [Section],
    as kind: FileKind,
    attributes: [UInt64] = [],
    owner: FileID? = nil
  ) throws -> ManifestEntry {
    var writer = try newFile(kind)
    for section in sections {
      try writer.beginSection(section.tag)
      try writer.write(section.bytes)
      writer.endSection()
    }
    return try writer.seal().entry(owner: owner, attributes: attributes)
  }

  /// Opens other bytes in the place of a file.
  func open(_ bytes: [UInt8], as entry: ManifestEntry) throws -> SealedFile {
    try TemporaryDirectory.write(bytes, to: paths.file(entry))
    return try open(entry)
  }
}

extension SealedFile {
  /// Copies of all sections.
  var contents: [Section] {
    tags.map { tag in Section(tag: tag, bytes: section(tag).map { Array($0) } ?? []) }
  }
}

extension [Section] {
  /// The same with changed bytes.
  func changed(by edits: inout Edits, most: Int = 32) -> [Section] {
    var parts = map(\.bytes)
    edits.apply(to: &parts, most: most)
    return zip(self, parts).map { Section(tag: $0.tag, bytes: $1) }
  }
}
