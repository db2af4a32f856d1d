// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Storage
import SystemPackage
import TestSupport
import Testing

/// Backups of archives that are being written, and archives from backups.
struct BackupTests {
  private let archive: SampleArchive
  private let folder: TemporaryDirectory
  private var place: FilePath { folder.appending("backup") }

  init() throws {
    archive = try SampleArchive()
    folder = try TemporaryDirectory()
    for number in 0..<4 {
      try archive.write(sampleText(number), to: "\(number).txt")
      try archive.index()
    }
  }

  @Test(arguments: [true, false])
  func `a backup during writing is one of the generations`(copies: Bool) throws {
    var number = 10
    var taken: Set<UInt64> = []
    for round in 0..<8 {
      let before = try archive.open()
      let (answers, generation) = (try before.answers(), before.generation)
      var calls = 0
      var failure: (any Error)?
      var options = BackupOptions()
      options.copiesAll = copies
      let report = try Archive.backUp(
        archive.path,
        to: place,
        options: options,
        isStopped: {
          calls += 1
          guard calls == 1 + round % 3 else { return false }
          do {
            try archive.write(sampleText(number), to: "\(number).txt")
            number += 1
            try archive.index()
            _ = try archive.writer().remove([archive.id("title:\"report \(number - 1)\"")])
            _ = try archive.writer().merge(full: true)
          } catch { failure = error }
          return false
        }
      )
      #expect(failure == nil)
      #expect(report.generation == generation)
      taken.insert(generation)
      let backup = try Archive(at: place)
      #expect(try backup.answers() == answers)
      #expect(backup.generation == generation)
      #expect(try Archive.verify(at: place, originals: true).damage.isEmpty)
    }
    #expect(taken.count == 8)
  }

  enum OwnChange: CaseIterable { case index, remove }

  @Test(arguments: OwnChange.allCases)
  func `a backup with changes of its own is refused and left as it is`(_ change: OwnChange) throws {
    _ = try Archive.backUp(archive.path, to: place)
    switch change {
    case .index:
      let file = folder.appending("own.txt")
      try TemporaryDirectory.write(Array(sampleText(99).utf8), to: file)
      _ = try ArchiveWriter(at: place).index([file])
    case .remove: _ = try ArchiveWriter(at: place).remove([archive.id("title:\"report 3\"")])
    }
    let backup = try Archive(at: place)
    let (answers, generation) = (try backup.answers(), backup.generation)
    for number in 10..<13 {
      try archive.write(sampleText(number), to: "\(number).txt")
      try archive.index()
      // Merged, no file tells any more which commits there were.
      _ = try archive.writer().merge(full: true)
      let refused = #expect(throws: ArchiveError.self) {
        try Archive.backUp(archive.path, to: place)
      }
      #expect(refused?.code == .cannotCreate)
    }
    // The files made since alone would let the archive pass for a later one.
    _ = try archive.writer(rebuilding: true).reindex()
    let refused = #expect(throws: ArchiveError.self) {
      try Archive.backUp(archive.path, to: place)
    }
    #expect(refused?.description.hasPrefix("\(place) has changes of its own, ") == true)
    #expect(try Archive(at: place).answers() == answers)
    #expect(try Archive(at: place).generation == generation)
  }

  @Test func `what was merged and rebuilt since is no change of a backup's own`() throws {
    _ = try Archive.backUp(archive.path, to: place)
    _ = try archive.writer().remove([archive.id("title:\"report 3\"")])
    for number in 10..<13 {
      try archive.write(sampleText(number), to: "\(number).txt")
      try archive.index()
    }
    _ = try archive.writer().merge(full: true)
    _ = try archive.writer(rebuilding: true).reindex()
    let report = try Archive.backUp(archive.path, to: place)
    #expect(try report.generation == archive.open().generation)
    #expect(try Archive(at: place).answers() == archive.open().answers())
  }

  @Test func `an archive made from a backup is what the archive was`() throws {
    try TemporaryDirectory.write(
      Array("CJNG = Jalisco New Generation Cartel\n".utf8),
      to: archive.path.appending("names.txt")
    )
    let answers = try archive.open().answers()
    _ = try Archive.backUp(archive.path, to: place)
    let copy = folder.appending("restored")
    let report = try Archive.restore(copy, from: place)
    #expect(report.linked == 0)
    #expect(report.copied == report.files)
    #expect(try Archive(at: copy).answers() == answers)
    #expect(try TemporaryDirectory.read(copy.appending("names.txt")).starts(with: "CJNG".utf8))
    let refused = #expect(throws: ArchiveError.self) {
      try Archive.restore(archive.path, from: place)
    }
    #expect(refused?.code == .cannotCreate)
    #expect(refused?.description == "\(archive.path) is an archive already")
  }

  @Test func `two first runs at once make one archive`() throws {
    let path = folder.appending("index")
    let writer = try ArchiveWriter(at: path, creating: true) {
      // Between looking and making, another process makes it.
      _ = try? ArchiveDirectory.create(at: path)
    }
    #expect(try Archive(at: path).generation == 0)
    let busy = #expect(throws: ArchiveError.self) { try ArchiveWriter(at: path, creating: true) }
    #expect(busy?.code == .busy)
    withExtendedLifetime(writer) {}
  }
}
