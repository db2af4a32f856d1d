// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// What is known of each document of a segment being written, a column per property.
struct DocumentColumns: ~Copyable {
  private(set) var articles = GrowingArray<UInt64>()
  private(set) var versions = GrowingArray<UInt32>()
  /// ``PublicationTime`` codes.
  private(set) var published = GrowingArray<UInt64>()
  /// When each version was filed: seconds since 1970 and 2⁶³.
  private(set) var filed = GrowingArray<UInt64>()
  private(set) var revisions = GrowingArray<UInt64>()
  private(set) var languages = GrowingArray<UInt8>()
  private(set) var lengths = GrowingArray<UInt32>()
  /// The words of each text.
  private(set) var wordCounts = GrowingArray<UInt32>()
  private(set) var sources = ValueColumnBuilder()
  private(set) var sections = ValueColumnBuilder()
  private(set) var authors = ValueColumnBuilder()
  /// The languages in order of first sight.
  private(set) var languageTable: [Language] = []
  private(set) var weightedLength: UInt64 = 0
  private var lastLanguage: (Language, UInt8)?

  init() {}

  var count: Int { articles.count }

  mutating func append(
    _ document: DocumentMetadata,
    weightedLength length: UInt32,
    words: UInt32
  ) {
    wordCounts.append(words)
    sources.append(document.source.map { [$0] } ?? [])
    sections.append(document.section.map { [$0] } ?? [])
    authors.append(document.authors)
    filed.append(FilingTime.code(of: document.filed))
    revisions.append(document.revision)
    append(
      article: document.articleID,
      version: document.version,
      published: PublicationTime(seconds: document.published, precision: document.precision),
      language: document.language,
      weightedLength: length
    )
  }

  private mutating func append(
    article: UInt64,
    version: UInt32,
    published time: PublicationTime,
    language: Language,
    weightedLength length: UInt32
  ) {
    articles.append(article)
    versions.append(version)
    published.append(time.code)
    languages.append(number(of: language))
    lengths.append(length)
    weightedLength += UInt64(length)
  }

  /// The number of a language, a new one if it was not seen before.
  ///
  /// A segment names 255 languages; documents of any more count as of an unknown one.
  private mutating func number(of language: Language) -> UInt8 {
    if let lastLanguage, lastLanguage.0 == language { return lastLanguage.1 }
    let known = languageTable.firstIndex(of: language)
    if known == nil, languageTable.count == 254, language.rawValue != 0 {
      return number(of: Language(rawValue: 0))
    }
    let number = UInt8(known ?? languageTable.count)
    if known == nil { languageTable.append(language) }
    lastLanguage = (language, number)
    return number
  }

  var memoryInUse: Int {
    articles.memoryInUse + versions.memoryInUse + published.memoryInUse + filed.memoryInUse
      + revisions.memoryInUse + languages.memoryInUse + lengths.memoryInUse + sources.memoryInUse
      + sections.memoryInUse + authors.memoryInUse + wordCounts.memoryInUse
  }
}

// MARK: - Copying

extension DocumentColumns {
  /// Adds a document of another segment.
  mutating func append(
    _ document: Int,
    of segment: ColumnCopies
  ) {
    sources.append(number: segment.sources[document])
    sections.append(number: segment.sections[document])
    authors.append(number: segment.authors[document])
    wordCounts.append(UInt32(truncatingIfNeeded: segment.wordCounts.number(document) ?? 0))
    filed.append(segment.filed.number(document) ?? 0)
    revisions.append(segment.revisions.number(document) ?? 0)
    append(
      article: segment.articles.number(document) ?? 0,
      version: UInt32(truncatingIfNeeded: segment.versions.number(document) ?? 0),
      published: PublicationTime(code: segment.published.number(document) ?? 0),
      language: segment.languages[document],
      weightedLength: UInt32(truncatingIfNeeded: segment.lengths.number(document) ?? 0)
    )
  }

  /// The entries of another segment's column, by their numbers here.
  mutating func adopt(
    _ column: ValueColumn,
    _ property: DocumentProperty
  ) -> [UInt64] {
    [0]
      + (0..<column.entryCount).map { entry in
        let bytes = Array(column.bytes(ofEntry: entry + 1))
        return switch property {
        case .source: sources.number(ofEntry: bytes)
        case .section: sections.number(ofEntry: bytes)
        case .authors: authors.number(ofEntry: bytes)
        }
      }
  }

  /// The same documents in another order: `order` names the old number of each new document.
  func reordered(_ order: UnsafeBufferPointer<UInt32>) -> DocumentColumns {
    var result = DocumentColumns()
    result.sources = sources.reordered(order)
    result.sections = sections.reordered(order)
    result.authors = authors.reordered(order)
    for old in order {
      let old = Int(old)
      result.wordCounts.append(wordCounts[old])
      result.filed.append(filed[old])
      result.revisions.append(revisions[old])
      result.append(
        article: articles[old],
        version: versions[old],
        published: PublicationTime(code: published[old]),
        language: languageTable[Int(languages[old])],
        weightedLength: lengths[old]
      )
    }
    return result
  }
}

// MARK: - What follows from the columns

extension DocumentColumns {
  /// The norm of each document.
  func norms() -> GrowingArray<UInt8> {
    var norms = GrowingArray<UInt8>(capacity: count + SegmentFormat.padding)
    for length in lengths.values { norms.append(LengthNorm.encode(length)) }
    return norms
  }

  /// What is known of the dates of each run of documents: `PRUN`.
  ///
  /// A run without any has an earliest after its latest.
  func publishedRuns() -> GrowingArray<UInt64> {
    var runs = GrowingArray<UInt64>()
    var start = 0
    while start < count {
      var run = PublishedRun()
      for index in start..<min(count, start + SegmentFormat.publishedRun) {
        run.add(PublicationTime(code: published[index]))
      }
      runs.append(UInt64(bitPattern: run.earliest).littleEndian)
      runs.append(UInt64(bitPattern: run.latest).littleEndian)
      runs.append(UInt64(run.dated).littleEndian)
      start += SegmentFormat.publishedRun
    }
    return runs
  }
}
