// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite struct PageDateTests {
  private func read(_ below: String, head: String = "", after: String = "") throws -> Article {
    try article(
      page(head, "<h1>Gulls take the market square</h1>\(below)", prose: salthavenProse + after),
      name: "a.html"
    )
  }

  @Test(arguments: [
    "June 8, 2025", "Published 8 June 2025", "8. Juni 2025", "Veröffentlicht am 08.06.2025",
    "8 juin 2025", "8 de junio de 2025", "8 de junho de 2025", "8 giugno 2025", "8 juni 2025",
    "8 czerwca 2025", "8 июня 2025", "2025年6月8日", "发布时间：2025-06-08 08:20", "2025년 6월 8일",
    "8 Haziran 2025", "8 يونيو 2025", "By Ada Lund | June 8, 2025", "2025年06月08日 08:20 来源：铃报",
    "Ada Lund • June 8, 2025 • 4 min read", "By Ada van Lund, June 8, 2025.",
    "Ada Lund, June 8, 2025 at 4 p.m.", "2025年06月08日 18:42 来源：海港铃报 作者：林一一",
  ])
  func `a date in a line by the headline is that of publication`(line: String) throws {
    let published = try read("<p>\(line)</p>").published
    #expect(published?.value.day.description == "2025-06-08")
    #expect(published?.origin == .text)
  }

  @Test(arguments: [
    "Updated June 8, 2025", "Last updated: 8 June 2025", "Aktualisiert am 8. Juni 2025",
    "Mis à jour le 8 juin 2025", "Actualizado el 8 de junio de 2025", "Обновлено 8 июня 2025",
    "This story was amended on 8 June 2025", "Ada Lund, updated June 8, 2025",
    "Bring your gulls on 8 June 2025 at 7pm to the Old Mole.",
    "The lamp is lit on Sunday, 8 June 2025.",
    "This story was amended on 8 June 2025. It had the wrong gull.", "海鸥节于2025年6月8日在港口举行。",
    "© 2025 The Bell, 8 June 2025", "The mole was built in 1893 and has stood ever since",
  ])
  func `dates of change and of other things are not`(line: String) throws {
    #expect(try read("<p>\(line)</p>").published == nil)
  }

  @Test func `a time by the headline counts, that of a change does not`() throws {
    let time = "<time datetime=\"2025-06-08T14:05:00Z\">8 June</time>"
    #expect(try read(time).published?.origin == .time)
    #expect(try read("<p>Updated \(time)</p>").published == nil)
    #expect(try read("<p>Aktualisiert am: \(time)</p>").published == nil)
  }

  @Test func `the word for a change may stand in its own element`() throws {
    let facts = "<div><div>Last updated: </div><div>June 8, 2025</div></div>"
    #expect(try read(facts).published == nil)
  }

  @Test func `times of comments and of other articles do not count`() throws {
    let after = """
      <section class=comments><article><time datetime="2025-06-09">9 June</time></article></section>
      <aside class=related><a href=/x>A lamp for the mole</a><time datetime="2025-05-01">1 May</time>
      </aside><footer>8 June 2025</footer>
      """
    #expect(try read("", after: after).published == nil)
  }

  @Test(arguments: [
    "<div id=comments><p>Cy Dahl</p><time datetime=\"2025-06-09\">9 June</time></div>",
    "<div class=comments><p>9 June 2025</p></div>",
    "<aside class=related><a href=/x>A lamp</a><time datetime=\"2025-05-01\">1 May</time></aside>",
    "<div class=sidebar><p>Published 1 May 2025</p></div>",
  ])
  func `what stands behind a short text gives it no date`(after: String) throws {
    let prose = """
      <p>The gulls took the market square at noon and ate all of the herring.</p>
      <p>The mayor said that she had never seen so many of them at one time.</p>
      """
    let source = page("", "<h1>Gulls take the market square</h1>", prose: prose + after)
    #expect(try article(source, name: "a.html").published == nil)
  }

  @Test(arguments: ["<time>9 June 2025</time>", "<span>Monday, 9 June 2025</span>"])
  func `the day in the head of the site is not that of the article`(day: String) throws {
    let top = "<div>\(day)</div>"
    let text = "<h1>Gulls take the market square</h1>\(salthavenProse)"
    let outside = page("", "\(top)<article>", prose: "\(text)</article>")
    #expect(try article(outside, name: "a.html").published == nil)
    let inside = page("", "<article>\(top)", prose: "\(text)</article>")
    #expect(try article(inside, name: "a.html").published?.value.iso8601 == "2025-06-09")
  }

  @Test(arguments: ["1970-01-01", "0001-01-01T00:00:00", "1899-12-30", "2025"])
  func `a date that no page can have is not taken`(date: String) throws {
    let head = "<meta property=article:published_time content=\"\(date)\">"
    #expect(try read("", head: head).published == nil)
  }

  @Test func `nothing is published after it was saved`() throws {
    let saved =
      "<!-- Page saved with SingleFile\n url: https://bell.example/gulls\n saved date: Sun Jun 08 2025 10:00:00 GMT+0000 -->"
    let source = page(
      "<meta property=article:published_time content=\"2031-01-01\">",
      "<h1>Gulls take the market square</h1>"
    )
    #expect(try article(saved + source, name: "a.html").published == nil)
  }

  @Test(arguments: [("en-US", "2025-03-04"), ("en-GB", "2025-04-03"), ("fr", "2025-04-03")])
  func `the order of numbers is that of the page's country`(tag: String, day: String) throws {
    let source = page("", "<h1>Gulls take the market square</h1><p>03/04/2025</p>")
      .replacing("<html>", with: "<html lang=\(tag)>")
    #expect(try article(source, name: "a.html").published?.value.iso8601 == day)
  }

  @Test func `a page that describes itself gives its date where no article does`() throws {
    let head = """
      <script type="application/ld+json">{"@graph": [{"@type": "WebPage",
      "datePublished": "2025-06-08T08:00:00Z", "dateModified": "2025-06-09"}]}</script>
      """
    let read = try read("", head: head)
    #expect(read.published?.value.iso8601 == "2025-06-08T08:00:00Z")
    #expect(read.updated?.value.iso8601 == "2025-06-09")
  }
}
