// SPDX-License-Identifier: Apache-2.0

package import Storage
package import TextAnalysis

// What is known of single documents. A document that is not there is an error like damage, because
// only damage leads to one.

extension SegmentReader {
  /// The article that a document is a version of.
  package func articleID(of document: UInt32) throws(CorruptionError) -> UInt64 {
    try number(of: document, in: articles) ?? 0
  }

  package func version(of document: UInt32) throws(CorruptionError) -> UInt32 {
    UInt32(truncatingIfNeeded: try number(of: document, in: versions) ?? 0)
  }

  /// When the document was published, in seconds since 1970; nil if unknown.
  package func published(of document: UInt32) throws(CorruptionError) -> Int64? {
    try publication(of: document)?.seconds
  }

  /// When the document was published, and how exactly that is known; nil if it is not.
  package func publication(
    of document: UInt32
  ) throws(CorruptionError) -> (seconds: Int64, precision: DatePrecision)? {
    let time = PublicationTime(code: try number(of: document, in: published) ?? 0)
    return time.isKnown ? (time.seconds, time.precision) : nil
  }

  /// When the document was filed, in seconds since 1970.
  package func filed(of document: UInt32) throws(CorruptionError) -> Int64 {
    FilingTime.seconds(of: try number(of: document, in: filed) ?? 0)
  }

  /// The number of the commit that filed the document.
  package func revision(of document: UInt32) throws(CorruptionError) -> UInt64 {
    try number(of: document, in: revisions) ?? 0
  }

  package func language(of document: UInt32) throws(CorruptionError) -> Language {
    guard document < meta.documents else { throw damage("document", at: document) }
    let place = Int(document)
    let number = Int(try languageNumbers.checked(place..<place + 1)[0])
    guard number < languages.count else { throw damage("language", at: document) }
    return languages[number]
  }

  /// The source, the section or the authors of a document.
  ///
  /// Reads the whole column: for many documents take the ``column(of:)`` once.
  package func values(
    _ property: DocumentProperty,
    of document: UInt32
  ) throws(CorruptionError) -> [String] {
    guard document < meta.documents else { throw damage("document", at: document) }
    let column = try column(of: property)
    return column.values(ofEntry: column.entry(of: Int(document)))
  }

  /// The exact weighted length, of which the norm is the rounded one.
  package func weightedLength(of document: UInt32) throws(CorruptionError) -> UInt32 {
    UInt32(truncatingIfNeeded: try number(of: document, in: lengths) ?? 0)
  }

  /// How many words the article's text has: those of its paragraphs, without title, deck and captions.
  package func wordCount(of document: UInt32) throws(CorruptionError) -> UInt32 {
    UInt32(truncatingIfNeeded: try number(of: document, in: wordCounts) ?? 0)
  }

  /// Where the fields, paragraphs and sentences of a document begin.
  package func boundaries(of document: UInt32) throws(CorruptionError) -> DocumentBoundaries {
    let reader = try BoundariesReader(boundaries, documents: documentCount)
    return try reader.boundaries(of: Int(document))
  }

  private func number(
    of document: UInt32,
    in section: SealedSection
  ) throws(CorruptionError) -> UInt64? {
    guard document < meta.documents else { throw damage("document", at: document) }
    let column = try NumberColumn(section, documents: documentCount)
    try section.check(column.place(of: Int(document)))
    return column.number(Int(document))
  }

  private func damage(_ what: String, at document: UInt32) -> CorruptionError {
    CorruptionError(.outOfRange(what), in: file.entry.place, at: UInt64(document))
  }
}

// MARK: - Columns

extension SegmentReader {
  /// A column of numbers, all of it checked.
  func column(_ section: SealedSection) throws(CorruptionError) -> NumberColumn {
    try section.check(0..<section.bytes.count)
    return try NumberColumn(section, documents: documentCount)
  }

  /// The sources, sections or authors of all documents.
  ///
  /// Checks the column, a step for each different value; valid as long as the segment.
  package func column(of property: DocumentProperty) throws(CorruptionError) -> ValueColumn {
    let section =
      switch property {
      case .source: sources
      case .section: documentSections
      case .authors: authors
      }
    return try ValueColumn(section, documents: documentCount)
  }

  /// What is known of the dates of each 1,024 documents.
  package func datedRuns() throws(CorruptionError) -> [PublishedRun] {
    let bytes = try publishedRuns.checked(0..<publishedRuns.bytes.count)
    return (0..<bytes.count / PublishedRun.size).map { PublishedRun(bytes, at: $0) }
  }
}
