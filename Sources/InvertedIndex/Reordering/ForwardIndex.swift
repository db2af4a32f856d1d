// SPDX-License-Identifier: Apache-2.0

import Storage

/// For each document of a segment the terms it holds, by numbers given in the order of the
/// dictionary: what bisection looks at.
///
/// Only terms of the text, and of those only such as enough documents hold to gain from lying
/// together, and not so many that they lie together anyhow.
final class ForwardIndex {
  let documentCount: Int
  private(set) var termCount = 0
  /// Where each document's terms begin, and the end.
  let starts: UnsafeMutablePointer<Int>
  let terms: UnsafeMutablePointer<UInt32>
  /// Document frequencies from which on terms count.
  let leastFrequency: UInt32

  /// Reads the lists of a segment twice, about 2 ns a posting.
  ///
  /// `budget` are the bytes it may take: where the postings are more, rarer terms are left out.
  init(
    _ segment: SegmentReader,
    leastFrequency: UInt32,
    budget: Int
  ) throws(CorruptionError) {
    documentCount = segment.documentCount
    let most = UInt32(max(1, documentCount * 3 / 4))
    var least = leastFrequency
    var postings = Int.max
    while true {
      postings = try Self.postings(of: segment, least...max(least, most))
      if postings * 4 <= budget || least >= most { break }
      least = least < 1 << 30 ? least * 2 : most
    }
    self.leastFrequency = least
    starts = .allocate(capacity: documentCount + 2)
    starts.initialize(repeating: 0, count: documentCount + 2)
    terms = LargeMemory.allocate(UInt32.self, count: postings)
    let frequencies = least...max(least, most)
    // Counted two places on, so that filling leaves every start where it belongs.
    try forEachList(of: segment, frequencies) { _, document in starts[Int(document) + 2] += 1 }
    for document in 0..<documentCount { starts[document + 2] += starts[document + 1] }
    try forEachList(of: segment, frequencies) { term, document in
      let place = starts[Int(document) + 1]
      starts[Int(document) + 1] = place + 1
      terms[place] = term
    }
  }

  deinit {
    starts.deallocate()
    terms.deallocate()
  }

  /// The postings of all terms with such document frequencies.
  private static func postings(
    of segment: SegmentReader,
    _ frequencies: ClosedRange<UInt32>
  ) throws(CorruptionError) -> Int {
    var cursor = segment.terms()
    var sum = 0
    while try cursor.next() {
      guard cursor.key.first ?? 0 >= IndexedField.firstTextByte else { continue }
      let frequency = try cursor.entry().postings.documentFrequency
      if frequencies.contains(frequency) { sum += Int(frequency) }
    }
    return sum
  }

  private func forEachList(
    of segment: SegmentReader,
    _ frequencies: ClosedRange<UInt32>,
    _ body: (UInt32, UInt32) -> Void
  ) throws(CorruptionError) {
    var cursor = segment.terms()
    var reader = PostingsListReader(try segment.source)
    var term: UInt32 = 0
    while try cursor.next() {
      guard cursor.key.first ?? 0 >= IndexedField.firstTextByte else { continue }
      let postings = try cursor.entry().postings
      guard frequencies.contains(postings.documentFrequency) else { continue }
      var left = Int(postings.documentFrequency)
      try reader.open(postings)
      while left > 0, try reader.nextBlock() {
        for index in 0..<reader.count { body(term, reader.block.documents[index]) }
        left -= reader.count
      }
      term += 1
    }
    termCount = Int(term)
  }
}

// Written by `init` only; read by any number of threads.
extension ForwardIndex: @unchecked Sendable {}
