// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Ingestion
import Storage

// Deciding what was read: one thread, in the order of the scan.

extension IndexRun {
  /// Decides what the articles of one file are, and notes what became of the file.
  func file(
    _ outcome: ReadingOutcome,
    _ task: ReadingTask,
    into documents: inout [NewDocument]
  ) throws {
    report.bytes += outcome.byteCount
    progress.bytes += outcome.byteCount
    let path = task.file.path.bytes
    if outcome.isUnchanged, let known = task.known {
      var record = known
      record.stat = outcome.stat
      count(known, at: task.file.path)
      return try store.record(record)
    }
    var record = FileRecord(
      path: path,
      stat: outcome.stat,
      digest: outcome.digest ?? Digest(words: (0, 0, 0, 0)),
      seen: now
    )
    for part in outcome.skipped {
      report.skip(task.file.path, part.reason, count: part.count)
      record.add(FileProblem(part.reason, count: part.count))
    }
    let isAlone = outcome.articles.count == 1 && !task.isPart
    for result in outcome.articles {
      record.articles.append(
        try file(result, task, isAlone: isAlone, into: &documents)
      )
    }
    if task.isPart {
      collecting?.articles += record.articles
      for problem in record.problems { collecting?.add(problem) }
    } else if !task.isMemory {
      try store.record(record)
    }
  }

  func file(
    _ result: ReadingResult,
    _ task: ReadingTask,
    isAlone: Bool,
    into documents: inout [NewDocument]
  ) throws -> ArticleID {
    let path = task.file.path.bytes
    var prepared = result.prepared
    let filing = try store.identify(prepared, atPath: path, isAlone: isAlone)
    switch filing {
    case .unchanged: report.unchanged += 1
    case .sighting: report.copies += 1
    case .newVersion: report.changed += 1
    case .newArticle: report.added += 1
    }
    for note in result.notes { report.note(task.file.path, note) }
    if filing.hasNewText { try dropBoilerplate(of: &prepared, result.lines, filing) }
    let article = prepared.article
    try store.add(
      prepared,
      as: filing,
      sighting: Sighting(
        path: path,
        range: result.range,
        size: UInt64(prepared.original.count),
        ordinal: result.ordinal,
        original: prepared.original.digest,
        mediaType: result.mediaType,
        url: article.url?.value,
        fileModified: task.file.modified,
        seen: now,
        revision: writer.transaction.generation
      )
    )
    guard filing.hasNewText else { return filing.article }
    let state = try store.state(of: filing.article)
    documents.append(
      NewDocument(
        id: filing.article,
        version: filing.version,
        article: state.applied(to: article),
        filed: now,
        revision: writer.transaction.generation
      )
    )
    if filing.version > 1 || state.isRemoved { changed.insert(filing.article) }
    return filing.article
  }

  /// Leaves out what the site's other pages have at their edges, too.
  func dropBoilerplate(
    of prepared: inout PreparedArticle,
    _ page: PageLines?,
    _ filing: Filing
  ) throws {
    guard let page else { return }
    let learned = try learning.boilerplate(
      of: prepared.article,
      page,
      as: filing.article,
      in: store
    )
    prepared.article = learned.removed(from: prepared.article)
    report.boilerplate += learned.dropped.count
    if case .newArticle = filing { learning.filed(filing.article, page, learned) }
  }
}
