// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Searching

/// The language, a row of its table after the other: what is typed, and the tree that it is.
@Suite struct QueryGrammarTests {
  /// Wednesday, 20 November 2024.
  static let today = 20_047

  private static func word(_ word: String) -> Query { Query(.word(word)) }

  @Test(
    arguments: [
      // Phrases.
      ("\"four people\"", .phrase("four people")),
      ("“four\u{A0}people”", .phrase("four people")),
      ("„vier Leute“", .phrase("vier Leute")),
      ("« quatre personnes »", .phrase("quatre personnes")),
      ("「四人」", .phrase("四人")),
      ("『四人』", .phrase("四人")),
      ("＂四人＂", .phrase("四人")),
      ("\"kill* people\"", .phrase("kill* people")),
      ("\"the * of war\"", .phrase("the * of war")),
      ("\"who killed them?\"", .phrase("who killed them?")),
      // Exact forms.
      ("=Ramírez", .exact("Ramírez")),
      ("＝Ramírez", .exact("Ramírez")),
      ("=\"four people\"", .exact("four people")),
      // Any of, none of.
      ("a OR b", .any([word("a"), word("b")])),
      ("NOT a", .not(word("a"))),
      ("-a", .not(word("a"))),
      ("–football", .not(word("football"))),
      ("−football", .not(word("football"))),
      ("a (b OR c)", .all([word("a"), Query(.any([word("b"), word("c")]))])),
      ("（a OR b） c", .all([Query(.any([word("a"), word("b")])), word("c")])),
      // Within so many words.
      ("a NEAR/5 b", .near(.within(5), word("a"), word("b"))),
      ("a w/5 b", .near(.within(5), word("a"), word("b"))),
      ("a near/5 b", .near(.within(5), word("a"), word("b"))),
      ("a PRE/5 b", .near(.inOrder(5), word("a"), word("b"))),
      ("a pre/5 b", .near(.inOrder(5), word("a"), word("b"))),
      (
        "a w/5 b PRE/2 c",
        .near(.inOrder(2), Query(.near(.within(5), word("a"), word("b"))), word("c"))
      ),
      (
        "a w/5 (b PRE/2 c)",
        .near(.within(5), word("a"), Query(.near(.inOrder(2), word("b"), word("c"))))
      ),
      (
        "lead:cartel w/10 extort*",
        .near(.within(10), Query(.lead(word("cartel"))), Query(.pattern("extort*")))
      ),
      // In a sentence, in a paragraph.
      ("a w/s b", .near(.inSentence, word("a"), word("b"))),
      ("a W/P b", .near(.inParagraph, word("a"), word("b"))),
      // Not near.
      ("a NOT w/5 b", .notNear(.within(5), word("a"), word("b"))),
      ("a NOT w/s b", .notNear(.inSentence, word("a"), word("b"))),
      ("NOT a w/5 b", .not(Query(.near(.within(5), word("a"), word("b"))))),
      // At the top.
      ("lead:(a b)", .lead(Query(.all([word("a"), word("b")])))),
      ("lead:\"a b\"", .lead(Query(.phrase("a b")))),
      ("first50:a", .opening(words: 50, word("a"))),
      ("First50:(a OR b)", .opening(words: 50, Query(.any([word("a"), word("b")])))),
      // Mentions.
      ("atleast3:chiapas", .mentions(3, word("chiapas"))),
      ("atleast2:title:a", .mentions(2, Query(.field(.title, word("a"))))),
      (
        "title:(atleast2:a b)",
        .field(.title, Query(.all([Query(.mentions(2, word("a"))), word("b")])))
      ),
      // Capitals.
      ("caps:Apple", .capitals(.asTyped, "Apple")),
      ("allcaps:RICO", .capitals(.all, "RICO")),
      ("anycaps:\"us steel\"", .capitals(.any, "us steel")),
      ("nocaps:us", .capitals(.none, "us")),
      (
        "caps:(Apple OR Aids)",
        .any([Query(.capitals(.asTyped, "Apple")), Query(.capitals(.asTyped, "Aids"))])
      ),
      ("title:caps:Apple", .field(.title, Query(.capitals(.asTyped, "Apple")))),
      // Fields.
      ("title:a", .field(.title, word("a"))),
      ("title：四人", .field(.title, word("四人"))),
      ("by:a", .field(.byline, word("a"))),
      ("dateline:a", .field(.dateline, word("a"))),
      ("agency:a", .field(.agency, word("a"))),
      ("section:a", .field(.section, word("a"))),
      ("source:a", .field(.source, word("a"))),
      ("url:example.org/a", .field(.url, word("example.org/a"))),
      ("lang:es", .field(.language, word("es"))),
      ("tag:\"to read\"", .field(.tag, Query(.phrase("to read")))),
      ("tag:bord*", .field(.tag, Query(.pattern("bord*")))),
      ("note:(a OR b)", .field(.note, Query(.any([word("a"), word("b")])))),
      // Dates.
      ("pub:2024", .published(DayRange(first: 19_723, last: 20_088))),
      ("pub:2024-03..2024-05", .published(DayRange(first: 19_783, last: 19_874))),
      ("pub:last-week", .published(DayRange(first: 20_038, last: 20_044))),
      ("pub:..yesterday", .published(DayRange(first: nil, last: today - 1))),
      ("pub:yesterday,", .published(DayRange(first: today - 1, last: today - 1))),
      ("added:7d..", .added(DayRange(first: today - 6, last: nil))),
      ("added:today", .added(DayRange(first: today + 1, last: today + 1))),
      // Lengths.
      ("words>1200", .length(WordCount(first: 1201, last: nil))),
      ("words > 1200", .length(WordCount(first: 1201, last: nil))),
      ("words>=1200", .length(WordCount(first: 1200, last: nil))),
      ("WORDS<300", .length(WordCount(first: nil, last: 299))),
      ("words<=300", .length(WordCount(first: nil, last: 300))),
      ("words=300", .length(WordCount(first: 300, last: 300))),
      ("words:300..1200", .length(WordCount(first: 300, last: 1200))),
      ("words:300..", .length(WordCount(first: 300, last: nil))),
      ("words:>300", .length(WordCount(first: 301, last: nil))),
      // Patterns and other spellings.
      ("kill*", .pattern("kill*")),
      ("*cartel*", .pattern("*cartel*")),
      ("k*ll", .pattern("k*ll")),
      ("wom?n", .pattern("wom?n")),
      ("kill**", .pattern("kill*")),
      ("四*", .pattern("四*")),
      ("what?", .word("what?")),
      ("ramires~1", .fuzzy("ramires", edits: 1)),
      ("ramires~", .fuzzy("ramires", edits: 1)),
      ("ramires~2", .fuzzy("ramires", edits: 2)),
      // Lists.
      ("2 of (a, b, c)", .some(2, of: [word("a"), word("b"), word("c")])),
      ("2 of (a,b,c)", .some(2, of: [word("a"), word("b"), word("c")])),
      ("2 of （a，b、c）", .some(2, of: [word("a"), word("b"), word("c")])),
      (
        "1 of (la mesilla, \"x, y\")",
        .some(1, of: [Query(.all([word("la"), word("mesilla")])), Query(.phrase("x, y"))])
      ),
      ("-2 of (a, b)", .not(Query(.some(2, of: [word("a"), word("b")])))),
      // Boosts.
      ("title:cartel^3", .boosted(Query(.field(.title, word("cartel"))), by: 3)),
      ("\"a b\"^2.5", .boosted(Query(.phrase("a b")), by: 2.5)),
      ("(a b)^0.5", .boosted(Query(.all([word("a"), word("b")])), by: 0.5)),
      ("kill*^2", .boosted(Query(.pattern("kill*")), by: 2)),
      ("ramires~1^2", .boosted(Query(.fuzzy("ramires", edits: 1)), by: 2)),
      // Text from right to left, and the punctuation of scripts without blanks.
      (
        "\u{200F}الرئيس\u{200F} \u{202B}-كلمة\u{202C}",
        .all([word("الرئيس"), Query(.not(word("كلمة")))])
      ),
      ("title:\u{200F}\"קרטל\"", .field(.title, Query(.phrase("קרטל")))),
      ("北京，上海。", .all([word("北京"), word("上海")])),
      ("\u{3000}a\u{202F}b\u{200B}c", .all([word("a"), word("b"), word("c")])),
    ] as [(String, Query.Clause)]
  )
  func `reads every form of the language`(text: String, clause: Query.Clause) throws {
    let parser = QueryParser(today: Self.today, localToday: Self.today + 1)
    let query = try parser.parse(text).query
    #expect(query.clause == clause, "\(query.text)")
    #expect(try parser.parse(query.text).query == query, "\(query.text)")
  }

  @Test(
    arguments: [
      ("a b c", "a AND b AND c"),
      ("a OR b c", "a OR (b AND c)"),
      ("a AND b OR c AND d", "(a AND b) OR (c AND d)"),
      ("NOT a b", "(NOT a) AND b"),
      ("NOT a w/3 b c", "(NOT (a NEAR/3 b)) AND c"),
      ("a w/3 b OR c", "(a NEAR/3 b) OR c"),
      ("a w/3 b w/s c", "(a NEAR/3 b) w/s c"),
      ("title:a w/3 b", "title:a NEAR/3 b"),
      ("a w/3 b^2", "a NEAR/3 (b^2)"),
      ("a NOT w/3 b w/5 c", "(a NOT NEAR/3 b) NEAR/5 c"),
      ("-a^2", "NOT (a^2)"),
      ("pub:2024 OR lang:es -a", "pub:2024-01-01..2024-12-31 OR (lang:es AND (NOT a))"),
    ]
  )
  func `binds operators by their precedence`(text: String, expected: String) throws {
    #expect(try QueryParser(today: Self.today).parse(text).query.text == expected)
  }

  @Test func `keeps the places of operators and of names`() throws {
    let query = try QueryParser(today: 0).parse("\u{200F}a w/5 title:(b OR c)^2").query
    #expect(query.range == 3..<25)
    #expect(query.parts.map(\.range) == [3..<4, 9..<25])
    #expect(query.parts.last?.parts.map(\.range) == [9..<23])
  }
}
