// SPDX-License-Identifier: Apache-2.0

@testable import Searching
import TestSupport
import Testing

/// Why a query finds nothing is said, whatever part of it is to blame.
struct ZeroHitTests {
  private static let documents = [
    SearcherTests.document(title: "Flood in the valley", "The river rose two metres.", day: 20_000),
    SearcherTests.document("Rivers and bridges in the north. Four of the people.", day: 20_001),
    SearcherTests.document("A bridge fell. People of Ramírez said so; a bridge, they said."),
    SearcherTests.document("Cartel leaders met four farmers.", language: "es", day: 20_046),
  ]

  private func explain(
    _ query: Query,
    _ filters: SearchFilters = SearchFilters()
  ) throws -> ZeroHitExplanation {
    let segments = try SearchSegments(Self.documents, sizes: [2])
    let searcher = try Searcher(segments.readers)
    let request = SearchRequest(query, filters: filters)
    #expect(try searcher.search(request).total == 0)
    return try searcher.explainZeroHits(request)
  }

  private func word(_ text: String) -> Query { Query(.word(text)) }

  @Test func `names the word that is not there and those near it`() throws {
    let found = try explain(Query(.all([word("the"), word("emtres")])))
    #expect(found.causes == [.unmatched("emtres", nearest: [.init(word: "metres", articles: 1)])])
    #expect(try explain(word("xylophones")).causes == [.unmatched("xylophones", nearest: [])])
    let any = try explain(Query(.any([word("brdge"), word("qqqq")])))
    #expect(
      any.causes == [
        .unmatched(
          "brdge",
          nearest: [.init(word: "bridge", articles: 1)]
        ),
        .unmatched("qqqq", nearest: []),
      ]
    )
  }

  @Test func `ranks near words by edits and then by articles`() throws {
    let segments = try SearchSegments(Self.documents, sizes: [2])
    let searcher = try Searcher(segments.readers)
    let near = try searcher.nearest(to: "rivrrs", in: nil, limit: 9)
    #expect(near.map(\.word.word) == ["rivers", "river"])
    #expect(near.map(\.edits) == [1, 2])
    #expect(try searcher.nearest(to: "flod", in: .title, limit: 9).map(\.word.word) == ["flood"])
    #expect(try searcher.nearest(to: "flod", in: .byline, limit: 9).isEmpty)
    for word in ["lood", "ox", "w0", "CJNG", "RIVR", "river…flood"] {
      #expect(try searcher.nearest(to: word, in: nil, limit: 9).isEmpty)
    }
    #expect(try searcher.nearest(to: "2o24", in: nil, limit: 9).isEmpty)
  }

  @Test func `names words that never meet`() throws {
    let two = try explain(Query(.all([word("cartel"), word("bridge")])))
    #expect(two.causes == [.neverTogether("cartel", 1, "bridge", 2)])
    let three = try explain(Query(.all([word("people"), word("bridge"), word("farmers")])))
    #expect(three.causes == [.inTheWay("farmers", articles: 2)])
    let none = try explain(Query(.all([word("cartel"), word("bridge"), word("valley")])))
    #expect(none.causes.count == 3)
    #expect(none.causes.first == .neverTogether("cartel", 1, "bridge", 2))
  }

  @Test func `says what is there but not so`() throws {
    #expect(
      try explain(Query(.phrase("four people"))).causes == [
        .notInARow("\"four people\"", articles: 1)
      ]
    )
    #expect(
      try explain(Query(.phrase("four peeple"))).causes
        == [.unmatched("peeple", nearest: [.init(word: "people", articles: 2)])]
    )
    let near = Query(.near(.within(1), word("rivers"), word("people")))
    #expect(try explain(near).causes == [.apart("rivers NEAR/1 people", articles: 1)])
    let title = Query(.field(.title, word("bridge")))
    #expect(
      try explain(title).causes
        == [.elsewhere("title:bridge", place: "title:", articles: 2, nearest: [])]
    )
    let misspelt = Query(.field(.title, word("floot")))
    #expect(
      try explain(misspelt).causes
        == [.unmatched("title:floot", nearest: [.init(word: "flood", articles: 1)])]
    )
  }

  @Test func `names the part without which there is something`() throws {
    let dated = Query(.all([word("bridge"), Query(.published(DayRange(first: 1, last: 2)))]))
    #expect(try explain(dated).causes == [.unmatched("pub:1970-01-02..1970-01-03", nearest: [])])
    let other = Query(
      .all([word("flood"), Query(.published(DayRange(first: 20_001, last: 20_001)))])
    )
    #expect(
      try explain(other).causes.contains(.inTheWay("pub:2024-10-05", articles: 1))
    )
    let not = Query(.all([word("flood"), Query(.not(word("river")))]))
    #expect(try explain(not).causes.contains(.inTheWay("NOT river", articles: 1)))
  }

  @Test func `suggests no words of articles for what is no text`() throws {
    let tagged = try explain(Query(.field(.tag, word("metrse"))))
    #expect(tagged.causes == [.unmatched("tag:metrse", nearest: [])])
    let language = try explain(Query(.all([word("the"), Query(.field(.language, word("sw")))])))
    #expect(language.causes == [.unmatched("lang:sw", nearest: [])])
  }

  @Test func `names the filter without which there is something`() throws {
    let filtered = try explain(word("metres"), SearchFilters(languages: ["es"]))
    #expect(filtered.causes.isEmpty)
    #expect(filtered.filters == [.init(kind: .language, articlesWithout: 1)])
    let two = try explain(
      word("metres"),
      SearchFilters(published: DayRange(first: 1, last: 2), languages: ["es"])
    )
    #expect(two.filters == [.init(kind: .all, articlesWithout: 1)])
  }

  @Test func `looks into no more parts than a person reads about`() throws {
    let words = (0..<60).map { word("word\($0)x") }
    let found = try explain(Query(.all(words)))
    #expect(found.causes.count == 6)
    #expect(found.isPartial)
  }
}

/// Little found by a rare word is doubted if a frequent one is spelt like it.
struct SuggestionTests {
  @Test func `offers a far more frequent word`() throws {
    var documents = (0..<40).map {
      SearcherTests.document("The bridge and harbour have been in use, a, u, rose \($0).")
    }
    documents.append(
      SearcherTests.document(
        "The brigde rose; the brides of A.M. fell. U.S. bees, brudges, harburs at a harbur."
      )
    )
    let segments = try SearchSegments(documents, sizes: [15])
    let searcher = try Searcher(segments.readers)
    let query = Query(.all([Query(.word("brigde")), Query(.word("rose"))]))
    let found = try searcher.suggestions(SearchRequest(query))
    #expect(
      found == [.init(word: "brigde", articles: 1, instead: .init(word: "bridge", articles: 40))]
    )
    #expect(try searcher.suggestions(SearchRequest(Query(.word("bridge")))).isEmpty)
    for word in ["fell", "bees", "U.S.", "A.M.", "BRIGDE", "brudges", "harbur"] {
      let doubts = try searcher.suggestions(SearchRequest(Query(.word(word))))
      #expect(doubts.isEmpty, "\(word): \(doubts)")
    }
    #expect(try searcher.suggestions(SearchRequest(Query(.not(Query(.word("brigde")))))).isEmpty)
    #expect(try searcher.suggestions(SearchRequest(Query(.exact("brigde")))).isEmpty)
  }
}
