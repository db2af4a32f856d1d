// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Storage
import SystemPackage
import TestSupport
import Testing

/// Archives of other versions: left alone, or brought to this program's.
struct FormatVersionTests {
  private let archive: SampleArchive
  private let next = FormatVersion(major: FormatVersion.current.major + 1, minor: 0)

  init() throws {
    archive = try SampleArchive()
    for number in 0..<3 {
      try archive.write(sampleText(number), to: "\(number).txt")
      try archive.index()
    }
  }

  /// Writes a `FORMAT` that another program might have.
  private func pretend(_ version: String) throws {
    let path = archive.path.appending("FORMAT")
    let words = String(decoding: try TemporaryDirectory.read(path), as: UTF8.self).split(
      separator: " "
    )
    let body = "morgue archive \(version) \(words[3]) "
    let sum = String(XXH64.hash(Array(body.utf8)), radix: 16)
    let padded = String(repeating: "0", count: 16 - sum.utf8.count) + sum
    try TemporaryDirectory.write(Array("\(body)\(padded)\n".utf8), to: path)
  }

  /// All files of the archive with their bytes.
  private func bytes() throws -> [String: [UInt8]] {
    try treeBytes(archive.path)
  }

  private func errors() -> [ArchiveError] {
    let path = archive.path
    let calls: [() throws -> Void] = [
      { _ = try Archive(at: path) },
      { _ = try ArchiveWriter(at: path, creating: true) },
      { _ = try Archive.verify(at: path, originals: true) },
      { _ = try Archive.backUp(path, to: path.appending("../backup")) },
      { _ = try Archive.restore(FilePath("\(path)2"), from: path) },
      { _ = try ArchiveWriter(at: path, rebuilding: true) },
    ]
    return calls.compactMap { call in
      do {
        try call()
        return nil
      } catch {
        return error as? ArchiveError
      }
    }
  }

  @Test func `an archive of a later version is left alone, and both versions are named`() throws {
    try pretend("7.2")
    let before = try bytes()
    let errors = errors()
    #expect(errors.count == 6)
    for error in errors {
      #expect(error.code == .damaged)
      #expect(error.description == "the archive has format 7.2, this program reads up to 6.0")
    }
    #expect(try bytes() == before)
  }

  @Test func `versions that were never released are left alone, and it is said`() throws {
    try pretend("5.0")
    let before = try bytes()
    for error in errors() {
      #expect(error.description == "the archive has format 5.0, this program reads 6.0")
      let hint = "formats 1 to 5 were never released: file its articles into a new archive"
      #expect(error.hint == hint)
    }
    #expect(try bytes() == before)
  }

  @Test func `the next version's program says reindex, and that brings the archive to it`() throws {
    let before = try Facts(archive.open())
    let error = #expect(throws: ArchiveError.self) {
      try Archive(at: archive.path, withOriginals: false, program: next)
    }
    #expect(error?.code == .damaged)
    #expect(error?.description == "the archive has format 6.0, this program reads 7.0")
    #expect(
      error?.hint == "`morgue reindex` makes it one of 7.0 from its originals; nothing was changed"
    )
    let writer = try ArchiveWriter(at: archive.path, rebuilding: true, program: next)
    #expect(try writer.reindex().problems.isEmpty)
    let after = try Archive(at: archive.path, withOriginals: true, program: next)
    #expect(try Facts(after) == before)
    let refused = #expect(throws: ArchiveError.self) { try archive.open() }
    #expect(refused?.description == "the archive has format 7.0, this program reads up to 6.0")
    #expect(
      try ArchiveDirectory.open(at: archive.path, program: next).readManifest().formatMajor == 7
    )
  }

  #if DEBUG
  @Test func `every step of going to the next version can fail and be done again`() throws {
    let before = try Facts(archive.open())
    let folder = try TemporaryDirectory()
    var states: Set<String> = []
    var call = 0
    var wasHit = true
    while wasHit {
      call += 1
      let copy = folder.appending("\(call)")
      copyTree(archive.path, to: copy)
      // Of the commit; what comes before it is as in any rebuilding.
      let faults = NthCall(call, .ioError) { path in
        let name = path.lastComponent?.string ?? ""
        return path == copy.appending(".") || name.hasPrefix("FORMAT") || name.hasPrefix("MANIFEST")
      }
      _ = faults.run {
        _ = try ArchiveWriter(at: copy, rebuilding: true, program: next).reindex(threads: 1)
      }
      wasHit = faults.wasHit
      states.insert(try state(of: copy, before))
      _ = try ArchiveWriter(at: copy, rebuilding: true, program: next).reindex(threads: 1)
      #expect(try state(of: copy, before) == "later", "after call \(call)")
      TemporaryDirectory.remove(copy)
    }
    #expect(states == ["earlier", "between", "later"])
  }

  /// Which of the three states an archive is in, of which there must be no other.
  private func state(of path: FilePath, _ facts: Facts) throws -> String {
    do {
      #expect(try Facts(Archive(at: path, withOriginals: true, program: next)) == facts)
      return "later"
    } catch let error as ArchiveError {
      #expect(error.hint?.hasPrefix("`morgue reindex` makes it one of 7.0") == true)
    }
    guard let older = try? Archive(at: path, withOriginals: true) else { return "between" }
    #expect(try Facts(older) == facts)
    return "earlier"
  }
  #endif

  /// Offsets of the version of segments and of the analyzer's in the section `META`.
  @Test(arguments: [(0, "format 3, this program reads 4"), (44, "the index was made by another")])
  func `an index that another program made is refused until it is rebuilt`(
    offset: Int,
    sentence: String
  ) throws {
    let before = try Facts(archive.open())
    try rewriteSegments { tag, bytes in
      guard tag == "META" else { return bytes }
      var bytes = bytes
      bytes[offset] -= 1
      return bytes
    }
    let error = #expect(throws: ArchiveError.self) { try archive.open() }
    #expect(error?.code == .damaged)
    #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
    #expect(error?.hint == "`morgue reindex` makes it anew from the stored originals")
    #expect { try archive.writer() } throws: { ($0 as? ArchiveError)?.code == .damaged }
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try Facts(archive.open()) == before)
  }

  /// Replaces every segment by one with other sections and right checksums.
  private func rewriteSegments(_ change: (SectionTag, [UInt8]) -> [UInt8]) throws {
    let directory = try ArchiveDirectory.open(at: archive.path)
    let snapshot = try directory.snapshot()
    var transaction = try Transaction(directory, lock: ArchiveLock.acquire(directory))
    for entry in snapshot.manifest.entries(of: .segment) {
      let old = try #require(snapshot.file(entry))
      var file = try transaction.newFile(.segment)
      for tag in old.tags {
        try file.beginSection(tag)
        try file.write(change(tag, try [UInt8](old.checked(tag))))
        file.endSection()
      }
      transaction.add(try file.seal(), attributes: entry.attributes, replacing: [entry.name])
    }
    try transaction.commit()
  }
}

/// The files below a folder with their bytes, by their paths.
func treeBytes(_ folder: FilePath) throws -> [String: [UInt8]] {
  var found: [String: [UInt8]] = [:]
  for entry in try Folder(folder).entries() {
    let path = folder.appending(name: entry.name)
    if entry.kind == .folder {
      found.merge(try treeBytes(path)) { first, _ in first }
    } else {
      found[path.string] = try TemporaryDirectory.read(path)
    }
  }
  return found
}
