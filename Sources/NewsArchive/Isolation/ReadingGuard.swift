// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Ingestion
import Storage
import SystemPackage

/// Sees to it that a file which kills, hangs or exhausts its reader costs a run no more than itself.
///
/// A process that dies over what it reads starts anew; what it had in work is in the journal, and so
/// a suspect, which a process of its own reads first.
final class ReadingGuard {
  /// What may be done with something that is about to be read.
  enum Verdict {
    /// Read it.
    case harmless
    /// Read it while nothing else is read.
    case alone
    /// Leave it out; of a part, only these pieces, or all if none is named.
    case condemned(SkipReason, pieces: [UInt32])
    /// Nobody wanted to wait for the verdict.
    case stopped
  }

  let desk: ReadingDesk
  /// The number that the thread which cuts collections has.
  let cutter: Int
  private let journal: WorkJournal
  private let limits: ReadingLimits
  private var suspects: Suspects
  private let isStopped: () -> Bool

  /// So many pieces of a part may do harm; then the part is left out as a whole.
  private static let mostPieces = 64
  /// So often a program starts anew in one run.
  private static let mostRestarts = 1000

  /// Nil where no journal can be kept, which is no reason not to read.
  ///
  /// With `canRepeat` false something is read that a new process could not read again.
  init?(
    _ paths: ArchivePaths,
    options: IndexOptions,
    threads: Int,
    canRepeat: Bool,
    isStopped: @escaping () -> Bool
  ) {
    do throws(FileError) {
      journal = try WorkJournal(in: paths)
    } catch {
      return nil
    }
    self.isStopped = isStopped
    limits = options.limits
    cutter = threads
    let previous = SelfRestart.takePrevious()
    suspects = Suspects(journal.found, cause: previous?.cause, limits: limits)
    let hasLearned = previous == nil || journal.found.contains { $0.state == .inWork }
    try? journal.keep(suspects.entries)
    let isWorthIt = canRepeat && hasLearned && (previous?.count ?? 0) < Self.mostRestarts
    AlternateStack.ofMain.use()
    SelfRestart.prepare(canRestart: isWorthIt)
    let memory = options.memoryBudget + limits.megabytes << 20 * 3 / 2
    desk = ReadingDesk(journal, threads: threads, limits: limits, memory: memory)
    var paths: [FilePath] = []
    for path in suspects.fresh.map({ FilePath(bytes: $0.path) }) where !paths.contains(path) {
      paths.append(path)
    }
    if !paths.isEmpty { options.onSuspicion?(paths) }
  }

  /// Whether anything is suspected of the file or a part of it.
  func suspects(_ file: SourceFile) -> Bool {
    suspects.concern(file.path.bytes)
  }

  /// Has a file or part looked at even if nothing speaks against it.
  func suspect(_ work: WorkEntry) {
    guard suspects[work] == nil else { return }
    var entry = work
    entry.state = .suspected
    suspects[work] = entry
  }

  /// What may be done with a file, of which `extent` is to be read.
  func verdict(on work: WorkEntry, _ extent: ApartReading.Extent) -> Verdict {
    guard let entry = suspects[work] else { return .harmless }
    switch entry.state {
    case .cleared: return .alone
    case .condemned: return .condemned(entry.reason, pieces: entry.pieces)
    case .inWork, .suspected:
      let verdict = examine(work, extent)
      note(verdict, entry)
      return verdict
    }
  }

  private func note(_ verdict: Verdict, _ suspect: WorkEntry) {
    var entry = suspect
    switch verdict {
    case .stopped: return
    case .harmless, .alone: entry.state = .cleared
    case .condemned(let reason, let pieces): entry.condemn(reason, pieces: pieces)
    }
    suspects[suspect] = entry
    try? journal.keep(suspects.entries)
  }

  /// Has it read by another process.
  func examine(_ work: WorkEntry, _ extent: ApartReading.Extent) -> Verdict {
    var reading = ApartReading(FilePath(bytes: work.path), extent, limits)
    var found: (reason: SkipReason, pieces: [UInt32])?
    while true {
      switch reading.outcome(unless: isStopped) {
      case .stopped: return .stopped
      case .unknown: return .alone
      case .harmless:
        return found.map { .condemned($0.reason, pieces: $0.pieces) } ?? .alone
      case .harmful(let reason, let piece):
        let pieces = (found?.pieces ?? []) + [piece].compactMap(\.self)
        guard let number = work.part, piece != nil, pieces.count < Self.mostPieces else {
          return .condemned(found?.reason ?? reason, pieces: [])
        }
        found = (found?.reason ?? reason, pieces)
        reading.extent = .part(number, without: pieces)
      }
    }
  }

  /// Ends the run's reading; `isComplete` if nothing that is suspected was left unread.
  func finish(isComplete: Bool) {
    desk.clear()
    if isComplete || suspects.entries.isEmpty { journal.remove() }
  }
}
