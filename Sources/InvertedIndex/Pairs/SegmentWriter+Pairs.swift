// SPDX-License-Identifier: Apache-2.0

import Storage

extension SegmentWriter {
  /// Writes the lists of all pairs a collector has, numbered as `words` are.
  mutating func append(
    _ collector: inout PairCollector,
    of words: PairWords
  ) throws(StorageError) {
    collector.finish()
    var lists = PairWriter(words, listsFrom: postings.offset)
    for first in 0..<collector.words {
      lists.beginWord()
      for second in 0..<collector.words where !collector.isEmpty(first, second) {
        lists.append(second, collector.drain(first, second, into: &postings))
        try drainIfLarge()
      }
    }
    pairs = lists
  }
}

extension Inversion {
  /// Lists the pairs of frequent words of everything an inverter took, after all else is written.
  func writePairs(
    of inverter: borrowing Inverter,
    to writer: inout SegmentWriter
  ) throws(StorageError) {
    let words = writer.pairWords()
    var join = PairJoin(words: words.count, boundaries: inverter.boundaries)
    var next = words.words.map { Int(starts[Int($0.ordinal)]) }
    while words.count > 0, join.begin(before: UInt32(inverter.columns.count)) {
      for (number, word) in words.words.enumerated() {
        place(number, &next[number], before: Int(starts[Int(word.ordinal) + 1]), in: join)
      }
      join.end()
    }
    try writer.append(&join.collector, of: words)
  }

  /// Puts a word where it stands in the documents of a window, going on from entry `next`.
  @inline(__always)
  private func place(_ word: Int, _ next: inout Int, before end: Int, in join: borrowing PairJoin) {
    let limit = join.documents.upperBound
    var place = next
    while place < end {
      let document = entries[place] & ~Self.document
      if document >= limit { break }
      let row = join.row(of: document)
      place &+= 1
      while place < end, entries[place] < Self.document {
        row.put(word, at: entries[place] & Self.positionMask)
        place &+= 1
      }
    }
    next = place
  }
}
