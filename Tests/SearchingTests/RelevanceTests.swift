// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import TestSupport
import Testing
import TextAnalysis

@Suite struct RelevanceTests {
  typealias Document = BruteForceSearcher.Document

  /// Bare words, of one language for the most part.
  private static func words(_ random: inout Seeded) -> [String] {
    let language = ["en", "en", "es", "fr"][Int.random(in: 0..<4, using: &random)]
    let count = Int.random(in: 1...5, using: &random)
    return (0..<count).map { _ in SearchWorld.word(language, &random) }
      .filter { $0.allSatisfy { $0.isLetter } }
  }

  private static func request(_ words: [String], isAny: Bool) -> SearchRequest {
    let parts = words.map { Query(.word($0)) }
    let query = parts.count == 1 ? parts[0] : Query(isAny ? .any(parts) : .all(parts))
    var request = SearchRequest(query, order: .relevance, limit: nil)
    request.features.remove(.functionWords)
    return request
  }

  @Test(arguments: [[], [7, 240, 1, 60]] as [[Int]])
  func `orders as the oracle does, with the same scores, on pages of any size`(
    sizes: [Int]
  ) throws {
    let world = SearchWorld(count: 420, seed: 11)
    let oracle = BruteForceSearcher(world.documents)
    let segments = try SearchSegments(world.documents, sizes: sizes)
    let searcher = try Searcher(segments.readers)
    var random = Seeded(seed: UInt64(2 + sizes.count))
    var (found, long) = (0, 0)
    for _ in 0..<120 {
      let words = Self.words(&random)
      guard !words.isEmpty else { continue }
      let isAny = Bool.random(using: &random)
      let expected = oracle.relevance(words: words, isAny: isAny, limit: 200)
      let scale = Double(oracle.scale(of: words, isAny: isAny))
      var request = Self.request(words, isAny: isAny)
      let all = try searcher.search(request).hits
      let hits = all.map {
        BruteForceSearcher.Final(
          document: segments.place($0),
          score: Int64(($0.score * scale).rounded())
        )
      }
      #expect(hits == expected, "\(words) any: \(isAny)")
      found += hits.isEmpty ? 0 : 1
      long += hits.count > 200 ? 1 : 0
      request.limit = 7
      for offset in [0, 5, 197] {
        request.offset = offset
        let page = try searcher.search(request).hits
        #expect(page == Array(all.dropFirst(offset).prefix(7)), "\(words)")
      }
    }
    #expect(found > 60 && long > 3)
  }

  @Test
  func `puts an article first whose whole title is the query, however good others are`() throws {
    let many = String(repeating: "Storm over the coast. ", count: 4)
    var documents = (0..<250).map { number in
      SearcherTests.document(title: "Storm over the coast: day \(number)", many)
    }
    documents.append(SearcherTests.document(title: "Storm over the Coast", many + "Rain fell. "))
    let searcher = try Searcher(SearchSegments(documents, sizes: [100]).readers)
    let words = ["storm", "OVER", "the", "coast"].map { Query(.word($0)) }
    for query in [Query(.all(words)), Query(.any(words)), Query(.phrase("storm over the coast"))] {
      let results = try searcher.search(SearchRequest(query, order: .relevance, limit: 3))
      #expect(results.hits.first?.article == 250, "\(query)")
      #expect(results.total == 251)
    }
  }

  @Test func `puts an article first whose whole title is the one word`() throws {
    let many = String(repeating: "Ferry, ferry! ", count: 9)
    var documents = (0..<9).map { SearcherTests.document(title: "Ferry \($0)", many) }
    documents.append(SearcherTests.document(title: "FERRY", "A boat."))
    documents.append(SearcherTests.document(title: "Ferries", many))
    let searcher = try Searcher(SearchSegments(documents, sizes: [4]).readers)
    let word = Query(.word("ferry"))
    for query in [word, Query(.phrase("ferry")), Query(.mentions(1, Query(.any([word, word]))))] {
      let results = try searcher.search(SearchRequest(query, order: .relevance))
      #expect(results.hits.first?.article == 9, "\(query)")
    }
  }

  @Test func `puts all first that have the title, each once, also if they are many`() throws {
    let many = String(repeating: "News in brief. ", count: 5)
    let documents = (0..<600).map { number in
      number % 2 == 0
        ? SearcherTests.document(title: "News in brief", "Number \(number).")
        : SearcherTests.document(title: "News in brief: more", many)
    }
    let searcher = try Searcher(SearchSegments(documents, sizes: [250]).readers)
    let words = ["news", "in", "brief"].map { Query(.word($0)) }
    var request = SearchRequest(Query(.all(words)), order: .relevance, limit: nil)
    let all = try searcher.search(request).hits
    #expect(Set(all.prefix(300).map { $0.article % 2 }) == [0])
    #expect(Set(all.map(\.article)).count == 600 && all.count == 600)
    request.limit = 40
    for offset in [0, 190, 290, 580] {
      request.offset = offset
      #expect(try searcher.search(request).hits == Array(all.dropFirst(offset).prefix(40)))
    }
  }

  @Test func `counts small words of questions nothing, unless there is nothing else`() throws {
    let documents = [
      SearcherTests.document("What would that be? What would it? What would they?"),
      SearcherTests.document("The dam broke at night."),
    ]
    let searcher = try Searcher(SearchSegments(documents, sizes: []).readers)
    let order = { (words: [String]) in
      let query = Query(.any(words.map { Query(.word($0)) }))
      return try searcher.search(SearchRequest(query, order: .relevance)).hits.map(\.article)
    }
    #expect(try order(["what", "would", "break", "the", "dam"]) == [1, 0])
    #expect(try order(["what", "would"]).first == 0)
    // A single small word may be a name, or a word of another language.
    #expect(try order(["what", "dam"]).first == 0)
  }

  @Test func `prefers newer articles by a half-life, undated ones least`() throws {
    let texts = ["The river rose.", "The river rose.", "The river rose.", "The river, the river."]
    let days: [Int64?] = [nil, 20_000, 20_045, 19_000]
    let documents = zip(texts, days).map { SearcherTests.document($0, day: $1) }
    let searcher = try Searcher(SearchSegments(documents, sizes: [2]).readers)
    var request = SearchRequest(Query(.word("river")), order: .relevance)
    let plain = try searcher.search(request).hits
    #expect(plain.map(\.article) == [3, 0, 1, 2])
    request.recency = Recency(halfLife: 30 * 86_400, now: 20_045 * 86_400 + 3600)
    let hits = try searcher.search(request).hits
    #expect(hits.map(\.article) == [2, 1, 3, 0])
    let gains = Dictionary(uniqueKeysWithValues: hits.map { ($0.article, $0.score) })
    let before = Dictionary(uniqueKeysWithValues: plain.map { ($0.article, $0.score) })
    let most = (gains[2] ?? 0) - (before[2] ?? 0)
    let older = (gains[1] ?? 0) - (before[1] ?? 0)
    #expect(abs(older / most - 0.353_55) < 0.001)
    #expect(gains[0] == before[0])
  }

  @Test func `explains a score by parts that add up to it`() throws {
    let documents = [
      SearcherTests.document(title: "River floods valley", "The river rose. Floods came."),
      SearcherTests.document("A river, and later floods."),
    ]
    let searcher = try Searcher(SearchSegments(documents, sizes: []).readers)
    let query = Query(.all([Query(.word("river")), Query(.word("floods"))]))
    let request = SearchRequest(query, order: .relevance)
    for hit in try searcher.search(request).hits {
      let explained = try searcher.explainScore(of: hit.document, in: hit.segment, request)
      let parts = try #require(explained)
      let first = parts.parts.reduce(0) { $0 + $1.score }
      let second = parts.additions.reduce(0) { $0 + $1.score }
      #expect(parts.score == hit.score && first + second == hit.score)
      #expect(parts.additions.count >= 2)
    }
  }
}
