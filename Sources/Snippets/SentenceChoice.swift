// SPDX-License-Identifier: Apache-2.0

/// Picks the sentences that together show a query best.
///
/// The worth of a choice is, for each term, that of the sentence that shows it best, less a little for
/// every sentence after the first, so that none is taken that only repeats. That is monotone and
/// submodular but for the price, so what a set is worth is never more than its members' worth taken
/// together; sentences in the order of their own worth then let nearly all sets be passed over
/// unseen. The choice is the best one for as long as ``setLimit`` sets are enough to know; beyond
/// that (very long queries on very long texts) it is at least the greedy one, which is within
/// 1 − 1/e of the best (Nemhauser, Wolsey and Fisher, 1978).
struct SentenceChoice {
  /// The most sets that are looked at.
  private static let setLimit = 4000
  /// The price of a further sentence, in shares of the least weight found.
  private static let price: Float = 0.4

  let sentences: [MatchingSentence]
  private let values: [SentenceValue]
  private let price: Float
  private let termCount: Int

  init(terms: [SnippetTerm], sentences: [MatchingSentence]) {
    self.sentences = sentences
    values = sentences.map { SentenceValue($0, terms) }
    termCount = terms.count
    let weights = sentences.flatMap { $0.matches.map { terms[$0.term].value } }
    price = Self.price * (weights.min() ?? 0)
  }

  /// At most `limit` sentences, in the order of the text; at least one if there is any.
  func best(_ limit: Int) -> [MatchingSentence] {
    var search = Search(
      order: sentences.indices.sorted { (-values[$0].total, $0) < (-values[$1].total, $1) },
      best: greedy(limit),
      setsLeft: Self.setLimit
    )
    search.bestWorth = worth(of: search.best)
    let bare = [Float](repeating: 0, count: termCount)
    extend(&search, [], from: 0, shown: bare, worth: 0, limit: limit)
    return search.best.sorted().map { sentences[$0] }
  }

  /// What a choice is worth.
  func worth(of chosen: [Int]) -> Float {
    var shown = [Float](repeating: 0, count: termCount)
    let worth = chosen.reduce(0) { $0 + add($1, to: &shown) }
    return worth - price * Float(max(chosen.count - 1, 0))
  }

  /// Shows one sentence more, and says what that adds.
  private func add(_ sentence: Int, to shown: inout [Float]) -> Float {
    var gain: Float = 0
    for (term, value) in values[sentence].shares where value > shown[term] {
      gain += value - shown[term]
      shown[term] = value
    }
    return gain
  }

  /// Each time the sentence that adds most.
  private func greedy(_ limit: Int) -> [Int] {
    var chosen: [Int] = []
    var shown = [Float](repeating: 0, count: termCount)
    while chosen.count < limit {
      var best: (index: Int, gain: Float)?
      for index in sentences.indices where !chosen.contains(index) {
        var copy = shown
        let gain = add(index, to: &copy)
        if gain > best?.gain ?? (chosen.isEmpty ? 0 : price) { best = (index, gain) }
      }
      guard let best else { break }
      chosen.append(best.index)
      _ = add(best.index, to: &shown)
    }
    return chosen
  }

  /// The state of looking through sets.
  private struct Search {
    /// Sentences, those of most worth first.
    let order: [Int]
    var best: [Int]
    var bestWorth: Float = 0
    var setsLeft: Int
  }

  /// Looks at all sets that begin with `chosen` and could be better than the best.
  private func extend(
    _ search: inout Search,
    _ chosen: [Int],
    from place: Int,
    shown: [Float],
    worth: Float,
    limit: Int
  ) {
    let left = limit - chosen.count
    guard left > 0 else { return }
    for next in place..<max(place, search.order.count) {
      let first = search.order[next]
      let most = worth + Float(left) * values[first].total
      guard search.setsLeft > 0, most > search.bestWorth else { return }
      search.setsLeft -= 1
      var shown = shown
      let fee = chosen.isEmpty ? 0 : price
      let reached = worth + add(first, to: &shown) - fee
      if reached > search.bestWorth + 0.0001 {
        search.best = chosen + [first]
        search.bestWorth = reached
      }
      extend(
        &search,
        chosen + [first],
        from: next + 1,
        shown: shown,
        worth: reached,
        limit: limit
      )
    }
  }
}
