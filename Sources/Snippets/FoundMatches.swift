// SPDX-License-Identifier: Apache-2.0

/// What was found in one text.
struct FoundMatches {
  /// In the order of the text.
  var matches: [Match] = []
  /// Where the first word of each sentence begins, ascending.
  var sentenceStarts: [Int] = []

  /// Adds matches in any order.
  mutating func add(_ more: [Match]) {
    matches += more
    matches.sort { ($0.range.lowerBound, $0.term) < ($1.range.lowerBound, $1.term) }
  }

  /// How many sentences begin up to a byte: a number for the sentence it is in.
  func sentence(at offset: Int) -> Int {
    var low = 0
    var high = sentenceStarts.count
    while low < high {
      let middle = (low + high) / 2
      if sentenceStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A sentence and what matches in it.
struct MatchingSentence {
  let paragraph: Int
  let isBody: Bool
  /// The sentence's place in its paragraph.
  let ordinal: Int
  /// UTF-8 offsets of all sentences of the paragraph.
  let bounds: SentenceBounds
  /// In order.
  let matches: [Match]
  /// Those of the whole paragraph.
  let paragraphMatches: [Match]

  var range: Range<Int> { bounds[ordinal] }

  /// How many different terms match.
  var termCount: Int { Set(matches.map(\.term)).count }

  /// Whether so many different terms match, all of them near what they are to be near.
  func hasEverything(of count: Int) -> Bool {
    matches.allSatisfy(\.isNear) && termCount == count
  }
}

extension FoundMatches {
  /// The sentences in which anything matches.
  func sentences(of paragraph: SnippetParagraph, at index: Int) -> [MatchingSentence] {
    let bounds = SentenceBounds(paragraph.text, starts: sentenceStarts)
    var result: [MatchingSentence] = []
    var next = 0
    while next < matches.count {
      let ordinal = bounds.ordinal(at: matches[next].range.lowerBound)
      let first = next
      while next < matches.count, bounds.ordinal(at: matches[next].range.lowerBound) == ordinal {
        next += 1
      }
      result.append(
        MatchingSentence(
          paragraph: index,
          isBody: paragraph.isBody,
          ordinal: ordinal,
          bounds: bounds,
          matches: Array(matches[first..<next]),
          paragraphMatches: matches
        )
      )
    }
    return result
  }

  /// The first sentence, whether anything matches in it or not.
  func firstSentence(of paragraph: SnippetParagraph, at index: Int) -> MatchingSentence {
    MatchingSentence(
      paragraph: index,
      isBody: paragraph.isBody,
      ordinal: 0,
      bounds: SentenceBounds(paragraph.text, starts: sentenceStarts),
      matches: [],
      paragraphMatches: []
    )
  }
}
