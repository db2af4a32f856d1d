// SPDX-License-Identifier: Apache-2.0

/// How well one sentence shows each of the query's terms.
///
/// A term shown is worth its weight; up to half as much again for being early, for standing close to
/// the query's other terms, for being repeated, and for standing near what the query wants it near;
/// headings and captions are worth less.
struct SentenceValue {
  /// A term and what showing it here is worth; each once.
  let shares: [(term: Int, value: Float)]
  /// The sum of the shares.
  let total: Float

  private static let headingShare: Float = 0.7
  private static let farShare: Float = 0.6
  private static let early: Float = 0.15
  private static let close: Float = 0.15
  private static let repeated: Float = 0.04

  init(_ sentence: MatchingSentence, _ terms: [SnippetTerm]) {
    var quality: Float = 1 + Self.early / Float(1 + sentence.paragraph + sentence.ordinal)
    quality += Self.close * Self.closeness(of: sentence.matches)
    if !sentence.isBody { quality *= Self.headingShare }
    var found: [(term: Int, count: Int, isNear: Bool)] = []
    for match in sentence.matches {
      if let place = found.firstIndex(where: { $0.term == match.term }) {
        found[place].count += 1
        found[place].isNear = found[place].isNear || match.isNear
      } else {
        found.append((match.term, 1, match.isNear))
      }
    }
    shares = found.map { term, count, isNear in
      let again = Self.repeated * Float(min(count - 1, 3))
      let near = isNear ? 1 : Self.farShare
      return (term, terms[term].value * (quality + again) * near)
    }
    total = shares.reduce(0) { $0 + $1.value }
  }

  /// 1 where the sentence's different terms follow one another, less the further they are apart; 0
  /// for one term alone.
  private static func closeness(of matches: [Match]) -> Float {
    let kinds = Set(matches.map(\.term)).count
    guard kinds > 1 else { return 0 }
    var counts: [Int: Int] = [:]
    var first = 0
    var shortest = Int.max
    for match in matches {
      counts[match.term, default: 0] += 1
      while counts.count == kinds {
        let start = matches[first]
        let length = Int(match.positions.upperBound) - Int(start.positions.lowerBound) + 1
        shortest = min(shortest, max(length, 1))
        let left = (counts[start.term] ?? 1) - 1
        counts[start.term] = left > 0 ? left : nil
        first += 1
      }
    }
    return min(Float(kinds) / Float(shortest), 1)
  }
}
