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
