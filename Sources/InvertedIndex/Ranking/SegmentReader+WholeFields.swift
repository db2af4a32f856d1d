// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentReader {
  /// Those of some documents whose title, or whose address, takes so many positions.
  ///
  /// About 200 ns a document.
  ///
  /// - Throws: ``CorruptionError`` for a damaged record.
  package func documents(
    of documents: DocumentSet,
    whoseFieldTakes length: Int,
    isTitle: Bool
  ) throws(CorruptionError) -> DocumentSet {
    let boundaries = try BoundariesReader(self.boundaries, documents: documentCount)
    var found: [UInt32] = []
    for document in documents.documents {
      let record = try boundaries.record(of: Int(document))
      guard let places = TextPlaces(record) else {
        throw CorruptionError(.outOfRange("boundaries of a document"), in: file.entry.place)
      }
      if (isTitle ? places.title : places.url).count == length { found.append(document) }
    }
    return DocumentSet(found, documentCount: UInt32(documentCount))
  }
}
