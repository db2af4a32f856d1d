// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite struct PageBylineTests {
  private func read(_ byline: String, head: String = "") throws -> Article {
    try article(page(head, "<h1>Gulls take the market square</h1>\(byline)"), name: "a.html")
  }

  @Test(arguments: [
    "<p>By Ada Lund</p>", "<div>By <a href=/x>Ada Lund</a></div>",
    "<span>by </span><p>Ada Lund</p>",
    "<p>Von Ada Lund</p>", "<p>Par Ada Lund</p>", "<p>Por Ada Lund</p>", "<p>Di Ada Lund</p>",
    "<p>Door Ada Lund</p>", "<p>Af Ada Lund</p>", "<p>Av Ada Lund</p>", "<p>Przez Ada Lund</p>",
    "<p>Autor: Ada Lund</p>", "<p>Autora: Ada Lund</p>", "<p>Автор: Ada Lund</p>",
    "<p>Yazan: Ada Lund</p>", "<p>بقلم: Ada Lund</p>", "<p>Oleh Ada Lund</p>",
    "<p>Written by Ada Lund</p>", "<p>June 8, 2025 | by Ada Lund</p>",
    "<p>By Ada Lund, Staff Writer</p>", "<p>By Ada Lund • 8 June 2025</p>",
    "<p>By Ada Lund June 8, 2025</p>",
    "<p>By Ada Lund <a href=mailto:a@b.example>a@b.example</a></p>",
    "<p>By Ada Lund for Reuters</p>", "<p>By Ada Lund (@adalund)</p>",
    "<p>By Ada Lund &amp; staff</p>",
  ])
  func `a line by the headline names its author`(byline: String) throws {
    #expect(try read(byline).authors == Sourced(["Ada Lund"], .text))
  }

  @Test(arguments: [
    "<p>By Ada Lund, Bo Ek and Cy Dahl</p>", "<p>Von Ada Lund, Bo Ek und Cy Dahl</p>",
    "<p>Par Ada Lund, Bo Ek et Cy Dahl</p>", "<p>Por Ada Lund, Bo Ek y Cy Dahl</p>",
    "<p>Av Ada Lund, Bo Ek och Cy Dahl</p>", "<p>Autor: Ada Lund, Bo Ek i Cy Dahl</p>",
    """
    <ul><li><a href="/author/ada-lund">Ada Lund</a><li><a href="/author/bo-ek">Bo Ek</a>
    <li><a href="/author/cy-dahl">Cy Dahl</a></ul>
    """,
  ])
  func `several authors are several`(byline: String) throws {
    #expect(try read(byline).authors?.value == ["Ada Lund", "Bo Ek", "Cy Dahl"])
  }

  @Test(arguments: [
    ("<p>作者：林一舟　来源：铃报</p>", "林一舟"), ("<p>时间：2025年6月8日 作者：林一舟</p>", "林一舟"),
    ("<p>記者 山田太郎</p>", "山田太郎"),
  ])
  func `East Asian labels need no blanks`(byline: String, name: String) throws {
    #expect(try read(byline).authors?.value == [name])
  }

  @Test(arguments: [
    "<p>By the sea the gulls are hungry</p>", "<p>Von der Mole fehlt ein Stein</p>",
    "<p>By 2030 the lamp will be dark</p>", "<p>Reviewed by Ada Lund</p>",
    "<p>Photo by Ada Lund</p>",
    "<p>By The Bell</p>", "<p>By Staff</p>", "<p>By admin</p>", "<p>By Redaktion</p>",
    "<p>Ada Lund</p>", "<p>Read more</p>", "<a href=/people/the-queen>Ada</a>",
    "<p><a href='/profile/settings'>My Account</a></p>",
  ])
  func `what introduces no author gives none`(byline: String) throws {
    let site = "<meta property=og:site_name content='The Bell'>"
    #expect(try read(byline, head: site).authors == nil)
  }

  @Test func `a team that signs by its name is named, where no person is`() throws {
    #expect(try read("<p>By Harbour News Desk</p>").authors?.value == ["Harbour News Desk"])
  }

  @Test(arguments: ["By Dan Ek", "BY DAN EK", "By Ada E Lund", "By E Lund"])
  func `names that look like the word for and stay whole`(byline: String) throws {
    #expect(try read("<p>\(byline)</p>").authors?.value == [String(byline.dropFirst(3))])
  }

  @Test func `a wire service is kept apart`() throws {
    let head = """
      <script type="application/ld+json">{"@type": "NewsArticle", "author":
      [{"@type": "Person", "name": "Ada Lund"}, {"@type": "Organization", "name": "AFP"}]}</script>
      """
    let read = try read("", head: head)
    #expect(read.authors == Sourced(["Ada Lund"], .jsonLD))
    #expect(read.agency == Sourced("AFP", .jsonLD))
  }

  @Test func `offices below a name are not part of it`() throws {
    let byline = "<div itemprop=author><h4>Ada Lund</h4><h5>Redakteurin</h5></div>"
    #expect(try read(byline).authors == Sourced(["Ada Lund"], .microdata))
  }

  @Test func `the outlet is no author, whoever says so`() throws {
    let head = """
      <meta property=og:site_name content="Salthaven Bell"><meta name=author content="Salthaven Bell">
      <script type="application/ld+json">{"@type": "NewsArticle", "author":
      {"@type": "Organization", "name": "Salthaven Bell"}}</script>
      """
    #expect(try read("", head: head).authors == nil)
  }

  @Test func `the line on the page outweighs a field that names another`() throws {
    let head = "<meta name=author content='Site Owner'>"
    #expect(try read("<p>By Ada Lund</p>", head: head).authors == Sourced(["Ada Lund"], .text))
  }

  @Test func `who made the picture did not write the article`() throws {
    let picture = """
      <figure><img src=a.jpg><span itemprop=author>Cy Dahl</span></figure>
      <div itemprop=author>Image: Bo Ek</div><meta name=author content="Ada Lund">
      """
    #expect(try read(picture).authors == Sourced(["Ada Lund"], .meta))
  }

  @Test func `one word is a name where two fields of the head give it`() throws {
    let head = """
      <meta name=author content="Ada"><meta name="twitter:label1" content="Written by">
      <meta name="twitter:data1" content="Ada">
      """
    #expect(try read("", head: head).authors == Sourced(["Ada"], .meta))
    #expect(try read("", head: "<meta name=author content=Ada>").authors == nil)
  }

  @Test func `the name of the site within a name is an outlet, its letters are not`() throws {
    let head = "<link rel=canonical href='https://www.salthavenbell.example/a'>"
    #expect(try read("<p>By Salthaven Bell Tax</p>", head: head).authors == nil)
    let blog = "<link rel=canonical href='https://alun.example/a'>"
    #expect(try read("<p>By Ada Alund</p>", head: blog).authors?.value == ["Ada Alund"])
  }

  @Test func `those who comment are no authors`() throws {
    let comments = """
      <section class=comments><p>By <a rel=author href="/author/cy">Cy Dahl</a></p>
      <p>By Bo Ek</p></section>
      """
    let read = try article(
      page("", "<h1>Gulls take the market square</h1>", prose: salthavenProse + comments),
      name: "a.html"
    )
    #expect(read.authors == nil)
  }

  @Test(arguments: [
    "<div id=comments><p>By Cy Dahl</p><p>I agree.</p></div>",
    "<div class=comments><p class=author>Cy Dahl</p><p>I agree.</p></div>",
    "<aside class=related><a href=/x>A lamp</a><span class=author>Cy Dahl</span></aside>",
  ])
  func `who stands behind a short text did not write it`(after: String) throws {
    let prose = """
      <p>The gulls took the market square at noon and ate all of the herring.</p>
      <p>The mayor said that she had never seen so many of them at one time.</p>
      """
    let source = page("", "<h1>Gulls take the market square</h1>", prose: prose + after)
    #expect(try article(source, name: "a.html").authors == nil)
  }

  @Test func `a byline below the deck counts in a box for sharing, too`() throws {
    let below = """
      <p>They came at noon, and by one not a single herring was left, the mayor said.</p>
      <div class=share><p>By Ada Lund</p></div>
      """
    #expect(try read(below).authors?.value == ["Ada Lund"])
  }

  @Test func `objects that are referred to are looked up`() throws {
    let head = """
      <script type="application/ld+json">{"@graph": [{"@type": "Article", "author":
      {"@id": "#p1"}}, {"@type": "Person", "@id": "#p1", "name": "Ada Lund"}]}</script>
      """
    #expect(try read("", head: head).authors == Sourced(["Ada Lund"], .jsonLD))
  }

  @Test(arguments: [
    "/* by a plug-in */ {\"@type\": \"Article\", \"author\": \"Ada Lund\",}",
    "<!-- {\"@type\": \"Article\", // a remark\n \"author\": \"Ada Lund\"} -->",
    "//<![CDATA[\n{\"@type\": \"Article\", \"author\": \"Ada Lund\"}\n//]]>",
    "{&quot;@type&quot;: &quot;Article&quot;, &quot;author&quot;: &quot;Ada Lund&quot;}",
    "[{\"@type\": \"WebPage\", \"mainEntity\": {\"@type\": [\"NewsArticle\"], \"creator\": \"Ada Lund\"}}]",
    "{\"@type\": \"Article\", \"author\": {\"name\": \"Ada Lund\"}};",
  ])
  func `JSON-LD is read as pages write it`(script: String) throws {
    let head = "<script type=\"application/ld+json\">\(script)</script>"
    #expect(try read("", head: head).authors == Sourced(["Ada Lund"], .jsonLD))
  }

  @Test func `other articles on the page lend no author`() throws {
    let head = """
      <title>Gulls take the market square</title><script type="application/ld+json">[
      {"@type": "Article", "headline": "The ferry that never came", "author": "Bo Ek"},
      {"@type": "Article", "headline": "Gulls take the market square"},
      {"@type": "Article", "headline": "A lamp for the mole", "author": "Cy Dahl"}]</script>
      """
    #expect(try read("", head: head).authors == nil)
  }

  @Test func `a fact labelled author is read wherever it stands, if it is the only one`() throws {
    let fact = "<ul><li><b>Datum</b> 08.06.2025</li><li><b>Autorin/Autor</b> Ada Lund</li></ul>"
    let heading = "<h1>Gulls take the market square</h1>"
    let read = try article(page("", heading, prose: salthavenProse + fact), name: "a.html")
    #expect(read.authors == Sourced(["Ada Lund"], .text))
    let other = fact + "<ul><li><b>Autor</b> Bo Ek</li></ul>"
    let both = try article(page("", heading, prose: salthavenProse + other), name: "a.html")
    #expect(both.authors == nil)
  }

  @Test func `an author field with an address names the outlet`() throws {
    let head = "<meta name=author content='Salthaven Wave (www.wave.example)'>"
    #expect(try read("", head: head).authors == nil)
  }
}
