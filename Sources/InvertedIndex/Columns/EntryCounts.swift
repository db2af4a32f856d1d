// SPDX-License-Identifier: Apache-2.0

package import Storage

// Counting the documents of a result by what columns say of them. Every kernel is a walk over the
// bits of a set with one load and one addition for each document.

extension ValueColumn {
  /// How many of the documents have each entry; the first number is of those with none.
  ///
  /// About a nanosecond a document.
  package func counts(among documents: DocumentSet) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: entryCount + 1)
    counts.withUnsafeMutableBufferPointer { counts in
      let limit = numbers.documentCount
      documents.forEachWord(below: limit) { first, word in
        var rest = word
        while rest != 0 {
          counts[entry(of: first &+ rest.trailingZeroBitCount)] &+= 1
          rest &= rest &- 1
        }
      }
    }
    return counts
  }
}

extension SegmentReader {
  /// How many of the documents are in each language, by the languages' numbers in this segment.
  package func languageCounts(
    among documents: DocumentSet
  ) throws(CorruptionError) -> [UInt32] {
    let numbers = try languageNumbers.checked(0..<languageNumbers.bytes.count)
    var counts = [UInt32](repeating: 0, count: 256)
    counts.withUnsafeMutableBufferPointer { counts in
      documents.forEachWord(below: documentCount) { first, word in
        var rest = word
        while rest != 0 {
          counts[Int(numbers[first &+ rest.trailingZeroBitCount])] &+= 1
          rest &= rest &- 1
        }
      }
    }
    guard counts[languages.count...].allSatisfy({ $0 == 0 }) else {
      throw CorruptionError(.outOfRange("language"), in: file.entry.place)
    }
    return Array(counts[..<languages.count])
  }
}

extension DocumentSet {
  /// Calls `body` with each 64 documents that hold any: the first one's number, and a bit for each.
  @inline(__always)
  func forEachWord(below limit: Int, _ body: (Int, UInt64) -> Void) {
    let bounds = bounds
    let last = (min(Int(bounds.upperBound), limit) + 63) / 64
    var index = Int(bounds.lowerBound) / 64
    while index < last {
      var word = word(index)
      if index == limit >> 6 { word &= (1 &<< UInt64(limit & 63)) &- 1 }
      if word != 0 { body(index &<< 6, word) }
      index &+= 1
    }
  }
}
