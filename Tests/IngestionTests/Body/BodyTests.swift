// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// Pages of the kinds that archives meet, each with what is to be kept of it.
@Suite
struct BodyTests {
  /// A page with the usual things around `text`.
  private func page(_ text: String, head: String = "") -> String {
    """
    <!DOCTYPE html><html lang="en"><head><title>Ferry returns to the strait | The Bell</title>
    <meta property="og:site_name" content="The Bell">\(head)</head><body>
    <header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/coast">Coast</a>
    </li><li><a href="/town">Town</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
    <main><article><h1>Ferry returns to the strait</h1>
    <div class="article-body">\(text)</div></article></main>
    <div class="sidebar"><h3>Most read</h3><ul><li><a href="/a">Gulls take the market square</a></li>
    <li><a href="/b">The baker who never slept</a></li><li><a href="/c">Fog for a week</a></li></ul></div>
    <footer><p>© 2025 The Bell. All rights reserved.</p><a href="/privacy">Privacy</a></footer>
    </body></html>
    """
  }

  private static let prose = [
    "The ferry between Salthaven and the islands will run again from Monday, the harbour office "
      + "said, after a winter in which the boat lay in the yard with a broken shaft.",
    "Islanders had to make do with a fishing boat that took twelve people at a time, and on rough "
      + "days with none at all, so that the school stayed closed for nineteen days.",
    "“We counted the days on the kitchen wall,” said Ida Marsh, who keeps the shop on the larger "
      + "island, and who had sold the last of her flour in the week before.",
    "The repair took longer than planned because the new part was cast twice, the first having "
      + "cracked as it cooled, according to the yard that did the work.",
  ]

  private var paragraphs: String { Self.prose.map { "<p>\($0)</p>" }.joined() }

  private func body(_ page: String) throws -> [Paragraph] {
    try article(page, name: "a.html").paragraphs.filter { $0.kind != .caption }
  }

  @Test
  func `paragraphs are kept, and nothing of what stands around them`() throws {
    #expect(try body(page(paragraphs)).map(\.text) == Self.prose)
  }

  @Test
  func `text parted by line breaks is kept as paragraphs`() throws {
    let text = Self.prose.joined(separator: "<br><br>")
    #expect(try body(page(text)).map(\.text) == Self.prose)
  }

  @Test
  func `a single line break joins with a blank`() throws {
    let text = paragraphs + "<p>The boat leaves at eight in the morning,<br>at noon and at six.</p>"
    #expect(
      try body(page(text)).contains {
        $0.text == "The boat leaves at eight in the morning, at noon and at six."
      }
    )
  }

  @Test
  func `lists and quotes are kept with their kind`() throws {
    let items =
      "<p>What changes for passengers, according to the harbour office:</p>"
      + "<ul><li>The first boat leaves at six in the morning and not at seven.</li>"
      + "<li>Bicycles travel free of charge on all boats until the end of May.</li></ul>"
    let quote =
      "<blockquote><p>We have missed it as one misses a neighbour, and we will not complain of its "
      + "horn again this year.</p></blockquote>"
    let found = try body(page(paragraphs + items + quote + "<p>\(Self.prose[0]) So it was.</p>"))
    #expect(found.filter { $0.kind == .listItem }.count == 2)
    #expect(found.filter { $0.kind == .quote }.count == 1)
  }

  @Test
  func `headings within the text are kept as headings`() throws {
    let text =
      Self.prose[0...1].map { "<p>\($0)</p>" }.joined()
      + "<h2>Nineteen days without school</h2>"
      + Self.prose[2...3].map { "<p>\($0)</p>" }.joined()
    let found = try body(page(text))
    #expect(found.contains(Paragraph("Nineteen days without school", kind: .heading)))
    #expect(found.count == 5)
  }

  @Test
  func `captions are kept apart from the body`() throws {
    let figure =
      "<figure><img src='f.jpg'><figcaption>The ferry in the yard in February.</figcaption></figure>"
    let text = "<p>\(Self.prose[0])</p>\(figure)" + Self.prose[1...].map { "<p>\($0)</p>" }.joined()
    let all = try article(page(text), name: "a.html").paragraphs
    #expect(all.contains(Paragraph("The ferry in the yard in February.", kind: .caption)))
    #expect(all.filter { $0.kind != .caption }.map(\.text) == Self.prose)
  }

  @Test
  func `comments of readers are left out`() throws {
    let comments = """
      <section id="comments" class="comments"><h2>3 comments</h2><ul class="comment-list">
      <li class="comment"><p>I was on that fishing boat twice and I can tell you that it was no
      pleasure, but the crew did what they could for all of us.</p><a href="#r">Reply</a></li>
      <li class="comment"><p>Who pays for the second casting? Not the taxpayer, I hope, though I
      have my doubts about that.</p><a href="#r">Reply</a></li></ul></section>
      """
    #expect(try body(page(paragraphs + comments)).map(\.text) == Self.prose)
  }

  @Test
  func `related links within the text are left out`() throws {
    let related = """
      <div class="related-articles"><h3>Related</h3><ul><li><a href="/1">How the shaft broke</a></li>
      <li><a href="/2">A winter without a boat</a></li></ul></div>
      """
    let text =
      "<p>\(Self.prose[0])</p><p>\(Self.prose[1])</p>\(related)"
      + "<p>\(Self.prose[2])</p><p>\(Self.prose[3])</p>"
    #expect(try body(page(text)).map(\.text) == Self.prose)
  }

  @Test
  func `a text cut into several containers is kept whole`() throws {
    let chunks = Self.prose.map { "<div class='chunk'><div class='inner'><p>\($0)</p></div></div>" }
    let advert = "<div class='ad-slot'><span>Advertisement</span></div>"
    #expect(try body(page(chunks.joined(separator: advert))).map(\.text) == Self.prose)
  }

  @Test
  func `the posts of a live report are all kept`() throws {
    let posts = Self.prose.enumerated().map { number, text in
      "<div class='post' id='p\(number)'><time datetime='2025-06-08T0\(number):00Z'>0\(number):00"
        + "</time><div class='post-body'><p>\(text)</p></div></div>"
    }
    let texts = try body(page(posts.joined())).map(\.text)
    #expect(Self.prose.allSatisfy(texts.contains))
  }

  @Test(arguments: [
    "<p>The gulls are back on the market square.</p>",
    "<html><body>The gulls are back on the market square.</body></html>",
    "<body><div><div><span>The gulls are back on the market square.</span></div></div></body>",
    "<table><tr><td><table><tr><td>The gulls are back on the market square.</td></tr></table></td></tr></table>",
  ])
  func `a page with hardly anything on it is kept whole`(page: String) throws {
    #expect(try body(page).map(\.text) == ["The gulls are back on the market square."])
  }

  @Test
  func `text in tables for the layout is kept`() throws {
    let cells = Self.prose.map { "<p>\($0)</p>" }.joined()
    let page = """
      <html><head><title>Ferry returns to the strait</title></head><body><table width="100%"><tr><td>
      <a href="/">Home</a> <a href="/coast">Coast</a></td></tr><tr><td><table><tr><td><h1>Ferry returns
      to the strait</h1>\(cells)</td></tr></table></td></tr><tr><td><a href="/imprint">Imprint</a></td>
      </tr></table></body></html>
      """
    #expect(try body(page).map(\.text) == Self.prose)
  }

  @Test
  func `the headline is not repeated in the body`() throws {
    let text = "<p><b>Ferry returns to the strait</b></p>" + paragraphs
    #expect(try !body(page(text)).contains { $0.text == "Ferry returns to the strait" })
  }
}
