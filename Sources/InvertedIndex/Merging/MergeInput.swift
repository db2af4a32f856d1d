// SPDX-License-Identifier: Apache-2.0

import Storage

/// One segment of a merge: where its documents go, and a walk along its terms.
final class MergeInput {
  let segment: SegmentReader
  /// How many documents it gives to the result.
  let documentCount: Int
  /// The number of its first document in the result.
  let base: UInt32
  /// The new numbers of all documents, ``purgedNumber`` for none; empty if nothing is purged.
  private let numbers: [UInt32]
  private static let purgedNumber = UInt32.max

  init(_ segment: SegmentReader, purged: DocumentSet?, base: UInt32) {
    self.segment = segment
    self.base = base
    guard let purged, !purged.isEmpty else {
      numbers = []
      documentCount = segment.documentCount
      return
    }
    var next = base
    numbers = (0..<UInt32(segment.documentCount)).map { document in
      if purged.contains(document) { return Self.purgedNumber }
      next += 1
      return next - 1
    }
    documentCount = Int(next - base)
  }

  /// Whether some of its documents are left out.
  var isPurged: Bool { !numbers.isEmpty }

  /// The number in the result; nil for a purged document.
  @inline(__always)
  func newNumber(of document: UInt32) -> UInt32? {
    if numbers.isEmpty { return base &+ document }
    let number = numbers[Int(document)]
    return number == Self.purgedNumber ? nil : number
  }

  /// Copies what is known of each document.
  func copyDocuments(
    to columns: inout DocumentColumns,
    _ boundaries: inout BoundariesWriter
  ) throws(CorruptionError) {
    let records = try BoundariesReader(segment.boundaries, documents: segment.documentCount)
    let copies = try ColumnCopies(segment, for: &columns)
    for document in 0..<UInt32(segment.documentCount) where newNumber(of: document) != nil {
      columns.append(Int(document), of: copies)
      boundaries.append(record: try records.record(of: Int(document)))
    }
  }
}
