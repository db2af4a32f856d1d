// SPDX-License-Identifier: Apache-2.0

package import Storage

// Sets of documents by when they came, by whose versions they are and by how long they are.

extension SegmentReader {
  /// The documents filed within a range of seconds since 1970, both ends included.
  ///
  /// About 1 ns a document.
  package func documents(
    filedIn range: ClosedRange<Int64>
  ) throws(CorruptionError) -> DocumentSet {
    let codes = FilingTime.code(of: range.lowerBound)...FilingTime.code(of: range.upperBound)
    return documents(in: try column(filed), among: codes)
  }

  /// The documents filed by later commits than `revision`.
  ///
  /// About 1 ns a document.
  package func documents(filedAfter revision: UInt64) throws(CorruptionError) -> DocumentSet {
    guard revision < .max else { return DocumentSet(0..<0) }
    return documents(in: try column(revisions), among: revision + 1...UInt64.max)
  }

  /// The documents that are versions of some articles, whatever their states.
  ///
  /// One to four nanoseconds a document, the more the larger the set.
  package func documents(of articles: ArticleSet) throws(CorruptionError) -> DocumentSet {
    guard !articles.isEmpty else { return DocumentSet(0..<0) }
    let column = try column(self.articles)
    return DocumentSet(documentCount: meta.documents) { words in
      for document in 0..<documentCount where articles.contains(column.number(document) ?? 0) {
        words[document >> 6] |= 1 &<< UInt64(document & 63)
      }
    }
  }

  /// The documents whose text has so many words; see ``wordCount(of:)``.
  ///
  /// About 1 ns a document.
  package func documents(
    ofWords range: ClosedRange<UInt64>
  ) throws(CorruptionError) -> DocumentSet {
    documents(in: try column(wordCounts), among: range)
  }

  private func documents(in column: NumberColumn, among numbers: ClosedRange<UInt64>) -> DocumentSet
  {
    DocumentSet(documentCount: meta.documents) { words in
      for document in 0..<documentCount {
        let isMember = numbers.contains(column.number(document) ?? 0)
        words[document >> 6] |= (isMember ? 1 : 0) &<< UInt64(document & 63)
      }
    }.asInterval
  }
}
