// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Rendering
import SystemPackage
import Testing

@testable import NewsArchive

/// Expected screens of one article, of a status and of reports.
struct ArticleScreenTests {
  private var archived: ArchivedArticle {
    var article = Article()
    article.title = Sourced("Bridge <opens> & closes", .text)
    article.section = Sourced("Roads", .jsonLD)
    article.language = Sourced("en", .derived)
    article.paragraphs = [
      Paragraph("The *bridge* opened a day early."), Paragraph("Tolls", kind: .heading),
      Paragraph("I was asleep.", kind: .quote), Paragraph("# one", kind: .listItem),
      Paragraph("A bridge", kind: .caption),
    ]
    return ArchivedArticle(
      id: ArticleID(rawValue: 1),
      version: 1,
      newestVersion: 2,
      isRemoved: false,
      article: article,
      original: OriginalDescription(path: [], mediaType: "text/plain", size: 9, sha256: "ab"),
      sightings: [Array("/clips/a.txt".utf8)]
    )
  }

  @Test func `an article as text`() {
    #expect(
      ArticleRenderer.text(archived, style: TextStyle(width: 40)) == """
        Bridge <opens> & closes
        Roads
        0000000000001 · version 1 of 2

        The *bridge* opened a day early.

        Tolls

          │ I was asleep.

          • # one

        [A bridge]

        """
    )
  }

  @Test func `a sign with a mark behind it is escaped like the sign`() {
    var marked = archived
    marked.article.title = Sourced("<\u{301}img> \"\u{301}&\u{301}", .text)
    marked.article.language = Sourced("en\"\u{301} onload=x", .meta)
    marked.article.paragraphs = [Paragraph("[\u{301}a](b) `\u{301}c*\u{301}")]
    let page = ArticleRenderer.html(marked)
    #expect(page.contains("<h1>&lt;\u{301}img&gt; &quot;\u{301}&amp;\u{301}</h1>"))
    #expect(page.contains("<html lang=\"en&quot;\u{301} onload=x\">"))
    let text = ArticleRenderer.markdown(marked)
    #expect(text.contains("# \\<\u{301}img\\> \"\u{301}&\u{301}"))
    #expect(text.contains("\n\\[\u{301}a\\](b) \\`\u{301}c\\*\u{301}\n"))
  }

  /// An article with everything a text can have.
  private var report: ArchivedArticle {
    var report = archived
    report.newestVersion = 1
    report.article.deck = Sourced("Families are back; the school opens today.", .meta)
    report.article.authors = Sourced(["Ada Orr", "Ben Yu"], .text)
    report.article.source = Sourced("Harbour Tribune", .meta)
    report.article.dateline = Sourced("La Mesilla", .text)
    report.article.published = ArticleDate(year: 2024, month: 5, day: 6).map { Sourced($0, .meta) }
    report.article.url = Sourced("https://tribune.example/dam", .url)
    report.article.paragraphs = [
      Paragraph(
        "The dam above the village held for the third night of heavy rain, engineers said."
      ),
      Paragraph("What is known", kind: .heading),
      Paragraph("The water rose by two metres.", kind: .listItem),
      Paragraph("Nobody was hurt in the village or on the roads that lead to it.", kind: .listItem),
      Paragraph("We heard it all night, and in the morning it was simply gone.", kind: .quote),
      Paragraph("水庫的魚兒在夜裡游過村莊。", kind: .caption),
    ]
    return report
  }

  @Test(arguments: [80, 200])
  func `a report is no wider than it can be read`(width: Int) {
    #expect(
      ArticleRenderer.text(report, style: TextStyle(width: width)) == """
        Bridge <opens> & closes
        Families are back; the school opens today.
        Ada Orr, Ben Yu
        Harbour Tribune · Roads
        La Mesilla · 2024-05-06
        https://tribune.example/dam
        0000000000001

        The dam above the village held for the third night of heavy rain, engineers
        said.

        What is known

          • The water rose by two metres.
          • Nobody was hurt in the village or on the roads that lead to it.

          │ We heard it all night, and in the morning it was simply gone.

        [水庫的魚兒在夜裡游過村莊。]

        """
    )
  }

  @Test func `a report on a narrow screen where only ASCII can be shown`() {
    #expect(
      ArticleRenderer.text(report, style: TextStyle(width: 40, isUnicode: false)) == """
        Bridge <opens> & closes
        Families are back; the school opens
        today.
        Ada Orr, Ben Yu
        Harbour Tribune - Roads
        La Mesilla - 2024-05-06
        https://tribune.example/dam
        0000000000001

        The dam above the village held for the
        third night of heavy rain, engineers
        said.

        What is known

          * The water rose by two metres.
          * Nobody was hurt in the village or on
            the roads that lead to it.

          | We heard it all night, and in the
          | morning it was simply gone.

        [水庫的魚兒在夜裡游過村莊。]

        """
    )
  }

  @Test func `matches are marked, and the line of the first is known`() {
    var marks = ArticleMarks()
    marks.paragraphs = [[], [], [], [23..<30], [], [0..<6]]
    let style = TextStyle(width: 40, hasColor: true)
    let screen = ArticleRenderer.screen(report, style: style, marks: marks)
    let lines = screen.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(screen.firstMatch == 16)
    #expect(lines[16] == "  • Nobody was hurt in the \u{1B}[1;33mvillage\u{1B}[0m or on")
    #expect(screen.text.contains("\u{1B}[1;33m水庫\u{1B}[0m"))
  }

  @Test func `where each field and the original came from`() {
    var archived = archived
    archived.original.place = 120..<129
    let style = TextStyle(width: 72)
    let text = ArticleRenderer.text(archived, style: style, withOrigins: true)
    #expect(text.contains("\noriginal   text/plain, 9 bytes at byte 120 of the file\n"))
    archived.original.place = 120..<125
    #expect(
      ArticleRenderer.text(archived, style: style, withOrigins: true)
        .contains("\noriginal   text/plain, 9 bytes, unpacked from 5 at byte 120 of the file\n")
    )
    #expect(ArticleRenderer.json(archived).contains(#""size":9,"offset":120,"packed_size":5,"#))
  }

  @Test func `an article as Markdown`() {
    #expect(
      ArticleRenderer.markdown(archived) == ##"""
        ---
        id: 0000000000001
        title: "Bridge <opens> & closes"
        section: "Roads"
        lang: "en"
        ---

        # Bridge \<opens\> & closes

        The \*bridge\* opened a day early.

        ## Tolls

        > I was asleep.

        - \# one

        *Caption:* A bridge

        """##
    )
  }

  @Test func `an article as a page holds no markup of its text`() {
    let page = ArticleRenderer.html(archived)
    #expect(page.contains("<h1>Bridge &lt;opens&gt; &amp; closes</h1>"))
    #expect(page.contains("<blockquote>I was asleep.</blockquote>"))
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
  }

  @Test func `an article as JSON says where each field was found`() {
    let text = ArticleRenderer.json(archived)
    #expect(text.hasPrefix(#"{"version":1,"id":"0000000000001","article_version":1,"#))
    #expect(text.contains(#"{"name":"section","value":"Roads","origin":"json-ld"}"#))
    #expect(text.contains(##"{"kind":"list-item","text":"# one"}"##))
  }

  @Test func `a paragraph that is not there is named`() {
    let error = #expect(throws: ArchiveError.self) {
      try ArticleRenderer.paragraph(6, of: archived, style: TextStyle())
    }
    #expect(error?.description == "there is no paragraph 6; the article has 5")
  }

  @Test func `a status at 60 columns breaks between sizes`() {
    var status = ArchiveStatus(path: "/a", generation: 3, articles: 2, versions: 3, files: 4)
    status.languages = [("en", 1), ("es", 1)]
    status.problems = 1
    status.segments = 1
    (status.originalBytes, status.articleBytes) = (99_400, 75_000)
    (status.catalogueBytes, status.indexBytes) = (12, 2_500_000)
    #expect(
      StatusRenderer.text(status, style: TextStyle(width: 60)) == """
        archive     /a
        generation  3
        articles    2, 3 versions
        dates       none known
        languages   en 1, es 1
        files       4, 1 skipped (--problems lists them)
        segments    1
        size        originals 99.4 KB, articles 75.0 KB, catalogue
                    12 bytes, index 2.5 MB
        verified    in full never; originals never

        """
    )
  }

  @Test func `a report counts, and names what was skipped`() {
    var report = IndexReport()
    report.added = 3
    report.copies = 1
    report.generation = 2
    #expect(
      IndexReportRenderer.line(report)
        == "3 added, 0 changed, 0 unchanged, 1 copy, 0 skipped; generation 2\n"
    )
    report.skip("/clips/a\u{1B}.png", .binary(.png))
    report.skip("", .empty)
    report.wasStopped = true
    #expect(
      IndexReportRenderer.line(report)
        == "3 added, 0 changed, 0 unchanged, 1 copy, 2 skipped (1 no text, 1 not text); "
        + "stopped, generation 2\n"
    )
    #expect(
      IndexReportRenderer.complaints(report) == [
        "skipped /clips/a\\x1b.png: not text: a PNG image", "skipped standard input: empty",
      ]
    )
  }
}
