// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import Testing

/// What is kept of files that hold more, or something else, than one article as it is.
@Suite
struct OriginalsTests {
  @Test
  func `articles that share an original survive a reindex`() throws {
    let sample = try SampleArchive()
    let text = (1...3).map { record(title: "Report \($0)", body: "The gull number \($0) left.") }
    let wide = text.joined().utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    try sample.write([0xFF, 0xFE] + wide, to: "wide.jsonl")
    #expect(try sample.index().added == 3)
    #expect(try sample.titles("gull number 2") == ["Report 2"])
    let before = try sample.titles("gull").sorted()
    _ = try sample.writer(rebuilding: true).reindex()
    #expect(try sample.titles("gull").sorted() == before)
    #expect(try sample.index().unchanged == 3)
  }

  @Test
  func `articles that share an original keep their own identity when the file changes`() throws {
    let sample = try SampleArchive()
    func write(_ last: String) throws {
      let text = ["One", "Two", last].map { record(title: $0, body: "About gulls: \($0).") }
      let wide = text.joined().utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      try sample.write([0xFF, 0xFE] + wide, to: "wide.jsonl")
    }
    try write("Three")
    try sample.index()
    try write("Four")
    let report = try sample.index()
    #expect(report.added == 1 && report.copies == 2)
    #expect(try sample.titles("gulls").sorted() == ["Four", "One", "Three", "Two"])
  }
}
