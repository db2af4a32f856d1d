// SPDX-License-Identifier: Apache-2.0

/// Tells which matches stand near what the query wants them near.
struct NearnessMarker {
  private let terms: [SnippetTerm]
  private let isNeeded: Bool

  init(_ terms: [SnippetTerm]) {
    self.terms = terms
    isNeeded = terms.contains { !$0.partners.isEmpty }
  }

  /// Sets ``Match/isNear``, given matches in the order of the text.
  ///
  /// Each match is compared with those that follow it within reach, so a text in which all words
  /// match costs their number times the reach.
  func mark(_ found: inout FoundMatches) {
    guard isNeeded else { return }
    let sentences = found.matches.map { found.sentence(at: $0.range.lowerBound) }
    var met = found.matches.map { _ in [SnippetTerm.Partner]() }
    for first in found.matches.indices where !terms[found.matches[first].term].partners.isEmpty {
      for second in found.matches.indices[(first + 1)...] {
        let isSameSentence = sentences[first] == sentences[second]
        let pair = (found.matches[first], found.matches[second])
        guard mayMeet(pair.0, pair.1, isSameSentence) else { break }
        meet(pair, isSameSentence) { one, other in
          met[first].append(one)
          met[second].append(other)
        }
      }
    }
    for index in found.matches.indices {
      found.matches[index].isNear = terms[found.matches[index].term].partners
        .allSatisfy { met[index].contains($0) }
    }
  }

  /// Whether any nearness of the first reaches as far as the second.
  private func mayMeet(_ first: Match, _ second: Match, _ isSameSentence: Bool) -> Bool {
    terms[first.term].partners.contains { partner in
      switch partner.reach {
      case .words(let count), .wordsInOrder(let count):
        Self.distance(first, second) <= count
      case .sentence: isSameSentence
      case .paragraph: true
      }
    }
  }

  private func meet(
    _ pair: (first: Match, second: Match),
    _ isSameSentence: Bool,
    _ body: (SnippetTerm.Partner, SnippetTerm.Partner) -> Void
  ) {
    // Nothing is near itself, nor near what it overlaps.
    guard Self.distance(pair.first, pair.second) > 0 else { return }
    for one in terms[pair.first.term].partners {
      for other in terms[pair.second.term].partners
      where one.group == other.group && one.side != other.side {
        let isNear =
          switch one.reach {
          case .words(let count): Self.distance(pair.first, pair.second) <= count
          case .wordsInOrder(let count):
            one.side == 0 && Self.distance(pair.first, pair.second) <= count
          case .sentence: isSameSentence
          case .paragraph: true
          }
        if isNear { body(one, other) }
      }
    }
  }

  private static func distance(_ first: Match, _ second: Match) -> Int {
    Int(second.positions.lowerBound) - Int(first.positions.upperBound)
  }
}
