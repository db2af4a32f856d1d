// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// Pages that show hardly any text, and whose JSON-LD holds it.
@Suite
struct StoredTextTests {
  private static let prose = [
    "The ferry between Salthaven and the islands will run again from Monday, the harbour said.",
    "Islanders had to make do with a fishing boat that took “twelve” people at a time.",
    "The school stayed closed for nineteen days, and the shop ran out of flour & sugar.",
  ]

  /// A page that shows `body`, with `text` as the `articleBody` of its data, in JSON's writing.
  private func page(
    _ body: String,
    _ text: String,
    headline: String = #""headline": "Ferry returns to the strait","#
  ) -> String {
    """
    <!DOCTYPE html><html lang="en"><head><title>Ferry returns to the strait</title>
    <script type="application/ld+json">{"@type": "NewsArticle", \(headline)
    "articleBody": "\(text)"}</script></head><body>\(body)</body></html>
    """
  }

  private func read(_ page: String) throws -> ReadArticle {
    var reader = ArticleReader()
    let result = reader.read(Array(page.utf8), as: SourceHint(fileName: "a.html"))
    return try #require(result.articles.first)
  }

  @Test(arguments: [
    StoredTextTests.prose.joined(separator: #"\n\n"#),
    StoredTextTests.prose.joined(separator: #"\r\n"#),
    #"Ferry returns to the strait\n"# + StoredTextTests.prose.joined(separator: #"\n"#),
    prose.map { "<p>\($0)</p>" }.joined(separator: #"\n"#),
    prose.map { $0.replacing("&", with: "&amp;") }.joined(separator: "<br><br>"),
    prose.map { "&lt;p&gt;\($0.replacing("“", with: "&ldquo;"))&lt;/p&gt;" }.joined(),
    prose.map { "<b>\($0)</b>" }.joined(separator: #"\n"#),
  ])
  func `text that a script was to show is taken from the data`(text: String) throws {
    for body in ["<div id=app>Loading…</div>", "<div id=app></div>"] {
      let read = try read(page(body, text))
      #expect(read.article.paragraphs.map(\.text) == Self.prose)
      #expect(read.notes == [.textFromData])
    }
  }

  @Test
  func `text before a paywall gives way to the whole, captions stay`() throws {
    let body = """
      <article><h1>Ferry returns to the strait</h1><figure><img src=a.jpg>
      <figcaption>The ferry in the yard, in a picture of the winter</figcaption></figure>
      <p>The ferry will run again.</p></article>
      """
    let read = try read(page(body, Self.prose.joined(separator: #"\n"#)))
    let texts = read.article.paragraphs.filter { $0.kind != .caption }
    #expect(texts.map(\.text) == Self.prose)
    #expect(read.notes.contains(.textFromData))
  }

  @Test
  func `what is shown is kept where it is nearly as much`() throws {
    let shown = Self.prose.map { "<p>\($0.replacing("&", with: "&amp;"))</p>" }.joined()
    let more = Array(repeating: Self.prose[0], count: 4).joined(separator: #"\n"#)
    let read = try read(page("<h1>Ferry returns to the strait</h1>\(shown)", more))
    #expect(read.article.paragraphs.map(\.text) == Self.prose)
    #expect(!read.notes.contains(.textFromData))
  }

  @Test
  func `a long text that is shown is kept whatever the data say`() throws {
    let shown = (1...12).map { number in
      "<p>In paragraph \(number) the ferry left the harbour of Salthaven again, and the people of "
        + "the islands stood on the quay in the wind and counted the boxes that it brought.</p>"
    }
    let long = Array(repeating: Self.prose[1], count: 100).joined(separator: #"\n"#)
    let read = try read(page("<h1>Ferry returns to the strait</h1>\(shown.joined())", long))
    #expect(read.article.paragraphs.count == 12)
    #expect(!read.notes.contains(.textFromData))
  }

  @Test
  func `the text of another article is not taken, nor a short one`() throws {
    let text = Self.prose.joined(separator: #"\n"#)
    let other =
      #""headline": "Ferry returns to the strait"}, {"@type": "NewsArticle","#
      + #" "headline": "The baker who never slept","#
    let two = page("<p>Loading…</p>", text, headline: other)
      .replacing(#"json">{"#, with: #"json">[{"#).replacing("}</script>", with: "}]</script>")
    for page in [two, page("<p>Loading…</p>", "Soon.")] {
      let read = try read(page)
      #expect(read.article.paragraphs.map(\.text) == ["Loading…"])
      #expect(read.notes.isEmpty)
    }
    #expect(try read(page("<p>Loading…</p>", text, headline: "")).notes == [.textFromData])
  }

  @Test
  func `a page with a headline and no text says so`() throws {
    let empty = try read(
      "<!DOCTYPE html><html><head><title>Ferry returns to the strait</title></head>"
        + "<body><div id=__next></div></body></html>"
    )
    #expect(empty.article.title?.value == "Ferry returns to the strait")
    #expect(empty.notes == [.noText])
  }
}
