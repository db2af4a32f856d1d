// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Storage
import SystemPackage
import Testing
import TestSupport

/// Looking at an archive, quickly or at every byte.
struct VerifyTests {
  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
    for number in 0..<3 { try archive.write(sampleText(number), to: "\(number).txt") }
    try archive.index()
    _ = try archive.writer().remove([archive.id("title:\"report 1\"")])
  }

  private func files(in folder: String) throws -> [FilePath] {
    try Folder(archive.path.appending(folder)).entries()
      .map { archive.path.appending(folder).appending(name: $0.name) }
  }

  @Test func `a byte anywhere in any file counts`() throws {
    let folders = ["originals", "articles", "catalogue", "segments"]
    let small = ["FORMAT", "MANIFEST", "MANIFEST.prev"].map { archive.path.appending($0) }
    for path in try folders.flatMap({ try files(in: $0) }) + small {
      let bytes = try TemporaryDirectory.read(path)
      for place in stride(from: 0, to: bytes.count, by: bytes.count > 1000 ? 37 : 13) {
        var struck = bytes
        struck[place] ^= UInt8(1) << UInt8(place % 8)
        try TemporaryDirectory.write(struck, to: path)
        let isFound =
          (try? Archive.verify(at: archive.path, full: true, originals: true))?.hasDamage ?? true
        #expect(isFound, "\(path.string) at \(place)")
      }
      try TemporaryDirectory.write(bytes, to: path)
    }
    #expect(try !Archive.verify(at: archive.path, full: true, originals: true).hasDamage)
  }

  @Test func `a quick look sees names, lengths and headers, and no more`() throws {
    let path = try #require(try files(in: "originals").first)
    var bytes = try TemporaryDirectory.read(path)
    bytes[70] ^= 1
    try TemporaryDirectory.write(bytes, to: path)
    #expect(try !Archive.verify(at: archive.path, full: false, originals: false).hasDamage)
    #expect(try Archive.verify(at: archive.path, full: true, originals: false).hasDamage)
    let report = try Archive.verify(at: archive.path, full: false, originals: true)
    #expect(report.findings.map(\.kind).contains(.changed))
    try TemporaryDirectory.write(bytes + [0], to: path)
    #expect(try Archive.verify(at: archive.path, full: false, originals: false).hasDamage)
  }

  @Test func `a whole look is noted, and status tells of it`() throws {
    #expect(try archive.open().status().verified == nil)
    _ = try Archive.verify(at: archive.path, full: false, originals: false)
    #expect(try archive.open().status().verified == nil)
    _ = try Archive.verify(at: archive.path, full: true, originals: false)
    let status = try archive.open().status()
    #expect(status.verified?.generation == status.generation)
    #expect(status.verified?.damage == 0)
    #expect(status.originalsVerified == nil)
    _ = try Archive.verify(at: archive.path, full: false, originals: true)
    let both = try archive.open().status()
    #expect(both.verified != nil && both.originalsVerified != nil)
  }

  @Test func `a damaged note is told, and is not replaced`() throws {
    _ = try Archive.verify(at: archive.path, full: true, originals: false)
    let path = archive.path.appending("VERIFIED")
    var bytes = try TemporaryDirectory.read(path)
    bytes[20] ^= 1
    try TemporaryDirectory.write(bytes, to: path)
    let report = try Archive.verify(at: archive.path, full: true, originals: false)
    #expect(report.damage == ["VERIFIED: the checksum does not match (at byte 0)"])
    #expect(try TemporaryDirectory.read(path) == bytes)
  }

  @Test func `nothing is noted while another writes`() throws {
    let writer = try archive.writer()
    let report = try Archive.verify(at: archive.path, full: true, originals: true)
    #expect(!report.hasDamage)
    #expect(try archive.open().status().verified == nil)
    withExtendedLifetime(writer) {}
  }

  @Test func `a sample of articles is compared with their texts`() throws {
    let report = try Archive.verify(at: archive.path, full: true, originals: true)
    #expect(report.sampled == 2)
    #expect(report.originals == 3)
  }

  @Test func `what nobody knows is extra and is left alone`() throws {
    let path = archive.path.appending("segments").appending(".DS_Store")
    try TemporaryDirectory.write([1, 2, 3], to: path)
    let report = try Archive.verify(at: archive.path, full: true, originals: true)
    #expect(!report.hasDamage)
    #expect(report.extra == ["segments/.DS_Store"])
    #expect(try ArchiveRepair(at: archive.path).run().found.isEmpty)
    #expect(try TemporaryDirectory.read(path) == [1, 2, 3])
  }

  @Test func `a stop ends the look`() throws {
    let report = try Archive.verify(
      at: archive.path,
      full: true,
      originals: true,
      isStopped: { true }
    )
    #expect(report.wasStopped)
    #expect(try archive.open().status().verified == nil)
  }

  @Test func `an older state that was put back is told`() throws {
    let old = try TemporaryDirectory.read(archive.path.appending("MANIFEST"))
    for number in 5..<8 {
      try archive.write(sampleText(number), to: "\(number).txt")
      try archive.index()
    }
    _ = try Archive.verify(at: archive.path, full: true, originals: false)
    let latest = try archive.open().generation
    try TemporaryDirectory.write(old, to: archive.path.appending("MANIFEST"))
    #expect(try archive.open().status().laterGeneration == latest)
  }
}
