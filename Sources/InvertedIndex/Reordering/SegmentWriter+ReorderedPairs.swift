// SPDX-License-Identifier: Apache-2.0

import Storage

/// The lists of pairs that a segment has, by the places of the frequent words that are written.
private struct ListedPairs {
  /// Places of words that the segment does not list.
  private(set) var unlisted: Set<Int> = []
  /// The pairs of those it lists, in order.
  private(set) var pairs: [(first: Int, second: Int, list: TermPostings)] = []

  init(_ segment: SegmentReader, _ words: PairWords) throws(CorruptionError) {
    var places: [Int: Int] = [:]
    for (place, word) in words.words.enumerated() {
      if let own = try segment.pairs.number(ofWord: word.ordinal) {
        places[own] = place
      } else {
        unlisted.insert(place)
      }
    }
    for pair in try segment.pairs.all() {
      guard let first = places[pair.first], let second = places[pair.second] else { continue }
      pairs.append((first, second, pair.list))
    }
  }
}

extension SegmentWriter {
  /// Lists the pairs that a segment lists, its documents rearranged, after all else is written.
  mutating func appendPairs(
    of segment: SegmentReader,
    _ list: inout RearrangedList
  ) throws(StorageError) {
    let words = pairWords()
    let listed = try asStorageError { () throws(CorruptionError) in
      try ListedPairs(segment, words)
    }
    let numbers = (0..<words.count).filter { !listed.unlisted.contains($0) }
    var kept = words
    kept.remove(listed.unlisted)
    var lists = PairWriter(kept, listsFrom: postings.offset)
    var next = 0
    for first in numbers {
      lists.beginWord()
      var seconds = numbers.enumerated().makeIterator()
      while next < listed.pairs.count, listed.pairs[next].first == first {
        let pair = listed.pairs[next]
        next += 1
        while let (place, second) = seconds.next() {
          guard second == pair.second else { continue }
          try asStorageError { () throws(CorruptionError) in try list.read(pair.list) }
          postings.begin(hasPositions: false)
          append(&list)
          lists.append(place, postings.finish())
          try drainIfLarge()
          break
        }
      }
    }
    pairs = lists
  }
}
