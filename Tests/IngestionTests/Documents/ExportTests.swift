// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

@Suite
struct ExportTests {
  @Test
  func `Nexis gives every article with its fields, and German ones too`() {
    #expect(
      summaries(ExportSamples.nexis, name: "a.txt") == [
        """
        title: Gulls Return to the Square
        deck: After nine years the birds are back.
        byline: ADA QUILL; BO FERRY
        dateline: PORT SORROW
        section: Coast Desk
        source: The Harbour Bell
        published: 2025-06-08
        lang: en
        They came at dawn, said the harbour master, and they came in hundreds to the old square, where nobody had seen one since the flood of the year before the last election.
        "It was the wind," she said. Document 1 of 20 of the council's papers speaks of bread, which has been forbidden ever since the council met on the matter in the spring of that year.
        [PHOTO: Gulls on the quay.]
        """,
        """
        title: Ferry Late
        source: The Harbour Bell
        published: 2025-06-09
        lang: en
        It was the wind again.
        """,
        """
        title: Die Fähre
        byline: Lotte Kai
        section: LOKALES
        source: Der Hafenbote
        published: 2025-06-09
        lang: de
        Die Fähre kam wieder zu spät.
        """,
      ]
    )
  }

  private static let first = """
    title: Gulls Return to the Square
    byline: Ada Quill
    section: Coast
    source: The Harbour Bell
    published: 2025-06-08T14:05
    lang: en

    """
  private static let second = """
    title: Ferry Late
    source: The Harbour Bell
    published: 2025-06-09
    lang: en
    It was the wind again.
    """

  @Test
  func `Nexis Uni gives every article, its cover sheet none`() {
    #expect(
      summaries(ExportSamples.lexis, name: "a.txt") == [
        """
        title: Gulls Return to the Square
        deck: After nine years the birds are back.
        byline: Ada Quill; Bo Ferry
        dateline: PORT SORROW
        section: Coast Desk
        source: The Harbour Bell
        published: 2025-06-08
        lang: en
        They came at dawn, said the harbour master.
        Length: that is what matters to a gull.
        [Gulls on the quay.]
        """,
        """
        title: Ferry Late
        source: The Harbour Bell
        published: 2025-06-09T10:15-05:00
        It was the wind again.
        """,
      ]
    )
  }

  @Test
  func `Factiva is read with its tags and without`() {
    #expect(
      summaries(ExportSamples.factiva, name: "a.txt") == [
        Self.first + "They came at dawn.\nIN a whisper they came.\nNobody knows why.", Self.second,
      ]
    )
    #expect(
      summaries(ExportSamples.factivaPlain, name: "a.txt") == [
        Self.first + "They came at dawn.\nNobody knows why.", Self.second,
      ]
    )
  }

  @Test
  func `ProQuest gives every article, and says where only the abstract is there`() {
    let result = read(ExportSamples.proQuest, name: "a.txt")
    #expect(
      result.articles.map { summary($0.article) } == [
        """
        title: Gulls Return to the Square
        deck: After nine years the birds are back.
        byline: Ada Quill; Bo Ferry
        section: Coast
        source: The Harbour Bell
        published: 2025-06-08
        lang: en
        They came at dawn.
        Nobody knows why: it was said.
        """,
        """
        title: Ferry Late
        source: The Harbour Bell
        published: 2025-06-09
        It was the wind again.
        """,
      ]
    )
    #expect(result.articles.map(\.notes) == [[], [.onlyTeaser]])
  }

  @Test(arguments: ["None available.", "No abstract available"])
  func `an abstract of ProQuest that is none is no deck`(words: String) {
    let export = ExportSamples.proQuest.replacing(
      "After nine years the birds are back.",
      with: words
    )
    let articles = read(export, name: "a.txt").articles
    #expect(articles.count == 2 && articles.first?.article.deck == nil)
  }

  @Test
  func `Factiva is read where a blank is left of each tab`() {
    let narrow = ExportSamples.factiva.replacing("\t", with: " ")
      .replacing("\nPD\n", with: "\nPD ").replacing("\nSN\n", with: "\nSN ")
      .replacing("\nWC\n", with: "\nWC ").replacing("HD\nFerry", with: "HD Ferry")
    let expected = [
      Self.first + "They came at dawn.\nIN a whisper they came.\nNobody knows why.", Self.second,
    ]
    #expect(summaries(narrow, name: "a.txt") == expected)
    let lines = narrow.replacing("©", with: "\\'a9").split(separator: "\n").map { "\($0)\\par\n" }
    #expect(summaries("{\\rtf1\\ansi " + lines.joined() + "}", name: "a.rtf").count == 2)
  }

  private static let exports = [
    ExportSamples.nexis, ExportSamples.lexis, ExportSamples.factiva, ExportSamples.factivaPlain,
    ExportSamples.proQuest,
  ]

  @Test(arguments: exports)
  func `each article of an export is read again from its own bytes`(export: String) throws {
    let text = Array(("\u{FEFF}" + export).utf8)
    var reader = ArticleReader()
    let articles = reader.read(text, as: SourceHint(fileName: "a.txt")).articles
    for article in articles {
      let place = article.original.place
      let hint = SourceHint(mediaType: article.mediaType)
      let again = reader.read(Array(text[place]), as: hint).articles
      #expect(again.indices.contains(article.ordinal))
      #expect(again[article.ordinal].article == article.article)
    }
    #expect(Set(articles.map(\.original.place)).count == articles.count)
  }

  @Test(arguments: exports)
  func `line ends and charsets make no difference`(export: String) {
    let expected = summaries(export, name: "a.txt")
    #expect(summaries(export.replacing("\n", with: "\r\n"), name: "a.txt") == expected)
    let latin = export.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(summaries(latin, name: "a.txt") == expected)
    let wide: [UInt8] = export.utf16.reduce(into: [0xFF, 0xFE]) { bytes, unit in
      bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    #expect(summaries(wide, name: "a.txt") == expected)
  }

  @Test(arguments: exports)
  func `damage never stops the reader`(export: String) {
    expectNoTrap(Array(export.utf8), name: "a.txt", step: 7)
  }

  @Test(arguments: [
    "Gulls return\n\nDocument 1 of 20 in the file speaks of bread.\n\nThe other 19 do not.\n",
    "Gulls return to the square after all\n\nThe note said only this, and nobody at the harbour knew why it did.\n\n1 of 500 DOCUMENTS\n\nThat was all.\n",
    "Gulls return\n\nThe note ends:\n\nEnd of Document\n\nNobody had written another word.\n",
    "Gulls return\n\nLength: the birds have none.\n\nEnd of story. Full text: see the archive.\n",
    "Gulls return\n\nHD\n\nThe letters stood on the wall, and SN beneath them. A document.\n",
  ])
  func `an article that speaks of such files stays one article`(text: String) throws {
    let result = read(text, name: "a.txt")
    #expect(result.articles.count == 1)
    #expect(result.articles.first?.article.title?.value.hasPrefix("Gulls return") == true)
    #expect(result.articles.first?.article.title?.origin == .text)
  }

  @Test
  func `a short wrapped article is rejoined`() {
    let text = """
                                     1 of 1 DOCUMENTS

                                   The Harbour Bell

                                     June 8, 2025

      Gulls

      LENGTH: 9 words

      They came at dawn, said the harbour master, and they came in hundreds to the
      old square.

      Nobody knows why.

      LANGUAGE: ENGLISH
      """
    let expected =
      "They came at dawn, said the harbour master, and they came in hundreds to the old square."
    let article = read(text, name: "a.txt").articles.first?.article
    #expect(article?.paragraphs.map(\.text) == [expected, "Nobody knows why."])
  }

  @Test
  func `what stands among the articles and is none has a reason`() {
    let odd = "\n                     3 of 3 DOCUMENTS\n\n  This document could not be delivered.\n"
    let export = ExportSamples.nexis.replacing(
      "\n                              3 of 3",
      with: odd + "\n                              3 of 3"
    )
    let result = read(export, name: "a.txt")
    #expect(result.articles.count == 3)
    #expect(result.skipped.count == 1)
    guard case .unknownPart(let line) = result.skipped.first?.reason else {
      Issue.record("no such reason")
      return
    }
    let lines = export.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1].hasSuffix("3 of 3 DOCUMENTS"))
  }

  @Test
  func `a part with fields but neither headline nor text is no article`() {
    let empty =
      "\n   4 of 4 DOCUMENTS\n\n   The Bell\n\n   June 8, 2025\n\nLENGTH: 0 words\n\nLANGUAGE: ENGLISH\n"
    let result = read(ExportSamples.nexis + empty, name: "a.txt")
    #expect(result.articles.count == 3)
    #expect(result.skipped.count == 1)
  }

  @Test
  func `a page of Factiva is read as its text`() {
    let rows = [
      ("HD", "Gulls Return"), ("PD", "8 June 2025"), ("SN", "The Harbour Bell"),
      ("LP", "<p>They came.</p>"), ("TD", "<p>They stayed.</p>"),
      ("AN", "Document HBELL00020250608ef6800001"),
    ]
    let table = rows.map { "<tr><td><b>\($0.0)</b>&nbsp;</td><td>\($0.1)</td></tr>" }.joined()
    let page =
      "<html><head><title>Factiva</title></head><body><table>\(table)</table></body></html>"
    #expect(
      summaries(page, name: "a.html") == [
        """
        title: Gulls Return
        source: The Harbour Bell
        published: 2025-06-08
        They came.
        They stayed.
        """
      ]
    )
  }
}
