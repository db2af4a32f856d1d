// SPDX-License-Identifier: Apache-2.0

package import Storage
package import TextAnalysis

// Sets of documents that columns tell.

extension SegmentReader {
  /// The documents published within a range of seconds since 1970, both ends included.
  ///
  /// Runs of 1,024 documents that lie wholly inside or outside are not looked at one by one; else
  /// about 1 ns a document. Where the documents are in the order of time, this is an interval.
  package func documents(
    publishedIn range: ClosedRange<Int64>
  ) throws(CorruptionError) -> DocumentSet {
    let times = try column(published)
    let size = SegmentFormat.publishedRun
    var words = GrowingArray<UInt64>(capacity: (documentCount + 63) / 64)
    words.append(repeating: 0, count: (documentCount + 63) / 64)
    for (number, run) in try datedRuns().enumerated() {
      guard run.earliest <= range.upperBound, run.latest >= range.lowerBound else { continue }
      let documents = number * size..<min((number + 1) * size, documentCount)
      let isInside = run.earliest >= range.lowerBound && run.latest <= range.upperBound
      if isInside, Int(run.dated) == documents.count {
        for word in documents.lowerBound / 64..<(documents.upperBound + 63) / 64 {
          words[word] = .max
        }
        continue
      }
      for document in documents {
        let time = PublicationTime(code: times.number(document) ?? 0)
        let isMember = time.isKnown && range.contains(time.seconds)
        words[document >> 6] |= (isMember ? 1 : 0) &<< UInt64(document & 63)
      }
    }
    return DocumentSet(bitmap: words.bytes, documentCount: meta.documents).asInterval
  }

  /// The documents that have a date.
  package func datedDocuments() throws(CorruptionError) -> DocumentSet {
    try documents(publishedIn: Int64.min...Int64.max)
  }

  /// The documents in a language; empty for one that the segment does not have.
  package func documents(in language: Language) throws(CorruptionError) -> DocumentSet {
    guard let number = languages.firstIndex(of: language) else { return DocumentSet(0..<0) }
    let numbers = try languageNumbers.checked(0..<languageNumbers.bytes.count)
    return DocumentSet(documentCount: meta.documents) { words in
      for document in 0..<numbers.count where numbers[document] == UInt8(number) {
        words[document >> 6] |= 1 &<< UInt64(document & 63)
      }
    }
  }
}

extension DocumentSet {
  /// The same set, as an interval if its documents are neighbours: then it restricts a search to
  /// them at no cost for each document.
  package var asInterval: DocumentSet {
    let bounds = bounds
    return bounds.count == count ? DocumentSet(bounds) : self
  }
}
