// SPDX-License-Identifier: Apache-2.0

package import NewsArchive

/// The query language on two screens of 80 columns.
package enum QueryHelp {
  /// One form of the language, and what it means.
  package struct Form: Sendable {
    /// What is typed, each a query of its own.
    package let examples: [String]
    /// What it means, a line each.
    package let meaning: [String]
    /// Further queries that the meaning mentions.
    package let mentioned: [String]
    /// The language that they are in.
    package let syntax: QuerySyntax

    init(
      _ examples: String...,
      says meaning: [String],
      mentions mentioned: [String] = [],
      syntax: QuerySyntax = .morgue
    ) {
      self.examples = examples
      self.meaning = meaning
      self.mentioned = mentioned
      self.syntax = syntax
    }
  }

  /// Forms that belong together.
  package struct Section: Sendable {
    package let title: String
    package let forms: [Form]
  }

  /// How a query of several operators is read, to show how tightly they bind.
  package static let precedence = (
    query: "a b OR -c d w/5 e", reading: "(a AND b) OR ((NOT c) AND (d NEAR/5 e))"
  )

  /// The whole help, as lines of at most 80 columns.
  package static var text: String {
    var lines = opening
    for section in sections {
      lines += ["", section.title + ":"]
      for form in section.forms { lines += self.lines(of: form) }
    }
    return (lines + closing).joined(separator: "\n")
  }

  private static let width = 22

  private static func lines(of form: Form) -> [String] {
    let typed = form.examples.joined(separator: "   ")
    let blanks = String(repeating: " ", count: width)
    guard typed.count < width else {
      return ["  " + typed] + form.meaning.map { "  " + blanks + $0 }
    }
    let first = "  " + typed + blanks.dropFirst(typed.count) + (form.meaning.first ?? "")
    return [first] + form.meaning.dropFirst().map { "  " + blanks + $0 }
  }

  private static let opening = [
    "All words must be there. Capitals and accents do not matter; a bare word finds",
    "its other forms in the article's language (cartel, cartels).",
  ]

  private static let closing = [
    "",
    "What binds tightest is read first: names, = and ^; nearness, from left to",
    "right; NOT and the dash; AND, said or not; OR.",
    "  \(precedence.query) is read as",
    "  \(precedence.reading)",
    "`morgue explain QUERY` shows how a query is read, and what it finds.",
    "",
    "--syntax lexis reads queries of Lexis, Nexis and Factiva: words side by side",
    "are a phrase; operators in any case; OR binds tightest, then nearness by the",
    "smallest number, w/s, w/p, AND, AND NOT; ! and a star at the end are any",
    "ending, a star inside a word is one letter.",
    "",
    "--any ranks articles with any of the words, for questions and pasted text.",
    "A query has at most \(QueryLimits.clauses) words, \(QueryLimits.length) bytes and "
      + "\(QueryLimits.depth) levels, \(QueryLimits.nearnesses) of nearness.",
  ]
}

extension QueryHelp {
  /// All forms, in the order they are shown.
  package static var sections: [Section] { [words, together, places, filters, lexis] }

  private static let words = Section(
    title: "WORDS",
    forms: [
      Form("four people", says: ["both words, anywhere"]),
      Form("\"four people\"", says: ["the phrase, in exactly these forms"]),
      Form(
        "=Ramírez",
        says: [
          "as typed, accents and all; in lower case also with",
          "capitals; =\"four people\"",
        ],
        mentions: ["=\"four people\""]
      ),
      Form(
        "kill*",
        "*cartel*",
        says: [
          "all words of this shape; wom?n is one letter; also in",
          "a phrase: \"kill* people\"",
        ],
        mentions: ["wom?n", "\"kill* people\""]
      ),
      Form(
        "ramires~1",
        says: ["also words that differ in so many letters, 1 or 2"]
      ),
      Form(
        "caps:Apple",
        says: [
          "capitals as typed; allcaps:RICO all of them,",
          "anycaps:us one or more, nocaps:us none",
        ],
        mentions: ["allcaps:RICO", "anycaps:us", "nocaps:us"]
      ),
      Form("atleast3:chiapas", says: ["so many mentions or more"]),
      Form("title:cartel^3", says: ["counts three times as much when results are ranked"]),
    ]
  )

  private static let together = Section(
    title: "TOGETHER",
    forms: [
      Form("a OR b", says: ["one of them or both"]),
      Form("NOT a", "-a", says: ["none of it"]),
      Form("(a OR b) c", says: ["brackets"]),
      Form(
        "a NEAR/5 b",
        "a w/5 b",
        says: [
          "at most five words apart, in any order; a and b are",
          "words, phrases, patterns, several of these with OR",
          "between, or near something themselves:",
          "(a OR \"b c\") w/5 d",
        ],
        mentions: ["(a OR \"b c\") w/5 d"]
      ),
      Form("a PRE/5 b", says: ["the same, in this order"]),
      Form("a w/s b", "a w/p b", says: ["in one sentence, in one paragraph"]),
      Form("a NOT w/5 b", says: ["a somewhere without b near it"]),
      Form("2 of (a, b, c)", says: ["so many of these or more"]),
    ]
  )

  private static let places = Section(
    title: "PLACES",
    forms: [
      Form(
        "title:cartel",
        says: [
          "in a field: title by dateline agency section source",
          "url lang tag note; title:(a OR b), title:\"a b\",",
          "lang:es",
        ],
        mentions: ["title:(a OR b)", "title:\"a b\"", "lang:es"]
      ),
      Form("lead:(a b)", says: ["in the title, the deck or the first paragraph"]),
      Form("first50:a", says: ["in the first fifty words of the text"]),
    ]
  )

  private static let filters = Section(
    title: "DATES AND LENGTHS",
    forms: [
      Form(
        "pub:2024",
        says: [
          "published then; pub:2024-03, pub:2024-03..2024-05,",
          "pub:..yesterday, pub:last-week, pub:7d.. (the last",
          "seven days; also w, m, y)",
        ],
        mentions: [
          "pub:2024-03", "pub:2024-03..2024-05", "pub:..yesterday", "pub:last-week", "pub:7d..",
        ]
      ),
      Form("added:7d..", says: ["filed then"]),
      Form(
        "words>1200",
        says: ["the length of the text; words<300, words:300..1200"],
        mentions: ["words<300", "words:300..1200"]
      ),
    ]
  )

  private static let lexis = Section(
    title: "WITH --syntax lexis",
    forms: [
      Form(
        "hlead(cartel) w/10 extort! and atleast3(chiapas)",
        says: [],
        syntax: .lexis
      ),
      Form("hd=(cartel or mafia) and wc>1200 and not police", says: [], syntax: .lexis),
      Form("toyota/F50/ and date > 2023", says: [], syntax: .lexis),
    ]
  )
}
