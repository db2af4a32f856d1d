// SPDX-License-Identifier: Apache-2.0

import Articles
import Rendering
import SystemPackage
import Testing

@testable import NewsArchive

/// Expected screens of results.
struct ResultsScreenTests {
  private func page(_ hits: FoundArticle...) -> ResultPage {
    var page = ResultPage()
    page.hits = hits
    page.total = hits.count
    page.elapsed = .microseconds(2140)
    return page
  }

  private func hit(
    _ title: String?,
    marks: [Range<Int>] = [],
    _ fragments: HitFragment...,
    path: String = "/clips/a b.txt"
  ) -> FoundArticle {
    var article = Article()
    article.title = title.map { Sourced($0, .text) }
    article.source = Sourced("Harbour Tribune", .meta)
    article.authors = Sourced(["Ada Orr", "Ben Yu"], .text)
    article.published = ArticleDate(year: 2024, month: 5, day: 6).map { Sourced($0, .meta) }
    return FoundArticle(
      id: ArticleID(rawValue: 0x1234_5678_9ABC_DEF0),
      version: 1,
      score: 1.5,
      article: article,
      path: Array(path.utf8),
      titleMarks: marks,
      fragments: fragments
    )
  }

  private func fragment(_ text: String, _ marks: Range<Int>..., cut: Bool = false) -> HitFragment {
    HitFragment(text: text, marks: marks, isCutBefore: cut, isCutAfter: cut)
  }

  private var bridge: ResultPage {
    page(
      hit(
        "Bridge opens a day early and nobody at all comes",
        marks: [0..<6],
        fragment("The bridge over the harbour opened a day early on Monday.", 4..<10, cut: true)
      )
    )
  }

  @Test func `results at 80 columns`() {
    #expect(
      ResultsRenderer.text(bridge, style: TextStyle(width: 80)) == """
        Bridge opens a day early and nobody at all comes
        Harbour Tribune · 2024-05-06 · Ada Orr, Ben Yu · 14d2pf2dbsqqg
            … The bridge over the harbour opened a day early on Monday. …

        1 article (2.1 ms)

        """
    )
  }

  @Test func `results at 40 columns`() {
    #expect(
      ResultsRenderer.text(bridge, style: TextStyle(width: 40)) == """
        Bridge opens a day early and nobody at…
        Harbour Tr… · 2024-05-06 · 14d2pf2dbsqqg
            … The bridge over the harbour opened
            a day early on Monday. …

        1 article (2.1 ms)

        """
    )
  }

  @Test func `results at 200 columns keep lines that can be read`() {
    let text = "The bridge over the harbour opened a day early on Monday. "
    let results = page(
      hit(
        "Bridge opens a day early and nobody at all comes",
        fragment(text + text + "Nobody came.")
      )
    )
    #expect(
      ResultsRenderer.text(results, style: TextStyle(width: 200)) == """
        Bridge opens a day early and nobody at all comes
        Harbour Tribune · 2024-05-06 · Ada Orr, Ben Yu · 14d2pf2dbsqqg
            The bridge over the harbour opened a day early on Monday. The bridge over the harbour opened a
            day early on Monday. Nobody came.

        1 article (2.1 ms)

        """
    )
  }

  @Test func `results where only ASCII can be shown`() {
    #expect(
      ResultsRenderer.text(bridge, style: TextStyle(width: 40, isUnicode: false)) == """
        Bridge opens a day early and nobody a...
        Harbour... - 2024-05-06 - 14d2pf2dbsqqg
            ... The bridge over the harbour
            opened a day early on Monday. ...

        1 article (2.1 ms)

        """
    )
  }

  @Test func `a fragment of another field than the text says which`() {
    var byline = fragment("Ada Orr, Ben Yu", 0..<3)
    byline.field = "byline"
    #expect(
      ResultsRenderer.text(page(hit("Bridge opens", byline)), style: TextStyle(width: 80)) == """
        Bridge opens
        Harbour Tribune · 2024-05-06 · Ada Orr, Ben Yu · 14d2pf2dbsqqg
            byline: Ada Orr, Ben Yu

        1 article (2.1 ms)

        """
    )
  }

  @Test func `readers' labels stand behind the id where there is room`() {
    var results = bridge
    results.hits[0].tags = ["border", "to do"]
    func facts(_ width: Int) -> Substring {
      let screen = ResultsRenderer.text(results, style: TextStyle(width: width))
      return screen.split(separator: "\n")[1]
    }
    #expect(
      facts(80)
        == "Harbour Tribune · 2024-05-06 · Ada Orr, Ben Yu · 14d2pf2dbsqqg · border, to do"
    )
    #expect(
      facts(72) == "Harbour Tribune · 2024-05-06 · Ada Orr, Ben Yu · 14d2pf2dbsqqg · border…"
    )
    #expect(facts(65) == "Harbour Tribune · 2024-05-06 · Ada Orr, Ben Yu · 14d2pf2dbsqqg")
  }

  @Test func `the narrowest screen keeps date and id`() {
    let lines = ResultsRenderer.text(bridge, style: TextStyle(width: 28)).split(separator: "\n")
    #expect(lines[1] == "2024-05-06 · 14d2pf2dbsqqg")
  }

  @Test func `results in colour`() {
    let style = TextStyle(width: 80, hasColor: true)
    let lines = ResultsRenderer.text(bridge, style: style).split(separator: "\n")
    let (esc, end) = ("\u{1B}[", "\u{1B}[0m")
    #expect(
      lines[0] == "\(esc)1;33mBridge\(end)\(esc)1m opens a day early and nobody at all comes\(end)"
    )
    #expect(lines[2].hasPrefix("    … The \(esc)1;33mbridge\(end) over the harbour"))
  }

  @Test func `ids are links where the terminal knows them`() {
    let style = TextStyle(width: 80, hasColor: true, hasHyperlinks: true)
    #expect(
      ResultsRenderer.text(bridge, style: style)
        .contains("\u{1B}]8;;file:///clips/a%20b.txt\u{1B}\\14d2pf2dbsqqg\u{1B}]8;;\u{1B}\\")
    )
  }

  @Test func `wide characters are cut and wrapped by columns`() {
    let title = String(repeating: "水庫的魚兒", count: 6)
    let screen = ResultsRenderer.text(
      page(hit(title, fragment(title))),
      style: TextStyle(width: 40)
    )
    let lines = screen.split(separator: "\n")
    #expect(lines[0] == "水庫的魚兒水庫的魚兒水庫的魚兒水庫的魚…")
    #expect(lines[2] == "    水庫的魚兒水庫的魚兒水庫的魚兒水庫的")
    #expect(lines[3] == "    魚兒水庫的魚兒水庫的魚兒")
  }

  @Test func `Arabic is shown as it is written`() {
    let title = "قرية في الجبل تعيد فتح صهاريجها القديمة"
    let screen = ResultsRenderer.text(page(hit(title)), style: TextStyle(width: 80))
    #expect(screen.hasPrefix(title + "\n"))
  }

  @Test func `commands to the terminal are never passed on`() {
    let evil = "Red\u{1B}[31m \u{9B}2J\u{202E}txt\u{7}\nnext\u{2028}line\rover"
    let results = page(hit(evil, fragment(evil), path: "/clips/\u{1B}]0;x\u{7}.txt"))
    for screen in [
      ResultsRenderer.text(results, style: TextStyle(width: 200)),
      ResultsRenderer.list(results, style: TextStyle(width: 200)),
      ResultsRenderer.json(results), results.hits.map(ResultsRenderer.path).joined(),
      results.hits.map { ResultsRenderer.csv($0, rank: 1) }.joined().replacing("\r\n", with: "\n"),
    ] {
      let harmful = screen.unicodeScalars.filter { scalar in
        scalar != "\n" && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
      }
      #expect(harmful.isEmpty)
      #expect(!screen.contains("\u{2028}"))
    }
    let title = ResultsRenderer.text(results, style: TextStyle(width: 200)).split(separator: "\n")[
      0
    ]
    #expect(!title.unicodeScalars.contains("\u{202E}"))
    #expect(title.contains("next line over"))
    #expect(
      results.hits.flatMap(ResultsRenderer.rawPath) == Array("/clips/\u{1B}]0;x\u{7}.txt\0".utf8)
    )
  }

  @Test func `marks that do not fit are left out`() {
    let results = page(hit("Harbour", marks: [0..<3, 2..<4, 5..<99]))
    let screen = ResultsRenderer.text(results, style: TextStyle(width: 80, hasColor: true))
    #expect(screen.hasPrefix("\u{1B}[1;33mHar\u{1B}[0m\u{1B}[1mbour\u{1B}[0m\n"))
  }

  @Test func `a list has a line for each article`() {
    #expect(
      ResultsRenderer.list(bridge, style: TextStyle(width: 60)) == """
        2024-05-06  14d2pf2dbsqqg  Bridge opens a…  Harbour Tribune
        1 article (2.1 ms)

        """
    )
    #expect(ResultsRenderer.list(page(hit(nil)), style: TextStyle()).contains("  (no title)"))
  }

  @Test func `a list at 40 columns has two lines for each article`() {
    #expect(
      ResultsRenderer.list(bridge, style: TextStyle(width: 40)) == """
        2024-05-06  14d2pf2dbsqqg
          Bridge opens a day early and nobody a…
        1 article (2.1 ms)

        """
    )
  }

  @Test func `a list at 200 columns has its sources in a column`() {
    let results = page(hit("Bridge opens a day early"), hit("Tolls"))
    let gap = String(repeating: " ", count: 66)
    #expect(
      ResultsRenderer.list(results, style: TextStyle(width: 200)) == """
        2024-05-06  14d2pf2dbsqqg  Bridge opens a day early\(gap)  Harbour Tribune
        2024-05-06  14d2pf2dbsqqg  Tolls\(gap + String(repeating: " ", count: 19))  Harbour Tribune
        2 articles (2.1 ms)

        """
    )
  }

  @Test func `the last line says which page it is`() {
    var results = bridge
    results.total = 30
    func last() -> String {
      let screen = ResultsRenderer.list(results, style: TextStyle())
      return screen.split(separator: "\n").last.map(String.init) ?? ""
    }
    #expect(last() == "1 of 30 articles (2.1 ms)")
    results.offset = 9
    #expect(last() == "10 to 10 of 30 articles (2.1 ms)")
    results.hits = []
    #expect(last() == "none of 30 articles after the first 9 (2.1 ms)")
  }

  @Test func `JSON escapes what RFC 8259 and careless readers need`() {
    var object = JSONObject()
    object.add("a", "\"\\\n\t\u{0}\u{1F}\u{7F}\u{2028}é\u{1F600}")
    object.add("b", Double.nan)
    object.add("c", -1)
    object.add("d", nil as String?)
    #expect(
      object.description
        == #"{"a":"\"\\\n\t\u0000\u001f\u007f\u2028é"# + "\u{1F600}" + #"","c":-1}"#
    )
  }

  @Test func `JSON escapes what turns text around on a screen`() {
    var object = JSONObject()
    object.add("a", "x\u{202E}y\u{2066}\u{2069}\u{200F}\u{61C}\u{202A}\u{200D}")
    let escaped = #"{"a":"x\u202ey\u2066\u2069\u200f\u061c\u202a"# + "\u{200D}\"}"
    #expect(object.description == escaped)
  }

  @Test func `a mistake is marked under wide characters`() {
    let place = QueryPlace(query: "港口 AND \u{1B}x", offset: 7)
    #expect(QueryErrorRenderer.caret(place) == "  港口 AND \u{FFFD}x\n       ^\n")
  }
}
