// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Glibc
import Ingestion
import InvertedIndex
import Storage
import SystemPackage
import TextAnalysis

extension Archive {
  /// What the archive holds.
  ///
  /// Counts by the columns of the index, some nanoseconds an article, and walks the catalogue.
  package func status() throws(ArchiveError) -> ArchiveStatus {
    try translated {
      var status = ArchiveStatus(
        path: directory.path.string,
        generation: generation,
        articles: view.store.articleCount,
        versions: view.store.versionCount,
        files: view.store.fileCount
      )
      try view.store.forEachState { if $0.isRemoved { status.removed += 1 } }
      try view.store.forEachFile {
        for problem in $0.problems { status.add(problem) }
      }
      try addDocuments(to: &status)
      addSizes(to: &status)
      addVerification(to: &status)
      return status
    }
  }

  /// What `verify` noted, what opening notices, packs too, and whether there was a later generation.
  private func addVerification(to status: inout ArchiveStatus) {
    status.damaged = view.damaged
    if let packs = try? directory.snapshot(of: [.originals]) {
      status.damaged += packs.damaged.map { "\($0.error)" }
    }
    let note: VerificationNote?
    do throws(StorageError) {
      note = try directory.readVerificationNote()
    } catch {
      note = nil
      status.damaged.append(ArchiveError(error).description)
    }
    status.verified = note?.full.map(ArchiveStatus.Verified.init)
    status.originalsVerified = note?.originals.map(ArchiveStatus.Verified.init)
    status.laterGeneration = directory.laterGeneration(than: generation, note: note)
  }

  /// Files that were skipped, with reasons, by path.
  package func problems() throws(ArchiveError) -> [Problem] {
    try translated {
      var found: [Problem] = []
      try view.store.forEachFile { file in
        for problem in file.problems {
          found.append(Problem(path: file.path, reason: problem.sentence))
        }
      }
      return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }
  }

  private func addDocuments(to status: inout ArchiveStatus) throws(CorruptionError) {
    var languages: [String: Int] = [:]
    var sources: [String: Int] = [:]
    var days: ClosedRange<Int32>?
    for segment in view.segments {
      let visible = segment.visible
      for (language, count) in zip(
        segment.languages,
        try segment.languageCounts(among: visible)
      ) where count > 0 {
        languages[language == .unknown ? "unknown" : language.code, default: 0] += Int(count)
      }
      let column = try segment.column(of: .source)
      for (entry, count) in column.counts(among: visible).enumerated() where count > 0 {
        for name in column.values(ofEntry: entry) { sources[name, default: 0] += Int(count) }
      }
      let dates = try segment.dateCounts(among: visible)
      status.undated += dates.undated
      for day in dates.days.map(\.key.day) {
        days = min(days?.lowerBound ?? day, day)...max(days?.upperBound ?? day, day)
      }
    }
    status.languages = ranked(languages)
    status.sources = ranked(sources)
    status.firstDate = days.map { Self.date($0.lowerBound) }
    status.lastDate = days.map { Self.date($0.upperBound) }
  }

  private static func date(_ day: Int32) -> ArticleDate {
    ArticleDate(seconds: Int64(day) * 86_400, precision: .day)
  }

  private func ranked(_ counts: [String: Int]) -> [(name: String, count: Int)] {
    counts.map { ($0.key, $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private func addSizes(to status: inout ArchiveStatus) {
    for entry in view.manifest.entries {
      switch entry.kind {
      case .originals:
        status.originalBytes += entry.length
        status.packs += 1
      case .articles: status.articleBytes += entry.length
      case .catalogue: status.catalogueBytes += entry.length
      case .segment:
        status.indexBytes += entry.length
        status.segments += 1
      case .deletions: status.indexBytes += entry.length
      }
    }
  }
}

extension ArchiveStatus.Verified {
  fileprivate init(_ look: VerificationNote.Look) {
    let now = Int64(Glibc.time(nil))
    self.init(
      time: look.time,
      age: max(0, now - look.time),
      generation: look.generation,
      damage: look.damage
    )
  }
}

extension SegmentReader {
  /// The documents that a search would find.
  var visible: DocumentSet {
    let count = UInt32(documentCount)
    let gone = [hidden, superseded].compactMap(\.self)
    return gone.reduce(DocumentSet(0..<count)) { $0.subtracting($1, documentCount: count) }
  }

  /// Whether a search would find the document: neither removed nor superseded.
  func isVisible(_ document: UInt32) -> Bool {
    !(hidden?.contains(document) ?? false) && !(superseded?.contains(document) ?? false)
  }
}

extension ArchiveStatus {
  /// Counts a problem, unless it is only a part of a collection that nobody expects an article in.
  fileprivate mutating func add(_ problem: FileProblem) {
    guard !SkipReason(problem).isExpected else { return }
    // What a damaged catalogue says may be any number.
    let (sum, isTooLarge) = problems.addingReportingOverflow(Int(clamping: problem.count))
    problems = isTooLarge ? .max : sum
  }
}

extension FileProblem {
  /// The reason as a clause, with how often it was met.
  fileprivate var sentence: String {
    let reason = SkipReason(self)
    if reason.isExpected { return "left out: \(reason) (\(count))" }
    return count == 1 ? "\(reason)" : "\(reason) (\(count) times)"
  }
}
