// SPDX-License-Identifier: Apache-2.0

/// A walk over where some words stand in documents that are asked for in ascending order.
final class WordOccurrences {
  private let words: [SpanNode]
  private let units = DocumentUnits([])

  /// The occurrences in the document read last: the position, and the word in the low eight bits.
  ///
  /// Ascending; where several words stand at one position, the first of them.
  private(set) var found = GrowingArray<UInt64>()

  /// A walk for words of which none needs boundaries or texts.
  init(_ words: [RankedWord], in context: SearchContext) {
    self.words = words.map { SpanNode($0.expression, in: context) }
  }

  /// Finds the words in a document.
  func read(_ document: UInt32) {
    found.truncate(to: 0)
    for (number, word) in words.enumerated() where word.firstDocument(from: document) == document {
      let count = Int(word.frequency(in: document, units))
      for place in 0..<count {
        found.append(UInt64(word.spans[place].start) << 8 | UInt64(number))
      }
    }
    found.sort { $0 < $1 }
    keepFirsts()
  }

  /// Keeps the first of the words at each position.
  private func keepFirsts() {
    var kept = 0
    for index in 0..<found.count {
      if kept > 0, found[kept &- 1] >> 8 == found[index] >> 8 { continue }
      found[kept] = found[index]
      kept &+= 1
    }
    found.truncate(to: kept)
  }
}
