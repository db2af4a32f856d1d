// SPDX-License-Identifier: Apache-2.0

package import Ingestion
package import SystemPackage

/// What a run of `index` takes besides paths.
package struct IndexOptions: Sendable {
  /// Which files are taken.
  package var scanner = SourceScanner.Options()
  /// Read again what was skipped before although it has not changed.
  package var retriesSkipped = false
  /// Bytes of memory for what has not been committed, all threads together.
  package var memoryBudget = 256 << 20
  /// Articles after which a batch is committed, whatever memory is left.
  package var batchArticles = 20_000
  /// Seconds after which a batch is committed.
  package var batchSeconds = 60
  /// Threads that read and analyse; the number of processors by default.
  package var threads: Int?
  /// Whether the process is one that starts anew when it dies over a file, and that started with
  /// ``ApartReading/command`` reads what is suspected.
  package var isIsolated = false
  /// Seconds that one file, or one part of a collection, may take; only if isolated.
  package var secondsPerFile = 60
  /// Is told over which files the process before this one may have ended.
  package var onSuspicion: (@Sendable ([FilePath]) -> Void)?

  package init() {}

  /// What one file may cost.
  var limits: ReadingLimits {
    ReadingLimits(
      seconds: secondsPerFile,
      megabytes: max(1, 4 * memoryBudget >> 20),
      bytes: scanner.maximumSize
    )
  }
}

/// What became of the inputs of one run.
package struct IndexReport: Sendable {
  /// An input that did not become an article.
  package struct Skip: Sendable {
    package let path: FilePath
    package let reason: SkipReason
  }

  /// Articles that were not in the archive.
  package var added = 0
  /// Articles that got a new version.
  package var changed = 0
  /// Files, or articles within files, that are in the archive as they are.
  package var unchanged = 0
  /// Articles met at one more place.
  package var copies = 0
  /// How many inputs were skipped; ``skips`` names the first of them.
  package var skipped = 0
  /// The first thousand.
  package var skips: [Skip] = []
  /// Parts of collections in which nobody expects an article, such as a web archive's pictures, by
  /// what they are called.
  package var leftOut: [String: Int] = [:]
  /// How many were skipped for each reason, by what the reason is called.
  package var reasons: [String: Int] = [:]
  /// Left out by a rule, on purpose: hidden files, `.morgueignore`, a page's own folder.
  package var passedOver = 0
  /// Files whose text may be incomplete or was repaired, the first thousand, with the note.
  package var notes: [(path: FilePath, note: ReadNote)] = []
  package var noteCount = 0
  /// Paragraphs left out because the site's other pages have them, too.
  package var boilerplate = 0
  /// Files looked at.
  package var files = 0
  /// Bytes read.
  package var bytes: Int64 = 0
  /// The newest generation of the archive.
  package var generation: UInt64 = 0
  /// Whether the run was stopped before its end.
  package var wasStopped = false

  static let kept = 1000

  /// Notes that `count` parts of a file were skipped for one reason.
  mutating func skip(_ path: FilePath, _ reason: SkipReason, count: Int = 1) {
    guard !reason.isExpected else {
      leftOut["\(reason)", default: 0] += count
      return
    }
    skipped += count
    reasons[reason.kind, default: 0] += count
    if skips.count < Self.kept { skips.append(Skip(path: path, reason: reason)) }
  }

  mutating func note(_ path: FilePath, _ note: ReadNote) {
    noteCount += 1
    if notes.count < Self.kept { notes.append((path, note)) }
  }
}

extension SkipReason {
  /// What the reason is called where many are counted.
  var kind: String {
    switch self {
    case .tooLarge: "too large"
    case .binary: "not text"
    case .unreadable: "not readable"
    case .tooDeep: "too deep"
    case .badJSON: "bad JSON"
    case .noArticle, .noText, .empty: "no text"
    case .cutShort: "cut short"
    case .damagedCompression: "damaged"
    case .notARecord: "no record"
    case .killsReader: "killed the reader"
    case .tooSlow: "too slow"
    case .needsTooMuchMemory: "too much memory"
    case .linkNotFollowed: "link"
    default: description
    }
  }
}

/// How far a long run has come; handed over from the thread that writes, now and then.
package struct IndexProgress: Sendable {
  package var files = 0
  package var bytes: Int64 = 0
  package var articles = 0
  /// Bytes found so far by the scan that are still to be read or passed over, plus those done.
  package var bytesFound: Int64 = 0
  package var isScanComplete = false
}
