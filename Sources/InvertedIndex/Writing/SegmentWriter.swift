// SPDX-License-Identifier: Apache-2.0

import Storage
import TextAnalysis

/// Writes the sections of a segment: what building and merging have in common.
///
/// The terms come in byte order, each as its postings and then ``endTerm(key:surface:)``;
/// after them the lists of stems; then ``finish(_:)``. Positions go to the file as they come. The
/// postings wait in memory, because a file is written section by section; a merge too large for
/// that passes over the terms twice.
struct SegmentWriter: ~Copyable {
  /// What a pass over the terms writes.
  enum Pass {
    /// Positions at once, postings when the pass ends.
    case both
    /// Only positions.
    case positions
    /// Only postings, and all that follows from the terms.
    case postings
  }

  /// Bytes of postings and positions that wait before they are taken.
  private static let pending = 1 << 20

  private var file: SealedFileWriter
  private let norms: GrowingArray<UInt8>
  private let rule: PairRule
  private let averageLength: Float
  private let languages: [Language]
  /// Each document's language; nil if all have the same.
  private let documentLanguages: UnsafePointer<UInt8>?
  private var pass = Pass.both
  var postings: PostingsWriter
  private var dictionary = TermDictionaryWriter()
  private var stems: StemCollector
  private var tails: TailCollector
  /// Words of the text that may be frequent.
  private var words = GrowingArray<PairWords.Word>()
  /// The lists of pairs; set by the time the pass over the postings ends.
  var pairs: PairWriter?
  private var waiting: [[UInt8]] = []
  private var postingCount: UInt64 = 0
  /// Occurrences in the text; short fields' own postings count them a second time and are left out.
  private var tokens: UInt64 = 0

  /// A writer for the documents of `columns`, which outlive it, with the pairs that a rule says.
  init(
    _ file: consuming SealedFileWriter,
    columns: borrowing DocumentColumns,
    pairs rule: PairRule
  ) {
    self.file = file
    self.rule = rule
    norms = columns.norms()
    languages = columns.languageTable
    averageLength =
      SegmentStatistics(
        documents: UInt32(columns.count),
        weightedLength: columns.weightedLength,
        tokens: 0,
        postings: 0
      ).averageLength
    documentLanguages =
      columns.languageTable.count > 1 ? UnsafePointer(columns.languages.base) : nil
    postings = PostingsWriter(
      norms: norms.base,
      averageLength: averageLength,
      languages: documentLanguages
    )
    stems = StemCollector(languages: languages)
    tails = TailCollector(languages: languages)
  }

  /// Begins a pass over all terms.
  mutating func begin(_ pass: Pass) throws(StorageError) {
    self.pass = pass
    postings = PostingsWriter(
      norms: norms.base,
      averageLength: averageLength,
      languages: documentLanguages
    )
    dictionary = TermDictionaryWriter()
    stems = StemCollector(languages: languages)
    tails = TailCollector(languages: languages)
    words.truncate(to: 0)
    postingCount = 0
    tokens = 0
    try file.beginSection(pass == .postings ? SegmentFormat.postings : SegmentFormat.positions)
  }

  /// Begins a term.
  mutating func beginTerm(hasPositions: Bool = true) {
    postings.begin(hasPositions: hasPositions)
  }

  /// Adds the postings of the term in the order that a list is to have.
  mutating func append(_ list: inout RearrangedList) {
    list.forEach { document, frequency, extra, positions in
      postings.append(
        document: document,
        frequency: frequency,
        extra: extra,
        positions: positions
      )
    }
  }

  /// Adds postings of the term as an inversion lays them.
  mutating func append(entries: UnsafeBufferPointer<UInt32>, countsExtra: Bool) {
    postings.append(entries: entries, countsExtra: countsExtra)
  }

  /// Adds the postings of the term that a segment to be merged has.
  mutating func append(
    _ list: inout PostingsListReader,
    of input: MergeInput
  ) throws(CorruptionError) {
    if input.isPurged {
      try postings.append(&list) { input.newNumber(of: $0) }
    } else {
      try postings.append(&list, adding: input.base)
    }
  }

  /// Whether the term begun last has any posting.
  var hasPostings: Bool { postings.hasPostings }

  /// Ends the term begun last, which has at least one posting.
  mutating func endTerm(
    key: UnsafeBufferPointer<UInt8>,
    surface: UnsafeBufferPointer<UInt8>
  ) throws(StorageError) {
    let term = postings.finish()
    let languages = postings.languages
    postingCount += UInt64(term.documentFrequency)
    if key.first ?? 0 >= IndexedField.firstTextByte {
      tokens += term.totalFrequency
      noteWord(documentFrequency: term.documentFrequency)
    }
    if pass != .positions {
      stems.add(
        key: key,
        surface: surface,
        ordinal: UInt32(dictionary.count),
        languages: languages,
        documentFrequency: term.documentFrequency
      )
      tails.add(key: key, ordinal: UInt32(dictionary.count), languages: languages)
      dictionary.append(key: key, postings: term, languages: languages, surface: surface)
    }
    try drainIfLarge()
  }

  private mutating func noteWord(documentFrequency: UInt32) {
    if documentFrequency < rule.floor { return }
    let ordinal = UInt32(dictionary.count)
    words.append(.init(ordinal: ordinal, documentFrequency: documentFrequency))
  }

  /// The words whose pairs are to be listed, once all terms are there.
  func pairWords() -> PairWords {
    PairWords(words.values, documents: norms.count, rule: rule)
  }

  /// Hands what was written to the file, if that is much.
  mutating func drainIfLarge() throws(StorageError) {
    if postings.pendingBytes >= Self.pending { try drain() }
  }

  private mutating func drain() throws(StorageError) {
    if pass != .postings { try file.write(postings.positions.bytes.bytes) }
    postings.positions.drop()
    let lists = postings.takePostings()
    switch pass {
    case .both: waiting.append(lists)
    case .positions: break
    case .postings: try file.write(lists)
    }
  }

  /// The groups of stems that get a list, once all terms are there.
  mutating func stemGroups() -> [StemCollector.Group] {
    stems.groups()
  }

  /// The ranks of a group's terms.
  func ordinals(of group: StemCollector.Group) -> [UInt32] {
    group.members.map { stems.members[$0].ordinal }
  }

  /// Writes the list of a group.
  mutating func append(
    _ sums: inout PostingSums,
    of group: StemCollector.Group
  ) throws(StorageError) {
    guard let list = sums.drain(into: &postings) else { return }
    stems.add(list: list, of: group)
    try drainIfLarge()
  }

  /// Ends the pass.
  mutating func endPass() throws(StorageError) {
    postings.finishSections()
    try drain()
    file.endSection()
    guard pass == .both else { return }
    try file.beginSection(SegmentFormat.postings)
    for piece in waiting { try file.write(piece) }
    waiting = []
    file.endSection()
  }

  /// Writes everything else and seals the file.
  consuming func finish(
    columns: borrowing DocumentColumns,
    boundaries: borrowing BoundariesWriter,
    analyzer: AnalyzerIdentity
  ) throws(StorageError) -> SealedFileReceipt {
    let meta = SegmentMeta(
      documents: UInt32(columns.count),
      terms: UInt32(dictionary.count),
      statistics: SegmentStatistics(
        documents: UInt32(columns.count),
        weightedLength: columns.weightedLength,
        tokens: tokens,
        postings: postingCount
      ),
      analyzer: analyzer,
      weights: .standard,
      languages: languages
    )
    let index = dictionary.finish()
    try write(SegmentFormat.terms, dictionary.terms.bytes)
    try write(SegmentFormat.termIndex, index.bytes)
    try write(SegmentFormat.stems, stems.encode())
    if let tails = tails.encode() { try write(SegmentFormat.tails, tails) }
    try write(SegmentFormat.norms, norms.bytes)
    try write(columns)
    try write(SegmentFormat.boundaries, boundaries.directory, boundaries.records.bytes)
    try write(SegmentFormat.meta, meta.encode())
    try write(SegmentFormat.pairs, pairs?.encode() ?? [])
    return try file.seal()
  }

  private mutating func write(_ columns: borrowing DocumentColumns) throws(StorageError) {
    let lengths = NumberColumnWriter(columns.lengths.values)
    let wordCounts = NumberColumnWriter(columns.wordCounts.values)
    let articles = NumberColumnWriter(columns.articles.values)
    let versions = NumberColumnWriter(columns.versions.values)
    let published = NumberColumnWriter(
      columns.published.values,
      missing: PublicationTime.unknown.code
    )
    let filed = NumberColumnWriter(columns.filed.values)
    let revisions = NumberColumnWriter(columns.revisions.values)
    let runs = columns.publishedRuns()
    let sources = columns.sources.encode()
    let sections = columns.sections.encode()
    let authors = columns.authors.encode()
    try write(SegmentFormat.lengths, lengths.bytes.bytes)
    try write(SegmentFormat.wordCounts, wordCounts.bytes.bytes)
    try write(SegmentFormat.articles, articles.bytes.bytes)
    try write(SegmentFormat.versions, versions.bytes.bytes)
    try write(SegmentFormat.published, published.bytes.bytes)
    try write(SegmentFormat.publishedRuns, runs.bytes)
    try write(SegmentFormat.filed, filed.bytes.bytes)
    try write(SegmentFormat.revisions, revisions.bytes.bytes)
    try write(SegmentFormat.languages, columns.languages.bytes)
    try write(SegmentFormat.sources, sources.bytes)
    try write(SegmentFormat.documentSections, sections.bytes)
    try write(SegmentFormat.authors, authors.bytes)
  }

  private mutating func write(
    _ tag: SectionTag,
    _ parts: UnsafeRawBufferPointer...
  ) throws(StorageError) {
    try file.beginSection(tag)
    for part in parts { try file.write(part) }
    file.endSection()
  }

  private mutating func write(_ tag: SectionTag, _ bytes: [UInt8]) throws(StorageError) {
    try file.beginSection(tag)
    try file.write(bytes)
    file.endSection()
  }
}
