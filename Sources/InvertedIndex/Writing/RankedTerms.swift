// SPDX-License-Identifier: Apache-2.0

/// The terms of a table in byte order, laid one after another.
///
/// A term of the table lies anywhere, so looking at each when its turn comes would wait for memory
/// several times a term; gathered in short loops, the waits overlap.
struct RankedTerms: ~Copyable {
  private var bytes: GrowingArray<UInt8>
  /// Where each key begins, where its surface does, and the end.
  private var starts: GrowingArray<UInt32>
  let count: Int

  init(_ table: borrowing TermTable, ranking: [UInt32]) {
    count = ranking.count
    var places = GrowingArray<TermTable.Place>(capacity: count * 2)
    for number in ranking {
      let (term, surface) = table.places(of: Int(number))
      places.append(term)
      places.append(surface)
    }
    bytes = GrowingArray(capacity: count * 12)
    starts = GrowingArray(capacity: count * 2 + 1)
    for index in 0..<places.count {
      starts.append(UInt32(bytes.count))
      bytes.append(contentsOf: table.bytes(at: places[index]))
    }
    starts.append(UInt32(bytes.count))
  }

  private func part(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = starts[index]
    return UnsafeBufferPointer(
      start: bytes.base + Int(start),
      count: Int(starts[index + 1] - start)
    )
  }

  func key(_ rank: Int) -> UnsafeBufferPointer<UInt8> { part(rank * 2) }

  /// Empty if there is none.
  func surface(_ rank: Int) -> UnsafeBufferPointer<UInt8> { part(rank * 2 + 1) }
}
