// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Searching

@Suite struct QueryParserTests {
  /// Wednesday, 20 November 2024.
  static let today = 20_047
  let parser = QueryParser(today: Self.today)
  let anyParser = QueryParser(today: Self.today, joining: .any)

  @Test(
    arguments: [
      ("cartel", "cartel"),
      ("  cartel\tborder ", "cartel AND border"),
      ("cartel AND border", "cartel AND border"),
      ("cartel and border", "cartel AND and AND border"),
      ("a OR b", "a OR b"),
      ("a b OR c", "(a AND b) OR c"),
      ("a (b OR c)", "a AND (b OR c)"),
      ("((a))", "a"),
      ("(a b) c", "(a AND b) AND c"),
      ("NOT a", "NOT a"),
      ("-a", "NOT a"),
      ("a -b", "a AND (NOT b)"),
      ("a -(b OR c)", "a AND (NOT (b OR c))"),
      ("NOT -a", "NOT (NOT a)"),
      ("-\"four people\"", "NOT \"four people\""),
      ("\"four  people\"", "\"four people\""),
      ("“four people”", "\"four people\""),
      ("„vier Leute“", "\"vier Leute\""),
      ("«quatre personnes»", "\"quatre personnes\""),
      ("「四人」", "\"四人\""),
      ("=Ramírez", "=Ramírez"),
      ("=ramírez", "=ramírez"),
      ("=\"four people\"", "=\"four people\""),
      ("=\"AND\"", "=\"AND\""),
      ("kill*", "kill*"),
      ("צה\"ל", "צה\"ל"),
      ("\"צה\"ל הודיע\"", "\"צה\"ל הודיע\""),
      ("*", "*"),
      ("* -a", "* AND (NOT a)"),
      ("title:cartel", "title:cartel"),
      ("TITLE:cartel", "title:cartel"),
      ("title:\"la mesilla\"", "title:\"la mesilla\""),
      ("title:(a OR b)", "title:(a OR b)"),
      ("title:(a -b)", "title:(a AND (NOT b))"),
      ("title:kill*", "title:kill*"),
      ("title:=ramírez", "title:=ramírez"),
      ("by:ramirez dateline:chiapas agency:efe", "by:ramirez AND dateline:chiapas AND agency:efe"),
      ("section:world source:reforma", "section:world AND source:reforma"),
      ("url:example.org lang:es", "url:example.org AND lang:es"),
      ("lang:(es OR en)", "lang:(es OR en)"),
      ("-source:reforma", "NOT source:reforma"),
      ("COVID-19", "COVID-19"),
      ("12:30", "12:30"),
      ("Mesilla: what now", "Mesilla AND what AND now"),
      ("https://example.org/a?b=c*", "https://example.org/a?b=c*"),
      ("U.S.", "U.S."),
      ("what?", "what?"),
      ("a — b & c", "a AND b AND c"),
      ("a - b", "a AND b"),
      ("foo(bar)", "foo AND bar"),
      ("الرئيس -كلمة", "الرئيس AND (NOT كلمة)"),
      ("（a OR b） c", "(a OR b) AND c"),
      ("2 of them", "2 AND of AND them"),
      ("two of (a b)", "two AND of AND (a AND b)"),
      ("NEAR the border", "NEAR AND the AND border"),
      ("w/e", "w/e"),
      ("a NEAR/5 b", "a NEAR/5 b"),
      ("a w/5 b c", "(a NEAR/5 b) AND c"),
      ("x OR (a OR \"b c\") W/s =d", "x OR ((a OR \"b c\") w/s =d)"),
      ("title:(a PRE/3 b) c w/P d", "title:(a PRE/3 b) AND (c w/p d)"),
      ("-(a NEAR/2 b)", "NOT (a NEAR/2 b)"),
    ]
  )
  func `reads every form`(text: String, expected: String) throws {
    #expect(try parser.parse(text).query.text == expected)
  }

  @Test(
    arguments: [
      ("a b c", "a OR b OR c"),
      ("a b -c", "(a OR b) AND (NOT c)"),
      ("a -c", "a AND (NOT c)"),
      ("-a -c", "(NOT a) AND (NOT c)"),
      ("a b pub:2024-11-20", "(a OR b) AND pub:2024-11-20"),
      ("a lang:es b", "(a OR b) AND lang:es"),
      ("a OR -b", "a OR (NOT b)"),
      ("a AND b c", "(a AND b) OR c"),
      ("(a b) AND c", "(a OR b) AND c"),
      ("Source: Reuters", "Source OR Reuters"),
      ("What happened in La Mesilla?", "What OR happened OR in OR La OR Mesilla?"),
    ]
  )
  func `joins words by OR where any will do`(text: String, expected: String) throws {
    #expect(try anyParser.parse(text).query.text == expected)
  }

  @Test(
    arguments: [
      ("pub:2024", "2024-01-01..2024-12-31"),
      ("pub:2024-02", "2024-02-01..2024-02-29"),
      ("pub:2024-2-9", "2024-02-09"),
      ("pub:2024-03..2024-05", "2024-03-01..2024-05-31"),
      ("pub:2023..", "2023-01-01.."),
      ("pub:..yesterday", "..2024-11-19"),
      ("pub:today", "2024-11-20"),
      ("pub:this-week", "2024-11-18..2024-11-24"),
      ("pub:last-week", "2024-11-11..2024-11-17"),
      ("pub:this-month", "2024-11-01..2024-11-30"),
      ("pub:last-month", "2024-10-01..2024-10-31"),
      ("pub:this-year", "2024-01-01..2024-12-31"),
      ("pub:last-year", "2023-01-01..2023-12-31"),
      ("pub:7d", "2024-11-13..2024-11-20"),
      ("pub:7d..", "2024-11-13.."),
      ("pub:..2w", "..2024-11-06"),
      ("pub:9m", "2024-02-20..2024-11-20"),
      ("pub:1y..1m", "2023-11-20..2024-10-20"),
      ("pub:LAST-WEEK", "2024-11-11..2024-11-17"),
    ]
  )
  func `reads dates`(text: String, expected: String) throws {
    #expect(try parser.parse(text).query.text == "pub:\(expected)")
  }

  @Test(
    arguments: [
      ("", .empty, 0..<0, nil),
      ("  ", .empty, 0..<0, nil),
      ("— &", .empty, 0..<0, nil),
      ("a AND", .missingOperand, 2..<5, "a"),
      ("a OR", .missingOperand, 2..<4, "a"),
      ("OR a", .missingOperand, 0..<2, "a"),
      ("AND AND a", .missingOperand, 0..<3, "a"),
      ("a OR OR b", .missingOperand, 2..<4, "a OR b"),
      ("a NOT", .missingOperand, 2..<5, "a"),
      ("(a OR) b", .missingOperand, 3..<5, "(a ) b"),
      ("a \"b c", .unclosedQuote, 2..<3, "a \"b c\""),
      ("a (b", .unclosedBracket, 2..<3, "a (b)"),
      ("((a", .unclosedBracket, 1..<2, "((a))"),
      ("a)", .strayBracket, 1..<2, "a"),
      (") a", .strayBracket, 0..<1, "a"),
      ("a ()", .emptyBrackets, 2..<4, "a"),
      ("a \"\"", .emptyQuotes, 2..<4, "a"),
      ("\"—\"", .emptyQuotes, 0..<5, nil),
      ("titel:a", .unknownField, 0..<6, "title:a"),
      ("author:a", .unknownField, 0..<7, "by:a"),
      ("date:2024", .unknownField, 0..<5, "pub:2024"),
      ("zzzzzzz:a", .unknownField, 0..<8, "zzzzzzz a"),
      ("title: a", .emptyField, 0..<6, "title:a"),
      ("a title:", .emptyField, 2..<8, "a"),
      ("title:—", .emptyField, 0..<6, nil),
      ("title:-a", .emptyField, 6..<7, "-title:a"),
      ("title:(by:a)", .nestedField, 7..<10, "title:(a)"),
      ("title:(pub:2024)", .nestedField, 7..<15, nil),
      ("pub:soon", .badDate, 4..<8, nil),
      ("pub:2024-13", .badDate, 4..<11, nil),
      ("pub:2023-02-29", .badDate, 4..<14, nil),
      ("pub:..", .badDate, 4..<6, nil),
      ("pub:2024..2023", .badDate, 4..<14, "pub:2023..2024"),
      ("pub:2023-2024", .badDate, 4..<13, "pub:2023..2024"),
      ("pub:2024/03/08", .badDate, 4..<14, "pub:2024-03-08"),
      ("pub:2024..soon", .badDate, 10..<14, nil),
      ("pub:99999m", .badDate, 4..<10, nil),
      ("lang:spanish", .badLanguage, 5..<12, "lang:es"),
      ("lang:klingon", .badLanguage, 5..<12, nil),
      ("lang:\"es\"", .badLanguage, 5..<9, nil),
      ("= a", .badExactForm, 0..<1, "a"),
      ("=(a b)", .badExactForm, 0..<1, "(a b)"),
      ("=kill*", .badExactForm, 0..<1, "kill*"),
      ("é (b", .unclosedBracket, 3..<4, "é (b)"),
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
    #expect(error?.repair == repair)
    #expect(error?.range == range)
    #expect(error?.message.isEmpty == false)
  }

  @Test func `says once how AND and OR without brackets were read`() throws {
    #expect(try parser.parse("a b OR c d OR e").notes.count == 1)
    #expect(try parser.parse("(a b) OR c").notes.isEmpty)
    #expect(try parser.parse("a OR b").notes.isEmpty)
    let note = try parser.parse("x (a b OR c)").notes.first
    #expect(note?.message.contains("(a AND b) OR c") == true)
  }

  @Test func `mentions what holds nothing to search for`() throws {
    #expect(try parser.parse("a — b").notes.map(\.range) == [2..<5])
  }

  @Test func `keeps the place of each clause`() throws {
    let query = try parser.parse("é title:(a OR \"b c\")").query
    guard case .all(let parts) = query.clause, case .field(_, let inner) = parts[1].clause,
      case .any(let words) = inner.clause
    else {
      Issue.record("unexpected tree: \(query)")
      return
    }
    #expect(parts.map(\.range) == [0..<2, 3..<21])
    #expect(words.map(\.range) == [10..<11, 15..<20])
  }

  @Test(arguments: [("(", ")"), ("NOT ", ""), ("NOT (", ")")])
  func `stops at the limit of nesting`(opening: String, closing: String) throws {
    let levels = opening == "(" ? QueryLimits.nesting : QueryLimits.depth - 1
    func text(_ count: Int) -> String {
      String(repeating: opening, count: count) + "a" + String(repeating: closing, count: count)
    }
    #expect(throws: Never.self) { try parser.parse(text(levels)) }
    let error = #expect(throws: QueryError.self) { try parser.parse(text(levels + 1)) }
    #expect(error?.kind == .tooDeep)
    #expect(throws: QueryError.self) { try parser.parse(text(20_000)) }
  }

  @Test func `never traps on any short text`() {
    let alphabet = Array("a\"()-=*:.,~^?/ é2—ORw<>".unicodeScalars)
    var random = Seeded(seed: 7)
    for _ in 0..<6_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        if let scalar = alphabet.randomElement(using: &random) { text.append(scalar) }
      }
      check(String(text))
    }
  }

  /// Whatever is read prints and reads again the same; whatever is not has its place in the text.
  private func check(_ text: String) {
    for parser in [parser, anyParser] {
      do {
        let query = try parser.parse(text).query
        #expect(try self.parser.parse(query.text).query == query, "\(text)")
      } catch {
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count)
        if let repair = error.repair { #expect(throws: Never.self) { try parser.parse(repair) } }
      }
    }
  }
}
