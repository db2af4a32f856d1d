// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Testing

/// A full merge puts documents in another order; nothing that is found may depend on it.
@Suite struct ReorderingTests {
  private func archive() throws -> SampleArchive {
    let archive = try SampleArchive()
    for number in 0..<120 {
      let day = number * 37 % 28 + 1
      let month = number * 11 % 12 + 1
      let date = "2023-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      let dated = number % 7 == 0 ? "" : "Date: \(date)\n"
      let text = "Title: Report \(number)\n\(dated)\n" + sampleText(number)
      try archive.write(text, to: "clip\(number).txt")
      if number % 40 == 39 { try archive.index() }
    }
    return archive
  }

  /// Answers with equal scores may change places.
  private func answers(_ archive: SampleArchive) throws -> [Answer] {
    try archive.open().answers(allVersions: true).sorted {
      ($0.query, $1.score, $0.id, $0.version) < ($1.query, $0.score, $1.id, $1.version)
    }
  }

  @Test func `a full merge finds the same with the same scores, and once is enough`() throws {
    let archive = try archive()
    let before = try answers(archive)
    let dates = try archive.open().counts(of: "", by: .day).values
    let report = try archive.writer().merge(full: true)
    #expect(report.segmentsAfter == 1)
    #expect(try answers(archive) == before)
    #expect(try archive.open().counts(of: "", by: .day).values == dates)
    #expect(try Archive.verify(at: archive.path, originals: true).damage.isEmpty)
    #expect(try archive.writer().merge(full: true).generation == report.generation)
  }

  @Test func `decisions before and after a full merge hold`() throws {
    let archive = try archive()
    let early = try archive.id("\"number 5\"")
    let late = try archive.id("\"number 77\"")
    try archive.writer().edit(early, [Correction(assignment: "title=Corrected once")])
    try archive.writer().edit(early, [Correction(assignment: "published=2020-01-01")])
    try archive.writer().edit(early, [Correction(assignment: "title=Corrected twice")])
    _ = try archive.writer().remove([early, late])
    _ = try archive.writer().merge(full: true)
    #expect(try archive.titles("corrected").isEmpty)
    _ = try archive.writer().restore([early, late])
    #expect(try archive.titles("corrected") == ["Corrected twice"])
    #expect(try archive.id("\"number 77\"") == late)
    try archive.writer().edit(early, [Correction(assignment: "title=Corrected thrice")])
    _ = try archive.writer().merge(full: true)
    #expect(try archive.titles("corrected") == ["Corrected thrice"])
    #expect(try archive.open().counts(of: "corrected", by: .year).values.map(\.name) == ["2020"])
  }
}
