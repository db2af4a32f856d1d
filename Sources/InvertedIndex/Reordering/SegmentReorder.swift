// SPDX-License-Identifier: Apache-2.0

package import Storage

/// A segment written once more with its documents in another order.
///
/// Everything else stays: scores, counts and positions are the same, and only the order of
/// documents with equal scores is another.
package struct SegmentReorder {
  /// Bytes of postings that may wait in memory; a larger segment is passed over twice.
  package var postingsBudget = 256 << 20
  /// Which pairs of words get a list; those that the segment does not list go without.
  package var pairRule = PairRule.standard
  private let segment: SegmentReader
  private let order: DocumentOrder

  /// Prepares to write a segment; the order must have as many documents.
  package init?(_ segment: SegmentReader, _ order: DocumentOrder) {
    guard order.old.count == segment.documentCount else { return nil }
    self.segment = segment
    self.order = order
  }

  /// The deletions of the result: those of the segment, renumbered; nil if there are none.
  package var deletions: SegmentDeletions? {
    guard segment.hidden != nil || segment.superseded != nil else { return nil }
    return SegmentDeletions(
      removed: renumbered(segment.hidden),
      superseded: renumbered(segment.superseded)
    )
  }

  private func renumbered(_ set: DocumentSet?) -> DocumentSet {
    let documents = set?.documents.map { order.new[Int($0)] } ?? []
    return DocumentSet(documents, documentCount: UInt32(segment.documentCount))
  }

  /// Checks every byte of the segment and writes the result.
  ///
  /// - Throws: ``StorageError/corruption(_:)`` for damage in the segment, which is never copied.
  package func write(
    into file: consuming SealedFileWriter
  ) throws(StorageError) -> SealedFileReceipt {
    var columns = DocumentColumns()
    var boundaries = BoundariesWriter()
    try asStorageError { () throws(CorruptionError) in
      try segment.verify()
      try copyDocuments(to: &columns, &boundaries)
    }
    var writer = SegmentWriter(file, columns: columns, pairs: pairRule)
    if segment.postings.bytes.count > postingsBudget {
      try write(.positions, columns: columns, to: &writer)
      try write(.postings, columns: columns, to: &writer)
    } else {
      try write(.both, columns: columns, to: &writer)
    }
    return try writer.finish(
      columns: columns,
      boundaries: boundaries,
      analyzer: segment.analyzer
    )
  }

  private func copyDocuments(
    to columns: inout DocumentColumns,
    _ boundaries: inout BoundariesWriter
  ) throws(CorruptionError) {
    let records = try BoundariesReader(segment.boundaries, documents: segment.documentCount)
    let copies = try ColumnCopies(segment, for: &columns)
    for old in order.old {
      columns.append(Int(old), of: copies)
      boundaries.append(record: try records.record(of: Int(old)))
    }
  }
}

extension SegmentReorder {
  private func write(
    _ pass: SegmentWriter.Pass,
    columns: borrowing DocumentColumns,
    to writer: inout SegmentWriter
  ) throws(StorageError) {
    let source = try asStorageError { () throws(CorruptionError) in try segment.source }
    let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: order.new.count + 1)
    defer { numbers.deallocate() }
    for (old, new) in order.new.enumerated() { numbers[old] = new }
    var list = RearrangedList(source, newNumbers: numbers)
    var cursor = segment.terms()
    try writer.begin(pass)
    while try asStorageError({ () throws(CorruptionError) in try cursor.next() }) {
      let entry = try asStorageError { () throws(CorruptionError) in
        let entry = try cursor.entry()
        try list.read(entry.postings)
        return entry
      }
      writer.beginTerm(hasPositions: entry.postings.hasPositions)
      writer.append(&list)
      let surface = entry.surface ?? []
      try surface.span.withUnsafeBufferPointer { (surface) throws(StorageError) in
        try writer.endTerm(key: cursor.key, surface: surface)
      }
    }
    if pass != .positions {
      try writeStems(columns.languages.values, &list, &cursor, to: &writer)
      try writer.appendPairs(of: segment, &list)
    }
    try writer.endPass()
  }

  /// Writes the lists of stems, which are sums and need no order.
  private func writeStems(
    _ languages: UnsafeBufferPointer<UInt8>,
    _ list: inout RearrangedList,
    _ cursor: inout TermCursor,
    to writer: inout SegmentWriter
  ) throws(StorageError) {
    var sums = PostingSums(documents: languages.count)
    for group in writer.stemGroups() {
      for ordinal in writer.ordinals(of: group) {
        try asStorageError { () throws(CorruptionError) in
          guard try cursor.seek(ordinal: Int(ordinal)) else { return }
          try list.read(try cursor.entry().postings)
        }
        list.forEach { document, frequency, extra, _ in
          guard languages[Int(document)] == group.language else { return }
          sums.add(document: document, frequency: frequency, extra: extra)
        }
      }
      try writer.append(&sums, of: group)
    }
  }
}
