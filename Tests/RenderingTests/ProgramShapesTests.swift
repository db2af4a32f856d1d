// SPDX-License-Identifier: Apache-2.0

import Articles
import Rendering
import Testing

@testable import NewsArchive

/// Results for spreadsheets and scripts.
struct ProgramShapesTests {
  private func hit(_ title: String) -> FoundArticle {
    var article = Article()
    article.title = Sourced(title, .text)
    article.source = Sourced("Harbour Tribune", .meta)
    article.authors = Sourced(["Ada Orr", "Ben Yu"], .text)
    article.published = ArticleDate(year: 2024, month: 5).map { Sourced($0, .meta) }
    article.paragraphs = [
      Paragraph("The bridge opened."), Paragraph("Ada Orr took this.", kind: .caption),
    ]
    return FoundArticle(
      id: ArticleID(rawValue: 1),
      version: 1,
      score: 1.25,
      article: article,
      path: Array("/clips/a\u{1B} b.txt".utf8),
      titleMarks: [],
      fragments: [
        HitFragment(text: "The bridge", marks: [], isCutBefore: false, isCutAfter: true),
        HitFragment(text: "Ada", marks: [], isCutBefore: false, isCutAfter: true),
      ]
    )
  }

  @Test func `a table has a first row of names and quotes what needs it`() {
    #expect(
      ResultsRenderer.csvHeader
        == "id,date,title,source,section,byline,dateline,lang,url,path,score,snippet\r\n"
    )
    #expect(
      ResultsRenderer.csv(hit("Bridge, \"opens\""), rank: 1)
        == "0000000000001,2024-05,\"Bridge, \"\"opens\"\"\",Harbour Tribune,,Ada Orr; Ben Yu,,,,"
        + "/clips/a\\x1b b.txt,1.25,The bridge … Ada\r\n"
    )
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1 for all", "'+1 for all"), ("-1", "-1"), ("-1 | cmd", "'-1 | cmd"),
    ("@home", "'@home"), ("a=1", "a=1"), ("", ""), ("a\r\nb", "a  b"), ("5", "5"),
    (" =1", "' =1"), ("\t=1", "' =1"), ("\u{200F}@x", "'@x"), ("\u{FF1D}1+1", "'\u{FF1D}1+1"),
    ("\u{FF0D}1", "'\u{FF0D}1"), ("-1.5e3", "-1.5e3"), ("-inf", "'-inf"),
    ("=\u{301}1", "'=\u{301}1"),
  ])
  func `no cell is a formula or breaks a line`(cell: String, written: String) {
    #expect(CSVRow([cell, "x"]).description == "\(written),x\r\n")
  }

  @Test func `a quote with a mark behind it does not end a cell`() {
    #expect(CSVRow(["a\"\u{301},=1+1", "b"]).description == "\"a\"\"\u{301},=1+1\",b\r\n")
  }

  @Test(arguments: [
    ("{date} {title}", "2024-05 Bridge\n"), ("{id}\\t{score}\\n", "0000000000001\t1.25\n"),
    ("{rank}.{version} {byline}", "7.1 Ada Orr; Ben Yu\n"), ("\\{{lang}\\}\\\\", "{}\\\n"),
    ("{words}{path}\\0", "3/clips/a\\x1b b.txt\0"), ("é{snippet}", "éThe bridge … Ada\n"),
    ("", "\n"),
    ("\\x", "\\x\n"),
  ])
  func `a line is worded by the reader`(template: String, line: String) throws {
    #expect(try FormatTemplate(template).rendered(hit("Bridge"), rank: 7) == line)
  }

  @Test func `a name that is none is refused with the nearest`() {
    let error = #expect(throws: ArchiveError.self) { try FormatTemplate("{titel}") }
    #expect(error?.description == "--format: there is no field {titel}")
    #expect(error?.hint == "did you mean {title}?")
    let far = #expect(throws: ArchiveError.self) { try FormatTemplate("a {colour\u{1B}}") }
    #expect(far?.description == "--format: there is no field {colour\u{FFFD}}")
    #expect(far?.hint?.hasPrefix("fields are id, version, ") == true)
    let open = #expect(throws: ArchiveError.self) { try FormatTemplate("{id} {date") }
    #expect(open?.description == "--format: `{id} {date` has a { without a }")
  }

  @Test func `only what is asked for is read`() throws {
    #expect(try !FormatTemplate("{title}").needsText)
    #expect(try FormatTemplate("{title} {snippet}").needsText)
    #expect(try FormatTemplate("{path}").needsPaths)
    #expect(try !FormatTemplate("{url}").needsPaths)
  }

  @Test func `every field has a meaning`() {
    for field in ResultField.allCases { #expect(!field.meaning.isEmpty) }
  }

  @Test func `JSON says where fragments are from`() {
    var page = ResultPage()
    page.total = 9
    var found = hit("Bridge")
    found.fragments[1].field = "byline"
    found.fragments[0].paragraph = 1
    let text = ResultsRenderer.json(found, rank: 3, of: page)
    #expect(text.hasPrefix(#"{"version":1,"rank":3,"total":9,"id":"0000000000001","#))
    #expect(text.contains(#"{"paragraph":1,"text":"The bridge","marks":[]}"#))
    #expect(text.contains(#"{"field":"byline","text":"Ada","marks":[]}"#))
  }
}
