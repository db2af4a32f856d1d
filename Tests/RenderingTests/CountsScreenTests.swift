// SPDX-License-Identifier: Apache-2.0

import Rendering
import Testing

@testable import NewsArchive

/// Expected screens of counts.
struct CountsScreenTests {
  private func counts(
    by field: CountedField,
    _ values: [(String, Int)],
    distinct: Int? = nil,
    without: Int = 0,
    total: Int
  ) -> ArticleCounts {
    var page = ResultPage()
    page.total = total
    page.elapsed = .microseconds(1310)
    return ArticleCounts(
      field: field,
      values: values.map { ArticleCounts.Value(name: $0.0, articles: $0.1) },
      distinct: distinct ?? values.filter { $0.1 > 0 }.count,
      without: without,
      page: page
    )
  }

  private var months: ArticleCounts {
    let values = [("2024-02", 3), ("2024-03", 12), ("2024-04", 0), ("2024-05", 1)]
    return counts(by: .month, values, without: 2, total: 18)
  }

  @Test func `a histogram of months at 80 columns`() {
    #expect(
      CountsRenderer.text(months, style: TextStyle(width: 80)) == """
        2024-02   3  ██████████
        2024-03  12  ████████████████████████████████████████
        2024-04   0
        2024-05   1  ███▍

        18 articles, 3 months, 2 without a date (1.3 ms)

        """
    )
  }

  @Test func `where no article has a value there is only the sum`() {
    let none = counts(by: .tag, [], without: 112, total: 112)
    #expect(
      CountsRenderer.text(none, style: TextStyle(width: 80))
        == "112 articles, 0 tags, 112 without one (1.3 ms)\n"
    )
  }

  @Test func `a histogram of months at 24 columns`() {
    #expect(
      CountsRenderer.text(months, style: TextStyle(width: 24)) == """
        2024-02   3  ██▊
        2024-03  12  ███████████
        2024-04   0
        2024-05   1  ▉

        18 articles, 3 months, 2 without a date (1.3 ms)

        """
    )
  }

  @Test func `a histogram of months where only ASCII can be shown`() {
    #expect(
      CountsRenderer.text(months, style: TextStyle(width: 80, isUnicode: false)) == """
        2024-02   3  ##########
        2024-03  12  ########################################
        2024-04   0
        2024-05   1  ###-

        18 articles, 3 months, 2 without a date (1.3 ms)

        """
    )
  }

  @Test func `a wide screen has no longer bars than the eye compares`() {
    let wide = CountsRenderer.text(months, style: TextStyle(width: 200))
    #expect(wide == CountsRenderer.text(months, style: TextStyle(width: 80)))
  }

  @Test func `counts as a table`() {
    let values = [("=A, \"b\"", 2), ("C", 0)]
    #expect(
      CountsRenderer.csv(counts(by: .section, values, without: 1, total: 3))
        == "section,articles\r\n\"'=A, \"\"b\"\"\",2\r\nC,0\r\n,1\r\n"
    )
  }

  @Test func `names are cut, escaped, and those not shown counted`() {
    let values = [
      ("The Harbour Tribune and Evening Post", 700), ("El\u{1B}[31m Faro", 9), ("河水", 1),
    ]
    let sources = counts(by: .source, values, distinct: 61, total: 710)
    #expect(
      CountsRenderer.text(sources, style: TextStyle(width: 40)) == """
        The Harbour Tribune…  700  █████████████
        El\u{FFFD}[31m Faro            9  ▏
        河水                    1  ▏

        710 articles, the first 3 of 61 sources (1.3 ms)

        """
    )
  }

  @Test func `one article has no plural, and nothing found no chart`() {
    let one = counts(by: .author, [("Ada Orr", 1), ("Ben Yu", 1)], total: 1)
    let text = CountsRenderer.text(one, style: TextStyle(width: 40))
    #expect(text.hasSuffix("\n1 article, 2 authors (1.3 ms)\n"))
    let none = counts(by: .lang, [], total: 0)
    #expect(CountsRenderer.text(none, style: TextStyle(width: 40)) == "")
  }

  @Test func `counts as JSON`() {
    let values = [("A \"b\"", 2), ("C", 0)]
    #expect(
      CountsRenderer.json(counts(by: .section, values, without: 1, total: 3)) == """
        {"version":1,"by":"section","value":"A \\"b\\"","articles":2,"total":3}
        {"version":1,"by":"section","value":"C","articles":0,"total":3}
        {"version":1,"by":"section","articles":1,"total":3}

        """
    )
  }
}
