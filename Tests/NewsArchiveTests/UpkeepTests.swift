// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import SystemPackage
import Testing
import TestSupport

/// Merging, reindexing and searching while others write: none of it changes an answer.
struct UpkeepTests {
  private let archive: SampleArchive

  /// Several commits, with old versions, a copy, a removed article and a correction.
  init() throws {
    archive = try SampleArchive()
    for commit in 0..<3 {
      for number in 0..<5 {
        let name = commit * 5 + number
        try archive.write(sampleText(name), to: "\(name).txt")
      }
      try archive.index()
    }
    try archive.write(sampleText(3) + "\nLater the harbour froze.\n", to: "3.txt")
    try archive.write(sampleText(4), to: "copy.txt")
    try archive.index()
    let writer = try archive.writer()
    _ = try writer.remove([archive.id("title:\"report 7\"")])
    try writer.edit(
      archive.id("title:\"report 9\""),
      [Correction(assignment: "title=A harbour corrected")]
    )
  }

  @Test func `merging by policy and into one changes no result and no score`() throws {
    let before = try archive.open().answers()
    let old = try archive.open().answers(allVersions: true)
    _ = try archive.writer().merge(full: false)
    #expect(try archive.open().answers() == before)
    let report = try archive.writer().merge(full: true)
    #expect(report.segmentsBefore > 1)
    #expect(report.segmentsAfter == 1)
    #expect(try archive.open().answers() == before)
    #expect(try archive.open().answers(allVersions: true) == old)
    #expect(try Archive.verify(at: archive.path, originals: true).damage.isEmpty)
  }

  @Test func `a merge with nothing to do writes nothing`() throws {
    _ = try archive.writer().merge(full: true)
    let generation = try archive.open().generation
    #expect(try archive.writer().merge(full: true).generation == generation)
  }

  @Test func `reindexing gives the same answers`() throws {
    let before = try facts()
    let report = try archive.writer(rebuilding: true).reindex()
    #expect(report.problems.isEmpty)
    #expect(try facts() == before)
    #expect(try Archive.verify(at: archive.path, originals: true).damage.isEmpty)
  }

  @Test func `a lost index is rebuilt`() throws {
    let before = try facts()
    try archive.removeFiles(in: "segments")
    let damaged = try archive.open().search(SearchOptions(query: "harbour"))
    #expect(!damaged.damaged.isEmpty)
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try facts() == before)
  }

  @Test func `articles are rebuilt from their originals`() throws {
    let before = try facts()
    try archive.removeFiles(in: "articles")
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try facts() == before)
  }

  @Test(arguments: [[], Array("not a manifest".utf8), [UInt8](repeating: 0, count: 64)])
  func `a lost manifest is rebuilt from the originals`(garbage: [UInt8]) throws {
    let before = try originalsOfAll()
    for name in ["MANIFEST", "MANIFEST.prev"] {
      try TemporaryDirectory.write(garbage, to: archive.path.appending(name))
    }
    #expect { try archive.open() } throws: { ($0 as? ArchiveError)?.code == .damaged }
    _ = try archive.writer(rebuilding: true).reindex()
    #expect(try originalsOfAll() == before)
    #expect(try Archive.verify(at: archive.path, originals: true).damage.isEmpty)
    #expect(try archive.titles("harbour froze").count == 1)
  }

  @Test func `a reindex that is stopped leaves everything as it was`() throws {
    let before = try facts()
    let generation = try archive.open().generation
    let report = try archive.writer(rebuilding: true).reindex(isStopped: { true })
    #expect(report.wasStopped)
    #expect(try archive.open().generation == generation)
    #expect(try facts() == before)
  }

  @Test func `what is opened stays as it was while others write and merge`() throws {
    let opened = try archive.open()
    let before = try opened.answers()
    try archive.write(sampleText(500), to: "500.txt")
    try archive.index()
    _ = try archive.writer().remove([archive.id("title:\"report 11\"")])
    _ = try archive.writer().merge(full: true)
    #expect(try opened.answers() == before)
    #expect(try archive.open().answers() != before)
  }

  @Test func `a search runs while a writer holds the archive`() throws {
    let writer = try archive.writer()
    #expect(try archive.titles("harbour froze").count == 1)
    #expect { try archive.writer() } throws: { ($0 as? ArchiveError)?.code == .busy }
    withExtendedLifetime(writer) {}
  }

  /// Everything an archive answers, but for scores, which a rebuilt index may reckon anew as it
  /// leaves out the documents from before corrections.
  private func facts() throws -> Set<Answer> {
    let opened = try archive.open()
    let answers = try opened.answers() + opened.answers(allVersions: true)
    return Set(
      answers.map {
        Answer(
          query: $0.query,
          id: $0.id,
          version: $0.version,
          score: 0,
          title: $0.title,
          fragments: $0.fragments
        )
      }
    )
  }

  private func originalsOfAll() throws -> Set<[UInt8]> {
    let opened = try archive.open()
    var options = SearchOptions(query: "")
    options.limit = .max
    options.filters.allVersions = true
    return Set(
      try opened.search(options).hits.map { hit in
        try opened.original(of: opened.reference("\(hit.id)@\(hit.version)"))
      }
    )
  }
}
