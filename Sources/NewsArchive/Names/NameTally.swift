// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// Abbreviations and the names they are explained by, counted by articles.
///
/// Spellings that differ in case and accents only are one; the most frequent is shown.
struct NameTally: Sendable {
  private struct Key: Hashable {
    let short: [UInt8]
    let long: [UInt8]
  }

  private struct Count {
    var articles = 0
    var evidence = NameAlignment.Evidence.letters
    var spellings: [Spelling: Int] = [:]
  }

  private struct Spelling: Hashable {
    let short: String
    let long: String
  }

  private var counts: [Key: Count] = [:]
  /// Whether pairs seen only once were forgotten to make room.
  private(set) var hasForgotten = false

  /// The most pairs that are kept.
  static let mostPairs = 1 << 19

  /// Counts the pairs of one article, each once.
  mutating func add(_ pairs: [NamePair]) {
    var seen: Set<Key> = []
    for pair in pairs {
      let key = Key(short: folded(pair.short), long: folded(pair.long))
      guard key.short != key.long else { continue }
      var count = counts[key] ?? Count()
      if seen.insert(key).inserted { count.articles += 1 }
      count.evidence = max(count.evidence, pair.evidence)
      count.spellings[Spelling(short: pair.short, long: pair.long), default: 0] += 1
      counts[key] = count
    }
    if counts.count > Self.mostPairs { forgetRarest() }
  }

  private mutating func forgetRarest() {
    counts = counts.filter { $0.value.articles > 1 }
    if counts.count > Self.mostPairs / 2 { counts = counts.filter { $0.value.articles > 2 } }
    hasForgotten = true
  }

  /// The pairs that so many articles have, grouped by abbreviation, the most frequent first.
  ///
  /// Where initials explain an abbreviation, letters found somewhere in other words (a person before
  /// the party's abbreviation) are believed only if half as many articles have them.
  func suggestions(atLeast least: Int) -> [NameSuggestion] {
    var groups: [[UInt8]: [NameSuggestion]] = [:]
    var best: [[UInt8]: Int] = [:]
    for (key, count) in counts where count.evidence > .letters {
      best[key.short] = max(best[key.short] ?? 0, count.articles)
    }
    for (key, count) in counts where count.articles >= max(least, 1) {
      let isDoubtful = count.evidence == .letters && count.articles * 2 < best[key.short] ?? 0
      guard !isDoubtful, let spelling = Self.mostFrequent(count.spellings) else { continue }
      groups[key.short, default: []].append(
        NameSuggestion(short: spelling.short, long: spelling.long, articles: count.articles)
      )
    }
    return groups.values.map(Self.ordered).sorted(by: Self.precedes).flatMap(\.self)
  }

  /// One abbreviation's names, all under its most frequent spelling.
  private static func ordered(_ group: [NameSuggestion]) -> [NameSuggestion] {
    let sorted = group.sorted { ($1.articles, $0.long) < ($0.articles, $1.long) }
    return sorted.map { suggestion in
      NameSuggestion(
        short: sorted[0].short,
        long: suggestion.long,
        articles: suggestion.articles
      )
    }
  }

  private static func precedes(_ left: [NameSuggestion], _ right: [NameSuggestion]) -> Bool {
    let sums = (left.reduce(0) { $0 + $1.articles }, right.reduce(0) { $0 + $1.articles })
    return (sums.1, left[0].short) < (sums.0, right[0].short)
  }

  private static func mostFrequent(_ spellings: [Spelling: Int]) -> Spelling? {
    spellings.max { left, right in
      (left.value, right.key.long, right.key.short) < (right.value, left.key.long, left.key.short)
    }?.key
  }
}

/// An abbreviation and a name that articles explain it by.
package struct NameSuggestion: Hashable, Sendable {
  package let short: String
  package let long: String
  /// How many articles do.
  package let articles: Int
}
