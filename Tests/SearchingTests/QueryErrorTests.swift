// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Searching

/// What cannot be read: what is wrong, where, and what would be read instead.
@Suite struct QueryErrorTests {
  let parser = QueryParser(today: QueryGrammarTests.today)

  @Test(
    arguments: [
      ("a NEAR/0 b", .badNearness, 2..<8, "a NEAR/5 b"),
      ("a w/ b", .badNearness, 2..<4, "a w/5 b"),
      ("a PRE/ b", .badNearness, 2..<6, "a PRE/5 b"),
      ("cartel^x", .badBoost, 6..<8, "cartel^2"),
      ("cartel^-1", .badBoost, 6..<9, "cartel^2"),
      ("a PRE/x b", .badNearness, 2..<7, "a PRE/5 b"),
      ("a w/9999 b", .badNearness, 2..<8, "a w/5 b"),
      ("NEAR/5 b", .missingOperand, 0..<6, "b"),
      ("NOT w/5 b", .missingOperand, 0..<7, "b"),
      ("a w/s", .missingOperand, 2..<5, "a"),
      ("a NEAR/5 (b c)", .badNearness, 9..<14, "((a NEAR/5 b) AND (a NEAR/5 c))"),
      ("(a OR -b) w/p c", .badNearness, 0..<9, "(a OR -b) AND c"),
      ("a NOT w/5 (b c)", .badNearness, 10..<15, "a AND NOT (b c)"),
      ("a w/5 NOT b", .badNearness, 6..<9, "a NOT NEAR/5 b"),
      ("a w/5 -b", .badNearness, 6..<7, "a NOT NEAR/5 b"),
      ("a w/5 pub:2024", .badNearness, 6..<14, "a AND pub:2024"),
      ("a w/5 tag:b", .badNearness, 6..<11, "a AND tag:b"),
      ("a w/5 atleast2:b", .badNearness, 6..<16, "a AND atleast2:b"),
      ("-a w/5 b", .badNearness, 0..<8, "-(a w/5 b)"),
      ("a -b w/5 c w/s d", .badNearness, 2..<16, "a -(b w/5 c w/s d)"),
      ("a*", .badPattern, 0..<2, "a"),
      ("?a", .badPattern, 0..<2, "a"),
      ("covid-1*", .badPattern, 0..<8, "\"covid 1*\""),
      ("index.php?id=3", .badPattern, 0..<14, "\"index php?id 3\""),
      ("\"* the of\"", .badPattern, 0..<10, "\"the of\""),
      ("\"the of * *\"", .badPattern, 0..<12, "\"the of\""),
      ("=kill*", .badExactForm, 0..<1, "kill*"),
      ("=\"kill* people\"", .badExactForm, 0..<1, "\"kill* people\""),
      ("=ramires~1", .badExactForm, 0..<1, "ramires~1"),
      ("ramires~3", .badFuzzyWord, 0..<9, "ramires~2"),
      ("ramires~0", .badFuzzyWord, 0..<9, "ramires"),
      ("ab~1", .badFuzzyWord, 0..<4, "ab"),
      ("abc~2", .badFuzzyWord, 0..<5, "abc"),
      ("la-paz~1", .badFuzzyWord, 0..<8, "la-paz"),
      ("ramir*~1", .badFuzzyWord, 0..<8, "ramir*"),
      ("\"four people\"~5", .badFuzzyWord, 13..<15, "(four NEAR/5 people)"),
      ("(a b)~5", .badFuzzyWord, 5..<7, "(a b)"),
      ("cartel^0", .badBoost, 6..<8, "cartel"),
      ("cartel^", .badBoost, 6..<7, "cartel^2"),
      ("(a b)^9999", .badBoost, 5..<10, "(a b)"),
      ("a^2^3", .badBoost, 1..<5, "a"),
      ("first0:a", .badNumber, 0..<6, "first50:a"),
      ("atleast0:a", .badNumber, 0..<8, "atleast2:a"),
      ("atleast99999999999999999999:a", .badNumber, 0..<27, "atleast2:a"),
      ("first:a", .unknownField, 0..<6, "first50:a"),
      ("atleast:a", .unknownField, 0..<8, "atleast2:a"),
      ("atleast2:(a b)", .badNumber, 9..<14, "(atleast2:a AND atleast2:b)"),
      ("atleast2:pub:2024", .badNumber, 9..<17, nil),
      ("lead:title:a", .nestedField, 5..<11, "lead:a"),
      ("title:(a lead:b)", .nestedField, 9..<14, "title:(a b)"),
      ("first50:(a words>5)", .nestedField, 11..<18, "first50:(a )"),
      ("lead:-a", .emptyField, 5..<6, "-lead:a"),
      ("lead: a", .emptyField, 0..<5, "lead:a"),
      ("title:*", .emptyField, 0..<7, "*"),
      ("caps:Kill*", .badCapitals, 5..<10, "Kill*"),
      ("caps:(a -b)", .badCapitals, 5..<11, "(a -b)"),
      ("caps:title:a", .badCapitals, 5..<12, "title:a"),
      ("words>many", .badLength, 0..<10, nil),
      ("words:1200..300", .badLength, 0..<15, "words:300..1200"),
      ("words<0", .badLength, 0..<7, nil),
      ("length>1200", .unknownOperator, 0..<11, "words>1200"),
      ("wc<=300", .unknownOperator, 0..<7, "words<=300"),
      ("price>1200", .unknownOperator, 0..<10, "price"),
      ("pub:>2023", .badDate, 4..<9, "pub:2024-01-01.."),
      ("pub:<=2024-02", .badDate, 4..<13, "pub:..2024-02-29"),
      ("a pub:(2022 OR 2024)", .badDate, 2..<6, "a (pub:2022 OR pub:2024)"),
      ("pub:(\"x\")", .badDate, 0..<4, nil),
      ("added:soon", .badDate, 6..<10, nil),
      ("2 of (a b c)", .badList, 0..<6, "2 of (a, b, c)"),
      ("2 of (a OR b)", .badList, 0..<6, "2 of (a, b)"),
      ("2 of (a)", .badList, 0..<6, "(a)"),
      ("4 of (a, b, c)", .badList, 0..<6, "3 of (a, b, c)"),
      ("0 of (a, b)", .badList, 0..<6, "1 of (a, b)"),
      ("2 of (a,, b)", .badList, 8..<9, "2 of (a, b)"),
      ("2 of (a, b,)", .badList, 10..<11, "2 of (a, b)"),
      ("2 of (a, b", .unclosedBracket, 0..<6, "2 of (a, b)"),
      ("2 of ()", .emptyBrackets, 0..<7, nil),
      ("lede:a", .unknownField, 0..<5, "lead:a"),
      ("label:a", .unknownField, 0..<6, "tag:a"),
    ] as [(String, QueryError.Kind, Range<Int>, String?)]
  )
  func `says what is wrong, where, and how to mend it`(
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
    if let repair { #expect(throws: Never.self) { try parser.parse(repair) } }
  }

  @Test func `names the limits that a query is beyond`() {
    func kind(_ text: String) -> QueryError.Kind? {
      #expect(throws: QueryError.self) { try parser.parse(text) }?.kind
    }
    let many = Array(repeating: "a", count: QueryLimits.clauses)
    #expect(throws: Never.self) { try parser.parse(many.joined(separator: " ")) }
    #expect(kind((many + ["b"]).joined(separator: " ")) == .tooLong)
    #expect(kind(String(repeating: " ", count: QueryLimits.length + 1)) == .tooLong)
    let chain = Array(repeating: "a", count: QueryLimits.nearnesses + 1)
    #expect(throws: Never.self) { try parser.parse(chain.joined(separator: " w/5 ")) }
    #expect(kind((chain + ["b"]).joined(separator: " w/5 ")) == .tooDeep)
    let closing = String(repeating: ")", count: chain.count)
    #expect(kind((chain + ["b"]).joined(separator: " w/5 (") + closing) == .tooDeep)
    let side = chain.joined(separator: " w/5 ")
    #expect(throws: Never.self) { try parser.parse("(\(side)) OR (\(side))") }
    let lexis = QueryParser(today: 0, syntax: .lexis)
    let error = #expect(throws: QueryError.self) {
      try lexis.parse((chain + ["b"]).joined(separator: " w/5 "))
    }
    #expect(error?.kind == .tooDeep)
  }

  @Test(
    arguments: [
      ("apple or pear", ["`or` is looked for as a word; the operator is OR."]),
      ("apple and pear", ["`and` is looked for as a word; the operator is AND."]),
      ("apples and pears for sale", []),
      ("apple And pear", ["`And` is looked for as a word; the operator is AND."]),
      ("apple Or Pear", ["`Or` is looked for as a word; the operator is OR."]),
      ("apple Not pear", ["`Not` is looked for as a word; the operator is NOT."]),
      ("War And Peace", []),
      ("apple not pear", ["`not` is looked for as a word; the operator is NOT."]),
      ("not pear", ["`not` is looked for as a word; the operator is NOT."]),
      ("salt and pepper", ["`and` is looked for as a word; the operator is AND."]),
      ("(a OR b) and c", ["`and` is looked for as a word; the operator is AND."]),
      ("pears or apples or plums", ["`or` is looked for as a word; the operator is OR."]),
      (
        "a near5 b",
        ["`near5` is looked for as a word; nearness is typed NEAR/5, or use --syntax lexis."]
      ),
      (
        "a w/sent b",
        ["`w/sent` is looked for as a word; nearness is typed w/s, or use --syntax lexis."]
      ),
      ("a /5 b", ["`/5` is looked for as a word; nearness is typed w/5, or use --syntax lexis."]),
      ("a NEAR b", ["`NEAR` is looked for as a word; the operator is NEAR/5."]),
      (
        "hlead(a)",
        [
          "`hlead` is looked for as a word; title and first paragraph are lead:(...), or use "
            + "--syntax lexis."
        ]
      ),
      ("extort!", ["`extort!` is looked for as extort; all words that begin so are extort*."]),
      ("a || b", ["`||` is no operator; that is OR."]),
      ("\"war AND peace\"", ["Between quotation marks AND is a word like any other."]),
      ("a b OR c", ["AND binds tighter than OR: this is read as (a AND b) OR c."]),
      (
        "a or b OR c d",
        [
          "`or` is looked for as a word; the operator is OR.",
          "AND binds tighter than OR: this is read as (a AND or AND b) OR (c AND d).",
        ]
      ),
      ("or", []),
      ("\"trick or treat\"", []),
    ] as [(String, [String])]
  )
  func `points at what looks meant otherwise, once`(text: String, notes: [String]) throws {
    #expect(try parser.parse(text).notes.map(\.message) == notes)
  }

  @Test(
    arguments: [
      ("Source: Reuters or AP", "Source OR Reuters OR or OR AP"),
      ("Words: many", "Words OR many"),
      ("2 of (them) died", "2 OR of OR them OR died"),
      ("is it index.php?id=3", "is OR it OR \"index.php id 3\""),
      ("a – b –c", "a OR b OR \"c\""),
      ("*Updated*", "*Updated*"),
      ("words > deeds", "words OR deeds"),
      ("=x ab~1", "=x OR \"ab 1\""),
      ("\"* the * of *\"", "\"the * of\""),
    ]
  )
  func `takes pasted text as it is`(text: String, expected: String) throws {
    #expect(try QueryParser(today: 0, joining: .any).parse(text).query.text == expected)
  }

  @Test func `never traps on garbage, and its places are inside`() {
    let pieces = [
      "a", "\"", "(", ")", "-", "=", "*", ":", ".", ",", "~", "^", "?", "/", " ", "é", "2", "—",
      "OR ", " AND ", " NOT ", " w/5 ", " PRE/2 ", "title:", "lead:", "atleast2:", "first9:",
      "caps:",
      "pub:", "2024", "..", "words>", "2 of (", "、", "「", "\u{200F}", "\u{0}", "\u{301}", "!",
      "kill",
    ]
    var random = Seeded(seed: 23)
    for _ in 0..<10_000 {
      let count = Int.random(in: 0...14, using: &random)
      let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      for joining in [QueryParser.Joining.all, .any] { check(text, joining) }
    }
  }

  /// Whatever is read prints and reads again the same; whatever is not has its place in the text and
  /// a repair that can be read.
  private func check(_ text: String, _ joining: QueryParser.Joining) {
    let parser = QueryParser(today: 20_000, joining: joining)
    do {
      let query = try parser.parse(text).query
      #expect(try self.parser.parse(query.text).query == query, "\(text)")
      #expect(query.range.upperBound <= text.utf8.count)
    } catch {
      let isInside = error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count
      #expect(isInside, "\(text): \(error)")
      if let repair = error.repair { #expect(throws: Never.self) { try parser.parse(repair) } }
    }
  }
}
