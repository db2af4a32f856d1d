// SPDX-License-Identifier: Apache-2.0

import Articles
import TestSupport
import Testing

@testable import Ingestion

/// Articles out of web archives.
@Suite
struct WebArchiveTests {
  private func page(_ title: String) -> [UInt8] { Array(samplePage(title).utf8) }

  private func read(_ bytes: [UInt8], name: String = "crawl.warc") -> ReadResult {
    var reader = ArticleReader()
    return reader.read(bytes, as: SourceHint(fileName: name))
  }

  private func titles(_ result: ReadResult) -> [String?] {
    result.articles.map(\.article.title?.value)
  }

  @Test
  func `a stored page has the address and date of its record`() throws {
    let url = "https://bell.example/2025/gulls"
    let record = warcRecord(url: url, response(page("Gulls return")))
    let result = read(warcRecord("warcinfo", contentType: "application/warc-fields", []) + record)
    let read = try #require(result.articles.first)
    #expect(titles(result) == ["Gulls return"])
    #expect(read.article.url == Sourced(url, .file))
    #expect(read.article.captured?.value.iso8601 == "2025-06-08T14:05:00Z")
    #expect(read.article.paragraphs.count >= 4)
    #expect(read.mediaType == "application/warc")
    #expect(result.skipped.map(\.reason) == [.record(.crawlNote)])
  }

  @Test
  func `an original read alone gives the same article`() throws {
    let record = warcRecord(url: "https://bell.example/a", response(page("Gulls return")))
    let other = warcRecord(url: "https://bell.example/b", response(page("Ferry late")))
    let file = record + other
    let result = read(file)
    #expect(result.articles.map(\.original.place) == [0..<record.count, record.count..<file.count])
    for article in result.articles {
      let alone = read(Array(file[article.original.place]), name: "x")
      #expect(alone.articles.map(\.article) == [article.article])
    }
  }

  @Test
  func `what is left out of a stored page is told where that is asked for`() throws {
    let source = samplePage("Gulls return").replacing("<body>", with: "<body><nav>Home</nav>")
    let file = warcRecord(url: "https://bell.example/a", response(Array(source.utf8)))
    var hint = SourceHint(fileName: "crawl.warc")
    #expect(read(file).articles.map(\.dropped.count) == [0])
    hint.wantsDropped = true
    var reader = ArticleReader()
    let told = try #require(reader.read(file, as: hint).articles.first)
    #expect(!told.dropped.isEmpty)
  }

  @Test
  func `what is no page is counted by what it is`() {
    let file =
      warcRecord("request", url: "https://bell.example/", Array("GET / HTTP/1.1\r\n\r\n".utf8))
      + warcRecord(url: "https://bell.example/a.png", response([1, 2], type: "image/png"))
      + warcRecord(url: "https://bell.example/b.png", response([1, 2], type: "image/webp"))
      + warcRecord(url: "https://bell.example/a.css", response([], type: "text/css"))
      + warcRecord(url: "https://bell.example/a.js", response([], type: "text/javascript"))
      + warcRecord(url: "https://bell.example/old", response([], status: "301 Moved"))
      + warcRecord(url: "https://bell.example/no", response(page("Gone"), status: "404 Not Found"))
      + warcRecord(url: "https://bell.example/e", response([], status: "304 Not Modified"))
      + warcRecord("revisit", url: "https://bell.example/", response([]))
      + warcRecord(url: "dns:bell.example", contentType: "text/dns", Array("1.2.3.4".utf8))
      + warcRecord(url: "https://bell.example/robots.txt", response([65], type: "text/plain"))
      + warcRecord(url: "https://bell.example/j", response(Array(#"{"title": "A"}"#.utf8)))
      + warcRecord(url: "https://bell.example/p", response([0x89, 0x50, 0x4E, 0x47, 0, 0]))
    let result = read(file)
    #expect(result.articles.isEmpty)
    let counts = Dictionary(uniqueKeysWithValues: result.skipped.map { ($0.reason, $0.count) })
    #expect(
      counts == [
        .record(.request): 1, .record(.image): 2, .record(.style): 1, .record(.script): 1,
        .record(.redirect): 2, .record(.errorPage): 1, .record(.revisit): 1, .record(.lookup): 1,
        .record(.siteFile): 1, .record(.data): 2,
      ]
    )
  }

  @Test(arguments: [
    ("gzip", DeflateWrapping.gzip), ("deflate", .zlib), ("deflate", .none), ("x-gzip", .gzip),
  ])
  func `compressed bodies are unpacked`(name: String, wrapping: DeflateWrapping) {
    let body = deflated(page("Gulls return"), wrapping)
    let block = response(body, headers: ["Content-Encoding: \(name)"])
    #expect(titles(read(warcRecord(url: "https://bell.example/a", block))) == ["Gulls return"])
  }

  @Test
  func `chunks are joined, and bodies stored without them are read as they are`() {
    let page = page("Gulls return")
    let half = page.count / 2
    func chunk(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
      Array("\(String(bytes.count, radix: 16));x=y\r\n".utf8) + bytes + [13, 10]
    }
    let chunked = chunk(page[..<half]) + chunk(page[half...]) + Array("0\r\n\r\n".utf8)
    let headers = ["Transfer-Encoding: chunked"]
    for body in [chunked, page] {
      let result = read(warcRecord(url: "https://bell.example/a", response(body, headers: headers)))
      #expect(titles(result) == ["Gulls return"])
      #expect(result.articles.first?.article.paragraphs.count == 4)
    }
  }

  @Test
  func `a coding that is not known here is a reason`() {
    let block = response([0x8B, 0x02, 0x80, 1, 2, 3, 4, 5], headers: ["Content-Encoding: br"])
    let result = read(warcRecord(url: "https://bell.example/a", block))
    #expect(result.skipped.map(\.reason) == [.unknownEncoding])
  }

  @Test
  func `the charset of the response is believed`() {
    let body = samplePage("Möwen").unicodeScalars.map { UInt8($0.value) }
    let block = response(body, type: "text/html; charset=iso-8859-1")
    #expect(titles(read(warcRecord(url: "https://bell.example/a", block))) == ["Möwen"])
  }

  @Test
  func `resources and conversions are read too`() {
    let text = Array("Gulls return\n\nBy Ada Quill\n\nThey are back on the square.\n".utf8)
    let file =
      warcRecord("resource", url: "https://a.example/1", contentType: "text/html", page("Page"))
      + warcRecord("conversion", url: "https://a.example/2", contentType: "text/plain", text)
    let result = read(file)
    #expect(titles(result) == ["Page", "Gulls return"])
    #expect(result.articles.last?.article.url?.value == "https://a.example/2")
  }

  @Test
  func `teasers of a feed are no articles beside the pages`() {
    let feed = """
      <?xml version="1.0"?><rss version="2.0"><channel><title>Bell</title>
      <item><title>Gulls return</title><link>https://bell.example/a</link>
      <description>They are back.</description></item></channel></rss>
      """
    let block = response(Array(feed.utf8), type: "application/rss+xml")
    let result = read(
      warcRecord(url: "https://bell.example/feed", block)
        + warcRecord(url: "https://bell.example/a", response(page("Gulls return")))
    )
    #expect(titles(result) == ["Gulls return"])
    #expect(result.articles.first?.article.paragraphs.count == 4)
    #expect(result.skipped.map(\.reason) == [.record(.data)])
  }

  @Test
  func `a record that ends early is filed with a note`() {
    let record = warcRecord(url: "https://bell.example/a", response(page("Gulls return")))
    let result = read(Array(record.dropLast(100)))
    #expect(titles(result) == ["Gulls return"])
    #expect(result.articles.first?.notes.contains(.cutShort) == true)
  }

  @Test(arguments: [0, 1, 1_000_000, 999_999_999_999_999])
  func `a wrong length costs no other record`(length: Int) {
    let wrong = warcRecord(
      url: "https://bell.example/a",
      length: length,
      response(page("Gulls return"))
    )
    let file = wrong + warcRecord(url: "https://bell.example/b", response(page("Ferry late")))
    #expect(titles(read(file)).last == "Ferry late")
  }

  @Test
  func `what is no record is passed over and reported`() {
    let record = warcRecord(url: "https://bell.example/a", response(page("Gulls return")))
    let file = record + Array("nonsense\r\nWARC/nonsense\r\n".utf8) + record
    let result = read(file)
    #expect(titles(result) == ["Gulls return", "Gulls return"])
    #expect(result.skipped.map(\.reason) == [.notARecord(at: record.count)])
  }

  @Test
  func `every cut and every changed byte leaves articles or reasons`() {
    let small = Array("<h1>Gulls</h1><p>They are back on the square.</p>".utf8)
    let file =
      warcRecord(url: "https://bell.example/a", response(small))
      + warcRecord(url: "https://bell.example/b", response(small))
    for end in 1..<file.count {
      let result = read(Array(file[..<end]))
      #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "cut at \(end)")
    }
    for place in file.indices {
      var changed = file
      changed[place] ^= 0x15
      let result = read(changed)
      #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "changed at \(place)")
    }
  }

  @Test
  func `a version line ends the header before it`() {
    let record = warcRecord(url: "https://bell.example/a", response(page("Gulls return")))
    for broken in ["WARC/1.0\r\nWARC-Type: response\r\n", "WARC/1:x\n"] {
      let lost = Array(broken.utf8)
      let result = read(lost + record)
      #expect(titles(result) == ["Gulls return"])
      #expect(result.skipped.map(\.reason) == [.notARecord(at: 0)])
      #expect(result.articles.map(\.original.place) == [lost.count..<lost.count + record.count])
    }
  }

  @Test
  func `version lines that look like fields are looked at once`() {
    // Read as fields of the one before, as many again for each of them, they would take minutes.
    let lines = String(repeating: "WARC/1:x\n", count: 100_000)
    let record = warcRecord(url: "https://bell.example/a", response(page("Gulls return")))
    let result = read(Array(lines.utf8) + record)
    #expect(titles(result) == ["Gulls return"])
    #expect(result.skipped.reduce(0) { $0 + $1.count } == 100_000)
  }
}
