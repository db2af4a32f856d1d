// SPDX-License-Identifier: Apache-2.0

import Articles
import Testing

@testable import Ingestion

/// Inputs that repeat one form tens of thousands of times: what is asked of each place may not look
/// at all places before it, or these would be read for minutes.
@Suite
struct RepeatedFormTests {
  private func repeated(_ text: String, _ count: Int = 20_000) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    ("# A\n\n[x](y)\n", "article.md"), ("By Ann Bell\nJan 1, 2024\n\nTitle\n\n", "article.txt"),
    ("HD Title\nBY A B\nPD 1 January 2024\nAN Document X\n\n", "article.txt"),
    ("Document 1 of 9\n\nTitle here\n\nBODY:\nHello.\n\nLOAD-DATE: May 1, 2024\n\n", "article.txt"),
  ])
  func `heads without a sentence between them are of one article`(form: String, name: String) {
    let result = read(repeated(form), name: name)
    #expect(result.articles.count == 1)
    #expect((result.articles.first?.article.paragraphs.count ?? 0) >= 19_990)
  }

  @Test
  func `a sentence parts thousands of counted articles, each from its own part`() {
    let sentence = "The harbour authority will light the lamp again next spring."
    let text = (1...1_000).map { number in
      "Document \(number) of 1000\n\nHeadline of number \(number)\n\nBy Ann Bell\n\n\(sentence)\n\n"
    }
    let articles = read(text.joined()).articles.map(\.article)
    #expect(articles.map { $0.title?.value } == (1...1_000).map { "Headline of number \($0)" })
    #expect(articles.allSatisfy { $0.paragraphs.map(\.text) == [sentence] })
  }

  @Test
  func `a sentence of the part before is none of the part after it`() {
    let sentence = "The harbour authority will light the lamp again next spring."
    let head = "By Ann Bell\nJanuary 1, 2024\n\n"
    let text = "Lamp to shine\n\n\(head)\(sentence)\n\n\n\nFerry is late\n\n\(head)"
    let starts = TextParts.ranges(
      of: (text + "Short.\n\n\n\nGulls return\n\n\(head)\(sentence)\n").utf8Span.span
    )
    #expect(starts.count == 2)
    #expect(
      TextParts.ranges(
        of: (text + "\(sentence)\n\n\n\nGulls return\n\n\(head)\(sentence)\n").utf8Span.span
      ).count == 3
    )
  }

  @Test
  func `labelled lines end as fields after two hundred`() throws {
    let article = try article(repeated("Title: a\nAuthor: b\nDate: 2024-01-01\n\n"))
    #expect(article.title?.value == "a")
    #expect(article.published?.value.iso8601 == "2024-01-01")
    // Fifty records of four lines are the head.
    #expect(article.paragraphs.count == (20_000 - 50) * 3)
  }

  @Test
  func `a broken word is written as its own article writes it`() throws {
    func export(_ last: String) -> String {
      let body = """
        The keeper of the harbour went up the stair at dusk to look after the light-
        house, as he had done on every day of the year, and found nobody there, and
        then he went down again to the quay where the ferry had been lying for days.

        Nobody came.
        It was late.
        """
      return [body, last].map { text in
        """
        Gulls Return

        The Harbour Bell

        June 8, 2025 Sunday

        Section: Coast

        Length: 42 words

        Byline: By Ada Quill

        Body

        \(text)

        Load-Date: June 9, 2025

        End of Document

        """
      }.joined(separator: "\n")
    }
    let articles = read(export("They saw a light-house, and then another one.")).articles
    #expect(articles.count == 2)
    #expect(
      try #require(articles.first).article.paragraphs.first?.text.contains("lighthouse") == true
    )
  }

  // MARK: Pages

  private let text = """
    <p>The harbour authority said on Monday that the old lighthouse would be lit again next spring,
    after two winters in the dark, and that its lamp would be seen for nineteen miles.</p>
    """

  @Test
  func `marked bylines beyond the first ones are not looked at`() throws {
    let form = "<span class=\"author byline\"><a rel=author>Ann Bell</a></span>"
    let page = "<h1>Lamp to shine again</h1>\(repeated(form))\(text)"
    #expect(try article(page, name: "a.html").authors?.value == ["Ann Bell"])
  }

  @Test
  func `no more than sixty-four fields for authors are read`() throws {
    func letters(_ number: Int) -> String {
      String(String(number).map { Array("abcdefghij")[$0.wholeNumberValue ?? 0] })
    }
    let metas = (0..<20_000).map { "<meta name=author content=\"Ann Q\(letters($0))\">" }.joined()
    let article = try article("\(metas)<h1>Lamp to shine again</h1>\(text)", name: "a.html")
    #expect(article.authors?.value.count == 64)
    #expect(article.authors?.value.first == "Ann Qa")
  }

  @Test
  func `no more than a hundred authors of a page's data are read`() throws {
    func letters(_ number: Int) -> String {
      String(String(number).map { Array("abcdefghij")[$0.wholeNumberValue ?? 0] })
    }
    let people = (0..<20_000).map { "\"Ann Q\(letters($0))\"" }.joined(separator: ",")
    let data = #"{"@type":"NewsArticle","author":[\#(people)]}"#
    let page = "<script type=\"application/ld+json\">\(data)</script><h1>Lamp to shine</h1>\(text)"
    #expect(try article(page, name: "a.html").authors?.value.count == 100)
  }

  @Test
  func `elements in one another that are marked as decks and dates are looked at but once`() throws
  {
    let form = "<div class=standfirst><div itemprop=datePublished class=date>"
    let page = "<h1>Lamp to shine again</h1>\(repeated(form))\(text)"
    #expect(try article(page, name: "a.html").title?.value == "Lamp to shine again")
  }

  @Test
  func `who is named among comments of readers is no author, however many there are`() throws {
    let comment = "<div class=comments><a rel=author>Cy Marsh</a> I was there too.</div>"
    let page = "<h1>Lamp to shine again</h1>\(repeated(text, 4))\(repeated(comment))"
    #expect(try article(page, name: "a.html").authors == nil)
    let byline = "<p><a rel=author>Ann Bell</a></p>"
    let signed = "<h1>Lamp to shine again</h1>\(byline)\(repeated(text, 4))\(repeated(comment))"
    #expect(try article(signed, name: "a.html").authors?.value == ["Ann Bell"])
  }

  @Test
  func `elements that cover nodes are found between others and within one another`() {
    var cover = NodeCover()
    #expect(!cover.holds(0))
    for (node, end) in [(2, 9), (3, 5), (4, 5), (9, 10), (20, 30), (29, 30), (40, 40)] {
      cover.add(node, end: end)
    }
    let held = (0..<50).filter(cover.holds)
    #expect(held == Array(2..<10) + Array(20..<30))
  }
}
