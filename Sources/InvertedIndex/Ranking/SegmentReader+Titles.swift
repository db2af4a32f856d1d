// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentReader {
  /// Those of some documents whose title takes so many positions.
  ///
  /// About 200 ns a document.
  ///
  /// - Throws: ``CorruptionError`` for a damaged record.
  package func documents(
    of documents: DocumentSet,
    titleLength length: Int
  ) throws(CorruptionError) -> DocumentSet {
    let boundaries = try BoundariesReader(self.boundaries, documents: documentCount)
    var found: [UInt32] = []
    for document in documents.documents {
      let record = try boundaries.record(of: Int(document))
      guard let places = TextPlaces(record) else {
        throw CorruptionError(.outOfRange("boundaries of a document"), in: file.entry.place)
      }
      if places.title.count == length { found.append(document) }
    }
    return DocumentSet(found, documentCount: UInt32(documentCount))
  }
}
