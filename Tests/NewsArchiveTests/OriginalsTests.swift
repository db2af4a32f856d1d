// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import TestSupport
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
  func `an article that is purged while it is read is told from damage`() throws {
    let sample = try SampleArchive()
    try sample.write("Gulls\n\nThe gulls left the square at dawn.\n", to: "gulls.txt")
    try sample.write("Ferry\n\nThe ferry left the harbour at noon.\n", to: "ferry.txt")
    try sample.index()
    let opened = try sample.open()
    let ids = (try sample.id("gulls"), try sample.id("ferry"))
    let gulls = try opened.reference("\(ids.0)")
    let ferry = try opened.reference("\(ids.1)")
    #expect(try sample.writer().purge([ids.0]) == 1)
    let error = #expect(throws: ArchiveError.self) {
      try opened.original(of: gulls)
    }
    #expect(error?.code == .noArchive)
    #expect(error?.description == "article \(ids.0) was purged meanwhile")
    let bytes = try opened.original(of: ferry)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("Ferry"))
  }

  @Test(arguments: [
    (
      "desk.mbox",
      """
      From a@bell.example Tue Jun  3 08:00:00 2025
      Subject: Gulls return

      The gulls are back on the square, and nobody knows why they went.

      From b@bell.example Tue Jun  3 09:00:00 2025
      >From c@bell.example Tue Jun  3 08:59:00 2025
      From: Bo Ferry <bo@bell.example>
      Subject: Ferry late

      The ferry of the gulls came in at noon, three hours behind its time.

      """
    ),
    (
      "two.txt",
      """
      Gulls return

      By Ada Quill

      The gulls are back on the square, and nobody knows why they went.
      \u{C}
      <b>Ferry late

      By Bo Ferry

      The ferry of the gulls came in at noon, three hours behind its time.

      """
    ),
  ])
  func `an original cut out of a file is read as it was in the file`(
    name: String,
    text: String
  ) throws {
    let sample = try SampleArchive()
    try sample.write(text, to: name)
    #expect(try sample.index().added == 2)
    let before = try sample.titles("gulls").sorted()
    #expect(before.count == 2 && before.contains("Gulls return"))
    #expect(before.contains { $0.contains("Ferry late") })
    _ = try sample.writer(rebuilding: true).reindex()
    #expect(try sample.titles("gulls").sorted() == before)
  }

  @Test
  func `a compressed file of nothing is told, however long it is`() throws {
    let sample = try SampleArchive()
    let nothing = deflated([])
    let count = (1 << 20) / nothing.count + 1
    try sample.write(Array(repeatElement(nothing, count: count).joined()), to: "a.jsonl.gz")
    #expect(try sample.index().skipped == 1)
    #expect(try sample.open().problems().map(\.reason) == ["no text"])
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

extension OriginalsTests {
  /// A file of articles, and the originals that are to be kept of it.
  struct Kind: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let originals: [[UInt8]]

    var testDescription: String { name }

    /// What can be put behind a collection without a change of what it holds.
    var padding: [UInt8] {
      originals.count == 1 ? [] : name.hasSuffix(".gz") ? deflated([]) : [0x0A]
    }
  }

  private static let records = (1...3).map { number in
    warcRecord(
      url: "https://bell.example/2025/gulls-\(number)",
      response(Array(samplePage("Gulls of the year \(number)").utf8))
    )
  }

  private static let mails = (1...2).map { number in
    """
    Received: from bell.example by reader.example; Tue, 3 Jun 2025 08:00:00 +0200
    From: Ada Quill <ada@bell.example>
    Subject: Gulls of the year \(number)
    Message-ID: <\(number)@bell.example>

    The gulls of report \(number) are back on the square, and nobody knows why.

    """
  }

  private static let lines = (1...3).map {
    record(title: "Gulls of the year \($0)", body: "Gull number \($0) is back.")
  }

  static var kinds: [Kind] {
    let page = Array(samplePage("Gulls of the year 1").utf8)
    let lineBytes = lines.map { Array($0.utf8.dropLast()) }
    let mailBytes = mails.map { Array($0.utf8) }
    let from = Array("From a@b Tue Jun  3 08:00:00 2025\n".utf8)
    let box = Array(mailBytes.map { from + $0 + [0x0A] }.joined())
    return [
      Kind(name: "page.html", bytes: page, originals: [page]),
      Kind(name: "page.html.gz", bytes: deflated(page), originals: [deflated(page)]),
      Kind(name: "a.jsonl", bytes: Array(lines.joined().utf8), originals: lineBytes),
      Kind(name: "a.jsonl.gz", bytes: gzipped(lines.joined()), originals: lineBytes),
      Kind(name: "a.warc", bytes: Array(records.joined()), originals: records),
      Kind(name: "whole.warc.gz", bytes: deflated(Array(records.joined())), originals: records),
      Kind(
        name: "members.warc.gz",
        bytes: Array(records.map { deflated($0) }.joined()),
        originals: records.map { deflated($0) }
      ),
      Kind(name: "a.eml", bytes: mailBytes[0], originals: [mailBytes[0]]),
      Kind(name: "Inbox", bytes: box, originals: mailBytes),
      Kind(name: "a.mbox.gz", bytes: deflated(box), originals: mailBytes),
    ]
  }

  @Test(arguments: kinds)
  func `the original is given back and leads to the same article`(kind: Kind) throws {
    let sample = try SampleArchive()
    try sample.write(kind.bytes, to: kind.name)
    #expect(try sample.index().added == kind.originals.count)
    for (number, original) in kind.originals.enumerated() {
      let archive = try sample.open()
      let id = try sample.id("title:\"gulls of the year \(number + 1)\"")
      let reference = try archive.reference("\(id)")
      let isSame = try archive.original(of: reference) == original
      #expect(isSame)
      #expect(try archive.article(reference).original.size == UInt64(original.count))
    }
    let before = try facts(sample)
    #expect(try sample.writer(rebuilding: true).reindex().problems.isEmpty)
    #expect(try facts(sample) == before)
    try sample.write(kind.bytes + kind.padding, to: kind.name)
    let again = try sample.index()
    #expect(again.unchanged == kind.originals.count && again.added == 0 && again.copies == 0)
  }

  /// Everything that is shown of all articles.
  private func facts(_ sample: SampleArchive) throws -> [String] {
    let archive = try sample.open()
    return try archive.search(SearchOptions(query: "gulls")).hits.map { hit in
      let article = try archive.article(archive.reference("\(hit.id)"))
      return "\(article)"
    }
    .sorted()
  }

  @Test
  func `later captures of a page are its versions`() throws {
    let sample = try SampleArchive()
    let url = "https://bell.example/2025/gulls"
    func capture(_ title: String, _ date: String) -> [UInt8] {
      warcRecord(url: url, date: date, response(Array(samplePage(title).utf8)))
    }
    let file =
      capture("Gulls return", "2025-06-08T14:05:00Z")
      + capture("Gulls return", "2025-06-09T14:05:00Z")
      + capture("Gulls leave again", "2025-06-10T14:05:00Z")
    try sample.write(file, to: "a.warc")
    let report = try sample.index()
    #expect(report.added == 1 && report.copies == 1 && report.changed == 1)
    let archive = try sample.open()
    let id = try sample.id("gulls")
    let newest = try archive.article(archive.reference("\(id)"))
    #expect(newest.version == 2)
    #expect(newest.article.url?.value == url)
    #expect(newest.article.captured?.value.iso8601 == "2025-06-10T14:05:00Z")
    let first = try archive.article(archive.reference("\(id)@1"))
    #expect(first.article.captured?.value.iso8601 == "2025-06-08T14:05:00Z")
    #expect(first.original.mediaType == "application/warc")
  }

  @Test
  func `what nobody expects an article in is no problem`() throws {
    let sample = try SampleArchive()
    let picture = warcRecord(url: "https://bell.example/a.png", response([1], type: "image/png"))
    let broken = warcRecord(url: "https://bell.example/b", response([0x20]))
    try sample.write(Self.records[0] + picture + picture + broken, to: "a.warc")
    let report = try sample.index()
    #expect(report.leftOut == ["images": 2])
    #expect(report.skipped == 1)
    #expect(try sample.open().status().problems == 1)
    let problems = try sample.open().problems().map(\.reason)
    #expect(problems.sorted() == ["left out: images (2)", "no text"])
    #expect(try sample.index().leftOut == ["images": 2])
  }

  @Test
  func `a large collection is read in parts`() throws {
    let sample = try SampleArchive()
    var state: UInt64 = 1
    func noise() -> String {
      (0..<200).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(state >> 20, radix: 36)
      }
      .joined(separator: " ")
    }
    let lines = (1...900).map { record(title: "Report \($0)", body: noise()) }
    let file = gzipped(lines.joined())
    #expect(file.count > 1 << 20)
    try sample.write(file, to: "a.jsonl.gz")
    #expect(try sample.index().added == 900)
    let id = try sample.id("title:\"report 900\"")
    let archive = try sample.open()
    let original = try archive.original(of: archive.reference("\(id)"))
    #expect(String(decoding: original, as: UTF8.self) + "\n" == lines[899])
    try sample.write(file + deflated([]), to: "a.jsonl.gz")
    #expect(try sample.index().unchanged == 900)
  }
}
