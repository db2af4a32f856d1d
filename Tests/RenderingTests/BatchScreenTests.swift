// SPDX-License-Identifier: Apache-2.0

import Articles
import Rendering
import TestSupport
import Testing

@testable import NewsArchive

/// Expected screens of lists of queries, of names and of terms.
struct BatchScreenTests {
  private func answer(
    _ text: String,
    _ total: Int,
    _ first: String? = nil,
    _ last: String? = nil,
    label: String = ""
  ) -> BatchAnswer {
    var answer = BatchAnswer(query: BatchQuery(line: 1, text: text, label: label))
    answer.total = total
    answer.first = first.flatMap { ArticleDate(iso8601: $0) }
    answer.last = last.flatMap { ArticleDate(iso8601: $0) }
    return answer
  }

  private var answers: [BatchAnswer] {
    var broken = answer("OR", 0)
    broken.error = ArchiveError(.usage, "Before OR something to search for is missing.")
    return [
      answer("cjng", 120, "2019-03-01", "2025-11-02", label: "Cartel, Jalisco"),
      answer("\"Eduardo Ramírez Aguilar\" NEAR/5 gobernador", 12, "2010-02", "2014-05-06"),
      answer("四人", 60, "2024", "2024"), answer("nobody", 0), broken,
    ]
  }

  private func tally() throws -> BatchTally {
    let folder = try TemporaryDirectory()
    let path = folder.appending("index")
    _ = try ArchiveWriter(at: path, creating: true).index([])
    var tally = BatchTally(of: try Archive(at: path))
    for answer in answers { tally.add(answer) }
    tally.elapsed = .microseconds(12_345)
    return tally
  }

  @Test func `a table at 80 columns`() throws {
    #expect(
      BatchRenderer.text(answers, try tally(), style: TextStyle(width: 80)) == """
        query                       articles  first       last
        Cartel, Jalisco                  120  2019-03-01  2025-11-02  ██████████████████
        "Eduardo Ramírez Aguilar"…        12  2010-02     2014-05-06  █▊
        四人                              60  2024        2024        █████████
        nobody                             0
        OR                                 -  cannot be read

        5 queries, 3 found something, 1 cannot be read; 0 articles in all (12.3 ms)

        """
    )
  }

  @Test func `a table at 200 columns, and one at 40 without dates`() throws {
    let wide = BatchRenderer.text(answers, try tally(), style: TextStyle(width: 200))
    #expect(
      wide.split(separator: "\n").prefix(3) == [
        "query                                        articles  first       last",
        """
        Cartel, Jalisco                                   120  2019-03-01  2025-11-02  \
        ████████████████████████████████████████
        """,
        """
        "Eduardo Ramírez Aguilar" NEAR/5 gobernador        12  2010-02     2014-05-06  ████
        """,
      ]
    )
    let narrow = BatchRenderer.text(answers, try tally(), style: TextStyle(width: 40))
    #expect(
      narrow.split(separator: "\n").prefix(3) == [
        "query          articles", "Cartel, Jali…       120  ███████████████",
        "\"Eduardo Ram…        12  █▌",
      ]
    )
  }

  @Test func `rows, objects and counts for programs`() {
    #expect(
      BatchRenderer.csvHeader + BatchRenderer.csv(answers[3]) + BatchRenderer.csv(answers[4])
        == "query,label,count,id,date,source,title\r\nnobody,,0,,,,\r\nOR,,,,,,\r\n"
    )
    var found = answers[0]
    var article = Article()
    article.title = Sourced("A \"title\"", .text)
    article.published = Sourced(ArticleDate(seconds: 0, precision: .second), .text)
    found.hits = [
      FoundArticle(
        id: ArticleID(rawValue: 7),
        version: 1,
        score: 1.5,
        article: article,
        path: [],
        titleMarks: [],
        fragments: []
      )
    ]
    let id = ArticleID(rawValue: 7).description
    #expect(
      BatchRenderer.csv(found)
        == "cjng,\"Cartel, Jalisco\",120,\(id),1970-01-01,,\"A \"\"title\"\"\"\r\n"
    )
    #expect(
      BatchRenderer.json(found) == """
        {"version":1,"line":1,"query":"cjng","label":"Cartel, Jalisco","total":120,\
        "first":"2019-03-01","last":"2025-11-02","hits":[{"id":"\(id)","title":"A \\"title\\"",\
        "published":"1970-01-01T00:00:00","score":1.5}]}

        """
    )
    #expect(
      BatchRenderer.json(answers[4]) == """
        {"version":1,"line":1,"query":"OR","error":"Before OR something to search for is missing."}

        """
    )
    #expect(answers.map(BatchRenderer.count).last == "-\tOR\n")
    #expect(answers.map(BatchRenderer.count).first == "120\tCartel, Jalisco\n")
  }

  @Test func `what an article is known by`() {
    let explanation = SimilarityExplanation(
      terms: [
        .init(term: "jalisco", frequency: 5, articles: 12, factor: 2.5),
        .init(term: "四人", frequency: 1, articles: 2, factor: 1),
      ],
      query: "\"jalisco\"^2.5 OR \"四人\""
    )
    #expect(
      SimilarityRenderer.text(explanation, style: TextStyle(width: 80)) == """
        jalisco  counts 2.50 times, 5 here by field, in 12 articles
        四人     counts 1.00 times, 1 here by field, in 2 articles

        read as
            "jalisco"^2.5 OR "四人"

        """
    )
  }
}
