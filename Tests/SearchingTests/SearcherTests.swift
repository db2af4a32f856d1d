// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import Storage
import TestSupport
import Testing
import TextAnalysis

@Suite struct SearcherTests {
  /// 2024-11-20, a Wednesday.
  static let today = 20_047

  typealias Document = BruteForceSearcher.Document

  static func document(
    title: String = "",
    _ body: String,
    source: String = "",
    language: String = "en",
    day: Int64? = 20_000
  ) -> Document {
    let fields: [(number: UInt8, weight: UInt32, paragraphs: [String])] = [
      (IndexedField.title.rawValue, 3, [title]), (IndexedField.source.rawValue, 1, [source]),
      (IndexedField.body.rawValue, 1, [body]),
    ]
    return Document(
      fields: fields.filter { $0.paragraphs != [""] },
      language: Language(code: language) ?? .unknown,
      published: day.map { $0 * 86_400 + 3600 }
    )
  }

  static let documents = [
    document(title: "Flood in the valley", "The river rose two metres.", source: "Valley News"),
    document("Rivers and floods in the north.", source: "Northern Post", day: nil),
    document(
      "El río creció. Rivers, they said.",
      source: "Valley News",
      language: "es",
      day: 20_010
    ),
    document("Nothing happened.", day: 20_046),
    document("The flooding went on for days.", day: 20_047),
  ]

  private func hits(
    _ text: String,
    filters: SearchFilters = SearchFilters(),
    order: SearchOrder = .oldestFirst
  ) throws -> [UInt64] {
    try answer(text, filters: filters, order: order).hits.map(\.article)
  }

  private func answer(
    _ text: String,
    filters: SearchFilters = SearchFilters(),
    order: SearchOrder = .relevance
  ) throws -> SearchResults {
    let segments = try SearchSegments(Self.documents, sizes: [2])
    let query = try QueryParser(today: Self.today).parse(text).query
    return try Searcher(segments.readers).search(
      SearchRequest(query, filters: filters, order: order)
    )
  }

  @Test func `finds a word's forms in the language of each article`() throws {
    #expect(try Set(hits("flood")) == [0, 1, 4])
    #expect(try Set(hits("\"flood\"")) == [0])
    #expect(try Set(hits("floods")) == [0, 1, 4])
    // Spanish does not take the English plural off.
    #expect(try Set(hits("river")) == [0, 1])
  }

  @Test func `leaves out articles without a date and counts them`() throws {
    let answer = try answer("river pub:2024")
    #expect(answer.hits.map(\.article) == [0])
    #expect(answer.undated == 1)
    let filtered = try self.answer(
      "river",
      filters: SearchFilters(published: DayRange(first: 20_000, last: 20_000))
    )
    #expect(filtered.hits.map(\.article) == [0])
    #expect(filtered.undated == 1)
    #expect(try self.answer("river -pub:2024").hits.map(\.article) == [1])
    #expect(try self.answer("river -pub:2024").undated == 0)
    #expect(try self.answer("pub:yesterday").hits.map(\.article) == [3])
    #expect(try self.answer("pub:..2024-11-18").undated == 1)
    #expect(try self.answer("flood").undated == 0)
  }

  @Test func `sorts by date, those without one last`() throws {
    #expect(try hits("*", order: .oldestFirst) == [0, 2, 3, 4, 1])
    #expect(try hits("*", order: .newestFirst) == [4, 3, 2, 0, 1])
  }

  @Test func `filters by source and language without changing scores`() throws {
    let plain = try answer("rivers")
    let filtered = try answer("rivers", filters: SearchFilters(sources: ["Northern Post"]))
    #expect(filtered.hits.map(\.article) == [1])
    #expect(filtered.hits.first?.score == plain.hits.first { $0.article == 1 }?.score)
    #expect(try hits("rivers", filters: SearchFilters(languages: ["es"])) == [2])
    #expect(
      try hits("*", filters: SearchFilters(sources: ["valley news", "northern post"])) == [0, 2, 1]
    )
  }

  @Test func `weighs a title more than the text and finds it alone`() throws {
    #expect(try hits("title:flood") == [0])
    #expect(try answer("flood").hits.first?.article == 0)
  }

  @Test func `gives any part of the results`() throws {
    let segments = try SearchSegments(Self.documents, sizes: [2])
    let searcher = try Searcher(segments.readers)
    let all = try searcher.search(SearchRequest(Query(.everything), limit: nil))
    #expect(all.total == 5 && all.hits.count == 5)
    let middle = try searcher.search(SearchRequest(Query(.everything), offset: 1, limit: 2))
    #expect(middle.hits == Array(all.hits[1..<3]))
    let beyond = try searcher.search(SearchRequest(Query(.everything), offset: 9, limit: .max))
    #expect(beyond.total == 5 && beyond.hits.isEmpty)
    let none = try searcher.search(SearchRequest(Query(.everything), limit: 0))
    #expect(none.total == 5 && none.hits.isEmpty)
  }

  @Test func `says what to mark`() throws {
    let highlights = try answer("title:flood \"two metres\" riv* -nothing").highlights
    #expect(highlights.count == 3)
    #expect(highlights.first?.field == .title)
    #expect(highlights.last?.match == .prefix(Array("riv".utf8)))
    let forms = try answer("floods").highlights.first?.match
    #expect(
      forms == .terms(["floods", "flood", "flooding"].map { Array($0.utf8) })
    )
  }

  @Test func `explains what a query stands for`() throws {
    let segments = try SearchSegments(Self.documents, sizes: [2])
    let searcher = try Searcher(segments.readers)
    let query = try QueryParser(today: Self.today).parse("floods riv*").query
    let explanation = try searcher.explain(SearchRequest(query))
    #expect(explanation.reading == "floods AND riv*")
    #expect(explanation.total == 2)
    #expect(explanation.clauses.map(\.articles) == [3, 3])
    #expect(
      explanation.clauses.map { $0.expansions.map(\.term) }
        == [["flood", "flooding", "floods"], ["rivers", "river"]]
    )
  }

  @Test func `explains scores that add up to those of the search`() throws {
    let world = SearchWorld(count: 60, seed: 9)
    let segments = try SearchSegments(world.documents, sizes: [20])
    let searcher = try Searcher(segments.readers)
    var random = Seeded(seed: 21)
    for _ in 0..<40 {
      let request = SearchRequest(WorldQuery.tree(depth: 3, WorldQuery.Place(), &random), limit: 5)
      guard let results = try? searcher.search(request) else { continue }
      for hit in results.hits {
        let explained = try searcher.explainScore(of: hit.document, in: hit.segment, request)
        #expect(explained?.score == hit.score, "\(request.query)")
      }
    }
  }

  @Test func `leaves out damaged segments and says which`() throws {
    let segments = try SearchSegments(Self.documents, sizes: [2])
    let bytes = try TemporaryDirectory.read(segments.path(0))
    let request = SearchRequest(Query(.word("river")))
    var damaged = 0
    for offset in stride(from: 0, to: bytes.count, by: 37) {
      var broken = bytes
      broken[offset] ^= 0x55
      try TemporaryDirectory.write(broken, to: segments.path(0))
      guard
        let file = try? SealedFile(segments.path(0), entry: segments.readers[0].file.entry),
        let reader = try? SegmentReader(file),
        let searcher = try? Searcher([reader, segments.readers[1]])
      else { continue }
      let results = try searcher.search(request)
      damaged += results.damaged.isEmpty ? 0 : 1
      #expect(results.damaged.allSatisfy { $0.segment == 0 })
      #expect(results.total == (results.damaged.isEmpty ? 2 : 0))
    }
    #expect(damaged > 0)
  }
}
