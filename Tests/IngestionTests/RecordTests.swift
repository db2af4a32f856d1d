// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite
struct RecordTests {
  @Test
  func `each line is an article with its own bytes`() throws {
    let lines = [
      #"{"id": 7, "title": "Gulls return", "body": "They are back.\n\nNobody knows why.", "lang": "en"}"#,
      #"{"headline": "Ferry late", "text": "It was the wind.", "authors": ["Ada Quill", "Bo Ferry"], "date": "2025-06-08", "source": "Bell", "section": "Coast", "url": "https://bell.example/f", "extra": {"a": [1, {"b": null}]}}"#,
    ]
    let text = lines.joined(separator: "\n") + "\n"
    let result = read(text, name: "a.jsonl")
    #expect(result.skipped.isEmpty)
    #expect(
      result.articles.map { String(decoding: Array(text.utf8)[$0.original.place], as: UTF8.self) }
        == lines
    )
    let first = result.articles[0].article
    #expect(first.paragraphs.map(\.text) == ["They are back.", "Nobody knows why."])
    #expect(first.language == Sourced("en", .record))
    let second = result.articles[1].article
    #expect(second.title == Sourced("Ferry late", .record))
    #expect(second.authors?.value == ["Ada Quill", "Bo Ferry"])
    #expect(second.published?.value.iso8601 == "2025-06-08")
    #expect(second.source?.value == "Bell")
    #expect(second.section?.value == "Coast")
    #expect(second.url?.value == "https://bell.example/f")
  }

  @Test
  func `a broken line is reported and the next is read`() {
    let text = """
      {"title": "One", "body": "First."}
      {"title": "Two", "body": "Sec
      {"url": "https://bell.example/x"}
      {"title": "Three", "body": "Third."}
      """
    let result = read(text, name: "a.jsonl")
    #expect(result.articles.compactMap(\.article.title?.value) == ["One", "Three"])
    #expect(result.skipped.map(\.reason) == [.badJSON(line: 2), .noArticle(line: 3)])
  }

  /// Each was looked through to the end of the file.
  @Test
  func `a file of objects without an end is given up after some of them`() {
    let text = String(repeating: "[{\"a\": [\n", count: 3000)
    let result = read(text, name: "a.json")
    #expect(result.articles.isEmpty)
    #expect((1...20).contains(result.skipped.reduce(0) { $0 + $1.count }))
    #expect(result.skipped.last?.range.upperBound == text.utf8.count)
  }

  @Test
  func `escapes are resolved`() throws {
    let article = try article(
      #"{"title": "\u00e9\ud83d\ude00 \"q\" \/ \t b", "body": "x\ud800y"}"#,
      name: "a.json"
    )
    #expect(article.title?.value == "é😀 \"q\" / b")
    #expect(article.paragraphs.map(\.text) == ["x\u{FFFD}y"])
  }

  @Test
  func `an array of articles is read like lines`() {
    let result = read(
      #"[{"title": "One", "body": "a"}, {"title": "Two", "body": "b"}]"#,
      name: "a.json"
    )
    #expect(result.articles.compactMap(\.article.title?.value) == ["One", "Two"])
  }

  @Test
  func `nesting without end is no danger`() {
    let deep = String(repeating: "[", count: 200_000)
    let result = read("{\"title\": \"One\", \"x\": \(deep)", name: "a.json")
    #expect(result.skipped.map(\.reason) == [.badJSON(line: 1)])
    let known = read(
      "{\"title\": \"One\", \"authors\": \(deep)\(String(repeating: "]", count: 200_000))}",
      name: "a.json"
    )
    #expect(known.articles.first?.article.title?.value == "One")
    #expect(known.articles.first?.article.authors == nil)
  }

  @Test
  func `what is skipped in another charset lies within the file`() {
    let text = "{\"title\": \"鷗が戻った\", \"body\": \"一\"}\n{\"壊れた\": \n{\"x\": \"港\"}\n"
    let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let bytes = [0xFF, 0xFE] + wide
    var reader = ArticleReader()
    let result = reader.read(bytes, as: SourceHint(fileName: "a.jsonl"))
    #expect(result.articles.count == 1)
    #expect(!result.skipped.isEmpty)
    #expect(result.skipped.allSatisfy { $0.range == 0..<bytes.count })
  }

  @Test
  func `every beginning of a record is an article or has a reason`() {
    let record = Array(
      #"[{"title": "\u00e9x", "authors": [{"name": "Ada Quill"}], "date": 1749391500, "body": "a\nb"}]"#
        .utf8
    )
    var reader = ArticleReader()
    for end in record.indices {
      let result = reader.read(Array(record[..<end]), as: SourceHint(fileName: "a.json"))
      #expect(!result.articles.isEmpty || !result.skipped.isEmpty)
    }
  }
}

extension RecordTests {
  @Test(arguments: [
    #"{"headline": {"main": "Gulls &amp; lamps"}, "byline": {"original": "By Ada Quill"}, "pub_date": "2025-07-31T14:05:00+0000", "web_url": "https://bell.example/g", "section_name": "Coast", "source": "Bell", "abstract": "They are back.", "body": "<p>One &amp; two.</p><h2>Why</h2><p>Three.</p>"}"#,
    #"{"webTitle": "Gulls & lamps", "author": [{"name": "Ada Quill"}], "webPublicationDate": "2025-07-31T14:05:00Z", "webUrl": "https://bell.example/g", "sectionName": "Coast", "publisher": {"name": "Bell"}, "trailText": "They are <b>back</b>.", "bodyText": "", "html": "<p>One &amp; two.</p><h2>Why</h2><p>Three.</p>"}"#,
    #"{"title": {"rendered": "Gulls &#038; lamps"}, "author_name": "Ada Quill", "date_gmt": "2025-07-31T14:05:00Z", "link": "https://bell.example/g", "content": {"rendered": "<p>One &amp; two.</p><h2>Why</h2><p>Three.</p>"}, "category": "Coast", "domain": "bell.example", "publication": "Bell", "standfirst": "They are back."}"#,
    #"{"title": "Gulls & lamps", "authors": ["Ada Quill"], "timestamp": 1753970700.5, "source": "https://bell.example/g", "outlet": "Bell", "section": "Coast", "deck": "They are back.", "text": "One & two.\n\n## Why\n\nThree."}"#,
  ])
  func `the names of many collections are known`(line: String) throws {
    let article = try article(line + "\n", name: "a.jsonl")
    #expect(article.title?.value == "Gulls & lamps")
    #expect(article.authors?.value == ["Ada Quill"])
    #expect(article.published?.value.seconds == 1_753_970_700)
    #expect(article.url?.value == "https://bell.example/g")
    #expect(article.source?.value == "Bell")
    #expect(article.section?.value == "Coast")
    #expect(
      article.deck?.value.replacing("  ", with: " ").replacing(" .", with: ".") == "They are back."
    )
    #expect(article.paragraphs.map(\.text) == ["One & two.", "Why", "Three."])
    #expect(article.paragraphs.map(\.kind) == [.paragraph, .heading, .paragraph])
  }

  @Test
  func `a host names the outlet, and a day may be a number`() throws {
    let line = #"{"title": "Gulls", "text": "Back.", "domain": "bell.example", "date": 20250731}"#
    let article = try article(line, name: "a.jsonl")
    #expect(article.source?.value == "bell.example")
    #expect(article.published?.value.iso8601 == "2025-07-31")
  }
}
