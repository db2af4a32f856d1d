// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `morgue help query`: the query language on one screen.
struct QueryHelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "The query language (`morgue help query`).",
    usage: """
      morgue search 'la mesilla "armed vehicles"'
      morgue search 'title:cartel (police OR army) -football pub:2024..'
      """,
    discussion: """
      All words must be there. Case and accents do not matter; a bare word finds its other forms \
      in the article's language (cartel, cartels).

        four people            both words, anywhere
        "four people"          the phrase, in exactly these forms
        =cartel                this form only, not its other forms
        kill*                  every word that begins so, all of them
        a OR b                 any of them; a b OR c d means (a b) OR (c d)
        -a, NOT a              none of it
        a NEAR/5 b             at most five words apart, also a w/5 b
        a PRE/5 b              the same in this order; w/s in a sentence,
                               w/p in a paragraph; a and b are words, phrases,
                               or several of these: (a OR "b c") NEAR/5 d
        (a OR b) c             brackets
        title:cartel           in a field: title by dateline agency section
                               source lang
        title:(a OR b)         several words in a field; title:"a b" for a phrase
        pub:2024               published then; also 2024-03, 2024-03..2024-05,
                               ..yesterday, last-week, 7d.. (the last seven days)

      --any ranks articles with any of the words, for questions and pasted text. Results are \
      ranked by BM25 over weighted fields: a word in the title counts as three.
      """
  )

  func run() throws {
    throw CleanExit.helpRequest(Self.self)
  }
}
