// SPDX-License-Identifier: Apache-2.0

import Storage

/// How the program ends; the numbers are a contract with scripts.
enum ExitStatus: Int32 {
  case done = 0
  case nothingFound = 1
  case someSkipped = 3
  case usage = 64
  case damaged = 65
  case outputFailed = 74
  case interrupted = 130
  case terminated = 143

  /// Of a run that ended early because a signal asked for it.
  static var stopped: ExitStatus {
    ProcessSignals.stopRequested.flatMap { ExitStatus(rawValue: 128 + $0) } ?? .interrupted
  }
}
