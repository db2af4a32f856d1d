// SPDX-License-Identifier: Apache-2.0

import Searching
import Testing

@Suite struct QueryTextTests {
  @Test func `a printed tree reads back as the same tree`() throws {
    var random = Seeded(seed: 11)
    let parser = QueryParser(today: 0)
    for _ in 0..<2_000 {
      let query = RandomQuery.tree(depth: 4, inField: false, &random)
      #expect(try parser.parse(query.text).query == query, "\(query.text)")
    }
  }
}

/// Trees of every kind of clause.
enum RandomQuery {
  static let words = ["a", "bo", "cartel", "Ramírez", "COVID-19", "سلام", "四人", "U.S.", "don't"]
  static let prefixes = ["a", "kil", "سل", "四"]

  static func tree(depth: Int, inField: Bool, _ random: inout Seeded) -> Query {
    let kinds = depth > 1 ? 12 : 6
    switch Int.random(in: 0..<kinds, using: &random) {
    case 0, 1: return Query(.word(pick(words, &random)))
    case 2: return Query(.phrase(phrase(&random)))
    case 3: return Query(.exact(Bool.random(using: &random) ? "Ramírez" : phrase(&random)))
    case 4: return Query(.pattern(pick(prefixes, &random) + "*"))
    case 5: return inField ? Query(.word("x")) : special(&random)
    case 6, 7: return Query(.all(parts(depth, inField, &random)))
    case 8, 9: return Query(.any(parts(depth, inField, &random)))
    case 10: return Query(.not(tree(depth: depth - 1, inField: inField, &random)))
    default: return inField ? Query(.word("x")) : field(depth, &random)
    }
  }

  private static func pick(_ list: [String], _ random: inout Seeded) -> String {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  private static func phrase(_ random: inout Seeded) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(words, &random) }
      .joined(separator: " ")
  }

  private static func special(_ random: inout Seeded) -> Query {
    guard Bool.random(using: &random) else { return Query(.everything) }
    let first = Int.random(in: -50_000...50_000, using: &random)
    let last = first + Int.random(in: 0...900, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return Query(.published(DayRange(first: first, last: nil)))
    case 1: return Query(.published(DayRange(first: nil, last: last)))
    default: return Query(.published(DayRange(first: first, last: last)))
    }
  }

  private static func parts(_ depth: Int, _ inField: Bool, _ random: inout Seeded) -> [Query] {
    (0..<Int.random(in: 2...3, using: &random)).map { _ in
      tree(depth: depth - 1, inField: inField, &random)
    }
  }

  private static func field(_ depth: Int, _ random: inout Seeded) -> Query {
    let field = QueryField.allCases[Int.random(in: 0..<QueryField.allCases.count, using: &random)]
    guard field != .language else { return Query(.field(field, Query(.word("es")))) }
    var inner = tree(depth: depth - 1, inField: true, &random)
    // A dash goes before the field.
    if case .not = inner.clause { inner = Query(.word("a")) }
    return Query(.field(field, inner))
  }
}
