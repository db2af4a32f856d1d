// SPDX-License-Identifier: Apache-2.0

import Searching
import Testing

/// Files of names, and queries that they are applied to.
@Suite struct NameTableTests {
  private static let file = """
    # who is who

    CJNG = Jalisco New Generation Cartel = Cártel de Jalisco Nueva Generación  # the cartel
    UN = U.N. = United Nations
    PRI = Partido Revolucionario Institucional
    PRI = Principles for Responsible Investment
    New Generation = NG
    COVID-19 = coronavirus
    世卫组织 = WHO
    """

  private let table = NameTable(Array(file.utf8))

  /// The query with names put in, printed.
  private func read(_ text: String, joining: QueryParser.Joining = .all) throws -> String {
    let query = try QueryParser(today: 0, joining: joining).parse(text).query
    return table.applied(to: query, in: text).query.text
  }

  @Test func `a file has a group a line, comments and blank lines apart`() {
    #expect(table.problems.isEmpty)
    #expect(table.entries.map(\.line) == [3, 4, 5, 6, 7, 8, 9])
    #expect(
      table.entries.first?.names == [
        "CJNG", "Jalisco New Generation Cartel", "Cártel de Jalisco Nueva Generación",
      ]
    )
  }

  @Test func `lines may end in any way and the file may begin with a mark`() {
    let text = "\u{FEFF}A1 = B1\r\nC1 = D1\rE1 = F1\n\tG1=H1"
    let table = NameTable(Array(text.utf8))
    #expect(table.entries.map(\.line) == [1, 2, 3, 4])
    #expect(
      table.entries.map(\.names) == [["A1", "B1"], ["C1", "D1"], ["E1", "F1"], ["G1", "H1"]]
    )
    #expect(NameTable([]).isEmpty)
  }

  @Test(arguments: [
    ("just a name", "line 1 has no `=` between two names", 0),
    ("a = = b", "line 1 lacks a name beside an `=`", 1),
    ("a =", "line 1 has only one name; line 1 lacks a name beside an `=`", 0),
    ("a = ***", "line 1 has a name without letters and digits", 0),
    ("ok = fine\na = \u{1F600} = b", "line 2 has a name without letters and digits", 2),
    ("# a = b", "", 0),
    ("a = b # c = d", "", 1),
    ("C# = C sharp", "", 1),
  ])
  func `what cannot be used is named with its line, and the rest counts`(
    text: String,
    problems: String,
    groups: Int
  ) {
    let table = NameTable(Array(text.utf8))
    #expect(
      table.problems.map { "line \($0.line) \($0.message)" }.joined(separator: "; ") == problems
    )
    #expect(table.entries.count == groups)
  }

  @Test func `bytes that are not UTF-8 cost their line only`() {
    let table = NameTable(
      Array("a = b\n".utf8) + [0x63, 0x20, 0x3D, 0xFF, 0x0A] + Array("d = e".utf8)
    )
    #expect(table.problems.map(\.message) == ["is not in UTF-8"])
    #expect(table.entries.map(\.names) == [["a", "b"], ["d", "e"]])
  }

  @Test func `a group has no more names than a query can bear`() {
    let line = (0..<300).map { "name\($0)" }.joined(separator: " = ")
    let table = NameTable(Array(line.utf8))
    #expect(table.entries.first?.names.count == NameTable.mostNames)
    #expect(table.problems.map(\.message) == ["has more than 256 names; the rest is left out"])
  }

  @Test(arguments: [
    // A word, a phrase, without regard to case and accents.
    (
      "cjng",
      #"atleast1:(cjng OR "Jalisco New Generation Cartel" OR "Cártel de Jalisco Nueva Generación")"#
    ),
    (
      #""cartel de jalisco nueva generacion""#,
      #"atleast1:("cartel de jalisco nueva generacion" OR "CJNG" OR "Jalisco New Generation Cartel")"#
    ),
    // Everything else of the query stays.
    (
      "cartel UN -football",
      #"cartel AND atleast1:(UN OR "United Nations") AND (NOT football)"#
    ),
    ("-UN", #"NOT atleast1:(UN OR "United Nations")"#),
    // One name in two groups stands for both of them.
    (
      "PRI",
      #"atleast1:(PRI OR "Partido Revolucionario Institucional" OR "Principles for Responsible Investment")"#
    ),
    // But the groups are not joined by that.
    (
      #""principles for responsible investment""#,
      #"atleast1:("principles for responsible investment" OR "PRI")"#
    ),
    // Words side by side: the longest name, beside the words themselves.
    (
      "jalisco new generation cartel boss",
      """
      ((jalisco AND new AND generation AND cartel) OR atleast1:("CJNG" OR "Cártel de Jalisco Nueva \
      Generación")) AND boss
      """
    ),
    ("the new generation", #"the AND ((new AND generation) OR "NG")"#),
    ("new AND generation", "new AND generation"),
    ("COVID-19", #"atleast1:(COVID-19 OR "coronavirus")"#),
    ("世卫组织", #"atleast1:(世卫组织 OR "WHO")"#),
    // As typed.
    ("=CJNG", "=CJNG"),
    ("cjng*", "cjng*"),
    (#""the UN said""#, #""the UN said""#),
    // Fields about what happened, and fields that say who published it.
    ("title:UN", #"title:(UN OR "United Nations")"#),
    ("by:UN source:PRI", "by:UN AND source:PRI"),
    ("UN w/5 boss", #"(UN OR "United Nations") NEAR/5 boss"#),
  ])
  func `a name stands for all names of the same thing`(query: String, reading: String) throws {
    #expect(try read(query) == reading)
  }

  @Test func `what asks for places gets places, and capitals and spelling stay as typed`() {
    let name = Query(.word("un"))
    let names = #"(un OR "United Nations")"#
    let cases: [(Query.Clause, String)] = [
      (.lead(name), "lead:\(names)"), (.opening(words: 9, name), "first9:\(names)"),
      (.mentions(3, name), "atleast3:\(names)"), (.boosted(name, by: 2), "atleast1:\(names)^2"),
      (.notNear(.within(2), name, Query(.word("x"))), "\(names) NOT NEAR/2 x"),
      (.some(2, of: [name, Query(.word("x"))]), "2 of (atleast1:\(names), x)"),
      (.capitals(.all, "un"), "allcaps:un"), (.fuzzy("un", edits: 1), "un~1"),
      (.field(.note, name), "note:\(names)"), (.field(.tag, name), "tag:un"),
    ]
    for (clause, reading) in cases {
      #expect(table.applied(to: Query(clause)).query.text == reading)
    }
  }

  @Test func `for people it is any of the names`() throws {
    for (query, reading) in [
      ("UN", #"(UN OR "United Nations")"#), ("-UN", #"NOT (UN OR "United Nations")"#),
      ("cartel UN^2", #"cartel AND ((UN OR "United Nations")^2)"#),
      ("atleast2:UN", #"atleast2:(UN OR "United Nations")"#), ("cartel OR gang", "cartel OR gang"),
    ] {
      let parsed = try QueryParser(today: 0).parse(query).query
      let named = table.applied(to: parsed, in: query).query
      #expect(named.reading == reading)
    }
    #expect(Query(.mentions(1, Query(.word("UN")))).reading == "atleast1:UN")
  }

  @Test func `with any of the words, names are more of them`() throws {
    #expect(
      try read("where is the new generation", joining: .any)
        == #"where OR is OR the OR new OR generation OR "NG""#
    )
  }

  @Test func `what was put in keeps the place of what was typed, and is told`() throws {
    let text = "boss of the cjng"
    let query = try QueryParser(today: 0).parse(text).query
    let named = table.applied(to: query, in: text)
    #expect(named.uses.map(\.typed) == ["cjng"])
    #expect(named.uses.map(\.lines) == [[3]])
    #expect(
      named.uses.map(\.others) == [
        ["Jalisco New Generation Cartel", "Cártel de Jalisco Nueva Generación"]
      ]
    )
    #expect(named.uses.map(\.range) == [12..<16])
    let last = try #require(named.query.parts.last)
    #expect(last.range == 12..<16 && last.parts[0].parts.allSatisfy { $0.range == 12..<16 })
  }

  @Test func `quotation marks, stars and question marks of a name mean nothing in a query`() {
    let text = #"El Chapo = Joaquín "El Chapo" Guzmán = "Who?" = M*A*S*H"#
    let table = NameTable(Array(text.utf8))
    let named = table.applied(to: Query(.phrase("el chapo")))
    #expect(
      named.query.text
        == #"atleast1:("el chapo" OR "Joaquín El Chapo Guzmán" OR "Who" OR "M A S H")"#
    )
  }

  @Test func `of a name with too many others the first are looked for, and it is said`() {
    let lines = (0..<3).map { line in
      "cat = " + (0..<200).map { "n\(line)x\($0)" }.joined(separator: " = ")
    }
    let named = NameTable(Array(lines.joined(separator: "\n").utf8)).applied(
      to: Query(.word("cat"))
    )
    #expect(named.uses.map(\.others.count) == [NameTable.mostNames])
    #expect(named.uses[0].others.last == "n1x55" && named.uses[0].lines == [1, 2])
    #expect(
      named.notes.map(\.message)
        == ["`cat` has more than 256 other names; only the first 256 are looked for."]
    )
  }

  @Test func `a query stays as typed that would have too many words with all names`() {
    let names = "cat = " + (0..<99).map { "n\($0)" }.joined(separator: " = ")
    let table = NameTable(Array(names.utf8))
    let words = { Query(.any(Array(repeating: Query(.word("cat")), count: $0))) }
    let fitting = table.applied(to: words(QueryLimits.clauses / 100))
    #expect(fitting.uses.count == QueryLimits.clauses / 100 && fitting.notes.isEmpty)
    let query = words(QueryLimits.clauses / 100 + 1)
    let named = table.applied(to: query)
    #expect(named.query == query && named.uses.isEmpty)
    #expect(named.notes.map { $0.message.contains("more than 10000 words") } == [true])
  }

  @Test func `without names a query is as it was`() throws {
    let query = try QueryParser(today: 0).parse("cjng OR \"united nations\"").query
    #expect(NameTable().applied(to: query).query == query)
  }
}
