// SPDX-License-Identifier: Apache-2.0

import Articles
import TestSupport
import Testing

@testable import Ingestion

/// Compressed files and the parts in which large ones are read.
@Suite
struct CompressedTests {
  private func read(_ bytes: [UInt8], name: String) -> ReadResult {
    var reader = ArticleReader()
    return reader.read(bytes, as: SourceHint(fileName: name))
  }

  private func record(_ number: Int) -> [UInt8] {
    warcRecord(
      url: "https://bell.example/\(number)",
      response(Array(samplePage("Page \(number)").utf8))
    )
  }

  private func line(_ number: Int) -> String {
    #"{"title": "Report \#(number)", "body": "Gull number \#(number) is back on the square."}"#
      + "\n"
  }

  /// All parts of a source, read one by one.
  private func readInParts(_ bytes: [UInt8], name: String, size: Int) -> (ReadResult, parts: Int) {
    let hint = SourceHint(fileName: name)
    var reader = ArticleReader()
    var result = ReadResult()
    var count = 0
    bytes.withUnsafeBytes { buffer in
      var parts = SourceParts(of: buffer, as: hint, about: size)
      while let part = parts.next(in: buffer) {
        result.append(reader.read(part, of: buffer, as: hint))
        count += 1
      }
    }
    return (result, count)
  }

  private func originals(_ result: ReadResult, of file: [UInt8]) -> [[UInt8]] {
    result.articles.map { read in
      switch read.original {
      case .range(let range): Array(file[range])
      case .bytes(let bytes, _): bytes
      }
    }
  }

  /// Each original, read alone with its media type, gives its article.
  private func expectSelfSufficient(_ result: ReadResult, of file: [UInt8]) {
    for (read, original) in zip(result.articles, originals(result, of: file)) {
      var reader = ArticleReader()
      let alone = reader.read(original, as: SourceHint(mediaType: read.mediaType))
      #expect(alone.articles.count > read.ordinal)
      let isSame = alone.articles.dropFirst(read.ordinal).first?.article == read.article
      #expect(isSame)
    }
  }

  private func expectSame(_ found: [[UInt8]], _ expected: [[UInt8]]) {
    #expect(found.count == expected.count)
    let isSame = found == expected
    #expect(isSame)
  }

  @Test
  func `a compressed page is its own original`() throws {
    let file = gzipped(samplePage("Gulls return"))
    let result = read(file, name: "gulls.html.gz")
    let read = try #require(result.articles.first)
    #expect(read.article.title?.value == "Gulls return")
    #expect(read.original == .range(0..<file.count))
    #expect(read.mediaType == "application/gzip")
    expectSelfSufficient(result, of: file)
  }

  @Test
  func `compressed lines keep the line as original`() {
    let file = gzipped((1...5).map(line).joined())
    let result = read(file, name: "a.jsonl.gz")
    #expect(result.articles.count == 5)
    #expect(
      originals(result, of: file) == (1...5).map { Array(line($0).utf8.dropLast()) }
    )
    expectSelfSufficient(result, of: file)
  }

  @Test
  func `records compressed one by one keep their member as original`() {
    let members = (1...4).map { deflated(record($0)) }
    let file = Array(members.joined())
    let result = read(file, name: "crawl.warc.gz")
    expectSame(originals(result, of: file), members)
    expectSelfSufficient(result, of: file)
  }

  @Test
  func `records compressed together keep the record as original`() {
    let file = deflated((1...4).flatMap(record))
    let result = read(file, name: "crawl.warc.gz")
    expectSame(originals(result, of: file), (1...4).map(record))
    expectSelfSufficient(result, of: file)
  }

  @Test(arguments: [1, 700, 1500, 4000, 100_000])
  func `parts of any size give the same articles`(size: Int) {
    let lines = Array((1...60).map(line).joined().utf8)
    let records = (1...12).flatMap(record)
    let mails = (1...12).flatMap { mailboxMail($0) }
    for (bytes, name) in [(lines, "a.jsonl"), (records, "a.warc"), (mails, "a.mbox")] {
      let expected = read(bytes, name: name).articles
      #expect(expected.count >= 12)
      for (file, name) in [(bytes, name), (deflated(bytes), name + ".gz")] {
        let (result, parts) = readInParts(file, name: name, size: size)
        let isSame = result.articles.map(\.article) == expected.map(\.article)
        #expect(isSame, "\(name)")
        #expect(result.skipped.map(\.reason).isEmpty)
        if size < 1000 { #expect(parts > 2, "\(name)") }
        expectSelfSufficient(result, of: file)
      }
    }
  }

  private func mailboxMail(_ number: Int) -> [UInt8] {
    Array(
      """
      From ada@bell.example Tue Jun  3 08:00:0\(number % 10) 2025
      From: Ada Quill <ada@bell.example>
      Subject: Report \(number)
      Message-ID: <\(number)@bell.example>
      Date: Tue, 3 Jun 2025 08:00:00 +0200

      The gulls of report \(number) are back.

      >From the harbour they came to the square.


      """.utf8
    )
  }

  @Test
  func `lines are counted across parts`() {
    let text = (1...50).map(line).joined() + "{broken\n" + (1...50).map(line).joined()
    for file in [Array(text.utf8), gzipped(text)] {
      let (result, _) = readInParts(file, name: "a.jsonl", size: 500)
      #expect(result.articles.count == 100)
      #expect(result.skipped.map(\.reason) == [.badJSON(line: 51)])
    }
  }

  /// Broken lines, ones in another charset, records over several lines: whatever stands in a file of
  /// lines, its articles do not depend on where it is cut.
  @Test
  func `lines give the same articles wherever the file is cut`() {
    let broken = "{\"title\": \"Two\", \"body\": \"Sec\n"
    let spread = "{\"title\": \"Spread\",\n \"body\":\n  \"It was\nthe wind.\"}\n"
    let nested = "{\"a\": [\n{\"b\": [[\n"
    var file: [UInt8] = []
    for number in 1...12 {
      file += Array(line(number).utf8) + Array(broken.utf8) + Array(spread.utf8)
      file += Array("{\"title\": \"Caf".utf8) + [0xE9, 0x01, 0x02, 0x0B] + Array("\"}\n".utf8)
      file += Array(nested.utf8)
    }
    for bytes in [file, deflated(file)] {
      let whole = read(bytes, name: bytes == file ? "a.jsonl" : "a.jsonl.gz")
      #expect(whole.articles.count == 36)
      for size in [1, 100, 256, 333, 1000] {
        let name = bytes == file ? "a.jsonl" : "a.jsonl.gz"
        let (parts, _) = readInParts(bytes, name: name, size: size)
        #expect(parts.articles.map(\.article) == whole.articles.map(\.article))
        #expect(parts.skipped.map(\.reason) == whole.skipped.map(\.reason))
      }
    }
  }

  @Test
  func `after a damaged member the next is read`() {
    var members = (1...5).map { deflated(record($0)) }
    members[2][members[2].count / 2] ^= 0xFF
    let result = read(Array(members.joined()), name: "crawl.warc.gz")
    let titles = result.articles.compactMap(\.article.title?.value)
    for number in [1, 2, 4, 5] { #expect(titles.contains("Page \(number)")) }
    #expect(result.skipped.contains { $0.reason.code == SkipReason.damagedCompression(at: 0).code })
  }

  /// The contents of the parts of a web archive whose records may have no more than 100 kB, and
  /// what was skipped.
  private func limitedParts(_ file: [UInt8]) -> (contents: [UInt8], skipped: [SkipReason]) {
    var contents: [UInt8] = []
    var skipped: [SkipReason] = []
    var parts = PackedParts(as: SourceHint(fileName: "a.warc"), about: 1000, pieceLimit: 100_000)
    while let part = parts.next(in: file.span) {
      skipped += part.skipped.map(\.reason)
      if case .bytes(let bytes) = part.content { contents += bytes }
    }
    return (contents, skipped)
  }

  /// A record of 300 kB that do not deflate to nothing, and that may say that it has more.
  private func largeRecord(claiming length: Int? = nil) -> [UInt8] {
    let noise = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
    return warcRecord(url: "https://bell.example/film", length: length, noise)
  }

  @Test
  func `a record that is too large is dropped whole, and nothing else`() {
    let records = [record(1), largeRecord(), record(2)]
    for file in [deflated(Array(records.joined())), Array(records.map { deflated($0) }.joined())] {
      let (contents, skipped) = limitedParts(file)
      expectSame(
        [contents.filter { $0 != 13 && $0 != 10 }],
        [
          (record(1) + record(2)).filter { $0 != 13 && $0 != 10 }
        ]
      )
      #expect(skipped == [.tooLarge(limit: 100_000)])
    }
  }

  @Test
  func `a record that claims too much takes no other member with it`() {
    let records = [record(1), largeRecord(claiming: 1 << 40), record(2), record(3)]
    let (contents, skipped) = limitedParts(Array(records.map { deflated($0) }.joined()))
    expectSame([contents], [record(1) + record(2) + record(3)])
    #expect(skipped == [.tooLarge(limit: 100_000)])
  }

  @Test
  func `a file that is cut short gives what there is, with a reason`() {
    let page = deflated(Array(samplePage("Gulls return").utf8))
    let cut = read(Array(page[..<(page.count - 30)]), name: "a.html.gz")
    #expect(cut.articles.first?.article.title?.value == "Gulls return")
    #expect(cut.articles.first?.notes.contains(.cutShort) == true)
    #expect(cut.skipped.map(\.reason) == [.cutShort(at: page.count - 30)])
  }

  @Test
  func `a bomb is reported and not unpacked`() {
    let bomb = deflated([UInt8](repeating: 0x20, count: 80 << 20))
    let result = read(bomb, name: "a.txt.gz")
    #expect(result.articles.isEmpty)
    #expect(result.skipped.map(\.reason).contains(.expandsTooMuch))
  }

  @Test
  func `what is compressed twice is not unpacked twice`() {
    let result = read(deflated(gzipped(samplePage("Gulls return"))), name: "a.gz.gz")
    #expect(result.skipped.map(\.reason) == [.compressedTwice])
  }

  @Test
  func `every cut and every changed byte leaves articles or reasons`() {
    let lines = gzipped((1...3).map(line).joined())
    let members = Array((1...2).map { deflated(Array(line($0).utf8)) }.joined())
    for file in [lines, members] {
      for end in 1..<file.count {
        let result = read(Array(file[..<end]), name: "a.jsonl.gz")
        #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "cut at \(end)")
      }
      for place in file.indices {
        var changed = file
        changed[place] ^= 0x55
        let result = read(changed, name: "a.jsonl.gz")
        #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "changed at \(place)")
      }
    }
  }
}
