// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite
struct PageTests {
  @Test
  func `fields are found and say where`() throws {
    let article = try article(SamplePage.text, name: "a.html")
    #expect(article.title == Sourced("Lighthouse to shine again", .text))
    #expect(article.deck?.value == "After two winters in the dark the lamp returns.")
    #expect(article.authors == Sourced(["Ada Quill", "Bo Ferry"], .jsonLD))
    #expect(article.published?.value.iso8601 == "2025-06-08T14:05:00-06:00")
    #expect(article.published?.origin == .jsonLD)
    #expect(article.updated?.value.iso8601 == "2025-06-09T08:00:00Z")
    #expect(article.source == Sourced("The Salthaven Bell", .openGraph))
    #expect(article.section == Sourced("Coast & Harbour", .openGraph))
    #expect(article.url == Sourced("https://bell.example/2025/06/08/lighthouse", .file))
    #expect(article.canonicalURL == Sourced("https://bell.example/2025/06/08/lighthouse", .meta))
    #expect(article.language == Sourced("en", .meta))
    #expect(article.dateline?.value == "SALTHAVEN")
    #expect(article.agency?.value == "AP")
  }

  @Test
  func `the body is the text of the article and nothing else`() throws {
    let paragraphs = try article(SamplePage.text, name: "a.html").paragraphs
    let body = paragraphs.filter { $0.kind != .caption }
    #expect(
      body.map { String($0.text.prefix(12)) } == [
        "SALTHAVEN (A", "Work on the ", "Two dark win", "Sailors, fis", "“We have mis",
        "The lamp wil",
        "Its keeper w", "The first li",
      ]
    )
    #expect(
      body.map(\.kind) == [
        .paragraph, .paragraph, .heading, .paragraph, .quote, .listItem, .listItem, .paragraph,
      ]
    )
  }

  @Test
  func `captions are kept apart`() throws {
    let page = SamplePage.text.replacing(
      "<h2>Two",
      with: "<figure><figcaption>The new lantern, by night.</figcaption></figure><h2>Two"
    )
    let captions = try article(page, name: "a.html").paragraphs.filter { $0.kind == .caption }
    #expect(captions.contains { $0.text == "The new lantern, by night." })
  }

  @Test
  func `what a page does not say stays unknown`() throws {
    let article = try article(
      "<title>A note</title><p>The gulls are back on the market square.</p>",
      name: "a.html"
    )
    #expect(article.title == Sourced("A note", .meta))
    #expect(article.authors == nil)
    #expect(article.published == nil)
    #expect(article.updated == nil)
    #expect(article.source == nil)
    #expect(article.url == nil)
    #expect(article.language == nil)
  }

  @Test(arguments: [
    "9999-12-31T23:59:60+99:99", "99999999999999999999-01-01", "2025-02-30", "now", "",
    "2025-13-01",
    "0000-00-00", "-1", "24:60",
  ])
  func `a date that is none stays unknown`(date: String) throws {
    let page =
      "<meta property=\"article:published_time\" content=\"\(date)\"><p>The gulls are back.</p>"
    #expect(try article(page, name: "a.html").published == nil)
  }

  @Test
  func `an address that is none of the web is not taken`() throws {
    let page = "<link rel=canonical href=\"javascript:alert(1)\"><p>The gulls are back.</p>"
    #expect(try article(page, name: "a.html").canonicalURL == nil)
  }

  @Test(arguments: [
    ("https://a.example/2025/06/08/x", "2025-06-08"),
    ("https://a.example/2025-06-08-x", "2025-06-08"),
    ("https://a.example/x/20250608", "2025-06-08"),
    ("https://a.example/2025/jun/08/x", "2025-06-08"),
  ])
  func `a day in the address is the day of publication`(address: String, day: String) throws {
    let page = "<link rel=canonical href=\"\(address)\"><p>The gulls are back on the square.</p>"
    let published = try #require(try article(page, name: "a.html").published)
    #expect(published.value.iso8601 == day)
    #expect(published.origin == .url)
  }

  @Test
  func `desks, accounts and outlets are no authors`() throws {
    for name in ["Staff", "Salthaven Newsroom", "admin", "https://a.example/ada", "Reuters"] {
      let page = "<meta name=author content=\"\(name)\"><p>The gulls are back on the square.</p>"
      #expect(try article(page, name: "a.html").authors == nil)
    }
  }
}
