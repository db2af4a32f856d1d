// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import Storage
import TestSupport
import Testing
import TextAnalysis

/// Clauses that the index answers with what the request brings: labels, notes, days of filing.
@Suite struct MarksTests {
  private let documents: [BruteForceSearcher.Document]
  private let searcher: Searcher

  init() throws {
    documents = (0..<200).map { number in
      BruteForceSearcher.Document(
        fields: [(IndexedField.body.rawValue, 1, [number % 2 == 0 ? "even flood" : "odd flood"])],
        language: .unknown,
        published: nil
      )
    }
    searcher = try Searcher(SearchSegments(documents, sizes: [70, 1]).readers)
  }

  private var marks: ReaderMarks {
    ReaderMarks(
      labels: [
        ReaderMarks.Label(name: "Border", articles: [3, 4, 150]),
        ReaderMarks.Label(name: "to read", articles: [4, 70]),
        ReaderMarks.Label(name: "bordeaux", articles: [0]),
        ReaderMarks.Label(name: "café", articles: [199]),
      ],
      notes: [
        ReaderMarks.Note(article: 5, text: "The Harbour-master denies this; ask again."),
        ReaderMarks.Note(article: 6, text: "Ask Müller for the harbour's map."),
        ReaderMarks.Note(article: 7, text: "東京都の新聞"),
      ]
    )
  }

  private func found(_ query: Query) throws -> [UInt64] {
    var request = SearchRequest(query, limit: nil)
    request.marks = marks
    let results = try searcher.search(request)
    #expect(results.total == results.hits.count)
    return results.hits.map(\.article).sorted()
  }

  private func tag(_ clause: Query.Clause) -> Query { Query(.field(.tag, Query(clause))) }
  private func note(_ clause: Query.Clause) -> Query { Query(.field(.note, Query(clause))) }

  @Test(
    arguments: [
      (.word("border"), [3, 4, 150]), (.word("bord"), []), (.pattern("bord*"), [0, 3, 4, 150]),
      (.pattern("*"), [0, 3, 4, 70, 150, 199]), (.pattern("b?rder"), [3, 4, 150]),
      (.pattern("*o*e*"), [0, 3, 4, 70, 150]), (.phrase("To Read"), [4, 70]), (.word("read"), []),
      (.word("cafe"), [199]), (.exact("cafe"), []), (.exact("café"), [199]),
      (.exact("border"), [3, 4, 150]), (.exact("Border"), [3, 4, 150]), (.exact("BORDER"), []),
      (.any([Query(.word("cafe")), Query(.word("bordeaux"))]), [0, 199]),
      (.all([Query(.word("border")), Query(.phrase("to read"))]), [4]),
    ] as [(Query.Clause, [UInt64])]
  )
  func `labels are compared whole, folded, by patterns and exactly`(
    clause: Query.Clause,
    expected: [UInt64]
  ) throws {
    #expect(try found(tag(clause)) == expected)
  }

  @Test func `labels go with words, and without them`() throws {
    let border = tag(.word("border"))
    #expect(try found(Query(.all([Query(.word("even")), border]))) == [4, 150])
    #expect(try found(Query(.all([border, Query(.not(tag(.phrase("to read"))))]))) == [3, 150])
    #expect(try found(Query(.all([Query(.word("flood")), Query(.not(border))]))).count == 197)
  }

  @Test(
    arguments: [
      (.word("harbour"), [5, 6]), (.word("HARBOUR"), [5, 6]), (.word("ask"), [5, 6]),
      (.word("asks"), []), (.phrase("ask again"), [5]), (.phrase("again ask"), []),
      (.word("muller"), [6]), (.pattern("harb*"), [5, 6]), (.word("東京"), [7]),
      (.word("東京都"), [7]), (.word("新"), [7]), (.word("京東"), []),
      (.all([Query(.word("ask")), Query(.word("map"))]), [6]),
    ] as [(Query.Clause, [UInt64])]
  )
  func `notes are found by their words, folded and not stemmed`(
    clause: Query.Clause,
    expected: [UInt64]
  ) throws {
    #expect(try found(note(clause)) == expected)
  }

  @Test func `what labels and notes cannot be asked is said`() throws {
    let clauses: [Query] = [
      tag(.fuzzy("border", edits: 1)), note(.pattern("*arbour")), note(.fuzzy("harbour", edits: 1)),
    ]
    for query in clauses {
      let error = #expect(throws: QueryError.self) { try found(query) }
      #expect(error?.kind == .notSearchable)
    }
    var request = SearchRequest(tag(.word("absent")))
    request.marks = marks
    #expect(try searcher.search(request).notes.count == 1)
  }

  @Test func `labels are explained with the number of articles that have each`() throws {
    var request = SearchRequest(tag(.pattern("bord*")))
    request.marks = marks
    let clause = try #require(try searcher.explain(request).clauses.first)
    #expect(clause.text == "tag:bord*")
    #expect(clause.articles == 4)
    #expect(
      clause.expansions.map { "\($0.term) \($0.articles)" }.sorted() == [
        "Border 3", "bordeaux 1",
      ]
    )
  }

  @Test func `counting by label counts an article for each`() throws {
    var request = SearchRequest(Query(.word("even")))
    request.marks = marks
    let facet = try searcher.facet(request, by: .tag).facet
    #expect(
      facet.values.map { "\($0.name) \($0.count)" } == [
        "Border 2", "to read 2", "bordeaux 1",
      ]
    )
    #expect(facet.without == 96)
  }

  @Test(arguments: [0, 1, 5, 28, 29, 30])
  func `what later commits have filed is what they have filed`(revision: UInt64) throws {
    var request = SearchRequest(Query(.everything), limit: nil)
    request.filters.filedAfter = revision
    let expected = (0..<200).filter { SearchSegments.revision($0) > revision }.map(UInt64.init)
    #expect(try searcher.search(request).hits.map(\.article).sorted() == expected)
  }

  @Test(arguments: [-5_400, 0, 7_200] as [Int64])
  func `days of filing begin where the reader is`(offset: Int64) throws {
    let first = Int(SearchSegments.filed(0) / 86_400)
    for (from, to) in [(0, 0), (1, 2), (3, nil), (nil, 4), (9, 20)] as [(Int?, Int?)] {
      let days = DayRange(first: from.map { $0 + first }, last: to.map { $0 + first })
      var request = SearchRequest(Query(.added(days)), limit: nil)
      request.dayStart = { Int64($0) * 86_400 - offset }
      let expected = (0..<200).filter { place in
        let day = Int((SearchSegments.filed(place) + offset) / 86_400)
        return day >= days.first ?? 0 && day <= days.last ?? .max
      }
      let found = try searcher.search(request).hits.map(\.article).sorted()
      #expect(found == expected.map(UInt64.init))
    }
  }
}
