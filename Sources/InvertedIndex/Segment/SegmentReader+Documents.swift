// SPDX-License-Identifier: Apache-2.0

package import Storage
package import TextAnalysis

// What is known of single documents. A document that is not there is an error like damage, because
// only damage leads to one.

extension SegmentReader {
  /// The article that a document is a version of.
  package func articleID(of document: UInt32) throws(CorruptionError) -> UInt64 {
    try value(of: document, in: articles, as: UInt64.self)
  }

  package func version(of document: UInt32) throws(CorruptionError) -> UInt32 {
    try value(of: document, in: versions, as: UInt32.self)
  }

  /// When the document was published, in seconds since 1970; nil if unknown.
  package func published(of document: UInt32) throws(CorruptionError) -> Int64? {
    let time = try value(of: document, in: published, as: Int64.self)
    return time == SegmentFormat.unknownTime ? nil : time
  }

  package func language(of document: UInt32) throws(CorruptionError) -> Language {
    let number = Int(try value(of: document, in: languageNumbers, as: UInt8.self))
    guard number < languages.count else { throw damage("language", at: document) }
    return languages[number]
  }

  /// The exact weighted length, of which the norm is the rounded one.
  package func weightedLength(of document: UInt32) throws(CorruptionError) -> UInt32 {
    try value(of: document, in: lengths, as: UInt32.self)
  }

  /// Where the fields, paragraphs and sentences of a document begin.
  package func boundaries(of document: UInt32) throws(CorruptionError) -> DocumentBoundaries {
    let reader = try BoundariesReader(boundaries, documents: documentCount)
    return try reader.boundaries(of: Int(document))
  }

  @inline(__always)
  private func value<Value: FixedWidthInteger & BitwiseCopyable>(
    of document: UInt32,
    in column: SealedSection,
    as type: Value.Type
  ) throws(CorruptionError) -> Value {
    guard document < meta.documents else { throw damage("document", at: document) }
    let size = MemoryLayout<Value>.size
    let offset = Int(document) * size
    try column.check(offset..<offset + size)
    return column.bytes.number(at: offset, as: type)
  }

  private func damage(_ what: String, at document: UInt32) -> CorruptionError {
    CorruptionError(.outOfRange(what), in: file.entry.place, at: UInt64(document))
  }
}

extension SegmentReader {
  /// The documents published within a range of seconds since 1970, both ends included.
  ///
  /// Runs of 1,024 documents that lie wholly inside or outside are not looked at one by one; else
  /// about 1 ns a document.
  package func documents(
    publishedIn range: ClosedRange<Int64>
  ) throws(CorruptionError) -> DocumentSet {
    let runs = try publishedRuns.checked(0..<publishedRuns.bytes.count)
    let times = try published.checked(0..<published.bytes.count)
    let size = SegmentFormat.publishedRun
    return DocumentSet(documentCount: meta.documents) { words in
      for run in 0..<runs.count / 16 {
        let earliest = runs.number(at: run * 16, as: Int64.self)
        let latest = runs.number(at: run * 16 + 8, as: Int64.self)
        guard earliest <= range.upperBound, latest >= range.lowerBound else { continue }
        for document in run * size..<min((run + 1) * size, documentCount) {
          let time = times.number(at: document * 8, as: Int64.self)
          let isInside = range.contains(time) && time != SegmentFormat.unknownTime
          words[document >> 6] |= (isInside ? 1 : 0) &<< UInt64(document & 63)
        }
      }
    }
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
