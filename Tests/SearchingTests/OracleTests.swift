// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Searching
import TestSupport
import Testing
import TextAnalysis

@Suite struct OracleTests {
  @Test(arguments: [[], [7, 40, 1, 60]] as [[Int]])
  func `finds what the oracle finds, in the same order with the same scores`(
    sizes: [Int]
  ) throws {
    let world = SearchWorld(count: 160, seed: 3)
    let oracle = BruteForceSearcher(world.documents)
    let segments = try SearchSegments(world.documents, sizes: sizes)
    let searcher = try Searcher(segments.readers)
    var random = Seeded(seed: UInt64(5 + sizes.count))
    var found = 0
    for _ in 0..<500 {
      let query = WorldQuery.tree(depth: 3, field: nil, &random)
      let expected = oracle.answers(to: WorldQuery.question(query, field: nil))
      let results: SearchResults
      do {
        results = try searcher.search(SearchRequest(query, limit: nil))
      } catch {
        #expect(error.kind == .notSearchable && expected.answers.isEmpty)
        continue
      }
      let scale = Double(expected.scale)
      let hits = results.hits.map {
        BruteForceSearcher.Answer(
          document: segments.place($0),
          score: Int32($0.score * scale)
        )
      }
      #expect(results.total == expected.answers.count, "\(query)")
      let differing = zip(hits, expected.answers).first { $0 != $1 }
      #expect(differing == nil, "\(query)")
      #expect(results.damaged.isEmpty)
      found += hits.isEmpty ? 0 : 1
      guard differing == nil else { break }
      let top = try searcher.search(SearchRequest(query, offset: 2, limit: 5))
      #expect(top.hits == Array(results.hits.dropFirst(2).prefix(5)), "\(query)")
    }
    #expect(found > 250)
  }
}

/// Queries about a world, and the same as questions to the oracle.
enum WorldQuery {
  static func tree(depth: Int, field: QueryField?, _ random: inout Seeded) -> Query {
    let kinds = depth > 1 ? 15 : 7
    switch Int.random(in: 0..<kinds, using: &random) {
    case 0, 1, 2: return Query(.word(word(&random)))
    case 3: return Query(.phrase(phrase(&random)))
    case 4: return Query(.pattern(prefix(&random) + "*"))
    case 5: return field == nil ? special(&random) : Query(.word(word(&random)))
    case 6, 7, 8: return depth > 1 ? Query(.all(parts(depth, field, &random))) : leaf(&random)
    case 9, 10, 11: return Query(.any(parts(depth, field, &random)))
    case 13: return near(&random)
    case 12: return Query(.not(tree(depth: depth - 1, field: field, &random)))
    default:
      guard field == nil else { return leaf(&random) }
      let fields: [QueryField] = [.title, .byline, .dateline, .agency, .section, .source]
      let field = fields[Int.random(in: 0..<fields.count, using: &random)]
      return Query(.field(field, tree(depth: depth - 1, field: field, &random)))
    }
  }

  private static func leaf(_ random: inout Seeded) -> Query { Query(.word(word(&random))) }

  /// Two sides that have something to do with each other often enough.
  private static func near(_ random: inout Seeded) -> Query {
    let language = ["en", "en", "es", "fr"][Int.random(in: 0..<4, using: &random)]
    let most = Int.random(in: 1...8, using: &random)
    let all: [Nearness] = [.within(most), .inOrder(most), .inSentence, .inParagraph]
    let nearness = all[Int.random(in: 0..<4, using: &random)]
    return Query(.near(nearness, side(language, &random), side(language, &random)))
  }

  private static func side(_ language: String, _ random: inout Seeded) -> Query {
    let one = { (random: inout Seeded) in
      switch Int.random(in: 0..<4, using: &random) {
      case 0: Query(.phrase(SearchWorld.text(language, 1...2, &random)))
      case 1: Query(.phrase(SearchWorld.word(language, &random)))
      default: Query(.word(SearchWorld.word(language, &random)))
      }
    }
    if Int.random(in: 0..<3, using: &random) > 0 { return one(&random) }
    return Query(.any([one(&random), one(&random)]))
  }

  /// The parts of a side.
  private static func alternatives(_ query: Query) -> [Query] {
    if case .any(let parts) = query.clause { parts } else { [query] }
  }

  private static func distance(_ nearness: Nearness) -> BruteForceSearcher.Distance {
    switch nearness {
    case .within(let words): .within(UInt32(words), isOrdered: false)
    case .inOrder(let words): .within(UInt32(words), isOrdered: true)
    case .inSentence: .sentence
    case .inParagraph: .paragraph
    }
  }

  private static func language(_ random: inout Seeded) -> String {
    ["en", "en", "es", "fr", "zh", ""][Int.random(in: 0..<6, using: &random)]
  }

  private static func word(_ random: inout Seeded) -> String {
    let rare = ["volcano", "killings", "学", "河水", "Rios", "ELECTIONS", "schooling", "第2024桥"]
    if Int.random(in: 0..<10, using: &random) == 0 {
      return rare[Int.random(in: 0..<rare.count, using: &random)]
    }
    return SearchWorld.word(language(&random), &random)
  }

  private static func phrase(_ random: inout Seeded) -> String {
    SearchWorld.text(language(&random), 1...3, &random)
  }

  private static func prefix(_ random: inout Seeded) -> String {
    let all = ["fl", "r", "b", "car", "éc", "organi", "2", "zz", "水", "n", "schoo"]
    return all[Int.random(in: 0..<all.count, using: &random)]
  }

  private static func special(_ random: inout Seeded) -> Query {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return Query(.everything)
    case 1: return Query(.field(.language, Query(.word("es"))))
    default:
      let first = Int.random(in: 18_900...20_100, using: &random)
      let last = Bool.random(using: &random) ? first + 200 : nil
      return Query(.published(DayRange(first: first, last: last)))
    }
  }

  private static func parts(
    _ depth: Int,
    _ field: QueryField?,
    _ random: inout Seeded
  ) -> [Query] {
    (0..<Int.random(in: 2...3, using: &random)).map { _ in
      tree(depth: depth - 1, field: field, &random)
    }
  }

  /// The same question for the oracle.
  static func question(_ query: Query, field: IndexedField?) -> BruteForceSearcher.Question {
    let number = field?.rawValue
    switch query.clause {
    case .word(let text): return .word(text, field: number)
    case .phrase(let text), .exact(let text): return .phrase(text, field: number)
    case .pattern(let text): return .prefix(String(text.dropLast()), field: number)
    case .near(let nearness, let left, let right):
      return .near(
        distance(nearness),
        alternatives(left).map { question($0, field: field) },
        alternatives(right).map { question($0, field: field) }
      )
    case .published(let days): return .published(days.seconds)
    case .everything: return .everything
    case .not(let inner): return .not(question(inner, field: field))
    case .all(let parts): return .all(parts.map { question($0, field: field) })
    case .any(let parts): return .any(parts.map { question($0, field: field) })
    case .field(.language, let inner):
      return .language(Language(code: inner.text) ?? .unknown)
    case .field(let field, let inner):
      return question(inner, field: indexed(field))
    default: preconditionFailure("the generator makes no \(query.clause)")
    }
  }

  private static func indexed(_ field: QueryField) -> IndexedField? {
    switch field {
    case .title: .title
    case .byline: .byline
    case .dateline: .dateline
    case .agency: .agency
    case .section: .section
    case .source: .source
    case .url, .language, .tag, .note: nil
    }
  }
}
