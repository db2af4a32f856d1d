// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Any number of lists of one segment, read once and added up: which documents are in any of them, and
/// how often.
///
/// Thousands of lists at once would each need a cursor and be asked in every window; this costs a
/// column of four bytes a document and about 2 ns a posting, once for a query, and is then as quick as
/// one list. Also says exactly how many documents there are, of which a weight is made.
package final class GatheredPostings: Sendable {
  /// The documents in any of the lists.
  package let documents: DocumentSet
  private let weights: WeightColumn
  /// The most that any document has.
  let largest: UInt32

  /// Reads the lists through, as far as the budget allows; none of them may count the same occurrence
  /// as another.
  ///
  /// - Throws: ``CorruptionError`` for damage in a list.
  package init(
    _ lists: some Sequence<TermPostings>,
    of source: PostingsSource,
    budget: SearchBudget? = nil
  ) throws(CorruptionError) {
    let weights = WeightColumn(count: Int(source.documentCount), budget)
    var reader = PostingsListReader(source)
    for list in lists {
      guard budget?.mayGoOn() ?? true else { break }
      try reader.open(list)
      while try reader.nextBlock() {
        weights.add(reader.block, count: reader.count)
      }
    }
    self.weights = weights
    var largest: UInt32 = 0
    documents = DocumentSet(documentCount: source.documentCount) { words in
      for document in 0..<weights.count where weights.values[document] != 0 {
        words[document >> 6] |= 1 << UInt64(document & 63)
        largest = max(largest, weights.values[document])
      }
    }
    self.largest = largest
  }

  /// How often a document has them, weighted by field; 0 if it does not, or is none of the segment's.
  package func weight(of document: UInt32) -> UInt32 {
    Int(document) < weights.count ? weights.values[Int(document)] : 0
  }
}

/// A number for each document, zero at first.
private final class WeightColumn {
  let count: Int
  let values: UnsafeMutablePointer<UInt32>
  private let budget: SearchBudget?
  private var bytes: Int { MemoryLayout<UInt32>.stride * count }

  init(count: Int, _ budget: SearchBudget?) {
    self.count = count
    self.budget = budget
    values = .allocate(capacity: max(1, count))
    values.initialize(repeating: 0, count: max(1, count))
    budget?.take(bytes, for: .patterns)
  }

  deinit {
    values.deallocate()
    budget?.give(back: bytes, for: .patterns)
  }

  /// Adds a block of postings, whose documents were checked.
  func add(_ block: BlockBuffer, count: Int) {
    for index in 0..<count {
      values[Int(block.documents[index])] &+= block.frequencies[index] &+ block.extras[index]
    }
  }
}

// Written before the initialiser of what holds it returns, and only read afterwards.
extension WeightColumn: @unchecked Sendable {}

extension SearchContext {
  /// Adds gathered lists to a window; without scores if the factor is zero.
  func add(
    _ gathered: GatheredPostings,
    factor: Float,
    from: UInt32,
    to: UInt32,
    into window: Window,
    base: UInt32
  ) {
    let first = Int(base) >> 6
    let (low, high) = (Int(from &- base), Int(to &- base))
    for word in low >> 6..<(high + 63) >> 6 {
      var bits = gathered.documents.word(first &+ word)
      while bits != 0 {
        let place = word << 6 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if place < low || place >= high { continue }
        window.bits[word] |= 1 &<< UInt64(place & 63)
        if factor == 0 { continue }
        let document = base &+ UInt32(truncatingIfNeeded: place)
        window.scores[place] &+= contribution(
          of: document,
          frequency: gathered.weight(of: document),
          factor: factor
        )
      }
    }
  }
}
