// SPDX-License-Identifier: Apache-2.0

/// Which words have their neighbours listed: the *frequent* ones.
///
/// The list of a pair saves reading the postings and positions of both its words, which costs as
/// much as the rarer one is frequent, and takes about a byte for each document that has the pair.
/// So what pays is decided by the document frequency of the rarer word alone, and pairs of two
/// frequent words all have a list, whether they are often together or hardly ever: a pair without a
/// list is then a pair without documents. The least frequency is written with the pairs, so a
/// reader knows without this rule which pairs it can rely on.
package struct PairRule: Hashable, Sendable {
  /// A frequent word is in one of so many documents, or more.
  package var share: UInt32
  /// A frequent word is in at least so many documents; below, nothing is slow.
  package var floor: UInt32
  /// No more words than this are frequent, whatever the texts: those of the most documents.
  package var mostWords: Int

  package init(share: UInt32, floor: UInt32, mostWords: Int = PairRule.limit) {
    self.share = max(1, share)
    self.floor = max(1, floor)
    self.mostWords = min(max(0, mostWords), Self.limit)
  }

  /// What segments are written with.
  ///
  /// At a tenth, the pairs of news take about a tenth of a segment.
  package static let standard = PairRule(share: 10, floor: 1024)

  /// A pair of words is numbered by two of these.
  package static let limit = 512
}

/// The words of one segment that are frequent, in byte order.
struct PairWords {
  /// A word by its rank among the segment's keys.
  struct Word: BitwiseCopyable {
    var ordinal: UInt32
    var documentFrequency: UInt32
  }

  /// Words of fewer documents are not frequent.
  let threshold: UInt32
  /// The frequent ones.
  private(set) var words: [Word]

  var count: Int { words.count }

  /// The frequent ones of all words with at least the rule's floor of documents.
  init(_ candidates: UnsafeBufferPointer<Word>, documents: Int, rule: PairRule) {
    let least = max(rule.floor, UInt32((documents + Int(rule.share) - 1) / Int(rule.share)))
    var frequencies = candidates.map(\.documentFrequency).filter { $0 >= least }
    var threshold = least
    if frequencies.count > rule.mostWords {
      frequencies.sort(by: >)
      threshold = frequencies[rule.mostWords] + 1
    }
    self.threshold = threshold
    words = candidates.filter { $0.documentFrequency >= threshold }
  }

  /// Whether a word is so frequent that it must not go without its pairs.
  func isFarAbove(_ word: Word) -> Bool {
    word.documentFrequency / 3 >= threshold / 2
  }

  /// Leaves out those at some places.
  mutating func remove(_ places: Set<Int>) {
    words = words.indices.filter { !places.contains($0) }.map { words[$0] }
  }
}
