// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import InvertedIndex
import Storage
import TextAnalysis

// Whether index, articles and catalogue, each sound by itself, fit each other.

extension Verification {
  /// How many articles are analysed again.
  private static let sampleSize = 200
  /// After so many contradictions the rest would tell nothing new.
  private static let mostFindings = 100

  /// Compares what the catalogue knows with the documents of the segments, and a sample of the
  /// segments' words with the texts.
  mutating func checkIndex() throws {
    let kinds: [FileKind] = [.articles, .catalogue]
    let store = try ArchiveView.store(kinds.flatMap { snapshot.files(of: $0) })
    let segments = try snapshot.files(of: .segment).map {
      try ArchiveView.segment($0, in: snapshot)
    }
    do {
      try checkCounts(store)
      try compare(segments, with: store)
      try checkSample(of: segments, store)
    } catch let error as CorruptionError {
      // Only what was forged with its sums gets here.
      let id = snapshot.manifest.entries.first { $0.place == error.file }?.id
      add(Finding(error, culprit: id.map { .file($0) } ?? .other))
    }
  }

  /// The numbers in the manifest are those of the records.
  private mutating func checkCounts(_ store: ArticleStoreReader) throws {
    let counted = try store.countedRecords()
    let pairs = [
      ("articles", store.articleCount, counted.articles),
      ("versions", store.versionCount, counted.versions),
      ("files", store.fileCount, counted.files),
    ]
    for (name, noted, found) in pairs where noted != found {
      add(Finding(.wrong, "catalogue", "\(noted) \(name) noted, \(found) found", culprit: .store))
    }
  }

  /// What the catalogue knows of an article.
  private struct Known {
    var newest: UInt32
    var isRemoved = false
    var isSeen = false
  }

  /// Every document has a text and a version in the catalogue; every newest version of an article that
  /// is not removed has exactly one document that is found, and no other has any.
  private mutating func compare(
    _ segments: [SegmentReader],
    with store: ArticleStoreReader
  ) throws {
    var known: [ArticleID: Known] = [:]
    try store.forEachVersion { version in
      known[version.article, default: Known(newest: 0)].newest = max(
        version.version,
        known[version.article]?.newest ?? 0
      )
    }
    try store.forEachState { if $0.isRemoved { known[$0.article]?.isRemoved = true } }
    for segment in segments {
      try compare(segment, with: &known, store)
    }
    for (id, article) in known.sorted(by: { $0.key < $1.key })
    where !article.isRemoved && !article.isSeen {
      guard addWrong("article \(id)@\(article.newest)", "not in the index") else { return }
    }
  }

  private mutating func compare(
    _ segment: SegmentReader,
    with known: inout [ArticleID: Known],
    _ store: ArticleStoreReader
  ) throws {
    let place = segment.file.entry.place
    for document in 0..<UInt32(segment.documentCount) {
      let id = ArticleID(rawValue: try segment.articleID(of: document))
      let version = try segment.version(of: document)
      let name = "article \(id)@\(version)"
      guard let article = known[id], version <= article.newest else {
        guard addWrong(name, "in \(place) but not in the catalogue") else { return }
        continue
      }
      if try !store.holdsText(of: id, version: version) {
        add(Finding(.wrong, name, "its text is not stored", culprit: .store))
      }
      guard segment.isVisible(document) else { continue }
      let isRight = !article.isRemoved && version == article.newest && !article.isSeen
      if !isRight {
        let why =
          article.isRemoved
          ? "removed" : version < article.newest ? "superseded" : "there twice"
        guard addWrong(name, "found in \(place) although it is \(why)") else { return }
      }
      known[id]?.isSeen = true
    }
  }

  /// Notes that the index does not fit; false when there has been enough of it.
  private mutating func addWrong(_ subject: String, _ detail: String) -> Bool {
    add(Finding(.wrong, subject, detail, culprit: .index))
    return report.findings.count < Self.mostFindings
  }
}

// MARK: - The sample

extension Verification {
  /// Analyses the texts of some articles again and compares them with what the segments hold.
  ///
  /// Which articles depends on the generation only, so that two looks at it find the same.
  private mutating func checkSample(
    of segments: [SegmentReader],
    _ store: ArticleStoreReader
  ) throws {
    let total = segments.reduce(0) { $0 + $1.documentCount }
    let step = max(1, total / Self.sampleSize)
    var next = Int(snapshot.manifest.generation % UInt64(step))
    var start = 0
    let series = ArticleSeries(store)
    for segment in segments where !report.wasStopped {
      var chosen: [UInt32] = []
      while next < start + segment.documentCount {
        let document = UInt32(next - start)
        // Documents that are not found may be of a text from before a correction.
        if segment.isVisible(document) { chosen.append(document) }
        next += step
      }
      start += segment.documentCount
      try checkSample(chosen, of: segment, store, series)
      if isStopped() { report.wasStopped = true }
    }
  }

  private mutating func checkSample(
    _ documents: [UInt32],
    of segment: SegmentReader,
    _ store: ArticleStoreReader,
    _ series: ArticleSeries
  ) throws {
    guard segment.analyzer == Analyzer.identity, !documents.isEmpty else { return }
    var builder = SegmentBuilder()
    var expected: [NewDocument] = []
    var compared: [UInt32] = []
    for document in documents {
      let id = ArticleID(rawValue: try segment.articleID(of: document))
      let version = try segment.version(of: document)
      guard let article = try series.article(id, version: version) else { continue }
      let filed = try store.versions(of: id).last { $0.version == version }
      let new = NewDocument(
        id: id,
        version: version,
        article: article,
        filed: filed?.filed ?? 0,
        revision: filed?.revision ?? 0
      )
      new.add(to: &builder)
      expected.append(new)
      compared.append(document)
    }
    let (texts, found) = (builder.digests(), try segment.digests(of: compared))
    for (place, new) in expected.enumerated() {
      let isDescribed = try segment.isDescribed(compared[place], by: new.metadata)
      report.sampled += 1
      guard texts[place] != found[place] || !isDescribed else { continue }
      let what = isDescribed ? "words" : "dates or names"
      let detail = "the \(what) in \(segment.file.entry.place) are not those of its text"
      guard addWrong("article \(new.id)@\(new.version)", detail) else { return }
    }
  }
}
