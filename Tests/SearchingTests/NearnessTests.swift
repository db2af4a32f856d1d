// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import TestSupport
import Testing
import TextAnalysis

@Suite struct NearnessTests {
  static let documents = [
    document("The mayor spoke. The flood reached the old bridge that night."),
    document("Floods near the bridge; the mayor of the town said so."),
    document(title: "Mayor on flood", "Nothing else happened."),
    document(title: "The mayor", "Flood waters fell.", "The bridge stood. A mayor came."),
    document("El alcalde: flood, floods. The bridge bridge bridge.", language: "es"),
  ]

  private static func document(
    title: String = "",
    _ paragraphs: String...,
    language: String = "en"
  ) -> BruteForceSearcher.Document {
    let fields: [(number: UInt8, weight: UInt32, paragraphs: [String])] = [
      (IndexedField.title.rawValue, 3, [title]), (IndexedField.body.rawValue, 1, paragraphs),
    ]
    return BruteForceSearcher.Document(
      fields: fields.filter { $0.paragraphs != [""] },
      language: Language(code: language) ?? .unknown,
      published: nil
    )
  }

  private func results(_ text: String) throws -> SearchResults {
    let segments = try SearchSegments(Self.documents, sizes: [3])
    let query = try QueryParser(today: 20_047).parse(text).query
    return try Searcher(segments.readers).search(SearchRequest(query))
  }

  @Test(
    arguments: [
      ("flood NEAR/4 bridge", [0, 1, 3, 4]), ("flood NEAR/3 bridge", [1, 4]),
      ("bridge NEAR/3 flood", [1, 4]), ("bridge PRE/4 flood", []),
      ("flood PRE/4 bridge", [0, 1, 3, 4]), ("flood NEAR/1 bridge", []),
      ("flood w/s bridge", [0, 1]), ("flood w/p bridge", [0, 1, 4]),
      ("mayor w/s flood", [1, 2]), ("mayor w/p flood", [0, 1, 2]),
      // Never from one field into another.
      ("mayor NEAR/2 flood", [2]), ("mayor NEAR/6 flood", [0, 1, 2]),
      ("mayor NEAR/7 flood", [0, 1, 2, 3]),
      ("title:(mayor NEAR/2 flood)", [2]), ("title:(mayor NEAR/2 bridge)", []),
      // A word is not near itself, but near the next.
      ("bridge NEAR/1 bridge", [4]), ("mayor NEAR/9 mayor", []),
      ("\"old bridge\" PRE/2 night", [0]), ("\"the old\" NEAR/1 \"old bridge\"", []),
      ("(alcalde OR \"the mayor\") NEAR/3 (flood OR spoke)", [0, 4]),
      ("=floods w/2 near", [1]), ("flood NEAR/4 bridge -mayor", [4]),
    ] as [(String, [UInt64])]
  )
  func `finds what stands near`(text: String, articles: [UInt64]) throws {
    let results = try results(text)
    #expect(results.hits.map(\.article).sorted() == articles)
    #expect(results.total == articles.count)
  }

  @Test func `is near any of many things what is near one of them`() throws {
    let words = [
      "said", "town", "\"old bridge\"", "fell", "stood", "title:mayor", "spoke", "night",
    ]
    let others = [
      "waters", "nothing", "\"the town\"", "else", "lead:happened", "alcalde", "bridge",
    ]
    for many in [words, others, words + others] {
      for operation in ["NEAR/3", "NOT NEAR/3", "PRE/6"] {
        let together = try results("flood \(operation) (\(many.joined(separator: " OR ")))")
        var each = try many.map { try Set(results("flood \(operation) \($0)").hits.map(\.article)) }
        let first = each.removeFirst()
        let expected = each.reduce(first) {
          operation.hasPrefix("NOT") ? $0.intersection($1) : $0.union($1)
        }
        // One flood may have one of them near, and another the other.
        if operation.hasPrefix("NOT") {
          #expect(expected.isSuperset(of: together.hits.map(\.article)))
        } else {
          #expect(Set(together.hits.map(\.article)) == expected, "\(many) \(operation)")
        }
      }
    }
  }

  @Test func `a phrase of too many words with hyphens is looked for as typed, and it is said once`()
    throws
  {
    let words = { Array(repeating: "old-bridge", count: $0).joined(separator: " ") }
    #expect(try results("\"\(words(64))\"").notes.isEmpty)
    for query in ["\"\(words(65))\"", "\"\(words(65))\" NEAR/5 mayor"] {
      let notes = try results(query).notes
      #expect(
        notes.map(\.message)
          == ["A phrase with more than 64 words with hyphens is looked for as typed only."]
      )
    }
  }

  @Test func `marks all its words`() throws {
    let highlights = try results("flood NEAR/9 (\"the mayor\" OR bridge)").highlights
    #expect(highlights.count == 3)
    #expect(highlights.first?.match == .terms(["flood", "floods"].map { Array($0.utf8) }))
    guard case .phrase(let parts)? = highlights.dropFirst().first?.match else {
      Issue.record("no phrase among \(highlights)")
      return
    }
    #expect(parts.map(\.term) == ["the", "mayor"].map { Array($0.utf8) })
    #expect(highlights.map { $0.partners.map(\.side) } == [[0], [1], [1]])
    let nested = try results("(flood PRE/4 bridge) NEAR/2 night").highlights
    #expect(nested.map { $0.partners.map(\.group) } == [[0, 1], [0, 1], [1]])
    #expect(nested.map { $0.partners.map(\.side) } == [[0, 0], [1, 0], [1]])
  }

  @Test func `explains what it is made of and what it scores`() throws {
    let segments = try SearchSegments(Self.documents, sizes: [3])
    let searcher = try Searcher(segments.readers)
    let query = try QueryParser(today: 20_047).parse("flood NEAR/4 bridge").query
    let request = SearchRequest(query)
    let explanation = try searcher.explain(request)
    #expect(explanation.reading == "flood NEAR/4 bridge")
    #expect(explanation.clauses.map(\.articles) == [4])
    #expect(Set(explanation.clauses[0].expansions.map(\.term)) == ["flood", "floods", "bridge"])
    for hit in try searcher.search(request).hits {
      let explained = try searcher.explainScore(of: hit.document, in: hit.segment, request)
      #expect(explained?.score == hit.score)
      // Two bridges are near the one flood of the Spanish article; the lesser number counts.
      #expect(explained?.parts.map(\.frequency) == [1])
    }
  }

  @Test(
    arguments: [
      // What a field, the lead or the opening leaves of a clause.
      ("lead:mayor", [0, 1, 2, 3]), ("lead:bridge", [0, 1, 4]),
      ("lead:(mayor flood)", [0, 1, 2, 3]),
      ("lead:(bridge OR nothing)", [0, 1, 2, 4]), ("lead:(mayor -bridge)", [2, 3]),
      ("first3:flood", [1, 3, 4]), ("first3:mayor", [0]), ("first5:(flood NEAR/9 mayor)", [0]),
      ("lead:(mayor NEAR/9 flood)", [0, 1, 2]), ("lead:mayor NEAR/6 flood", [0, 1, 2]),
      // How often something is there.
      ("atleast2:mayor", [3]), ("atleast3:bridge", [4]), ("atleast3:(flood OR bridge)", [4]),
      ("atleast2:(the NEAR/9 mayor)", [3]),
      // Not near, and near something that is near.
      ("flood NOT w/3 bridge", [0, 2, 3]), ("bridge NOT w/s flood", [3, 4]),
      ("mayor NOT w/p flood", [3]), ("(flood PRE/4 bridge) NEAR/2 night", [0]),
      ("(flood PRE/4 bridge) NEAR/1 night", []), ("(flood w/4 bridge) w/s mayor", [1]),
      // So many of a list.
      ("2 of (night, town, flood)", [0, 1]), ("3 of (mayor, flood, title:mayor)", [2, 3]),
    ] as [(String, [UInt64])]
  )
  func `finds what stands where it is asked for`(text: String, articles: [UInt64]) throws {
    let results = try results(text)
    #expect(results.hits.map(\.article).sorted() == articles)
    #expect(results.total == articles.count)
  }

  @Test func `takes a beginning of words beside a nearness for any of them`() throws {
    #expect(try results("fl* NEAR/4 bridge").hits.map(\.article).sorted() == [0, 1, 3, 4])
    #expect(try results("\"t* mayor\"").hits.map(\.article).sorted() == [0, 1, 3])
    #expect(try results("水 NEAR/3 flood").hits.isEmpty)
  }
}
