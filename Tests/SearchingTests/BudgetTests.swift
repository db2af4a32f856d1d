// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import TestSupport
import Testing

/// What a search may take: it ends at every place where it may be ended, and never with half an answer.
struct BudgetTests {
  private static let documents: [BruteForceSearcher.Document] = (0..<24).map { number in
    SearcherTests.document(
      title: "Flood \(number)",
      "The river rose \(number) metres; rivers and floods. Boats, banks and barges bx\(number).",
      source: "Valley News",
      day: number % 5 == 0 ? nil : 20_000 + Int64(number)
    )
  }

  /// One of each operator.
  private static let queries = [
    "flood", "flood river", "flood OR river OR boats", "flood -river", "\"river rose\"",
    "bx*", "b?ats OR bx*", "\"barges bx*\"", "rivr~1", "river w/5 rose", "river PRE/9 banks",
    "river w/s floods", "river NOT w/3 banks", "lead:river", "first5:river", "atleast2:river",
    "2 of (river, floods, absent)", "title:flood", "pub:2024..", "words>3 boats", "boats^3 river",
    "source:\"Valley News\" river",
  ]

  private let searcher: Searcher
  private let segments: SearchSegments

  init() throws {
    segments = try SearchSegments(Self.documents, sizes: [16])
    searcher = try Searcher(segments.readers)
  }

  private func request(_ text: String, _ order: SearchOrder = .relevance) throws -> SearchRequest {
    let query = try QueryParser(today: SearcherTests.today).parse(text).query
    return SearchRequest(query, order: order, limit: 5)
  }

  @Test(arguments: queries)
  func `a search that is ended anywhere gives an error and no answer`(text: String) throws {
    for order in [SearchOrder.relevance, .newestFirst] {
      var request = try request(text, order)
      let whole = try searcher.search(request)
      let counting = SearchBudget(questions: .max - 1)
      request.budget = counting
      #expect(try searcher.search(request).hits == whole.hits)
      let questions = counting.questionCount
      #expect(questions > 1)
      for allowed in 0..<questions {
        request.budget = SearchBudget(questions: allowed)
        let error = #expect(throws: QueryError.self) { try searcher.search(request) }
        #expect(error?.kind == .overBudget, "\(text): \(allowed) of \(questions)")
      }
      request.budget = SearchBudget(questions: questions)
      let answer = try searcher.search(request)
      #expect(answer.hits == whole.hits && answer.total == whole.total)
    }
  }

  @Test(arguments: queries)
  func `lists, counts and explanations end as searches do`(text: String) throws {
    var request = try request(text)
    request.budget = SearchBudget(questions: 0)
    for call in [
      { _ = try searcher.matches(request) }, { _ = try searcher.facet(request, by: .source) },
      { _ = try searcher.explain(request) },
    ] as [() throws -> Void] {
      let error = #expect(throws: QueryError.self) { try call() }
      #expect(error?.kind == .overBudget)
    }
  }

  @Test(
    arguments: [
      ("bx*", "the words that patterns stand for"),
      ("\"barges bx*\"", "the words that patterns stand for"),
      ("2 of (pub:2024, pub:2025, flood)", "sets of articles"), ("flood", "the list of hits"),
    ]
  )
  func `memory is counted and the error says what took it`(text: String, purpose: String) throws {
    var request = try request(text)
    request.budget = SearchBudget(memory: 0)
    let error = #expect(throws: QueryError.self) { try searcher.search(request) }
    #expect(
      error?.message
        == "the search needs more than 0 MB of memory, its limit, most of it for \(purpose)"
    )
    request.budget = SearchBudget(memory: 1 << 30)
    _ = try searcher.search(request)
  }

  @Test func `walking lists gives its memory back`() throws {
    var request = try request("flood OR river OR boats OR banks")
    request.limit = 1
    let budget = SearchBudget(memory: 1 << 20)
    request.budget = budget
    for _ in 0..<200 { _ = try searcher.search(request) }
    #expect(budget.excess == nil)
  }

  @Test func `time is told by its limit`() throws {
    var request = try request("flood")
    request.budget = SearchBudget(seconds: 7, questions: 0)
    let error = #expect(throws: QueryError.self) { try searcher.search(request) }
    #expect(error?.message == "the search was stopped after 7 seconds, its limit")
  }
}
