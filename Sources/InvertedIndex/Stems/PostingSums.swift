// SPDX-License-Identifier: Apache-2.0

/// Adds postings of several lists up, document by document.
///
/// Two counters per document of the segment, used again for every group; draining costs a step
/// per 64 documents between the first and the last.
struct PostingSums: ~Copyable {
  private let frequencies: UnsafeMutablePointer<UInt32>
  private let extras: UnsafeMutablePointer<UInt32>
  private let present: UnsafeMutablePointer<UInt64>
  private var words: Range<Int> = 0..<0

  init(documents: Int) {
    let words = documents / 64 + 1
    frequencies = .allocate(capacity: words * 64)
    extras = .allocate(capacity: words * 64)
    present = .allocate(capacity: words)
    frequencies.initialize(repeating: 0, count: words * 64)
    extras.initialize(repeating: 0, count: words * 64)
    present.initialize(repeating: 0, count: words)
  }

  deinit {
    frequencies.deallocate()
    extras.deallocate()
    present.deallocate()
  }

  var isEmpty: Bool { words.isEmpty }

  @inline(__always)
  mutating func add(document: UInt32, frequency: UInt32, extra: UInt32) {
    let place = Int(document)
    frequencies[place] &+= frequency
    extras[place] &+= extra
    let word = place >> 6
    present[word] |= 1 &<< UInt64(place & 63)
    if words.isEmpty { words = word..<word + 1 }
    if word < words.lowerBound { words = word..<words.upperBound }
    if word >= words.upperBound { words = words.lowerBound..<word + 1 }
  }

  /// Writes the sums as a list without positions and begins anew; nil if there are none.
  mutating func drain(into postings: inout PostingsWriter) -> TermPostings? {
    guard !isEmpty else { return nil }
    postings.begin(hasPositions: false)
    for word in words {
      var bits = present[word]
      present[word] = 0
      while bits != 0 {
        let place = word << 6 + bits.trailingZeroBitCount
        bits &= bits &- 1
        postings.append(
          document: UInt32(place),
          frequency: frequencies[place],
          extra: extras[place],
          positions: nil
        )
        frequencies[place] = 0
        extras[place] = 0
      }
    }
    words = 0..<0
    return postings.finish()
  }
}
