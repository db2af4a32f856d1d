// SPDX-License-Identifier: Apache-2.0

package import Storage
import TextAnalysis

/// Several segments made one, in their order, without analysing anything again.
///
/// Documents keep their order; those to be purged are left out with all their postings. Everything
/// else stays, removed and superseded documents too, so that statistics, and with them scores, do
/// not depend on what was merged. The result is, section by section, what building the same
/// documents at once gives.
package struct SegmentMerge {
  /// A segment to be merged.
  package struct Input: Sendable {
    package var segment: SegmentReader
    /// Documents to be left out for ever.
    package var purged: DocumentSet?

    package init(_ segment: SegmentReader, purged: DocumentSet? = nil) {
      self.segment = segment
      self.purged = purged
    }
  }

  /// Bytes of postings that may wait in memory; a larger merge passes over its terms twice.
  package var postingsBudget = 256 << 20
  /// Which pairs of words get a list.
  package var pairRule = PairRule.standard
  private let inputs: [MergeInput]

  /// Prepares to merge neighbours, oldest first.
  package init(_ inputs: [Input]) {
    var base: UInt32 = 0
    var prepared: [MergeInput] = []
    for input in inputs {
      let next = MergeInput(input.segment, purged: input.purged, base: base)
      base += UInt32(next.documentCount)
      prepared.append(next)
    }
    self.inputs = prepared
  }

  /// How many documents the result has; a merge that purges everything need not be written.
  package var documentCount: Int {
    inputs.reduce(0) { $0 + $1.documentCount }
  }

  /// The deletions of the result: those of the segments, renumbered; nil if there are none.
  package var deletions: SegmentDeletions? {
    let removed = renumbered { $0.segment.hidden }
    let superseded = renumbered { $0.segment.superseded }
    guard !removed.isEmpty || !superseded.isEmpty else { return nil }
    return SegmentDeletions(removed: removed, superseded: superseded)
  }

  private func renumbered(_ set: (MergeInput) -> DocumentSet?) -> DocumentSet {
    var documents: [UInt32] = []
    for input in inputs {
      set(input)?.forEach { document in
        if let new = input.newNumber(of: document) { documents.append(new) }
      }
    }
    return DocumentSet(documents, documentCount: UInt32(documentCount))
  }

  /// Checks every byte of the segments and writes the result.
  ///
  /// Memory: the dictionary of the result, its columns, a number per term of the segments, and
  /// up to ``postingsBudget``.
  ///
  /// - Throws: ``StorageError/corruption(_:)`` for damage in a segment, which is never copied.
  package func write(
    into file: consuming SealedFileWriter
  ) throws(StorageError) -> SealedFileReceipt {
    guard let analyzer = inputs.first?.segment.analyzer else {
      throw .corruption(CorruptionError(.missing, in: "segments"))
    }
    try asStorageError { () throws(CorruptionError) in try check(analyzer) }
    var columns = DocumentColumns()
    var boundaries = BoundariesWriter()
    try asStorageError { () throws(CorruptionError) in
      for input in inputs { try input.copyDocuments(to: &columns, &boundaries) }
    }
    var writer = SegmentWriter(file, columns: columns, pairs: pairRule)
    let postings = inputs.reduce(0) { $0 + $1.segment.postings.bytes.count }
    if postings > postingsBudget {
      try write(.positions, columns: columns, boundaries, to: &writer)
      try write(.postings, columns: columns, boundaries, to: &writer)
    } else {
      try write(.both, columns: columns, boundaries, to: &writer)
    }
    return try writer.finish(columns: columns, boundaries: boundaries, analyzer: analyzer)
  }

  /// Makes sure that the segments are sound and of one kind.
  private func check(_ analyzer: AnalyzerIdentity) throws(CorruptionError) {
    for input in inputs {
      try input.segment.verify()
      guard input.segment.analyzer == analyzer, input.segment.meta.weights == .standard else {
        throw CorruptionError(.outOfRange("analyzer"), in: input.segment.file.entry.place)
      }
    }
  }
}

extension SegmentMerge {
  /// Writes all terms, and the lists of stems.
  private func write(
    _ pass: SegmentWriter.Pass,
    columns: borrowing DocumentColumns,
    _ boundaries: borrowing BoundariesWriter,
    to writer: inout SegmentWriter
  ) throws(StorageError) {
    var terms = MergedTerms(inputs)
    try writer.begin(pass)
    try asStorageError { () throws(CorruptionError) in try terms.start() }
    while !terms.isAtEnd {
      let surface = try asStorageError { () throws(CorruptionError) in
        try terms.copyPostings(to: &writer)
      }
      let isThere = writer.hasPostings
      if isThere {
        try surface.span.withUnsafeBufferPointer { (surface) throws(StorageError) in
          try writer.endTerm(key: terms.key, surface: surface)
        }
      }
      try asStorageError { () throws(CorruptionError) in
        try terms.advance(wasWritten: isThere)
      }
    }
    if pass != .positions {
      try writeLists(of: &terms, columns: columns, to: &writer)
      try terms.writePairs(boundaries, to: &writer)
    }
    try writer.endPass()
  }

  private func writeLists(
    of terms: inout MergedTerms,
    columns: borrowing DocumentColumns,
    to writer: inout SegmentWriter
  ) throws(StorageError) {
    var sums = PostingSums(documents: columns.count)
    for group in writer.stemGroups() {
      for rank in writer.ordinals(of: group) {
        try asStorageError { () throws(CorruptionError) in
          try terms.add(
            rank: rank,
            in: group.language,
            languages: columns.languages.values,
            to: &sums
          )
        }
      }
      try writer.append(&sums, of: group)
    }
  }
}
