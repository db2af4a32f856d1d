// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Ingestion
import Storage

/// The files and parts over which a process may have ended, and what was found out about them.
///
/// A suspect is not believed guilty: several threads read at a time, and a process may be killed for
/// no reason of its own. So another process reads it first; if that survives, it is read here, and
/// alone, so that a second end over it leaves no doubt.
struct Suspects {
  private(set) var entries: [WorkEntry]
  /// Those that were not suspected before.
  let fresh: [WorkEntry]

  /// So many unexplained ends over something that does no harm to others are too many.
  private static let mostDeaths = 3

  /// Goes by what a journal held; `cause` is why the process before this one ended, if it could say.
  init(_ found: [WorkEntry], cause: SelfRestart.Cause?, limits: ReadingLimits) {
    var entries = found.filter { $0.state != .inWork }
    var fresh: [WorkEntry] = []
    let inWork = found.filter { $0.state == .inWork }
    for work in inWork {
      guard let known = entries.firstIndex(where: { $0.isAboutSame(as: work) }) else {
        var suspect = work
        suspect.state = .suspected
        suspect.deaths = 1
        entries.append(suspect)
        fresh.append(suspect)
        continue
      }
      // The journal may say any number.
      if entries[known].deaths < .max { entries[known].deaths += 1 }
      switch entries[known].state {
      case .inWork, .suspected: continue
      case .condemned: entries[known].pieces = []
      case .cleared:
        if inWork.count == 1, let cause {
          entries[known].condemn(limits.reason(cause))
        } else if entries[known].deaths >= Self.mostDeaths {
          entries[known].condemn(.killsReader(signal: 9))
        }
      }
    }
    self.entries = entries
    self.fresh = fresh
  }

  /// Whether anything is known of the file or a part of it.
  func concern(_ path: [UInt8]) -> Bool {
    entries.contains { $0.path == path }
  }

  /// What is known of a file or part, by the same bytes.
  subscript(_ work: WorkEntry) -> WorkEntry? {
    get { entries.first { $0.isAboutSame(as: work) } }
    set {
      entries.removeAll { $0.isAboutSame(as: work) }
      if let newValue { entries.append(newValue) }
    }
  }
}

extension WorkEntry {
  /// A file, or a part of it, that is about to be read.
  init(_ file: SourceFile, part: UInt32? = nil) {
    self.init(
      path: file.path.bytes,
      size: UInt64(clamping: file.size),
      modified: file.modified,
      part: part
    )
  }

  /// Notes that it does harm; of a part, that these pieces do.
  mutating func condemn(_ reason: SkipReason, pieces: [UInt32] = []) {
    state = .condemned
    code = UInt16(reason.code)
    detail = reason.detail
    self.pieces = pieces
  }

  /// Why it was condemned.
  var reason: SkipReason {
    SkipReason(code: UInt8(clamping: code), detail: detail) ?? .parserFailed
  }
}
