// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// A page of a paper that does not exist: `head` and `body` around some prose.
func page(_ head: String, _ body: String, prose: String = salthavenProse) -> String {
  "<!DOCTYPE html><html><head>\(head)</head><body>\(body)<div>\(prose)</div></body></html>"
}

/// Three paragraphs that name nobody and no day.
let salthavenProse = """
  <p>The harbour authority said that the old lighthouse would be lit again, after two winters in \
  the dark, and that the ferry would sail by night once more.</p>
  <p>Work on the lantern has cost less than was feared, the authority said in a letter to the \
  council, which voted the money without a debate.</p>
  <p>Sailors, fishermen and the two ferry lines have asked for it since the lantern broke, and \
  they will have to wait for some weeks only.</p>
  """

@Suite struct PageTitleTests {
  @Test func `the heading that the head agrees with is the headline`() throws {
    let read = try article(
      page(
        "<title>Gulls take the square - The Bell</title>",
        "<h1>The Bell</h1><h1>Log in</h1><h1>Gulls take the square</h1>"
      ),
      name: "a.html"
    )
    #expect(read.title == Sourced("Gulls take the square", .text))
  }

  @Test(arguments: [
    "<h1><span class=k>Harbour</span><span>Gulls take the market square</span></h1>",
    "<h1><span>Harbour</span> <span> - </span> <span>Gulls take the market square</span></h1>",
    "<h1><strong>Harbour :</strong> Gulls take the market square</h1>",
    "<h1><div>Harbour</div><div>Gulls take the market square</div></h1>",
  ])
  func `a kicker is no part of the headline`(heading: String) throws {
    let head = "<meta property=og:title content=\"Gulls take the market square\">"
    let read = try article(page(head, heading), name: "a.html")
    #expect(read.title == Sourced("Gulls take the market square", .text))
  }

  @Test func `what looks like a site's name stays where the heading has it`() throws {
    let title = "Lamp comes home at last - and goes again"
    let read = try article(
      page(
        "<title>\(title)</title><meta property=og:title content='\(title)'>",
        "<h1>\(title)</h1>"
      ),
      name: "a.html"
    )
    #expect(read.title?.value == title)
  }

  @Test(arguments: [
    "Gulls take the square | The Bell", "Gulls take the square - The Bell",
    "The Bell: Gulls take the square", "The Bell – Gulls take the square",
    "Gulls take the square » Coast » The Bell", "Gulls take the square | Coast | Bell.example",
    "Gulls take the square (The Bell)",
  ])
  func `the name of the site is cut off`(title: String) throws {
    let head = """
      <title>\(title)</title><meta property="og:site_name" content="The Bell">
      <link rel=canonical href="https://www.bell.example/gulls">
      """
    let read = try article(page(head, "<b>Menu</b>"), name: "a.html")
    #expect(read.title?.value == (title.contains(": ") ? title : "Gulls take the square"))
  }

  @Test(arguments: [
    "港口灯塔明年春天重新点亮_本地_铃报", "港口灯塔明年春天重新点亮-本地-铃报网", "港口灯塔明年春天重新点亮｜铃报",
  ])
  func `without blanks the line on the page tells where the title ends`(title: String) throws {
    let body = "<b>铃报网</b><table><tr><td><b>港口灯塔明年春天重新点亮</b></td></tr></table>"
    let read = try article(page("<title>\(title)</title>", body), name: "a.html")
    #expect(read.title == Sourced("港口灯塔明年春天重新点亮", .text))
  }

  @Test func `three alike in the head outweigh a heading unlike them`() throws {
    let head = """
      <title>Storm over Salthaven: all news | The Bell</title>
      <meta property=og:title content="Storm over Salthaven: all news">
      <meta property=og:site_name content="The Bell"><script type="application/ld+json">
      {"@type": "LiveBlogPosting", "headline": "Storm over Salthaven: all news"}</script>
      """
    let read = try article(
      page(head, "<h1>Ferry reaches the mole in the night</h1>"),
      name: "a.html"
    )
    #expect(read.title == Sourced("Storm over Salthaven: all news", .jsonLD))
  }

  @Test func `a lone heading outweighs a title made for sharing`() throws {
    let head = "<meta property=og:title content=\"You will not believe these birds\">"
    let read = try article(page(head, "<h1>Gulls take the market square</h1>"), name: "a.html")
    #expect(read.title == Sourced("Gulls take the market square", .text))
  }

  @Test func `breadcrumbs, menus and the site's name are no headlines`() throws {
    let body = """
      <nav><h1>Menu of the whole site</h1></nav><h1>The Bell</h1><p>Home &gt; Coast &gt; Gulls</p>
      <h2>Gulls take the market square</h2>
      """
    let head = "<title>Gulls take the market square - The Bell</title>"
    let read = try article(page(head, body), name: "a.html")
    #expect(read.title == Sourced("Gulls take the market square", .text))
  }

  @Test(arguments: ["<nav>", "<ol><li>Home</li><li>"])
  func `a heading in a breadcrumb is not what readers see as the headline`(list: String) throws {
    let head = """
      <title>Harbour: Gulls in the square | The Bell</title>
      <meta property=og:title content="Birds have taken the market square">
      <script type="application/ld+json">{"@type": "NewsArticle",
      "headline": "Harbour: Gulls in the square"}</script>
      """
    let body = """
      \(list)<h1>Harbour: Gulls in the square</h1></li></ol></nav>
      <h2><span>Wings</span> <span>Birds have taken the market square</span></h2>
      """
    let read = try article(page(head, body), name: "a.html")
    #expect(read.title == Sourced("Birds have taken the market square", .text))
  }

  @Test func `entities written twice are read`() throws {
    let head =
      "<meta property=og:title content='Gulls &amp;amp; terns take the &amp;quot;square&amp;quot;'>"
    let read = try article(page(head, ""), name: "a.html")
    #expect(read.title == Sourced("Gulls & terns take the \"square\"", .openGraph))
  }

  @Test func `on a page without headings the line above the byline is the headline`() throws {
    let body = """
      <table><tr><td><font size=5><b>Salthaven Bell Online</b></font></td></tr><tr><td>
      <font size=5><b>Gulls have taken the square</b></font><br><font size=2>By Ada Lund, Coast
      Correspondent<br>Sunday, June 8, 2025</font></td></tr></table>
      """
    let read = try article(
      page("<title>Salthaven Bell Online - Gulls</title>", body),
      name: "a.html"
    )
    #expect(read.title == Sourced("Gulls have taken the square", .text))
    #expect(read.authors == Sourced(["Ada Lund"], .text))
    #expect(read.published?.value.iso8601 == "2025-06-08")
  }
}
