// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite struct PageFactTests {
  @Test(arguments: [
    ("<meta property=og:image content=\"https://bell.example/a.jpg\">", Origin.openGraph),
    ("<meta name=twitter:image content=\"https://bell.example/a.jpg\">", .meta),
    ("<link rel=image_src href=\"https://bell.example/a.jpg\">", .meta),
    (
      """
      <script type="application/ld+json">{"@type": "NewsArticle", "image":
      [{"@type": "ImageObject", "url": "https://bell.example/a.jpg"}]}</script>
      """, .jsonLD
    ),
  ])
  func `the picture that a page is shown with is kept`(head: String, origin: Origin) throws {
    let read = try article(page(head, "<h1>Gulls</h1><img src=/b.jpg>"), name: "a.html")
    #expect(read.leadImage == Sourced("https://bell.example/a.jpg", origin))
  }

  @Test func `any picture will not do`() throws {
    let read = try article(
      page("", "<h1>Gulls</h1><img src=https://a.example/b.jpg>"),
      name: "a.html"
    )
    #expect(read.leadImage == nil)
  }

  @Test func `a page that is cut off at a paywall says so`() throws {
    let head = """
      <script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}
      </script>
      """
    #expect(try notes(page(head, "<h1>Gulls take the market square</h1>")) == [.onlyBeforePaywall])
    #expect(try notes(page("", "<h1>Gulls take the market square</h1>")).isEmpty)
    let whole = page(
      head,
      "<h1>Gulls</h1>",
      prose: Array(repeating: salthavenProse, count: 6).joined()
    )
    #expect(try notes(whole).isEmpty)
  }

  private func notes(_ page: String) throws -> [ReadNote] {
    var reader = ArticleReader()
    let result = reader.read(Array(page.utf8), as: SourceHint(fileName: "a.html"))
    return try #require(result.articles.first).notes.filter { $0 == .onlyBeforePaywall }
  }

  @Test func `the stand-first below the headline is the deck`() throws {
    let deck = "The birds were hungry, the market was open, and nobody shut the door."
    for body in [
      "<h1>Gulls take the square</h1><p class=standfirst>\(deck)</p>",
      "<h1>Gulls take the square</h1><p>\(deck)</p>",
    ] {
      let head = "<meta name=description content=\"\(deck)\">"
      #expect(try article(page(head, body), name: "a.html").deck == Sourced(deck, .text))
    }
    let only = page("<meta name=description content=\"\(deck)\">", "<h1>Gulls take the square</h1>")
    #expect(try article(only, name: "a.html").deck == nil)
  }

  @Test func `a page that says it is in English and is not has no language`() throws {
    let german = """
      <p>Die Hafenbehörde teilte am Montag mit, dass der alte Leuchtturm nach zwei dunklen Wintern
      wieder leuchten soll und dass die Fähre dann auch nachts fährt, was viele sehr freut.</p>
      """
    let prose = Array(repeating: german, count: 5).joined()
    for (text, code) in [(prose, nil), (salthavenProse + salthavenProse, "en")] {
      let source = page("", "<h1>Salthaven</h1>", prose: text)
        .replacing("<html>", with: "<html lang=en-US>")
      #expect(try article(source, name: "a.html").language?.value == code)
    }
  }
}
