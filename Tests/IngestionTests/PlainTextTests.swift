// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

private let body = """
  The harbour authority said on Monday that the old lighthouse would be lit again next spring, after \
  two winters in the dark.

  Work on the lantern began in April and has cost less than was feared, the authority said.
  """

@Suite
struct PlainTextTests {
  @Test
  func `a first line alone is the headline`() throws {
    let article = try article("Lighthouse to shine again\n\n\(body)\n")
    #expect(article.title == Sourced("Lighthouse to shine again", .text))
    #expect(article.paragraphs.count == 2)
    #expect(article.authors == nil)
    #expect(article.published == nil)
  }

  @Test
  func `a kicker above the headline is the section`() throws {
    let article = try article("Coast Affairs\n\nLighthouse to shine again next spring\n\n\(body)")
    #expect(article.section?.value == "Coast Affairs")
    #expect(article.title?.value == "Lighthouse to shine again next spring")
  }

  @Test(arguments: [
    ("By Ada Quill | July 31, 2025", ["Ada Quill"], "2025-07-31"),
    ("By Ada Quill\nJuly 31, 2025", ["Ada Quill"], "2025-07-31"),
    (
      "By Ada Quill, Bo Ferry and Cy Marsh\n31 July 2025", ["Ada Quill", "Bo Ferry", "Cy Marsh"],
      "2025-07-31"
    ),
    ("BY ADA QUILL, Staff Writer\nPublished: July 31, 2025", ["ADA QUILL"], "2025-07-31"),
    ("Von Ada Quill\n31. Juli 2025", ["Ada Quill"], "2025-07-31"),
    ("Por Ada Quill\n31 de julio de 2025", ["Ada Quill"], "2025-07-31"),
    ("Ada Quill\nThursday, July 31, 2025", ["Ada Quill"], "2025-07-31"),
  ])
  func `bylines and dates under the headline are fields`(
    head: String,
    authors: [String],
    date: String
  ) throws {
    let article = try article("Lighthouse to shine again\n\n\(head)\n\n\(body)")
    #expect(article.title?.value == "Lighthouse to shine again")
    #expect(article.authors?.value == authors)
    #expect(article.published?.value.iso8601 == date)
    #expect(article.paragraphs.count == 2)
  }

  @Test
  func `a byline may name a wire service`() throws {
    let article = try article("Lighthouse to shine again\n\nBy Ada Quill, Reuters\n\n\(body)")
    #expect(article.authors?.value == ["Ada Quill"])
    #expect(article.agency?.value == "Reuters")
  }

  @Test(
    arguments: [
      ("SALTHAVEN, Norland (Reuters) - ", "SALTHAVEN, Norland", "Reuters"),
      ("SALTHAVEN (AP) — ", "SALTHAVEN", "AP"),
      ("SALTHAVEN, Feb 26 - ", "SALTHAVEN", nil),
      ("(CNN) -- ", nil, "CNN"),
      ("Salthaven, 26 feb (EFE).- ", "Salthaven", "EFE"),
    ] as [(String, String?, String?)]
  )
  func `a dateline gives place and wire service`(
    lead: String,
    place: String?,
    agency: String?
  ) throws {
    let article = try article("Lighthouse to shine again\n\n\(lead)\(body)")
    #expect(article.dateline?.value == place)
    #expect(article.agency?.value == agency)
    #expect(article.paragraphs.first?.text.hasPrefix(lead) == true)
  }

  @Test(arguments: [
    "Prices rose from May 2003 - and fell again.", "The lamp - old and dim - went out.",
  ])
  func `a sentence with a dash is no dateline`(lead: String) throws {
    let article = try article("Lighthouse to shine again\n\n\(lead)\n\n\(body)")
    #expect(article.dateline == nil)
    #expect(article.published == nil)
  }

  @Test
  func `published and updated stand on one line`() throws {
    let line = "Published: June 8, 2025 2:05 p.m. EDT Updated: June 9, 2025"
    let article = try article("Lighthouse to shine again\n\n\(line)\n\n\(body)")
    #expect(article.published?.value.iso8601 == "2025-06-08T14:05-04:00")
    #expect(article.updated?.value.iso8601 == "2025-06-09")
  }

  @Test
  func `labelled fields come before the text`() throws {
    let text = """
      Title: Lighthouse to shine again
      Author: Ada Quill
      Date: 2025-06-08
      Source: The Salthaven Bell
      URL: https://bell.example/lighthouse

      \(body)
      """
    let article = try article(text)
    #expect(article.title == Sourced("Lighthouse to shine again", .record))
    #expect(article.authors?.value == ["Ada Quill"])
    #expect(article.source?.value == "The Salthaven Bell")
    #expect(article.url?.value == "https://bell.example/lighthouse")
    #expect(article.published?.value.iso8601 == "2025-06-08")
    #expect(article.paragraphs.count == 2)
  }

  @Test
  func `front matter comes before the text`() throws {
    let text = """
      ---
      title: "Lighthouse to shine again"
      authors:
        - Ada Quill
        - Bo Ferry
      date: 2025-06-08
      ---

      ## Two winters

      \(body)
      """
    let article = try article(text, name: "a.md")
    #expect(article.title?.value == "Lighthouse to shine again")
    #expect(article.authors?.value == ["Ada Quill", "Bo Ferry"])
    #expect(article.paragraphs.first == Paragraph("Two winters", kind: .heading))
  }

  @Test
  func `a text without headline is named by its first sentence`() throws {
    let article = try article(body)
    #expect(article.title?.origin == .derived)
    #expect(article.title?.value.hasPrefix("The harbour authority said") == true)
    #expect(article.paragraphs.count == 2)
  }

  @Test
  func `wrapped lines are joined and hyphens undone`() throws {
    let text = """
      Lighthouse to shine again

      The harbour authority said on Monday that the old lighthouse would be
      lit again next spring, after two winters in the dark. Sailors, fisher-
      men and the two ferry lines have asked for it since the lantern broke,
      and the council voted the money.

      Work on the lantern began in April and has cost less than was feared,
      the authority said.
      """
    let article = try article(text)
    #expect(article.paragraphs.count == 2)
    #expect(article.paragraphs.first?.text.contains("fishermen and the two") == true)
  }

  @Test
  func `a short line before a longer one is a heading`() throws {
    let article = try article("Lighthouse to shine again\n\n\(body)\n\nTwo dark winters\n\n\(body)")
    #expect(
      article.paragraphs.map(\.kind) == [.paragraph, .paragraph, .heading, .paragraph, .paragraph]
    )
  }

  @Test
  func `end marks and a lone address at the foot are no text`() throws {
    let article = try article(
      "Lighthouse to shine again\n\n\(body)\n\n###\nhttps://bell.example/x\n"
    )
    #expect(article.paragraphs.count == 2)
    #expect(article.url == Sourced("https://bell.example/x", .text))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `any line end will do`(lineEnd: String) throws {
    let text = "Lighthouse to shine again\n\n\(body)".split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    .joined(separator: lineEnd)
    let article = try article(text)
    #expect(article.title?.value == "Lighthouse to shine again")
    #expect(article.paragraphs.count == 2)
  }
}
