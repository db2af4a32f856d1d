// SPDX-License-Identifier: Apache-2.0

/// What `repair` found and did.
package struct RepairReport: Sendable {
  /// The generation after it.
  package var generation: UInt64 = 0
  /// Whether nothing was to be changed.
  package var isDryRun: Bool
  /// A signal ended it before all was done.
  package var wasStopped = false
  /// What was wrong.
  package var found: [Finding] = []
  /// What was done about it, or would be: one sentence each.
  package var actions: [String] = []
  /// What is wrong still.
  package var lost: [Finding] = []
}
