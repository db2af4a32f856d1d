// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `morgue help ranking`: how results are ordered, with all its numbers.
struct RankingHelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ranking",
    abstract: "How results are ordered (`morgue help ranking`).",
    usage: """
      morgue explain 'border school' --article 7f3a
      morgue search 'border school' --recent=30d
      morgue search 'border school' --sort bm25
      """,
    discussion: """
      The score that orders results is a sum; `morgue explain QUERY --article ID` shows its parts, \
      --json prints it. It is made in two passes.

      First every article that matches gets the score of BM25 (k1 1.2, b 0.75): each word or phrase \
      gives w * 2.2 * f / (f + K), where w is its weight (the inverse document frequency, times any \
      boost), f how often it occurs, an occurrence in the title counting three and in the deck two, \
      and K = 1.2 * (0.25 + 0.75 * length / average length).

      Then the best 200 are looked at again, and gain
        early      0.8 * w for each word in the title; else by the place p of its
                   first occurrence in the deck or body 0.8 * w / (1 + p / 50)
        in order   for each two words that follow each other in the query
                   0.5 * the smaller w * 2.2 * n / (n + K), n how often they do so
        near       for each word 0.6 * w * x / (x + K), x growing with every other
                   word d positions away by (its w / the mean w) / d^2
        title      0.3 * the share of the title that the words are * their w
        together   0.3 * (the w of the words that are there)^2 / (all w)
        exact      more than all else if the words are the whole title, wherever the
                   article stands; unless more than 10,000 titles have the words
      Nothing is taken away, so the other articles follow in the order of BM25, and pages of any \
      size show each once. Words that more than 100,000 articles have count in the first pass only.

      Small words (what, would, the, el, der) weigh nothing where a query has two or more of one \
      language and other words too. Articles still have to have them, unless --any is given.

      --recent adds up to half of what BM25 can give at most: all of it to an article of today, half \
      of it to one of 30 days ago (or of the age given), nothing to one without a date; the best \
      1,000 are looked at.

      --sort bm25 does the first pass only, and counts every word.

      The numbers are round ones amid flat optima: what is best on one half of the queries of test \
      collections does no better on the other. `scripts/eval-ranking` \
      measures them, and what each part is good for. With --sort bm25 and by default:
        Cranfield, --any, nDCG@10 (225 queries)                  .520  .541
        CACM, --any, nDCG@10 (52)                                .497  .520
        news by its title, titles not filed, --any, MRR (862)    .812  .823
        news by four of its words, MRR (862)                     .982  .983
      """
  )

  func run() throws {
    throw CleanExit.helpRequest(Self.self)
  }
}
