// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Searching

/// Queries as they are typed at Lexis, Nexis and Factiva, and how each is read.
@Suite struct LexisSyntaxTests {
  let parser = QueryParser(today: QueryGrammarTests.today, syntax: .lexis)

  @Test(
    arguments: [
      (
        "hlead(cartel) w/10 extort! and atleast3(chiapas)",
        "(lead:cartel NEAR/10 extort*) AND atleast3:chiapas"
      ),
      // Words side by side are a phrase.
      ("four people", "\"four people\""),
      ("\"four people\"", "\"four people\""),
      ("armed attack! OR la mesilla", "\"armed attack*\" OR \"la mesilla\""),
      ("caps(aids) virus", "caps:aids PRE/1 virus"),
      // Operators in any case.
      ("a AND b", "a AND b"),
      ("a and b Or c", "a AND (b OR c)"),
      ("a & b", "a AND b"),
      ("a not b", "a AND (NOT b)"),
      ("a and not b", "a AND (NOT b)"),
      ("a but not b", "a AND (NOT b)"),
      ("a AND NOT b AND NOT c", "a AND (NOT b) AND (NOT c)"),
      ("not a", "NOT a"),
      // Nearness.
      ("a w/5 b", "a NEAR/5 b"),
      ("a W/5 b", "a NEAR/5 b"),
      ("a /5 b", "a NEAR/5 b"),
      ("a near5 b", "a NEAR/5 b"),
      ("a NEAR/5 b", "a NEAR/5 b"),
      ("a pre/5 b", "a PRE/5 b"),
      ("a +5 b", "a PRE/5 b"),
      ("a adj5 b", "a PRE/5 b"),
      ("a adj/5 b", "a PRE/5 b"),
      ("a onear/5 b", "a PRE/5 b"),
      ("a onear5 b", "a PRE/5 b"),
      ("a w5 b", "a PRE/5 b"),
      ("a w/s b", "a w/s b"),
      ("a /s b", "a w/s b"),
      ("a w/sent b", "a w/s b"),
      ("a w/p b", "a w/p b"),
      ("a same b", "a w/p b"),
      ("the same", "\"the same\""),
      ("a w/seg b", "a AND b"),
      ("a not w/5 b", "a NOT NEAR/5 b"),
      ("a NOT pre/5 b", "a NOT PRE/5 b"),
      ("a not w/s b", "a NOT w/s b"),
      // Precedence.
      ("a w/5 b or c", "a NEAR/5 (b OR c)"),
      ("a w/10 b w/3 c", "a NEAR/10 (b NEAR/3 c)"),
      ("a w/3 b w/3 c", "(a NEAR/3 b) NEAR/3 c"),
      ("a w/p b w/s c", "a w/p (b w/s c)"),
      ("a and b w/5 c or d", "a AND (b NEAR/5 (c OR d))"),
      ("a and b and not c or d", "(a AND b) AND (NOT (c OR d))"),
      ("(a and b) or c", "(a AND b) OR c"),
      // Mentions, segments, capitals.
      ("atleast3(chiapas or tapachula)", "atleast3:(chiapas OR tapachula)"),
      ("ATLEAST3 chiapas", "atleast3:chiapas"),
      ("headline(cartel)", "title:cartel"),
      ("HEADLINE(cartel w/3 police)", "title:(cartel NEAR/3 police)"),
      ("hd=cartel", "title:cartel"),
      ("hd=(cartel or police)", "title:(cartel OR police)"),
      ("hd=la mesilla and b", "title:\"la mesilla\" AND b"),
      ("hlp=\"la mesilla\"", "lead:\"la mesilla\""),
      ("byline(smith)", "by:smith"),
      ("by=john smith", "by:\"john smith\""),
      ("publication(new york times)", "source:\"new york times\""),
      ("rst=reforma", "source:reforma"),
      ("section(world)", "section:world"),
      ("dateline(chiapas)", "dateline:chiapas"),
      ("la=en", "lang:en"),
      ("language(spanish)", "lang:es"),
      ("la=(en or es) and a", "lang:(en OR es) AND a"),
      ("caps(apple)", "caps:apple"),
      ("allcaps(rico w/5 act)", "allcaps:rico NEAR/5 allcaps:act"),
      ("nocaps(turkey)", "nocaps:turkey"),
      ("singular(car)", "\"car\""),
      ("body(a)", "a"),
      ("lead(a)", "lead:a"),
      // The first words.
      ("toyota/F50/", "first50:toyota"),
      ("\"la mesilla\"/f20/ and b", "first20:\"la mesilla\" AND b"),
      ("(a or b)/F50/", "first50:(a OR b)"),
      // Truncation.
      ("extort!", "extort*"),
      ("kill*", "kill*"),
      ("bank**", "bank*"),
      ("wom*n", "wom?n"),
      ("wom?n", "wom?n"),
      ("\"armed attack!\"", "\"armed attack*\""),
      // Lengths and dates.
      ("wc>1200", "words>1200"),
      ("length > 1200 and a", "words>1200 AND a"),
      ("LENGTH(<300)", "words<300"),
      ("length of stay", "\"length of stay\""),
      ("date > 2023", "pub:2024-01-01.."),
      ("date >= 2023", "pub:2023-01-01.."),
      ("date is 3/8/2024", "pub:2024-03-08"),
      ("date aft 2024-03-08 and a", "pub:2024-03-09.. AND a"),
      ("date bef 2024", "pub:..2023-12-31"),
      ("date from 20240101 to 20240331", "pub:2024-01-01..2024-03-31"),
      ("date(geq(1/1/2024) and leq(3/31/2024)) and a", "pub:2024-01-01..2024-03-31 AND a"),
      ("pd=20240308", "pub:2024-03-08"),
      ("a date", "\"a date\""),
      // Our own signs are no operators there.
      ("a^2", "\"a 2\""),
      ("covid-19", "covid-19"),
      ("https://example.org/a?b=c", "https://example.org/a?b=c"),
    ]
  )
  func `reads the forms of Lexis and Factiva`(text: String, expected: String) throws {
    let query = try parser.parse(text).query
    #expect(query.text == expected)
    #expect(throws: Never.self) { try query.check() }
  }

  @Test(
    arguments: [
      ("", .empty, 0..<0, nil),
      ("a and", .missingOperand, 2..<5, "a"),
      ("and a", .missingOperand, 0..<3, "a"),
      ("a or or b", .missingOperand, 2..<4, "a or b"),
      ("(a", .unclosedBracket, 0..<1, "(a)"),
      ("a)", .strayBracket, 1..<2, "a"),
      ("()", .emptyBrackets, 0..<2, nil),
      ("\"a", .unclosedQuote, 0..<1, "\"a\""),
      ("\"\"", .emptyQuotes, 0..<2, nil),
      ("a w/0 b", .badNearness, 2..<5, "a w/5 b"),
      ("a w/9999 b", .badNearness, 2..<8, "a w/5 b"),
      ("a w/5 (b and c)", .badNearness, 6..<15, "a and (b and c)"),
      ("a w/5 date > 2024", .badNearness, 6..<17, "a and date > 2024"),
      ("atleast0(a)", .badNumber, 0..<8, "atleast2(a)"),
      ("atleast2(a and b)", .badNumber, 8..<17, nil),
      ("company(acme)", .unknownField, 0..<7, nil),
      ("co=acme", .unknownField, 0..<3, nil),
      ("plural(car)", .unknownField, 0..<6, nil),
      ("frobnicate(a)", .unknownField, 0..<10, "frobnicate and (a)"),
      ("xx=a", .unknownField, 0..<3, "xx a"),
      ("title:a", .unknownOperator, 0..<6, nil),
      ("hlead(headline(a))", .nestedField, 6..<14, "hlead( (a))"),
      ("hlead(date > 2024)", .nestedField, 6..<17, nil),
      ("hlead(a/F50/)", .nestedField, 7..<12, "hlead(a)"),
      ("a (date > 2024)", .missingOperand, 2..<15, "a and (date > 2024)"),
      ("la=klingon", .badLanguage, 3..<10, nil),
      ("date > soon", .badDate, 7..<11, nil),
      ("date from 2024 to 2023", .badDate, 18..<22, nil),
      ("wc>many", .badLength, 0..<3, nil),
      ("colo$1r", .unknownOperator, 0..<7, "colo!"),
      ("a!", .badPattern, 0..<2, "a"),
      ("caps(kill!)", .badCapitals, 4..<11, nil),
      ("blair w/ brown", .badNearness, 6..<8, "blair w/5 brown"),
      ("a PRE/ b", .badNearness, 2..<6, "a PRE/5 b"),
      ("a /F50/", .badNumber, 2..<7, "a"),
      ("hd=", .emptyField, 0..<3, nil),
    ] as [(String, QueryError.Kind, Range<Int>, String?)]
  )
  func `refuses by name and place what it does not understand`(
    text: String,
    kind: QueryError.Kind,
    range: Range<Int>,
    repair: String?
  ) {
    let error = #expect(throws: QueryError.self) { try parser.parse(text) }
    #expect(error?.kind == kind)
    #expect(error?.range == range)
    #expect(error?.repair == repair)
    #expect(error?.message.isEmpty == false)
  }

  @Test func `says where its reading is not that of every archive`() throws {
    #expect(try parser.parse("a and b or c").notes.count == 1)
    #expect(try parser.parse("a and (b or c)").notes.isEmpty)
    #expect(try parser.parse("a w/seg b").notes.first?.message.contains("AND") == true)
    #expect(try parser.parse("lead(a)").notes.first?.message.contains("title") == true)
  }

  @Test func `never traps on garbage, and whatever it reads is a query`() {
    let pieces = [
      "a", "\"", "(", ")", "=", "*", "!", "?", "/", " ", "é", "2", "—", " or ", " and ", " not ",
      " w/5 ", " pre/2 ", "hlead(", "hd=", "atleast2(", "caps(", "date", ">", "2024", "/F9/", "wc>",
      "same", "$", "la=", "length", ",", ":", "^", "~", "\u{200F}", "\u{0}", "\u{301}", "kill",
      "w5",
    ]
    var random = Seeded(seed: 29)
    for _ in 0..<10_000 {
      let count = Int.random(in: 0...14, using: &random)
      let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      do {
        let query = try parser.parse(text).query
        #expect(throws: Never.self, "\(text)") { try query.check() }
        #expect(query.range.upperBound <= text.utf8.count)
      } catch {
        let isInside = error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count
        #expect(isInside, "\(text): \(error)")
        if let repair = error.repair { #expect(throws: Never.self) { try parser.parse(repair) } }
      }
    }
  }
}
