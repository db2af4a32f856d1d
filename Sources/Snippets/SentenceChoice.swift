// SPDX-License-Identifier: Apache-2.0

/// Picks the sentences that together show most of a query.
///
/// Greedy: first the sentence with the most weight of different terms, then each time the one that
/// adds most of what is not shown yet. What is repeated counts a little, being early a little more,
/// and headings and captions a little less. (Weighted maximum coverage, for which greedy choice is
/// within 1 − 1/e of the best: Nemhauser, Wolsey and Fisher, 1978.)
struct SentenceChoice {
  private static let repeatedShare: Float = 0.02
  private static let earlyShare: Float = 0.15
  private static let headingShare: Float = 0.7

  let terms: [SnippetTerm]
  let sentences: [MatchingSentence]

  /// At most `limit` sentences, in the order of the text; at least one if there is any.
  func best(_ limit: Int) -> [MatchingSentence] {
    var covered = Array(repeating: false, count: terms.count)
    var chosen: [Int] = []
    while chosen.count < limit, let next = bestNext(covered: covered, chosen: chosen) {
      chosen.append(next)
      for match in sentences[next].matches { covered[match.term] = true }
    }
    return chosen.sorted().map { sentences[$0] }
  }

  /// The sentence that adds most; nil if none adds a term.
  private func bestNext(covered: [Bool], chosen: [Int]) -> Int? {
    var best: (index: Int, gain: Float)?
    for (index, sentence) in sentences.enumerated() where !chosen.contains(index) {
      let gain = gain(of: sentence, covered: covered)
      if gain > best?.gain ?? 0 { best = (index, gain) }
    }
    return best?.index
  }

  private func gain(of sentence: MatchingSentence, covered: [Bool]) -> Float {
    var fresh: Float = 0
    var repeated: Float = 0
    var seen: [Int] = []
    for match in sentence.matches {
      let weight = max(terms[match.term].weight, 0.01)
      if covered[match.term] || seen.contains(match.term) {
        repeated += weight
      } else {
        fresh += weight
        seen.append(match.term)
      }
    }
    guard fresh > 0 else { return 0 }
    let value = fresh + min(repeated * Self.repeatedShare, fresh * Self.earlyShare)
    let early = 1 + Self.earlyShare / Float(1 + sentence.paragraph + sentence.ordinal)
    return value * early * (sentence.isBody ? 1 : Self.headingShare)
  }
}
