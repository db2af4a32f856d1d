// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import SystemPackage
import Testing

/// How runs of `index` end, what they skip, and that their shape changes no answer.
struct IndexRunTests {
  private let archive: SampleArchive

  init() throws { archive = try SampleArchive() }

  @Test func `many single adds keep the segments few`() throws {
    for number in 0..<24 {
      try archive.index([], input: sampleText(number))
    }
    let status = try archive.open().status()
    #expect(status.articles == 24)
    #expect(status.segments <= 12)
    let other = try SampleArchive()
    for number in 0..<24 { try other.write(sampleText(number), to: "\(number).txt") }
    try other.index()
    #expect(try scored(archive) == scored(other))
  }

  @Test func `a stopped run keeps what it has read`() throws {
    for number in 10..<40 { try archive.write(sampleText(number), to: "\(number).txt") }
    var asked = 0
    let report = try archive.index(isStopped: {
      asked += 1
      return asked > 12
    })
    #expect(report.wasStopped)
    #expect(report.added == 12)
    #expect(try archive.titles("").count == 12)
    let rest = try archive.index()
    #expect(!rest.wasStopped)
    #expect(rest.unchanged == 12)
    #expect(rest.added == 18)
  }

  @Test func `a stopped collection is taken up again`() throws {
    let count = 2600
    let lines = (0..<count).map { number in
      record(
        title: "Report \(number)",
        body: String(repeating: "Town \(number) has a harbour of its own. ", count: 12),
        url: "https://tribune.example/\(number)"
      )
    }
    try archive.write(lines.joined(), to: "all.jsonl")
    var asked = 0
    let first = try archive.index(isStopped: {
      asked += 1
      return asked > 2
    })
    #expect(first.wasStopped)
    #expect((1..<count).contains(first.added))
    let second = try archive.index()
    #expect(first.added + second.added == count)
    #expect(try archive.open().articleCount == count)
    #expect(try archive.index().unchanged == count)
  }

  @Test func `a bad line is reported and its neighbours are filed`() throws {
    let good = (0..<3).map {
      record(title: "Note \($0)", body: "A note from the harbour, no. \($0).")
    }
    try archive.write(good[0] + good[1] + "{\"title\": oops\n" + good[2], to: "notes.jsonl")
    let report = try archive.index()
    #expect(report.added == 3)
    #expect(report.skipped == 1)
    #expect(report.skips.map { "\($0.reason)" } == ["line 3: not a JSON object"])
    let again = try archive.index()
    #expect(again.unchanged == 3)
    #expect(again.skipped == 1, "still skipped, though the file was not read")
    #expect(again.bytes == 0)
    try archive.write(good.joined(), to: "notes.jsonl")
    #expect(try archive.index().skipped == 0)
    #expect(try archive.open().problems().isEmpty)
  }

  @Test func `what was skipped is not read again until asked`() throws {
    try archive.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], to: "a.png")
    try archive.write("", to: "empty.txt")
    try archive.write(sampleText(1), to: "good.txt")
    let first = try archive.index()
    #expect(first.skipped == 2)
    #expect(Set(first.skips.map { "\($0.reason)" }) == ["not text: a PNG image", "empty"])
    let second = try archive.index()
    #expect(second.bytes == 0)
    #expect(second.skipped == 2)
    #expect(Set(second.skips.map { "\($0.reason)" }) == ["not text: a PNG image", "empty"])
    var options = IndexOptions()
    options.retriesSkipped = true
    let third = try archive.index(options: options)
    #expect(third.bytes == 12)
    #expect(third.unchanged == 1)
    #expect(try Set(archive.open().problems().map(\.reason)) == ["not text: a PNG image", "empty"])
  }

  @Test func `the archive does not index itself`() throws {
    try archive.write(sampleText(1), to: "good.txt")
    try archive.index()
    let parent = archive.path.removingLastComponent()
    let report = try archive.index([parent])
    #expect(report.added == 0)
    #expect(report.unchanged == 1)
    #expect(report.skipped == 0)
  }

  @Test func `batches and threads change no answer`() throws {
    let count = 40
    for number in 0..<count { try archive.write(sampleText(number), to: "\(number).txt") }
    var options = IndexOptions()
    options.threads = 1
    try archive.index(options: options)
    #expect(try archive.open().generation == 1)
    let expected = try scored(archive)
    for (threads, budget) in [(1, 1), (2, 3000), (2, 256 << 20)] {
      let other = try SampleArchive()
      options.threads = threads
      options.memoryBudget = budget
      #expect(try other.index([archive.clippings], options: options).added == count)
      if budget < 1 << 20 { #expect(try other.open().generation > 1) }
      #expect(try scored(other) == expected)
    }
  }

  /// All answers with their scores; the order among equals depends on the order of filing.
  private func scored(_ archive: SampleArchive) throws -> Set<Answer> {
    Set(try archive.open().answers())
  }
}
