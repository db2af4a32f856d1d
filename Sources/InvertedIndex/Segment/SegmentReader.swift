// SPDX-License-Identifier: Apache-2.0

package import Storage
package import TextAnalysis

/// A segment, open for searching.
///
/// Opening reads the section `META` and compares sizes. Everything else is checked against the
/// file's sums when it is used, by chunks of 16 KB, so that damage is an error where it matters
/// and costs nothing where it does not. Any number of threads may share a reader.
package final class SegmentReader: Sendable {
  package let file: SealedFile
  /// What is not to be found; nil if everything is.
  package let deletions: SegmentDeletions?
  let meta: SegmentMeta
  let dictionary: TermDictionary
  let stems: StemReader
  /// Nil where no document is in a language of compounds.
  let tails: TailReader?
  let pairs: PairReader
  let postings: SealedSection
  let positions: SealedSection
  let norms: SealedSection
  let lengths: SealedSection
  let wordCounts: SealedSection
  let articles: SealedSection
  let versions: SealedSection
  let published: SealedSection
  let publishedRuns: SealedSection
  let filed: SealedSection
  let revisions: SealedSection
  let languageNumbers: SealedSection
  let sources: SealedSection
  let documentSections: SealedSection
  let authors: SealedSection
  let boundaries: SealedSection

  /// Opens a segment, with its deletions if it has any: those of a file, or `states` that somebody knows
  /// without one.
  ///
  /// - Throws: ``CorruptionError`` for sections that are missing or of the wrong size, and for
  ///   deletions of another segment.
  package init(
    _ file: SealedFile,
    deletions: SealedFile? = nil,
    states: SegmentDeletions? = nil
  ) throws(CorruptionError) {
    let place = file.entry.place
    let meta = try SegmentMeta(file.checked(SegmentFormat.meta), of: place)
    let documents = Int(meta.documents)
    func section(_ tag: SectionTag, size: Int? = nil) throws(CorruptionError) -> SealedSection {
      guard let section = file.checkable(tag) else {
        throw CorruptionError(.outOfRange("section \(tag), not there"), in: place)
      }
      guard size == nil || size == section.bytes.count else {
        throw CorruptionError(.wrongLength, in: place)
      }
      return section
    }
    self.file = file
    self.meta = meta
    dictionary = try TermDictionary(
      terms: try section(SegmentFormat.terms),
      index: try section(SegmentFormat.termIndex),
      count: Int(meta.terms)
    )
    stems = try StemReader(try section(SegmentFormat.stems))
    pairs = try PairReader(try section(SegmentFormat.pairs))
    tails =
      if let tails = file.checkable(SegmentFormat.tails) { try TailReader(tails) } else { nil }
    postings = try section(SegmentFormat.postings)
    positions = try section(SegmentFormat.positions)
    norms = try section(SegmentFormat.norms, size: documents)
    lengths = try section(SegmentFormat.lengths)
    wordCounts = try section(SegmentFormat.wordCounts)
    articles = try section(SegmentFormat.articles)
    versions = try section(SegmentFormat.versions)
    published = try section(SegmentFormat.published)
    let runs = (documents + SegmentFormat.publishedRun - 1) / SegmentFormat.publishedRun
    publishedRuns = try section(SegmentFormat.publishedRuns, size: runs * PublishedRun.size)
    filed = try section(SegmentFormat.filed)
    revisions = try section(SegmentFormat.revisions)
    languageNumbers = try section(SegmentFormat.languages, size: documents)
    sources = try section(SegmentFormat.sources)
    documentSections = try section(SegmentFormat.documentSections)
    authors = try section(SegmentFormat.authors)
    boundaries = try section(SegmentFormat.boundaries)
    self.deletions =
      if let deletions {
        try SegmentDeletions(deletions, of: file.entry.id, documents: meta.documents)
      } else {
        states
      }
  }

  /// Documents are numbered from zero up to this.
  package var documentCount: Int { Int(meta.documents) }

  /// How many distinct keys there are, short fields' own included.
  package var termCount: Int { Int(meta.terms) }

  /// Sums over all documents, whatever their state.
  package var statistics: SegmentStatistics { meta.statistics }

  /// The languages of the documents, by their numbers in this segment.
  package var languages: [Language] { meta.languages }

  /// Which analyzer made the terms.
  package var analyzer: AnalyzerIdentity { meta.analyzer }

  /// Documents of removed articles; nil if there are none.
  package var hidden: DocumentSet? {
    deletions.flatMap { $0.removed.isEmpty ? nil : $0.removed }
  }

  /// Documents of which there is a newer version; nil if there are none.
  package var superseded: DocumentSet? {
    deletions.flatMap { $0.superseded.isEmpty ? nil : $0.superseded }
  }

  /// Makes sure that the segment was made by this analyzer and with the weights of today.
  ///
  /// - Throws: ``AnalyzerMismatch``, after which only a rebuild of the index helps.
  package func require(_ analyzer: AnalyzerIdentity) throws(AnalyzerMismatch) {
    guard meta.analyzer == analyzer, meta.weights == .standard else {
      throw AnalyzerMismatch(
        file: file.entry.place,
        found: meta.analyzer.description,
        expected: analyzer.description
      )
    }
  }

  /// What a search reads postings from; this object must outlive it.
  ///
  /// Checks the norms, a byte per document; lists are checked when their terms are looked up.
  package var source: PostingsSource {
    get throws(CorruptionError) {
      PostingsSource(
        postings: postings.bytes,
        positions: positions.bytes,
        norms: try column(norms),
        documentCount: meta.documents,
        averageLength: meta.statistics.averageLength,
        name: dictionary.place
      )
    }
  }

  /// The number of each document's language, for searches that look at few languages only.
  package var languageColumn: UnsafePointer<UInt8> {
    get throws(CorruptionError) {
      try column(languageNumbers)
    }
  }

  /// A column of a byte per document, checked.
  private func column(_ section: SealedSection) throws(CorruptionError) -> UnsafePointer<UInt8> {
    let bytes = try section.checked(0..<section.bytes.count)
    guard let base = bytes.baseAddress else {
      throw CorruptionError(.wrongLength, in: file.entry.place)
    }
    return base.assumingMemoryBound(to: UInt8.self)
  }

  /// Checks every byte of the segment.
  package func verify() throws(CorruptionError) {
    try file.verify()
  }
}

/// A segment whose terms were made by other rules than those of queries.
///
/// Its articles are safe; `reindex` makes the index anew from them.
package struct AnalyzerMismatch: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let found: String
  package let expected: String

  package var description: String {
    "\(file): indexed by \(found), this program searches by \(expected); run reindex"
  }
}
