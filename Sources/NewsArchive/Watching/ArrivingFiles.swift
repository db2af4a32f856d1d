// SPDX-License-Identifier: Apache-2.0

import SystemPackage

/// Files that have changed and wait to be read, each until nothing has happened to it for a while.
///
/// Times are milliseconds by any clock that goes forward.
struct ArrivingFiles {
  private struct State {
    var last: Int64
    /// Somebody seems to be writing still.
    var isGrowing: Bool
  }

  private var files: [FilePath: State] = [:]
  /// How long a file must have rested.
  let rest: Int64
  /// How long one must have rested that nobody has closed.
  let patience: Int64

  init(rest: Int64, patience: Int64) {
    self.rest = rest
    self.patience = max(rest, patience)
  }

  /// Notes that something happened to a file.
  mutating func note(_ path: FilePath, isGrowing: Bool, at now: Int64) {
    files[path] = State(last: now, isGrowing: isGrowing)
  }

  /// Takes out the files that may be read.
  mutating func ready(at now: Int64) -> [FilePath] {
    let ready = files.filter { end(of: $0.value) <= now }.map(\.key)
    for path in ready { files[path] = nil }
    return ready
  }

  /// How long it is until one may be read; nil if none waits.
  func timeLeft(at now: Int64) -> Int64? {
    files.values.map { max(0, end(of: $0) - now) }.min()
  }

  private func end(of state: State) -> Int64 {
    state.last + (state.isGrowing ? patience : rest)
  }
}
