// SPDX-License-Identifier: Apache-2.0

import Searching
import Testing

@Suite struct QueryTextTests {
  @Test func `a printed tree reads back as the same tree`() throws {
    var random = Seeded(seed: 11)
    let parser = QueryParser(today: 0)
    for _ in 0..<10_000 {
      let query = RandomQuery.tree(depth: 5, .anywhere, &random)
      #expect(try parser.parse(query.text).query == query, "\(query.text)")
      #expect(throws: Never.self) { try query.check() }
    }
  }

  @Test(
    arguments: [
      .word(""), .word("two words"), .word("AND"), .word("near/5"), .word("kill*"), .word("a,"),
      .word("-a"), .word("title:a"), .word("a~1"), .word("a^2"), .word("(a)"), .phrase(""),
      .phrase("a  b"), .phrase("a \"b\""), .exact("kill*"), .pattern("a*"), .pattern("cartel"),
      .pattern("kill**"), .fuzzy("ramires", edits: 3), .fuzzy("ab", edits: 1),
      .field(.language, Query(.word("spanish"))), .field(.title, Query(.everything)),
      .field(.title, Query(.lead(Query(.word("a"))))),
      .lead(Query(.length(WordCount(first: 1, last: nil)))), .opening(words: 0, Query(.word("a"))),
      .mentions(0, Query(.word("a"))), .mentions(2, Query(.everything)),
      .near(.within(0), Query(.word("a")), Query(.word("b"))),
      .near(.inSentence, Query(.word("a")), Query(.not(Query(.word("b"))))),
      .published(DayRange(first: nil, last: nil)), .added(DayRange(first: 2, last: 1)),
      .length(WordCount(first: nil, last: nil)), .length(WordCount(first: 5, last: 4)),
      .some(3, of: [Query(.word("a")), Query(.word("b"))]), .boosted(Query(.word("a")), by: 0),
      .boosted(Query(.word("a")), by: .nan), .all([]), .any([Query(.word("a"))]),
    ] as [Query.Clause]
  )
  func `a tree that cannot be written is no query`(clause: Query.Clause) {
    #expect(throws: QueryError.self) { try Query(clause).check() }
  }
}
