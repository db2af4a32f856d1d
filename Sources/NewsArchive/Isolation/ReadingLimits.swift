// SPDX-License-Identifier: Apache-2.0

import Ingestion
import Storage

/// What one file, or one part of a collection, may cost at most.
package struct ReadingLimits: Hashable, Sendable {
  /// Of time; processor time in a process of its own.
  package var seconds: Int
  /// Of memory, in units of 2^20 bytes.
  package var megabytes: Int
  /// The greatest page, in bytes.
  package var bytes: Int64

  /// Why what ended a process is not to be read.
  func reason(_ cause: SelfRestart.Cause) -> SkipReason {
    switch cause {
    case .signal(let number): .killsReader(signal: number)
    case .tooSlow: .tooSlow(limit: seconds)
    case .tooMuchMemory: .needsTooMuchMemory(limit: megabytes)
    }
  }
}
