// SPDX-License-Identifier: Apache-2.0

import Articles
import ArticleStore
import Ingestion
import InvertedIndex
import Storage
import SystemPackage
import TextAnalysis

extension Archive {
  /// What the archive holds.
  ///
  /// Reads the columns of the index and the catalogue, some 0.1 µs an article.
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
      try view.store.forEachFile { status.problems += $0.problems.count }
      try addDocuments(to: &status)
      addSizes(to: &status)
      status.damaged = view.damaged
      return status
    }
  }

  /// Files that were skipped, with reasons, by path.
  package func problems() throws(ArchiveError) -> [Problem] {
    try translated {
      var found: [Problem] = []
      try view.store.forEachFile { file in
        for problem in file.problems {
          found.append(Problem(path: file.path, reason: "\(SkipReason(problem))"))
        }
      }
      return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }
  }

  private func addDocuments(to status: inout ArchiveStatus) throws(CorruptionError) {
    var languages: [Language: Int] = [:]
    var dates: (first: Int64, last: Int64)?
    for segment in view.segments {
      for document in 0..<UInt32(segment.documentCount) where segment.isVisible(document) {
        languages[try segment.language(of: document), default: 0] += 1
        guard let date = try segment.published(of: document) else {
          status.undated += 1
          continue
        }
        dates = (min(dates?.first ?? date, date), max(dates?.last ?? date, date))
      }
    }
    status.languages = ranked(
      languages.map { ($0.key == .unknown ? "unknown" : $0.key.code, $0.value) }
    )
    if let dates {
      status.firstDate = ArticleDate(seconds: dates.first, precision: .day)
      status.lastDate = ArticleDate(seconds: dates.last, precision: .day)
    }
  }

  private func ranked(_ counts: [(name: String, count: Int)]) -> [(name: String, count: Int)] {
    counts.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
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

extension SegmentReader {
  /// Whether a search would find the document: neither removed nor superseded.
  func isVisible(_ document: UInt32) -> Bool {
    !(hidden?.contains(document) ?? false) && !(superseded?.contains(document) ?? false)
  }
}
