// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Storage
import SystemPackage
import TestSupport
import Testing

/// How many files an archive is made of, and what a merge leaves that finds no room.
struct BoundedFilesTests {
  private let archive: SampleArchive

  init() throws { archive = try SampleArchive() }

  /// The names of all files below the archive but the four at its top.
  private func names() throws -> [String] {
    try treeBytes(archive.path).keys.filter { !$0.contains("/index/MANIFEST") }.sorted()
  }

  @Test func `hundreds of runs of one article each leave few files`() throws {
    var most = 0
    for number in 0..<120 {
      try archive.index([], input: sampleText(number))
      let folder = try Folder(archive.path.appending("segments"))
      most = max(most, try folder.entries().count)
    }
    #expect(try archive.open().articleCount == 120)
    // As many segments as there may be, and deletions of each.
    #expect(most <= 2 * 8)
    // And fewer of the others than there may be of any kind.
    #expect(try names().count < 60)
  }

  #if DEBUG
  @Test func `a merge that finds no room leaves nothing, and is done when there is some`() throws {
    for number in 0..<6 { try archive.index([], input: sampleText(number)) }
    let (before, answers) = (try names().count, try archive.open().answers())
    let folder = try TemporaryDirectory()
    var (call, failures) = (0, 0)
    var wasHit = true
    while wasHit {
      call += 1
      let copy = folder.appending("\(call)")
      copyTree(archive.path, to: copy)
      let faults = NthCall(call, .noSpace) { $0.removingLastComponent().lastComponent == "tmp" }
      let error = faults.run { _ = try ArchiveWriter(at: copy).merge(full: true) } as? ArchiveError
      wasHit = faults.wasHit
      #expect(try Archive(at: copy).answers() == answers)
      if let error, error.description.hasSuffix("nothing was changed") {
        failures += 1
        #expect(error.code == .inputOutput)
        let left = try treeBytes(copy).keys.filter { !$0.contains("/MANIFEST") }
        #expect(left.count == before, "call \(call)")
      }
      #expect(try ArchiveWriter(at: copy).merge(full: true).segmentsAfter == 1)
      #expect(try Archive(at: copy).answers() == answers)
      TemporaryDirectory.remove(copy)
    }
    #expect(failures > 10)
  }
  #endif
}
