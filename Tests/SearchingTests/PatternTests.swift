// SPDX-License-Identifier: Apache-2.0

@testable import Searching
import TestSupport
import Testing
import TextAnalysis

/// Patterns and words with misspellings find every word they stand for, in every script.
struct PatternTests {
  private static func document(_ title: String, _ body: String) -> BruteForceSearcher.Document {
    BruteForceSearcher.Document(
      fields: [(1, 3, [title]), (8, 1, [body])],
      language: .unknown,
      published: nil
    )
  }

  private static let documents = [
    document("Killings on the coast", "The killer was killed. Women and a woman saw it."),
    document("Ramírez speaks", "Ramirez, Ramirs and Ramiresz met Hernández; the womens' cartels."),
    document("Narcocartel trial", "An anticartel law; extortion and extorting, e-mail and emails."),
    document("東京都知事", "東京の桥で会った。東京都は大きい。"),
    document("Сёла и города", "Совет города; в городе говорили о хлебе."),
    document("הממשלה", "הממשלה החליטה; ממשלות אחרות לא."),
    document("Vũ khí", "Người Việt Nam và tiếng Việt; người dân."),
    document("Straße", "Die Straßen der Großstadt, Strasse."),
  ]

  private func found(_ query: Query, sizes: [Int] = [3, 2, 1]) throws -> [UInt64] {
    let segments = try SearchSegments(Self.documents, sizes: sizes)
    let searcher = try Searcher(segments.readers)
    let results = try searcher.search(SearchRequest(query, limit: nil))
    #expect(results.total == results.hits.count)
    return results.hits.map(\.article).sorted()
  }

  private func terms(_ query: Query) throws -> [String] {
    let segments = try SearchSegments(Self.documents, sizes: [3, 3])
    let explanation = try Searcher(segments.readers).explain(SearchRequest(query))
    return explanation.clauses.flatMap { $0.expansions.map(\.term) }.sorted()
  }

  @Test(
    arguments: [
      ("kill*", ["killed", "killer", "killings"]),
      ("*cartel*", ["anticartel", "cartels", "narcocartel"]),
      ("*cartel", ["anticartel", "narcocartel"]),
      ("wom?n", ["woman", "women"]),
      ("WOM?N*", ["woman", "women", "womens"]),
      ("ext*t*n", ["extortion"]),
      ("Ram?rez", ["ramirez"]),
      ("gro?stad*", []),
      ("*стро*", []),
      ("горо*", ["города", "городе"]),
      ("сел?", ["села"]),
      ("*ממשל*", ["הממשלה", "ממשלות"]),
      ("ng*i", ["nguoi"]),
      ("stra??e*", ["strasse", "strassen"]),
    ]
  )
  func `stands for every word of its shape`(_ pattern: String, _ wanted: [String]) throws {
    #expect(try terms(Query(.pattern(pattern))) == wanted)
  }

  @Test(
    arguments: [
      ("ramires", 1, ["ramiresz", "ramirez", "ramirs"]),
      ("ramirsz", 1, ["ramiresz", "ramirez", "ramirs"]),
      ("ramirsz", 2, ["ramiresz", "ramirez", "ramirs"]),
      ("RAMÍRES", 1, ["ramiresz", "ramirez", "ramirs"]),
      ("amirez", 1, ["ramirez"]),
      ("hernandes", 1, ["hernandez"]),
      ("wmoan", 1, ["woman"]),
      ("городу", 1, ["города", "городе"]),
      ("ממשלה", 1, ["הממשלה"]),
      ("ngưòi", 0, ["nguoi"]),
      ("strase", 1, ["strasse"]),
      ("xyzzy", 2, []),
    ]
  )
  func `stands for every word spelt nearly so`(
    _ word: String,
    _ edits: Int,
    _ wanted: [String]
  ) throws {
    #expect(try terms(Query(.fuzzy(word, edits: edits))) == wanted)
  }

  @Test func `finds the articles that have any of them`() throws {
    #expect(try found(Query(.pattern("*artel*"))) == [1, 2])
    #expect(try found(Query(.field(.title, Query(.pattern("*artel*"))))) == [2])
    #expect(try found(Query(.fuzzy("ramires", edits: 1))) == [1])
    #expect(try found(Query(.all([Query(.pattern("kill*")), Query(.pattern("w*"))]))) == [0])
    #expect(try found(Query(.not(Query(.pattern("*a*"))))) == [3, 4, 5])
    #expect(try found(Query(.pattern("nothing*"))) == [])
  }

  @Test func `finds them in phrases and beside other words`() throws {
    #expect(try found(Query(.phrase("was kill*"))) == [0])
    #expect(try found(Query(.phrase("the * was"))) == [0])
    #expect(try found(Query(.phrase("wom?n saw"))) == [0])
    #expect(try found(Query(.phrase("wom?n killed"))) == [])
    #expect(try found(Query(.phrase("a wom?n?"))) == [])
    #expect(try found(Query(.phrase("was it killed?"))) == [])
    #expect(try found(Query(.phrase("was killed?"))) == [0])
    #expect(
      try found(Query(.near(.inOrder(2), Query(.pattern("kill*")), Query(.pattern("wom*"))))) == [0]
    )
    let misspelt = Query(.near(.within(3), Query(.fuzzy("ramires", edits: 1)), Query(.word("met"))))
    #expect(try found(misspelt) == [1])
    #expect(try found(Query(.phrase("東京?知事"))) == [3])
    #expect(try found(Query(.phrase("東京?の橋"))) == [])
  }

  @Test func `takes runs without blanks as they are, since their words have no ends`() throws {
    #expect(try found(Query(.pattern("東京*"))) == [3])
    #expect(try found(Query(.pattern("*京都*"))) == [3])
    #expect(try found(Query(.pattern("東*"))) == [3])
    let error = #expect(throws: QueryError.self) { try found(Query(.pattern("東*都"))) }
    #expect(error?.kind == .notSearchable)
    #expect(throws: QueryError.self) { try found(Query(.fuzzy("東京", edits: 1))) }
  }

  @Test func `counts a word in many forms like one`() throws {
    // More words than are walked side by side, in one segment and in several.
    let words = ["a", "b", "c", "d", "e"].flatMap { one in
      ["x", "y", "z"].map { "pre\(one)\($0)" }
    }
    let documents = (0..<40).map { number in
      Self.document(
        "t",
        words.indices.filter { number % ($0 + 2) == 0 }.map { words[$0] }
          .joined(separator: " ")
      )
    }
    let oracle = BruteForceSearcher(documents)
    let expected = oracle.answers(to: .text(.pattern("pre*")))
    for sizes in [[40], [7], [1]] {
      let segments = try SearchSegments(documents, sizes: sizes)
      for text in ["pre*", "pre??", "p?e*"] {
        let request = SearchRequest(Query(.pattern(text)), limit: nil)
        let results = try Searcher(segments.readers).search(request)
        #expect(results.hits.map { Int($0.article) } == expected.answers.map(\.document))
        let scores = expected.answers.map { Double($0.score) / Double(expected.scale) }
        #expect(results.hits.map(\.score) == scores)
      }
    }
  }
}
