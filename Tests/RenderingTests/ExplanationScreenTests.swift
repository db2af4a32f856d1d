// SPDX-License-Identifier: Apache-2.0

@testable import NewsArchive
import Rendering
import Testing

/// How a query was read, on the screen and for programs.
struct ExplanationScreenTests {
  private static func explanation(words: Int) -> QueryExplanation {
    QueryExplanation(
      reading: "kill* AND title:cartel",
      clauses: [
        .init(
          text: "kill*",
          weight: 1.5,
          articles: 40,
          terms: (0..<words).map { ("killed\($0)", 40 - $0) }
        ),
        .init(text: "title:cartel", weight: 2.25, articles: 1, terms: [("cartel", 1)]),
      ],
      total: 1,
      notes: ["`kill*` stands for many words."]
    )
  }

  @Test func `shows what each clause stands for and how many have it`() {
    let text = ExplanationRenderer.text(
      Self.explanation(words: 3),
      style: TextStyle(width: 80)
    )
    #expect(
      text == """
        read as kill* AND title:cartel
        note `kill*` stands for many words.

        kill*  40 articles, 3 words, weight 1.500
            killed0 40, killed1 39, killed2 38

        title:cartel  1 article, weight 2.250
            cartel 1

        1 article in all

        """
    )
  }

  @Test func `says how many words it does not name`() {
    for width in [80, 200] {
      let style = TextStyle(width: width)
      let text = ExplanationRenderer.text(Self.explanation(words: 25), style: style)
      #expect(text.contains("25 words"))
      #expect(text.contains("and 5 more"))
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }
  }

  @Test func `names every word to programs`() {
    let json = ExplanationRenderer.json(Self.explanation(words: 2))
    #expect(
      json == """
        {"version":1,"reading":"kill* AND title:cartel","total":1,\
        "notes":["`kill*` stands for many words."],"clauses":[\
        {"query":"kill*","articles":40,"weight":1.5,"terms":[\
        {"term":"killed0","articles":40},{"term":"killed1","articles":39}]},\
        {"query":"title:cartel","articles":1,"weight":2.25,"terms":[\
        {"term":"cartel","articles":1}]}]}

        """
    )
  }
}
