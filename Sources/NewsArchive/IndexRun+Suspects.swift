// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Ingestion
import Storage

// What a process died over: read by another one first, and left out if it does harm.

extension IndexRun {
  /// Takes a file of which something is suspected, or known to do harm and to be tried again.
  func takeSuspect(_ file: SourceFile, _ known: FileRecord?, _ isolation: ReadingGuard) throws {
    try finishRound()
    let work = WorkEntry(file)
    if known?.isHarmful ?? false { isolation.suspect(work) }
    let isInParts = isInParts(file)
    switch isolation.verdict(on: work, isInParts ? .cuts : .whole) {
    case .stopped: throw stop()
    case .harmless, .alone:
      if isInParts { return try takeCollection(file, known) }
      try add(task(for: file, known))
      try finishRound()
    case .condemned(let reason, _):
      guard !isInParts else { return try leaveOut(file, reason) }
      switch isolation.examine(work, .cuts) {
      case .stopped: throw stop()
      case .harmless, .alone: try takeCollection(file, known, harm: reason)
      case .condemned: try leaveOut(file, reason)
      }
    }
  }

  /// Takes a part of a collection, or what of it does no harm.
  func add(
    _ task: ReadingTask,
    _ part: SourcePart,
    of map: MappedFile,
    isSuspect: Bool
  ) throws {
    guard let isolation, let number = task.part, let work = task.work else { return try add(task) }
    let extent = ApartReading.Extent.part(number, without: [])
    var verdict = isolation.verdict(on: work, extent)
    if isSuspect, case .harmless = verdict { verdict = isolation.examine(work, extent) }
    switch verdict {
    case .harmless: try add(task)
    case .alone:
      try finishRound()
      try add(task)
      try finishRound()
    case .condemned(let reason, let pieces): try add(task, part, of: map, reason, without: pieces)
    case .stopped: throw stop()
    }
  }

  private func add(
    _ task: ReadingTask,
    _ part: SourcePart,
    of map: MappedFile,
    _ reason: SkipReason,
    without harmful: [UInt32]
  ) throws {
    for (number, piece) in unsafe part.pieces(in: map.buffer).enumerated() {
      guard !harmful.isEmpty, !harmful.contains(UInt32(clamping: number)) else {
        report.skip(task.file.path, reason)
        collecting?.add(FileProblem(reason))
        continue
      }
      try add(
        ReadingTask(
          file: task.file,
          known: task.known,
          content: .part(map, piece),
          limit: task.limit,
          part: task.part
        )
      )
    }
  }

  /// Leaves a file out, until it changes or is asked for again.
  func leaveOut(_ file: SourceFile, _ reason: SkipReason) throws {
    report.skip(file.path, reason)
    var record = FileRecord(
      path: file.path.bytes,
      stat: file.stat,
      digest: Digest(words: (0, 0, 0, 0)),
      seen: now
    )
    record.problems = [FileProblem(reason)]
    try store.record(record)
  }

  private func stop() -> Stop {
    report.wasStopped = true
    return Stop()
  }
}
